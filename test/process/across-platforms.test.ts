import { afterEach, expect, it, jest } from '@jest/globals';
import { createPlay, type Name } from '../support/cast.js';
import { type PlatformName, type RealProcess, startProcess } from '../support/real-process.js';
import { mixedSeats } from '../support/seats/mixed-seats.js';
import { minimal } from './scenarios.js';

// One handover between two platforms, by signed HTTP alone, with a crash in the middle.
jest.setTimeout(180_000);
let run: RealProcess;
afterEach(() => run.close());

/** Bob is alone on his platform; everybody else is on the other one. */
async function handOver(bobIsOn: PlatformName, account: string): Promise<string> {
  const others = ['ines', 'alice', 'carol'];
  const people = bobIsOn === 'teams' ? { slack: others, teams: ['bob'] } : { slack: ['bob'], teams: others };
  run = await startProcess(['slack', 'teams'], {}, people);
  const play = createPlay(mixedSeats(run.slack, run.teams, people.teams));
  const start = (name: string, entries: Parameters<typeof play.start>[1]): Promise<void> =>
    play.start(name, { ...entries, 'Or by e-mail: who takes it over?': 'bob@acme.example' }, [
      'alice',
    ] satisfies Name[]);
  return minimal({ ...play, start }, account, run.restart);
}

it('goes from an outgoing employee on Slack to a successor on Teams', async () => {
  const end = await handOver('teams', 'acme-slack-teams');
  expect(end).toContain('completed');
  // Each is written to where they are, and named to the others by name.
  expect(run.slack.user('alice').read().join('\n')).toContain('Bob');
  expect(run.teams.user('bob').read().join('\n')).toContain('Alice');
});

it('goes from an outgoing employee on Teams to a successor on Slack', async () => {
  expect(await handOver('slack', 'acme-teams-slack')).toContain('completed');
  expect(run.teams.user('alice').read().join('\n')).toContain('Bob');
  expect(run.slack.user('bob').read().join('\n')).toContain('Alice');
});
