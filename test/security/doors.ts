import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { option, printTable } from '../crash/table.js';
import { sendAll } from './doors/pipeline.js';
import { rightRequest } from './doors/slack-attacks.js';
import { openSlackDoor } from './doors/slack-door.js';
import { BUGS, type DoorBug } from './doors/bugs.js';
import type { DoorName, KindTally, StormTally } from './doors/storm.js';
import type { Promised } from './promised.js';

// Requests that must not reach the program, at its real doors.
const REQUESTS = option('requests', process.argv.includes('--short') ? 13_000 : 1_000_000);
const KINDS: Readonly<Record<DoorName, number>> = { Slack: 13, Teams: 17 };
const FEW = 500;
/** Without its check a door lets things in at once. */
const CONTROL_REQUESTS = 4_000;
/** One on each core, with a server and what knocks at it. */
const PROCESSES = 2;
const ROOT = join(__dirname, '../..');
const NODE = ['--expose-gc', '--require', join(ROOT, 'test/support/read-typescript.cjs')];

/** So many requests in processes of their own, with a bug planted into them when one is named. */
async function stormed(name: DoorName, requests: number, bug: DoorBug | null = null): Promise<StormTally> {
  const each = Math.ceil(requests / KINDS[name] / PROCESSES);
  const env = { ...process.env, ...(bug && { PLANTED_BUG: JSON.stringify(bug) }) };
  const run = async (): Promise<StormTally> => {
    const args = [...NODE, join(__dirname, 'doors/run.ts'), name, String(each), String(FEW / PROCESSES)];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT, env, maxBuffer: 1024 ** 2 });
    return JSON.parse(stdout) as StormTally;
  };
  const tallies = await Promise.all(Array.from({ length: PROCESSES }, run));
  return tallies.reduce((a, b) => ({
    kinds: Object.fromEntries(Object.entries(a.kinds).map(([kind, one]) => [kind, added(one, b.kinds[kind])])),
    right: added(a.right, b.right),
    grownMb: Math.max(a.grownMb, b.grownMb),
  }));
}

const added = (a: KindTally, b: KindTally = { requests: 0, reached: 0, answers: {} }): KindTally => ({
  requests: a.requests + b.requests,
  reached: a.reached + b.reached,
  answers: Object.fromEntries(
    [...new Set([...Object.keys(a.answers), ...Object.keys(b.answers)])].map((status) => [
      status,
      (a.answers[status] ?? 0) + (b.answers[status] ?? 0),
    ]),
  ),
});

const said = (answers: KindTally['answers']): string =>
  Object.entries(answers)
    .filter(([, count]) => count > 0)
    .map(([status, count]) => `${status === '0' ? 'cut off' : status}: ${count}`)
    .join(', ');

const MB_MAX = 5;

/** Knocks with every kind of attack, the same share of each, and then rightly. */
async function storm(name: DoorName, promise: Promised): Promise<void> {
  const began = Date.now();
  const { kinds, right, grownMb } = await stormed(name, REQUESTS);
  const seconds = Math.round((Date.now() - began) / 1000);
  const all = Object.values(kinds);
  const requests = sumOf(kinds, 'requests');
  const controls: (readonly [DoorBug, StormTally])[] = [];
  for (const bug of BUGS[name]) controls.push([bug, await stormed(name, CONTROL_REQUESTS, bug)]);
  const row = (kind: string, one: KindTally) => [kind, one.requests, one.reached, said(one.answers)];
  printTable(
    `${name}: ${requests} requests in ${seconds} s, heap ${grownMb.toFixed(1)} MB larger than after the first`,
    [
      [name, 'requests', 'reached the program', 'answers'],
      ...Object.entries(kinds).map(([kind, one]) => row(kind, one)),
      row('control: right requests', right),
      ...controls.map(([bug, tally]) => [
        `control: ${bug.title}`,
        sumOf(tally.kinds, 'requests'),
        sumOf(tally.kinds, 'reached'),
        `heap ${tally.grownMb.toFixed(1)} MB larger`,
      ]),
    ],
  );
  const isWhole = requests >= REQUESTS && all.every((one) => one.requests > 0 && answered(one) === one.requests);
  promise(
    `${name}: no forged, changed, old, future, unsigned or oversize request reaches the program, and each is answered`,
    isWhole && all.every((one) => one.reached === 0),
  );
  promise(`${name}: memory stays flat`, grownMb < MB_MAX);
  promise(`${name}: control: right requests do`, right.reached === FEW);
  for (const [bug, tally] of controls)
    promise(
      `${name}: control: ${bug.title}`,
      bug.lets === 'grow' ? tally.grownMb >= MB_MAX : sumOf(tally.kinds, 'reached') > 0,
    );
}

const sumOf = (kinds: StormTally['kinds'], field: 'requests' | 'reached'): number =>
  Object.values(kinds).reduce((sum, one) => sum + one[field], 0);

const answered = ({ answers }: KindTally): number => Object.values(answers).reduce((sum, count) => sum + count, 0);

const LARGE = 64;
const OVERSIZE = 'x'.repeat(300 * 1024);

/** Bodies above the limit, signed rightly: refused before they are read to their end. */
async function oversize(promise: Promised): Promise<void> {
  const door = await openSlackDoor();
  const right = rightRequest();
  const statuses = await sendAll(door.port, LARGE, () => ({ ...right, body: `${right.body}&more=${OVERSIZE}` }));
  printTable('Slack: bodies of 300 kB', [
    ['requests', 'reached the program', 'answers'],
    [LARGE, door.runs(), said(Object.fromEntries(statuses))],
  ]);
  promise('oversize bodies do not reach the program', door.runs() === 0);
  await door.close();
}

export async function knockOnDoors(promise: Promised): Promise<void> {
  await storm('Slack', promise);
  await oversize(promise);
  await storm('Teams', promise);
}
