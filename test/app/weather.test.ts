import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { type RealApp, startApp } from '../support/real-app.js';

let app: RealApp;
beforeEach(async () => {
  app = await startApp();
});
afterEach(() => app.close());

const rootsOf = (name: 'alice' | 'bob'): number =>
  app.cast
    .of(name)
    .messages()
    .filter(({ threadTs }) => threadTs === null).length;

it('says nothing twice and loses nothing when Slack answers late, wrongly or not at all', async () => {
  app.peer.fail('chat.postMessage', { drop: 'after' }, { times: 1, user: 'UALICE' });
  app.peer.fail('chat.postMessage', { drop: 'before' }, { times: 1, user: 'UBOB' });
  app.peer.fail('chat.postMessage', { rateLimitedFor: 5 }, { times: 1, user: 'UCAROL' });
  app.peer.fail('chat.postMessage', { status: 500, isStored: true }, { times: 1, user: 'UINES' });
  await app.cast.of('ines').command('/handover @alice @bob');
  await app.peer.waitFor(() => app.cast.of('ines').openView());
  const form = { 'Why?': 'Resigned', 'Last working day': '2026-12-14', Account: 'acme-prod', Administrator: 'carol' };
  await app.cast.of('ines').submit(form);
  await app.idle();
  for (let second = 0; second < 20; second += 1) await app.pass(1000);
  for (const name of ['alice', 'bob', 'carol', 'ines'] as const) {
    const about = app.cast
      .of(name)
      .messages()
      .filter((message) => app.cast.of(name).readMessage(message).join('\n').startsWith('Handover of acme-prod'));
    expect([name, about.length]).toEqual([name, 1]);
  }
});

it('tells the initiator who cannot be reached, and what to do', async () => {
  await app.peer.deactivate('UBOB');
  await app.cast.of('ines').command('/handover @alice @bob');
  await app.peer.waitFor(() => app.cast.of('ines').openView());
  const form = { 'Why?': 'Resigned', 'Last working day': '2026-12-14', Account: 'acme-prod', Administrator: 'carol' };
  await app.cast.of('ines').submit(form);
  expect(app.cast.of('ines').openView()?.join('\n')).toMatch(/Bob/);
  await app.cast.of('ines').submit({ ...form, 'Who takes it over?': 'dave' });
  await app.cast.sees('dave', '[Accept]');
  await app.peer.deactivate('UALICE');
  expect(await app.cast.sees('ines', 'Alice', 'cannot be reached')).toBeDefined();
  expect(rootsOf('bob')).toBe(0);
});

it('posts a line in the channel when it is not confidential, and none when it is', async () => {
  await app.cast.of('ines').command('/handover @alice @bob', { channel: 'CGENERAL' });
  await app.peer.waitFor(() => app.cast.of('ines').openView());
  const form = { 'Why?': 'Resigned', 'Last working day': '2026-12-14', Account: 'acme-open' };
  await app.cast.of('ines').submit({ ...form, Confidential: false });
  await app.cast.sees('ines', 'Handover of acme-open');
  await app.idle();
  const lines = app.peer.state.messages.filter(({ channel }) => channel === 'CGENERAL');
  expect(lines.map(({ text }) => text).join('\n')).toContain('acme-open');
  await app.cast.start('acme-secret');
  await app.idle();
  expect(app.peer.state.messages.filter(({ channel }) => channel === 'CGENERAL')).toHaveLength(lines.length);
});

it('passes an answer typed in the helper’s thread on to whoever asked', async () => {
  await app.cast.start('acme-prod');
  await app.cast.press('bob', 'Accept');
  await app.cast.answer(["The company's, or given up", 'No', 'No', 'No', 'No', 'None']);
  await app.cast.fill('alice', 'I need help', { 'What do you need?': 'Which mailbox?' }, 'Step 1:');
  const asked = await app.cast.sees('carol', 'Which mailbox?');
  await app.cast.of('carol').say('Use cloud@acme.example.', { thread: asked });
  expect(await app.cast.sees('alice', 'Use cloud@acme.example.')).toBeDefined();
  expect(await app.cast.sees('ines', 'Use cloud@acme.example.')).toBeDefined();
});

it('stores no secret that is typed, and says what to do', async () => {
  await app.cast.start('acme-prod');
  await app.cast.of('alice').say('the password is Sommer-2026-xyz');
  await app.idle();
  expect(await app.cast.sees('alice', 'not stored')).toBeDefined();
  await app.cast.of('alice').say('hello?');
  expect(await app.cast.sees('alice', 'This waits for you')).toBeDefined();
});

it('finds its way back after Slack was down for an hour, with one up-to-date card', async () => {
  await app.cast.start('acme-prod');
  await app.idle();
  const outage = app.peer.fail('*', { status: 503 });
  await app.cast.of('bob').press('Accept');
  await app.pass(3_600_000);
  outage.lift();
  await app.pass(600_000);
  await app.idle();
  const root = app.cast.seen('ines', 'Handover of acme-prod');
  expect(root && app.cast.of('ines').readMessage(root).join('\n')).toContain('@Bob accepted');
});
