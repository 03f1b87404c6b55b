import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { TeamsMessage } from '../../src/local/teams-peer/state.js';
import { createPlay, type Play } from '../support/cast.js';
import { type RealProcess, startProcess } from '../support/real-process.js';
import { GROUP, teamsSeats } from '../support/seats/teams-seats.js';

// What only Teams has: several ways in, old clients, and people for whom the app is not there.
jest.setTimeout(60_000);
let run: RealProcess;
let play: Play<TeamsMessage>;
beforeAll(async () => {
  run = await startProcess(['teams']);
  play = createPlay(teamsSeats(run.teams));
});
afterAll(() => run.close());

const FORM = { 'Why?': 'Resigned', 'Last working day': '2027-01-29', Administrator: 'carol' };
const PEOPLE = { 'Who hands the account over?': 'alice', 'Who takes it over?': 'bob' };
/** What the channel or group chat saw. */
const inGroup = (): string =>
  run.teams.state.messages
    .filter(({ conversation, isFromBot }) => isFromBot && conversation.startsWith('19:'))
    .map(({ body }) => JSON.stringify(body))
    .join();

describe('a handover starts', () => {
  it('by a word in the personal chat, with the people chosen in the form', async () => {
    await run.teams.user('ines').say('handover');
    await play.sees('ines', 'Start a handover');
    await play.seat('ines').submit({ ...FORM, ...PEOPLE, Account: 'acme-personal' });
    await play.sees('ines', 'Handover of acme-personal');
    expect(await play.sees('bob', 'acme-personal', '[Accept]')).toBeDefined();
  });

  it('by the word with a slash, and says at the field what is missing', async () => {
    await run.teams.user('ines').say('/handover');
    await play.sees('ines', 'Start a handover');
    await play.seat('ines').submit({ ...FORM, ...PEOPLE, 'Last working day': '2020-01-31', Account: 'acme-slash' });
    await play.sees('ines', 'Start a handover', 'This day is over.');
    await play.seat('ines').submit({ 'Last working day': '2027-01-29' });
    expect(await play.sees('ines', 'Handover of acme-slash')).toBeDefined();
  });

  it('by a mention in a group chat, which learns nothing but that the answer is elsewhere', async () => {
    await run.teams.user('ines').say('handover @alice @bob', { in: GROUP, mentionBot: true });
    await play.sees('ines', 'Start a handover');
    await play.seat('ines').submit({ ...FORM, Account: 'acme-group' });
    await play.sees('ines', 'Handover of acme-group');
    expect(inGroup()).toContain('I answered you in our own chat.');
    expect(inGroup()).not.toContain('acme-group');
  });

  it('by the compose action, in a window', async () => {
    const ines = run.teams.user('ines');
    await ines.compose('start', { in: GROUP });
    expect(ines.openDialog()?.join('\n')).toContain('Start a handover');
    for (const [label, value] of Object.entries({ ...FORM, ...PEOPLE, Account: 'acme-compose' }))
      ines.set(label, value);
    await ines.press('Start');
    await play.sees('ines', 'Handover of acme-compose');
    expect(ines.openDialog()).toBeNull();
  });
});

describe('a press', () => {
  it('does the same from a client that knows no Action.Execute', async () => {
    await play.start('acme-old');
    const bob = run.teams.user('bob');
    await bob.pressOld('Accept', { in: await play.sees('bob', 'acme-old', '[Accept]') });
    await play.sees('alice', 'acme-old', 'Question 1 of');
    expect(await play.sees('bob', 'acme-old', 'You accepted')).toBeDefined();
  });

  it('counts once, in whichever way it comes, and however often', async () => {
    await play.start('acme-twice');
    const bob = run.teams.user('bob');
    const invite = await play.sees('bob', 'acme-twice', '[Accept]');
    await bob.press('Accept', { in: invite });
    await run.teams.resend(2, { newId: true });
    await play.sees('alice', 'acme-twice', 'Question 1 of');
    const asked = run.teams.user('alice').read().join('\n').split('acme-twice').length;
    await run.teams.resend(1, { newId: true });
    expect(run.teams.user('alice').read().join('\n').split('acme-twice').length).toBe(asked);
  });
});

describe('somebody for whom the app is not there', () => {
  it('is shown to the initiator with what to do, and gets everything once it is', async () => {
    await play.start('acme-away');
    await run.teams.user('alice').uninstall();
    await play.press('bob', 'Accept', 'acme-away');
    await play.sees('ines', 'Handover of acme-away', 'cannot be reached on Teams', 'add it');
    await run.teams.user('alice').install();
    await play.sees('alice', 'acme-away', 'Question 1 of');
    const isShown = () => play.seen('ines', 'Handover of acme-away', 'Waiting for:', 'cannot be reached') !== null;
    expect(await run.teams.waitFor(() => !isShown())).toBe(true);
  });

  it('cannot be named as successor without a word of how they add it', async () => {
    await run.teams.user('dave').uninstall();
    await run.teams.user('ines').say('handover');
    await play.sees('ines', 'Start a handover');
    await play.seat('ines').submit({ ...FORM, ...PEOPLE, 'Who takes it over?': 'dave', Account: 'acme-dave' });
    await play.sees('ines', 'Start a handover', 'has to add the app on Teams', 'https://teams.microsoft.com/l/app/');
    expect(play.seen('ines', 'Handover of acme-dave')).toBeNull();
  });
});
