import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { TeamsMessage } from '../../src/local/teams-peer/state.js';
import { createPlay, type Play } from '../support/cast.js';
import { type RealProcess, startProcess } from '../support/real-process.js';
import { teamsSeats } from '../support/seats/teams-seats.js';
import { branchA, branchB, minimal, resigned } from './scenarios.js';

// The same handovers, with nothing but Teams configured: signed tokens over HTTP alone.
jest.setTimeout(180_000);
let run: RealProcess;
let play: Play<TeamsMessage>;
beforeAll(async () => {
  run = await startProcess(['teams']);
  play = createPlay(teamsSeats(run.teams));
});
afterAll(() => run.close());

const alice = (): string => run.teams.user('alice').id;
const postsToAlice = (): number => run.teams.calls('sendActivity', alice()).length;
const actsOfAlice = (): number =>
  run.teams.state.deliveries.filter(({ kind, user }) => kind === 'invoke' && user === alice()).length;

it('goes through branch A with everything that can apply, with no more messages and fewer presses than Slack', async () => {
  expect(await branchA(play, 'acme-a')).toContain('completed');
  const [posts, acts] = [postsToAlice(), actsOfAlice()];
  process.stdout.write(`outgoing on Teams, fullest branch A: ${posts} messages, ${acts} presses\n`);
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
