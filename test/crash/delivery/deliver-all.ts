import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { type DeliveryTally, POLICIES, type Policy, type Share, together } from './deliver.js';
import { countOf, FAULTS } from './schedules.js';

const PROCESSES = 2;
const ROOT = join(__dirname, '../../..');

/** All schedules of these policies up to these depths, on two cores. */
export async function deliverAll(
  depths: Readonly<Record<Policy, number>>,
): Promise<ReadonlyMap<Policy, DeliveryTally>> {
  const policies = Object.keys(POLICIES) as Policy[];
  const found = new Map<Policy, DeliveryTally[]>(policies.map((policy) => [policy, []]));
  // The longest first, so that neither process waits long for the other.
  const shares = policies
    .flatMap((policy) => sharesOf(policy, depths[policy]))
    .toSorted((a, b) => b.depth - b.first.length - (a.depth - a.first.length));
  const work = async (): Promise<void> => {
    const child = fork(join(__dirname, 'child.ts'), {
      cwd: ROOT,
      execArgv: ['--require', join(ROOT, 'test/support/read-typescript.cjs')],
    });
    for (let share = shares.shift(); share; share = shares.shift()) {
      // oxlint-disable-next-line no-await-in-loop -- one share at a time
      found.get(share.policy)?.push(await ask(child, share));
    }
    child.kill();
  };
  await Promise.all(Array.from({ length: PROCESSES }, work));
  return new Map(policies.map((policy) => [policy, together(found.get(policy) ?? [])]));
}

/** The empty schedule, and a share for each fault that others begin with. */
const sharesOf = (policy: Policy, depth: number): readonly Share[] => [
  { policy, depth: 0, first: [] },
  ...(depth === 0 ? [] : FAULTS.map((fault): Share => ({ policy, depth, first: [fault] }))),
];

function ask(child: ChildProcess, share: Share): Promise<DeliveryTally> {
  return new Promise((resolve, reject) => {
    const ended = (): void => reject(new Error(`a process ended while it played ${JSON.stringify(share)}`));
    child.once('exit', ended);
    child.once('message', (tally) => {
      child.off('exit', ended);
      // It comes from our own child, and is what `deliver` gave there.
      resolve(tally as DeliveryTally);
    });
    child.send(share);
  });
}

/** Whether every schedule up to this depth was looked at. */
export const isWhole = ({ schedules }: DeliveryTally, depth: number): boolean => schedules === countOf(depth);
