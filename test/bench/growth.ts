import { statSync } from 'node:fs';
import { join } from 'node:path';
import { report as run } from './processes.js';
import { seedOpen } from './seed-open.js';
import { atMost, type Bench, median, ratioRow, type Row, told } from './table.js';

/** What the measuring process gives; every list holds the rounds of the one and of the other file, taken in turns. */
export interface GrowthReport {
  readonly small: FileReport;
  readonly large: FileReport;
  /** The longest that the sweep of the large file held the event loop, and how long it took in all, in milliseconds. */
  readonly holdMs: number;
  readonly sweepMs: number;
  readonly nudged: number;
}

/** Times in microseconds. */
export interface FileReport {
  readonly press: readonly number[];
  readonly coldPress: readonly number[];
  /** Finding 500 that are due, and 1,000. */
  readonly due: readonly number[];
  readonly dueMany: readonly number[];
  readonly empty: readonly number[];
  readonly scan: readonly number[];
}

export const growth: Bench = {
  name: 'growth',
  title: 'From 10,000 to 1,000,000 open steps',
  async run({ isShort, rounds, folder, tell }) {
    const steps = isShort ? ([1_000, 20_000] as const) : ([10_000, 1_000_000] as const);
    const [small, large] = steps.map((count) => {
      const path = join(folder, `open-${count}.db`);
      const seeded = seedOpen(path, count, 1_000);
      tell(`  seeded ${seeded.steps} open steps in ${seeded.handovers} handovers`);
      return { path, handovers: seeded.handovers };
    });
    if (small === undefined || large === undefined) throw new Error('two files are compared');
    const handovers = [small.handovers, large.handovers];
    const found = await run<GrowthReport>('growth-run', { small: small.path, large: large.path, rounds, handovers });
    return rowsOf(found, steps, `${(statSync(large.path).size / 2 ** 20).toFixed(0)} MB`);
  },
};

function rowsOf(
  { small, large, ...sweep }: GrowthReport,
  [few, many]: readonly [number, number],
  size: string,
): readonly Row[] {
  const grown = (of: keyof FileReport): readonly number[] =>
    large[of].map((us, n) => us / (small[of][n] ?? Number.NaN));
  const us = (of: keyof FileReport): string => `${median(small[of]).toFixed(0)} and ${median(large[of]).toFixed(0)} us`;
  const faster = large.scan.map((scan, n) => scan / (large.dueMany[n] ?? Number.NaN));
  return [
    told('the larger file', `${many} open steps, ${size}`),
    ratioRow('a press, of people who are pressing', grown('press'), { atMost: 1.15 }),
    told(`  with ${few} and with ${many}`, us('press')),
    told(
      '  the first press after a long time, from the file',
      `${us('coldPress')}, ${median(grown('coldPress')).toFixed(2)}x`,
    ),
    ratioRow('finding as many that are due, up to 500', grown('due'), { atMost: 1.5 }),
    told(`  with ${few} and with ${many}`, us('due')),
    atMost('finding that none is due', median(large.empty), 50, 'us'),
    ratioRow('finding 1,000 due among all, against a full scan', faster, { atLeast: 50 }),
    atMost(`the loop held by sweeping ${sweep.nudged} (${sweep.sweepMs.toFixed(0)} ms in all)`, sweep.holdMs, 20, 'ms'),
  ];
}
