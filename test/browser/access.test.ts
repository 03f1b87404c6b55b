import { describe, expect, it } from '@jest/globals';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { createPeople, type Name } from './people.js';
import { agree, inDays, report, start } from './plays.js';
import { createStage, shoot } from './stage.js';

const stage = createStage();

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** What keeps people from using the page as it is now, one line for each. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const found: readonly Violation[] = await page.evaluate('axe.run().then(({ violations }) => violations)');
  return found.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help} (${html.slice(0, 160)})`));
}

/** Presses Tab until what has the focus is called so. */
async function tabTo(page: Page, name: string, within = 'body'): Promise<void> {
  for (let n = 0; n < 120; n += 1) {
    await page.keyboard.press('Tab');
    const isThere: boolean = await page.evaluate(
      `(() => {
        const one = document.activeElement;
        const named = [one.ariaLabel, one.innerText, ...[...(one.labels ?? [])].map((label) => label.innerText)];
        return one.closest(${JSON.stringify(within)}) !== null &&
          named.some((text) => (text ?? '').trim().startsWith(${JSON.stringify(name)}));
      })()`,
    );
    if (isThere) return;
  }
  throw new Error(`"${name}" cannot be reached by Tab`);
}

describe('with the keyboard alone', () => {
  it('a handover is started by its form, accepted, and a step of it done and confirmed', async () => {
    const { page } = await stage.open();
    const people = createPeople(page);
    const { keyboard } = page;
    await tabTo(page, 'Message from Ines');
    await keyboard.type('/handover @alice @bob');
    await keyboard.press('Enter');
    await people.form('ines').waitFor();
    await tabTo(page, 'Moves to other work', 'form.form');
    await keyboard.press('Space');
    await tabTo(page, 'Last working day', 'form.form');
    const [year = '', month = '', day = ''] = inDays(20).split('-');
    await keyboard.type(`${month}${day}${year}`);
    await tabTo(page, 'Account', 'form.form');
    await keyboard.type('acme-prod');
    await keyboard.press('Enter');
    await people.sees('bob', 'Accept');
    await tabTo(page, 'Accept', '[data-column="bob"]');
    await keyboard.press('Enter');
    await people.sees('bob', 'You accepted');
    for (const [n, answer] of ["The company's", 'No', 'No', 'No', 'No', 'None'].entries()) {
      await people.sees('alice', `Question ${n + 1} of`);
      await tabTo(page, answer, '[data-column="alice"]');
      await keyboard.press('Enter');
    }
    const card = await people.sees('alice', 'Step 1:', 'Done');
    const boxes = await card.getByRole('checkbox').count();
    for (let n = 0; n < boxes; n += 1) {
      const box = card.getByRole('checkbox', { checked: false }).first();
      const asItWas = await box.elementHandle();
      await box.focus();
      await keyboard.press('Space');
      // The bot draws the card anew; a key that is pressed while it does would be lost.
      await asItWas?.waitForElementState('hidden');
      await card.getByRole('checkbox', { checked: true }).nth(n).waitFor();
    }
    await tabTo(page, 'Done', '[data-column="alice"]');
    await keyboard.press('Enter');
    await people.sees('bob', 'Confirm step 1:');
    await tabTo(page, 'Confirm', '[data-column="bob"]');
    await keyboard.press('Enter');
    expect(await people.sees('bob', 'Step 1', 'confirmed by')).toBeDefined();
  });

  it('on Teams a form is filled in and sent, and a card answered', async () => {
    const { page } = await stage.open();
    const people = createPeople(page);
    const { keyboard } = page;
    for (const name of ['ines', 'alice', 'bob'] as const) await people.move(name, 'Teams');
    await tabTo(page, 'Message from Ines');
    await keyboard.type('handover');
    await keyboard.press('Enter');
    await people.form('ines').waitFor();
    await tabTo(page, 'Who hands the account over?', 'form.card');
    await keyboard.type('Alice');
    await tabTo(page, 'Who takes it over?', 'form.card');
    await keyboard.type('Bob');
    await tabTo(page, 'Moves to other work', 'form.card');
    await keyboard.press('Space');
    await tabTo(page, 'Last working day', 'form.card');
    const [year = '', month = '', day = ''] = inDays(20).split('-');
    await keyboard.type(`${month}${day}${year}`);
    await tabTo(page, 'Account', 'form.card');
    await keyboard.type('acme-prod');
    await tabTo(page, 'Start', 'form.card');
    await keyboard.press('Enter');
    await people.sees('bob', 'Accept');
    await tabTo(page, 'Accept', '[data-column="bob"]');
    await keyboard.press('Enter');
    expect(await (await people.sees('bob', 'You accepted')).isVisible()).toBe(true);
  });

  it('a drawer closes with Escape, and the focus goes back to where it was opened', async () => {
    const { page } = await stage.open();
    await tabTo(page, 'Journal');
    await page.keyboard.press('Enter');
    await page.locator('#journal').waitFor({ state: 'visible' });
    await page.keyboard.press('Escape');
    await page.locator('#journal').waitFor({ state: 'hidden' });
    expect(await page.evaluate('document.activeElement.innerText')).toBe('Journal');
  });

  it('a form that is wrong says so at its fields, and leads to the first of them', async () => {
    const { page } = await stage.open();
    const people = createPeople(page);
    await people.say('ines', '/handover @alice @bob');
    await people.form('ines').waitFor();
    await people.submit('ines', { Account: 'acme-prod' });
    await people.form('ines').getByText('Please complete this required field.').first().waitFor();
    expect(await page.evaluate('document.activeElement.name')).toBe('reason');
    expect(await people.form('ines').getByRole('textbox', { name: 'Account' }).inputValue()).toBe('acme-prod');
  });
});

describe.each([
  ['light', 1280, 'Slack'],
  ['dark', 1280, 'Slack'],
  ['light', 390, 'Slack'],
  ['dark', 390, 'Slack'],
  ['light', 1280, 'Teams'],
  ['dark', 390, 'Teams'],
] as const)('in the %s, %i pixels wide, on %s', (colorScheme, width, platform) => {
  it('nothing keeps anybody from using the page, and it is not wider than the window', async () => {
    const { page, faults } = await stage.open({ colorScheme, viewport: { width, height: 844 } });
    const people = createPeople(page);
    const name = `${platform.toLowerCase()}-${colorScheme}-${width}`;
    const isNarrow = width < 600;
    const look = async (person: Name): Promise<void> => {
      if (isNarrow) await page.locator(`[data-tab="${person}"]`).click();
    };
    expect(await violations(page)).toEqual([]);
    for (const person of ['ines', 'alice', 'bob', 'carol'] as const) {
      await look(person);
      await people.move(person, platform);
    }
    await look('ines');
    await people.say('ines', platform === 'Slack' ? '/handover @alice @bob' : 'handover');
    await people.form('ines').waitFor();
    await people.submit('ines', {});
    await people
      .form('ines')
      .getByText(/Please (?:complete|fill)/)
      .first()
      .waitFor();
    expect(await violations(page)).toEqual([]);
    await people.form('ines').getByRole('button', { name: 'Close' }).click();
    await people.form('ines').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Start an example' }).click();
    await people.sees('ines', 'Handover of acme-prod');
    await look('bob');
    await people.press('bob', 'Accept');
    await look('alice');
    await people.press('alice', "The company's, or given up");
    await people.sees('alice', 'Question 2');
    expect(await violations(page)).toEqual([]);
    await shoot(page, `${name}-alice`);
    await page.getByRole('button', { name: 'Weather', exact: true }).click();
    expect(await violations(page)).toEqual([]);
    await shoot(page, `${name}-weather`);
    await page.getByRole('button', { name: 'Journal', exact: true }).click();
    expect(await violations(page)).toEqual([]);
    await shoot(page, `${name}-journal`);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect(faults).toEqual([]);
  });
});

describe('the page', () => {
  it('is there within a second, and shows what a press did within 300 ms', async () => {
    const { page } = await stage.open();
    const people = createPeople(page);
    await start(people, 'acme-prod');
    await agree(people);
    // The quickest of three counts: the machine may be busy with other things for a moment.
    const paints: number[] = [];
    for (let n = 0; n < 3; n += 1) {
      await page.reload();
      await page.locator('[data-told]').waitFor({ state: 'attached' });
      paints.push(await page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"));
    }
    const paint = Math.min(...paints);
    const times: number[] = [];
    for (let n = 0; n < 4; n += 1) {
      const card = await people.sees('alice', 'Step 1:', 'Done');
      const id = JSON.stringify(await card.getAttribute('id'));
      const took: number = await page.evaluate(`(${TICK})(document.getElementById(${id}))`);
      times.push(took);
    }
    const median = times.toSorted((a, b) => a - b)[1] ?? Number.NaN;
    process.stdout.write(`first paint ${Math.round(paint)} ms, a press shows after ${Math.round(median)} ms\n`);
    expect(paint).toBeLessThan(1_000);
    expect(median).toBeLessThan(300);
  });

  // README shows this picture: copy it from the shots to beside this file when the page looks different.
  it('looks like this', async () => {
    const { page } = await stage.open({ viewport: { width: 1280, height: 800 } });
    const people = createPeople(page);
    await people.move('bob', 'Teams');
    await start(people, 'acme-prod');
    await agree(people);
    await report(people, 'alice', '1');
    await people.sees('bob', 'Confirm step 1:');
    await page.locator('[data-column="bob"] .waits').click();
    await page.mouse.move(0, 0);
    const picture = await shoot(page, 'workspace');
    expect(picture.byteLength).toBeLessThan(250_000);
  });
});

/** Clicks the first box that is not ticked; gives the milliseconds until the card was drawn anew with it. */
const TICK = `(card) => new Promise((resolve) => {
  const begun = performance.now();
  const watch = new MutationObserver(() => {
    watch.disconnect();
    requestAnimationFrame(() => resolve(performance.now() - begun));
  });
  watch.observe(card, { childList: true });
  card.querySelector('input[type=checkbox]:not(:checked)').click();
})`;
