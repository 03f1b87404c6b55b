import { describe, expect, it } from '@jest/globals';
import { createPeople } from './people.js';
import { agree, confirm, jump, report, start, weather } from './plays.js';
import { createStage, shoot } from './stage.js';

const stage = createStage();

describe('in the local workspace', () => {
  it('a whole handover goes from the command to the report, and nothing leaves the machine', async () => {
    const { page, local, faults, requests } = await stage.open();
    const people = createPeople(page);
    await start(people, 'acme-prod');
    await agree(people);
    for (const step of ['1', '3', '4']) {
      await report(people, 'alice', step);
      await confirm(people, 'bob', step);
    }
    await people.sees('ines', 'acme-prod', 'was completed on');
    await shoot(page, 'whole-handover');
    expect(faults).toEqual([]);
    expect(requests.filter((address) => !address.startsWith(`${local.address}/`))).toEqual([]);
  });

  it('a whole handover goes through on Teams alone, in its cards', async () => {
    const { page, local, faults, requests } = await stage.open();
    const people = createPeople(page);
    for (const name of ['ines', 'alice', 'bob', 'carol'] as const) await people.move(name, 'Teams');
    await start(people, 'acme-prod');
    await agree(people);
    for (const step of ['1', '3', '4']) {
      await report(people, 'alice', step);
      await confirm(people, 'bob', step);
    }
    await people.sees('ines', 'acme-prod', 'was completed on');
    await shoot(page, 'whole-handover-on-teams');
    expect(faults).toEqual([]);
    expect(requests.filter((address) => !address.startsWith(`${local.address}/`))).toEqual([]);
  });

  it.each(['Slack', 'Teams'] as const)('a whole handover goes from %s to the other platform', async (home) => {
    const { page, faults } = await stage.open();
    const people = createPeople(page);
    if (home === 'Slack') await people.move('bob', 'Teams');
    else for (const name of ['ines', 'alice', 'carol'] as const) await people.move(name, 'Teams');
    await start(people, 'acme-prod');
    await agree(people);
    for (const step of ['1', '3', '4']) {
      await report(people, 'alice', step);
      await confirm(people, 'bob', step);
    }
    await people.sees('ines', 'acme-prod', 'was completed on');
    await people.sees('bob', 'Handover of acme-prod', 'closed');
    await shoot(page, `whole-handover-from-${home.toLowerCase()}`);
    expect(faults).toEqual([]);
  });

  it('a step that was sent back comes again with the reason, and is done once more', async () => {
    const { page } = await stage.open();
    const people = createPeople(page);
    await start(people, 'acme-prod');
    await agree(people);
    await report(people, 'alice', '1');
    await people.press('bob', 'Send back', 'Confirm step 1:');
    await people.submit('bob', { 'What is missing?': 'No code reached me.' });
    await people.sees('alice', 'No code reached me.');
    await report(people, 'alice', '1');
    await confirm(people, 'bob', '1');
    expect(await (await people.sees('alice', 'Step 3:', 'Done')).isVisible()).toBe(true);
  });

  it('whoever is waited for is nudged on working mornings, and in the end the handover escalates', async () => {
    const { page } = await stage.open();
    const people = createPeople(page);
    await start(people, 'acme-prod');
    const mornings = async (isThere: () => Promise<boolean>): Promise<void> => {
      for (let n = 0; n < 15 && !(await isThere()); n += 1) await jump(page, 'Next morning');
      expect(await isThere()).toBe(true);
    };
    await mornings(async () => (await people.message('alice', 'waits for you:').count()) > 0);
    await mornings(async () => (await people.message('ines', 'escalated').count()) > 0);
    await people.sees('ines', 'Step F:');
    await page.getByRole('button', { name: 'Journal' }).click();
    await page.locator('#journal').getByText('Nudged Alice about the questions').first().waitFor();
    await shoot(page, 'escalated');
  });

  it('nothing is lost and nothing said twice while Slack is down', async () => {
    const { page } = await stage.open();
    const people = createPeople(page);
    await start(people, 'acme-prod');
    await weather(page, 'Down', 'Slack');
    await people.press('bob', 'Accept');
    await page.locator('#weather').getByText('The bot keeps it and tries again').first().waitFor();
    await shoot(page, 'slack-down');
    await weather(page, 'Well', 'Slack');
    await weather(page, 'Go there now');
    await people.sees('bob', 'You accepted');
    await people.sees('ines', 'Waiting for:', 'Alice');
    const roots = await people
      .column('bob')
      .locator('.items > li')
      .filter({ hasText: 'Handover of acme-prod' })
      .count();
    expect(roots).toBe(1);
    expect(await people.message('bob', 'accept or decline').count()).toBe(0);
  });

  it('whoever blocks the bot on Teams is named to the initiator, and gets what was missed after a word', async () => {
    const { page } = await stage.open();
    const people = createPeople(page);
    await people.move('bob', 'Teams');
    await start(people, 'acme-prod');
    await weather(page, 'Blocked', 'Teams');
    await people.press('bob', 'Accept');
    await page.locator('#weather').getByText('the bot is blocked there').first().waitFor();
    await people.sees('ines', 'Bob cannot be reached on Teams: this app is blocked there.');
    await shoot(page, 'teams-blocked');
    await weather(page, 'Well', 'Teams');
    await people.say('bob', 'Here I am.');
    expect(await (await people.sees('bob', 'You accepted')).isVisible()).toBe(true);
  });

  it('goes on after a restart of the bot, and after the whole process was killed', async () => {
    const { page, local } = await stage.open();
    const people = createPeople(page);
    await start(people, 'acme-prod');
    await weather(page, 'Restart it');
    await page.locator('#weather').getByText('goes on where it was').first().waitFor();
    await agree(people);
    await local.restart();
    // The page finds its way back by itself.
    await page.locator('body:not(.is-offline)').waitFor();
    await report(people, 'alice', '1');
    await confirm(people, 'bob', '1');
    expect(await (await people.sees('alice', 'Step 3:', 'Done')).isVisible()).toBe(true);
  });

  it('a password that is typed is refused, and repeated nowhere', async () => {
    const { page } = await stage.open();
    const people = createPeople(page);
    await start(people, 'acme-prod');
    await agree(people);
    await people.say('alice', 'the password is Tr0ub4dor&3-horse');
    await people.sees('alice', 'was not stored or passed on');
    for (const name of ['ines', 'bob', 'carol'] as const) {
      expect(await people.message(name, 'Tr0ub4dor').count()).toBe(0);
    }
  });

  it('starting over leaves nothing', async () => {
    const { page } = await stage.open();
    const people = createPeople(page);
    await page.getByRole('button', { name: 'Start an example' }).click();
    await people.sees('bob', 'Accept');
    await jump(page, '+3 days');
    await page.getByRole('button', { name: 'Weather', exact: true }).click();
    await page.getByText('Start over', { exact: true }).click();
    await weather(page, 'Yes, start over');
    await page.getByRole('button', { name: 'Start an example' }).waitFor();
    expect(await page.locator('.items > li').count()).toBe(0);
    await page.getByRole('button', { name: 'Start an example' }).click();
    await people.sees('bob', 'Accept');
  });
});
