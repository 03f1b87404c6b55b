import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { type RealApp, startApp } from '../support/real-app.js';

let app: RealApp;
beforeEach(async () => {
  app = await startApp();
  await app.cast.start('acme-prod', { 'Escalation contact': 'dave' });
  await app.cast.press('bob', 'Accept');
});
afterEach(() => app.close());

const DAY_MS = 86_400_000;
const COMPANY = ["The company's, or given up", 'Yes', 'No', 'No', 'No', 'None'];
const nudged = (name: 'alice' | 'bob' | 'ines'): number =>
  app.cast
    .of(name)
    .messages()
    .filter((message) => /waits? for you/.test(app.cast.of(name).readMessage(message).join('\n'))).length;

it('stops the clock while it is paused, and starts it again', async () => {
  await app.cast.of('ines').command('/handover pause acme');
  await app.cast.sees('ines', 'Handover of acme-prod', 'Paused by you');
  await app.pass(3 * DAY_MS);
  expect(nudged('alice')).toBe(0);
  await app.cast.press('ines', 'Resume', 'Handover of acme-prod');
  await app.passTo('2026-11-27T03:30:00Z');
  expect(nudged('alice')).toBe(1);
});

it('hands the steps of one successor to the next, who confirms again what holds for one person only', async () => {
  await app.cast.answer(COMPANY);
  await app.cast.do('alice', '1');
  await app.cast.confirm('bob', '1');
  await app.cast.of('ines').command('/handover reassign');
  await app.peer.waitFor(() => app.cast.of('ines').openView());
  await app.cast.of('ines').submit({ 'Who takes it over instead?': 'dave' });
  await app.cast.press('dave', 'Accept');
  await app.cast.confirm('dave', '1');
  expect(await app.cast.sees('ines', 'Handover of acme-prod', 'step 5')).toBeDefined();
});

it('gives what only somebody who left could do to the service ticket, and the rest to others', async () => {
  await app.cast.answer(COMPANY);
  await app.cast.do('alice', '1');
  await app.cast.confirm('bob', '1');
  await app.peer.deactivate('UALICE');
  await app.cast.sees('ines', 'has left');
  await app.cast.sees('dave', 'Step F:', '[Ticket submitted]');
  expect(await app.cast.sees('bob', 'Step 3:', '[Done]')).toBeDefined();
});

it('takes the day after the last one as the end of what can be asked', async () => {
  await app.cast.answer(COMPANY);
  await app.passTo('2026-12-10T12:00:00Z');
  await app.cast.sees('ines', 'the last working day of', 'is near');
  await app.passTo('2026-12-14T00:00:00Z');
  await app.cast.sees('ines', 'the last working day of', 'is over');
  expect(await app.cast.sees('dave', 'Step F:', '[Ticket submitted]')).toBeDefined();
});

it('lets the last word be taken back, until something rests on it', async () => {
  await app.cast.answer(COMPANY);
  await app.cast.do('alice', '1');
  await app.cast.press('alice', 'Undo', 'Step 1');
  await app.cast.do('alice', '1');
  await app.cast.confirm('bob', '1');
  await app.cast.press('bob', 'Undo', 'Step 1');
  await app.cast.confirm('bob', '1');
  expect(await app.cast.sees('alice', 'Step 5:', '[Done]')).toBeDefined();
});

it('reopens a cancelled one, where it stopped', async () => {
  await app.cast.answer(COMPANY);
  await app.cast.fill('ines', 'Cancel handover', { 'Why is it cancelled?': 'Alice stays.' }, 'Handover of acme-prod');
  await app.cast.fill('ines', 'Reopen', { 'Why is it reopened?': 'She goes after all.' }, 'Handover of acme-prod');
  await app.cast.do('alice', '1');
  expect(await app.cast.sees('ines', 'Handover of acme-prod', 'confirm step 1')).toBeDefined();
});

it('nudges at once when the initiator asks for it, and not again for four hours', async () => {
  await app.cast.of('ines').command('/handover nudge');
  await app.idle();
  expect(nudged('alice')).toBe(1);
  await app.cast.of('ines').command('/handover nudge');
  await app.idle();
  expect(nudged('alice')).toBe(1);
  await app.pass(4 * 3_600_000);
  await app.cast.of('ines').command('/handover nudge');
  await app.idle();
  expect(nudged('alice')).toBe(2);
});

it('turns the order round when somebody was dismissed today', async () => {
  await app.cast.of('ines').command('/handover @mallory @bob');
  await app.peer.waitFor(() => app.cast.of('ines').openView());
  const form = {
    'Why?': 'Dismissed today',
    'Last working day': '2026-11-23',
    Account: 'acme-now',
    Administrator: 'carol',
  };
  await app.cast.of('ines').submit(form);
  await app.cast.sees('carol', 'Step 7a:', '[Done]');
  await app.idle();
  expect(app.cast.of('mallory').read()).toEqual([]);
});

it('lets everybody choose their own hour and their own holidays', async () => {
  await app.cast.of('bob').command('/handover hour 11');
  expect(app.cast.of('bob').read().join('\n')).toContain('comes at 11:00');
  await app.cast.of('bob').command('/handover holidays DE');
  await app.cast.of('bob').command('/handover hour noon');
  expect(app.cast.of('bob').read().join('\n')).toContain('a full hour');
  await app.cast.answer(COMPANY);
  await app.cast.do('alice', '1');
  // Christmas Day is a Friday.
  await app.cast.of('ines').command('/handover extend');
  await app.peer.waitFor(() => app.cast.of('ines').openView());
  await app.cast.of('ines').submit({ 'Last working day': '2027-01-29' });
  await app.passTo('2026-11-24T09:00:00Z');
  expect(nudged('bob')).toBe(0);
  await app.passTo('2026-11-24T11:00:00Z');
  expect(nudged('bob')).toBe(1);
  await app.passTo('2026-12-24T12:00:00Z');
  const before = nudged('bob');
  await app.passTo('2026-12-25T12:00:00Z');
  expect(nudged('bob')).toBe(before);
  await app.passTo('2026-12-28T11:00:00Z');
  expect(nudged('bob')).toBe(before + 1);
});
