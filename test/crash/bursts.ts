import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CORE_BUGS } from '../simulation/bugs/core-bugs.js';
import type { Bug } from '../simulation/bugs/bug.js';
import { STORE_BUGS } from '../simulation/bugs/store-bugs.js';
import { BURSTS } from './bursts/bursts.js';
import type { BurstTally } from './bursts/play-bursts.js';
import { printTable } from './table.js';

const ROOT = join(__dirname, '../..');
const READ_TYPESCRIPT = join(ROOT, 'test/support/read-typescript.cjs');

/** In a process of its own, with a bug planted into it when one is named. */
async function played(histories: number, seed: number, bug: Bug | null = null): Promise<BurstTally> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--require', READ_TYPESCRIPT, join(__dirname, 'bursts/run.ts'), `--histories=${histories}`, `--seed=${seed}`],
    { cwd: ROOT, env: { ...process.env, ...(bug && { PLANTED_BUG: JSON.stringify(bug) }) }, maxBuffer: 64 * 1024 ** 2 },
  );
  return JSON.parse(stdout) as BurstTally;
}

const named = (title: string): Bug => {
  const bug = [...STORE_BUGS, ...CORE_BUGS].find((one) => one.title === title);
  if (!bug) throw new Error(`there is no bug "${title}"`);
  return bug;
};

const CONTROLS: Readonly<Record<string, Bug>> = {
  'control: deliveries and intents are forgotten': named('A delivery is not known again by its id, nor by its meaning'),
  'control: an intent is forgotten, a delivery’s id is not': {
    title: 'Only the ids of deliveries are remembered',
    file: 'src/store/process.ts',
    find: 'deliveries.record(tenant, deliveryId, moved && meaning, at)',
    replace: 'deliveries.record(tenant, deliveryId, null, at)',
  },
  'control: the version of a step is not checked': {
    title: 'The version of a step is not checked',
    file: 'src/core/decide-step.ts',
    find: `if (step.rev !== input.rev) return refused({ code: 'stale' });`,
    replace: '',
  },
};

/** Retries, double presses, two people at once and late buttons: each intent has its effect once. */
export async function playBurstsWithControls(
  histories: number,
  promise: (words: string, isKept: boolean) => void,
): Promise<void> {
  const half = Math.ceil(histories / 2);
  const began = Date.now();
  const [a, b] = await Promise.all([played(half, 1), played(histories - half, 2)]);
  const seconds = (Date.now() - began) / 1000;
  const few = Math.min(histories, 6_000);
  const rows: (readonly [string, BurstTally])[] = [['as it is', sum(a, b)]];
  for (const [name, bug] of Object.entries(CONTROLS)) rows.push([name, await played(few, 1, bug)]);
  printTable(`Bursts and intents, ${Math.round(histories / seconds)} histories a second in two processes`, [
    ['', 'histories', 'deliveries', 'intents', 'effects', 'lost', 'twice'],
    ...rows.map(([name, one]) => [name, one.histories, one.deliveries, one.intents, one.effects, one.lost, one.twice]),
  ]);
  const real = sum(a, b);
  printTable('Of these, by how the deliveries came', [['', 'histories'], ...Object.entries(real.byBurst)]);
  real.examples.forEach((example) => console.log(example));
  const isWhole = real.histories >= histories && Object.keys(BURSTS).every((name) => (real.byBurst[name] ?? 0) > 0);
  promise('bursts: each intent has its effect, and once', real.lost + real.twice === 0 && isWhole);
  for (const [name, one] of rows.slice(1)) promise(`${name} does something twice`, one.twice > 0);
}

const sum = (a: BurstTally, b: BurstTally): BurstTally => ({
  histories: a.histories + b.histories,
  deliveries: a.deliveries + b.deliveries,
  intents: a.intents + b.intents,
  effects: a.effects + b.effects,
  lost: a.lost + b.lost,
  twice: a.twice + b.twice,
  byBurst: Object.fromEntries(Object.entries(a.byBurst).map(([name, count]) => [name, count + (b.byBurst[name] ?? 0)])),
  examples: [...a.examples, ...b.examples],
});
