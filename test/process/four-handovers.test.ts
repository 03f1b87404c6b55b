import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { SlackMessage } from '../../src/local/slack-peer/state.js';
import { createPlay, type Play } from '../support/cast.js';
import { type RealProcess, startProcess } from '../support/real-process.js';
import { slackSeats } from '../support/seats/slack-seats.js';
import { branchA, branchB, minimal, resigned } from './scenarios.js';

// The program as it is installed, in a process of its own; people act through signed HTTP alone.
jest.setTimeout(180_000);
let run: RealProcess;
let play: Play<SlackMessage>;
beforeAll(async () => {
  run = await startProcess(['slack']);
  play = createPlay(slackSeats(run.slack));
});
afterAll(() => run.close());

const postsTo = (user: string): number => run.slack.calls('chat.postMessage', user).length;
const actsOf = (user: string): number =>
  run.slack.state.deliveries.filter((one) => one.kind === 'interactivity' && one.user === user).length;

it('goes through branch A with everything that can apply, within the messages and presses promised', async () => {
  const before = { posts: postsTo('UALICE'), acts: actsOf('UALICE') };
  expect(await branchA(play, 'acme-a')).toContain('completed');
  const posts = postsTo('UALICE') - before.posts;
  const acts = actsOf('UALICE') - before.acts;
  process.stdout.write(`outgoing on Slack, fullest branch A: ${posts} messages, ${acts} presses\n`);
  expect(posts).toBeLessThanOrEqual(14);
  expect(acts).toBeLessThanOrEqual(40);
});

it('goes through branch B with its ticket', async () => {
  expect(await branchB(play, 'acme-b')).toContain('completed');
});

it('goes through a minimal one, with nothing but the steps that always apply', async () => {
  expect(await minimal(play, 'acme-c')).toContain('completed');
});

it('ends a resigned one in the final ticket, after a return, a refusal, a stranger, an old button and a crash', async () => {
  expect(await resigned(play, 'acme-d', run.restart)).toContain('by the service ticket');
});
