import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { type Cast, createCast } from '../support/cast.js';
import { type RealProcess, startProcess } from '../support/real-process.js';

// The program as it is installed, in a process of its own; people act through signed HTTP alone.
jest.setTimeout(60_000);
let run: RealProcess;
let cast: Cast;
beforeAll(async () => {
  run = await startProcess();
  cast = createCast(run.peer);
});
afterAll(() => run.close());

const postsTo = (user: string): number => run.peer.calls('chat.postMessage', user).length;
const actsOf = (user: string): number =>
  run.peer.state.deliveries.filter((one) => one.kind === 'interactivity' && one.user === user).length;

it('goes through branch A with everything that can apply, within the messages and presses promised', async () => {
  const before = { posts: postsTo('UALICE'), acts: actsOf('UALICE') };
  await cast.start('acme-a');
  await cast.press('bob', 'Accept');
  await cast.answer(["The company's, or given up", 'Yes', 'Yes', 'Yes', 'Yes']);
  await cast.fill('alice', 'Name them', { 'Others, one on each line': 'AWS\nGitHub\nJenkins' }, 'Question 6 of 6');
  await cast.do('carol', '8a');
  await cast.confirm('bob', '8a');
  for (const step of ['1', '5', '3', '4']) {
    await cast.do('alice', step);
    await cast.confirm('bob', step);
  }
  await cast.do('bob', '6');
  await cast.confirm('alice', '6');
  for (const step of ['7a', '8b', '7b']) {
    await cast.do('carol', step);
    await cast.confirm('bob', step);
  }
  for (const service of ['AWS', 'GitHub', 'Jenkins']) {
    await cast.do('bob', '9', `Step 9: Take over ${service}`);
    await cast.confirm('alice', '9', `Confirm step 9: Take over ${service}`);
  }
  const report = await cast.sees('ines', 'acme-a', 'completed');
  expect(cast.of('ines').readMessage(report).join('\n')).toMatch(/Step|8a/);
  const posts = postsTo('UALICE') - before.posts;
  const acts = actsOf('UALICE') - before.acts;
  process.stdout.write(`outgoing, fullest branch A: ${posts} messages, ${acts} presses\n`);
  expect(posts).toBeLessThanOrEqual(14);
  expect(acts).toBeLessThanOrEqual(40);
});

it('goes through branch B with its ticket', async () => {
  await cast.start('acme-b');
  await cast.press('bob', 'Accept');
  await cast.answer(['Personal, to be kept', 'No', 'No', 'None']);
  await cast.fill('alice', 'Ticket submitted', { 'Number of the ticket': 'HW-2026-118' }, 'Step 2:');
  await cast.sees('ines', 'acme-b', 'HW-2026-118');
  await cast.press('alice', 'Resolved', 'Step 2:');
  await cast.do('alice', '2');
  await cast.confirm('bob', '2');
  for (const step of ['3', '4']) {
    await cast.do('alice', step);
    await cast.confirm('bob', step);
  }
  expect(await cast.sees('ines', 'acme-b', 'completed')).toBeDefined();
});

it('goes through a minimal one, with nothing but the steps that always apply', async () => {
  await cast.start('acme-c', { 'Why?': 'Moves to other work' });
  await cast.press('bob', 'Accept');
  await cast.answer(["The company's, or given up", 'No', 'No', 'No', 'No', 'None']);
  for (const step of ['1', '3', '4']) {
    await cast.do('alice', step);
    await cast.confirm('bob', step);
  }
  expect(await cast.sees('ines', 'acme-c', 'completed')).toBeDefined();
});

it('ends a resigned one in the final ticket, after a return, a refusal, a stranger, an old button and a crash', async () => {
  await cast.start('acme-d', { 'Escalation contact': 'dave' });
  await cast.press('bob', 'Accept');
  await cast.answer(["The company's, or given up", 'Yes', 'No', 'No', 'No', 'None']);

  const step1 = await cast.sees('alice', 'Step 1:', '[Done]');
  // Not everything is ticked: refused, naming what is open.
  await cast.of('alice').press('Done', { in: step1 });
  await cast.sees('alice', '(only you)', 'still open');
  await cast.do('alice', '1');
  const confirm1 = await cast.sees('bob', 'Confirm step 1:', '[Confirm]');

  // The message was copied to somebody who takes no part, and to Alice herself.
  const taken = { in: confirm1 };
  await cast.of('mallory').press('Confirm', taken);
  expect(cast.of('mallory').read().join('\n')).not.toContain('acme-d');
  await cast.of('alice').press('Confirm', taken);
  await cast.sees('ines', 'acme-d', 'confirm step 1');

  await cast.fill('bob', 'Send back', { 'What is missing?': 'No code reached me.' }, 'Confirm step 1:');
  await cast.sees('alice', 'No code reached me.', '[Done]');
  // Alice presses the button of the message as it was before.
  await cast.of('alice').press('Done', { in: step1 });
  await cast.sees('alice', '(only you)');
  await cast.do('alice', '1');
  await run.restart();
  await cast.confirm('bob', '1');

  await cast.press('ines', 'Escalate', 'acme-d');
  await cast.fill('dave', 'Ticket submitted', { 'Number of the ticket': 'HW-77' }, 'Step F:');
  await cast.fill('dave', 'Refused', { 'What was the reason?': 'They want a letter.' }, 'Step F:');
  await cast.fill('dave', 'Ticket submitted', { 'Number of the ticket': 'HW-78' }, 'Step F:');
  await cast.press('dave', 'Resolved', 'Step F:');
  await cast.do('dave', 'F');
  await cast.confirm('bob', 'F');
  expect(await cast.sees('ines', 'acme-d', 'by the service ticket')).toBeDefined();
});
