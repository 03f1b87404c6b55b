import { printTable } from '../table.js';
import type { DeliveryTally, Policy } from './deliver.js';
import { deliverAll, isWhole } from './deliver-all.js';

/** Controls fail early: deeper, they would only take longer. */
const CONTROL_DEPTH = 4;
const COLUMNS = ['schedules', 'lost', 'twice', 'worst', 'unrepaired', 'unknown', 'shown', 'shownWrongly'] as const;

/** Every schedule of up to so many faults, through the relay and the platforms' own clients. */
export async function delivery(depth: number, promise: (words: string, isKept: boolean) => void): Promise<void> {
  const began = Date.now();
  const few = Math.min(depth, CONTROL_DEPTH);
  const depths: Readonly<Record<Policy, number>> = {
    'as it is': depth,
    'look-up one message behind': depth,
    'never looks up': few,
    'never tries again': few,
    Teams: depth,
    'Teams, said to look up': few,
  };
  const found = await deliverAll(depths);
  const of = (policy: Policy): DeliveryTally => {
    const tally = found.get(policy);
    if (tally === undefined) throw new Error(`nothing was played: ${policy}`);
    return tally;
  };
  const names: Readonly<Record<Policy, string>> = {
    'as it is': 'Slack',
    'look-up one message behind': 'Slack, look-up one message behind',
    'never looks up': 'control: never looks up',
    'never tries again': 'control: never tries again',
    Teams: 'Teams',
    'Teams, said to look up': 'control: Teams, said to look up',
  };
  printTable(`Deliveries, for every schedule of up to ${depth} faults, ${Math.round((Date.now() - began) / 1000)} s`, [
    ['', 'schedules', 'lost', 'twice', 'most copies', 'twice after the repair', 'unknown', 'shown', 'shown wrongly'],
    ...[...found].map(([policy, tally]) => [names[policy], ...COLUMNS.map((column) => tally[column])]),
  ]);
  const real = of('as it is');
  promise(
    'delivery by Slack: every schedule, nothing lost, nothing twice with a truthful look-up',
    isWhole(real, depth) && real.lost === 0 && real.twice === 0 && real.worst === 1,
  );
  const behind = of('look-up one message behind');
  promise(
    'a look-up that lags: at most one more copy, and none after the repair',
    isWhole(behind, depth) && behind.lost === 0 && behind.worst <= 2 && behind.unrepaired === 0,
  );
  const teams = of('Teams');
  promise(
    'delivery by Teams: every schedule, nothing lost, and all that is unknown, and no more, is shown',
    isWhole(teams, depth) && teams.lost === 0 && teams.shown === teams.unknown && teams.shownWrongly === 0,
  );
  promise('control: never looking up says things twice', of('never looks up').twice > 0);
  promise('control: never trying again loses', of('never tries again').lost > 0);
  const silent = of('Teams, said to look up');
  promise('control: Teams said to look up shows nothing of what is unknown', silent.shown < silent.unknown);
}
