import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { type RealApp, startApp } from '../support/real-app.js';

let app: RealApp;
beforeEach(async () => {
  app = await startApp();
});
afterEach(() => app.close());

const DAY_MS = 86_400_000;
const nudges = (name: 'alice' | 'bob' | 'ines'): string[] =>
  app.cast
    .of(name)
    .messages()
    .filter((message) => message.threadTs === null)
    .map((message) => app.cast.of(name).readMessage(message).join('\n'))
    .filter((text) => /waits? for you/.test(text));

it('nudges each person once, at nine in the morning where they are, with a link to what waits', async () => {
  await app.cast.start('acme-prod');
  await app.cast.start('acme-test');
  // 09:00 in Kolkata is 03:30 UTC, 09:00 in London is 09:00 UTC.
  await app.passTo('2026-11-24T03:29:00Z');
  expect(nudges('alice')).toEqual([]);
  await app.passTo('2026-11-24T03:30:00Z');
  await app.pass(60_000);
  expect(nudges('alice')).toHaveLength(1);
  expect(nudges('alice')[0]).toContain('acme-prod');
  expect(nudges('alice')[0]).toContain('acme-test');
  expect(nudges('bob')).toEqual([]);
  await app.passTo('2026-11-24T09:00:00Z');
  expect(nudges('bob')).toHaveLength(1);
  expect(nudges('ines')).toEqual([]);
});

it('finds out on its own that somebody has moved, and follows them with their mornings', async () => {
  await app.cast.start('acme-prod');
  const { state } = app.peer;
  state.users = state.users.map((user) => (user.name === 'alice' ? { ...user, tz: 'Europe/London' } : user));
  await app.passTo('2026-11-24T09:00:00Z');
  await app.pass(60_000);
  expect(nudges('alice')).toHaveLength(1);
  await app.passTo('2026-11-25T08:59:00Z');
  expect(nudges('alice')).toHaveLength(1);
  await app.passTo('2026-11-25T09:00:00Z');
  await app.pass(60_000);
  expect(nudges('alice')).toHaveLength(2);
});

it('sends one nudge after a long sleep, in the morning, and none at the weekend', async () => {
  await app.cast.start('acme-prod');
  await app.passTo('2026-11-28T12:00:00Z');
  expect(nudges('bob')).toEqual([]);
  await app.restart();
  await app.pass(0);
  await app.passTo('2026-11-30T08:59:00Z');
  expect(nudges('bob')).toEqual([]);
  await app.passTo('2026-11-30T09:00:00Z');
  await app.pass(60_000);
  expect(nudges('bob')).toHaveLength(1);
});

it('tells the initiator after three nudges, and opens the final step by itself after five', async () => {
  await app.cast.start('acme-prod', { 'Escalation contact': 'dave' });
  await app.cast.press('bob', 'Accept');
  for (let day = 1; day <= 3; day += 1) await app.pass(DAY_MS);
  await app.cast.sees('ines', 'Alice', 'has not answered since');
  expect(app.cast.seen('dave', 'Step F:')).toBeNull();
  for (let day = 4; day <= 8; day += 1) await app.pass(DAY_MS);
  await app.cast.sees('dave', 'Step F:', 'Ticket submitted');
  expect(await app.cast.sees('ines', 'waited too long')).toBeDefined();
});

it('keeps silent while somebody snoozes', async () => {
  await app.cast.start('acme-prod');
  const invite = await app.cast.sees('bob', '[Accept]');
  await app.cast.of('bob').select('Snooze', 'In 3 days', { in: invite });
  await app.passTo('2026-11-25T10:00:00Z');
  expect(nudges('bob')).toEqual([]);
  await app.passTo('2026-11-26T09:00:00Z');
  expect(nudges('bob')).toHaveLength(1);
});

it('asks about an open ticket every second working day', async () => {
  await app.cast.start('acme-prod');
  await app.cast.press('bob', 'Accept');
  await app.cast.answer(['Personal, to be kept', 'No', 'No', 'None']);
  await app.cast.fill('alice', 'Ticket submitted', { 'Number of the ticket': 'HW-1' }, 'Step 2:');
  await app.passTo('2026-11-24T04:00:00Z');
  expect(nudges('alice')).toEqual([]);
  await app.passTo('2026-11-25T04:00:00Z');
  expect(nudges('alice')).toHaveLength(1);
});
