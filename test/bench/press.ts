import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { LoadReport } from './load/main.js';
import { press as load, startServer } from './processes.js';
import { seedStarted } from './seed.js';
import { type Bench, type BenchOptions, median, ratioRow, rotated, type Row, told } from './table.js';

export const SIGNING_SECRET = '0123456789abcdef0123456789abcdef';
const CONNECTIONS = 16;
/** By then the compiler has seen everything often enough. */
const WARM_UP = 4_000;

const VARIANTS = {
  echo: { server: 'echo' },
  /** The same again: how far two equal things differ on this machine. */
  echoAgain: { server: 'echo' },
  handover: { server: 'handover' },
  oneByOne: { server: 'handover', batchMax: 1 },
  transaction: { server: 'bolt-transaction' },
} as const;
type Variant = keyof typeof VARIANTS;
const NAMES = Object.keys(VARIANTS) as Variant[];

interface Round extends LoadReport {
  readonly report: Readonly<Record<string, unknown>>;
}

export const press: Bench = {
  name: 'press',
  title: 'A whole durable press: verified, looked up, decided, stored with synchronous=FULL, then answered',
  async run(options) {
    const { isShort, rounds, folder, tell } = options;
    const handovers = isShort ? 640 : 1_600;
    const seed = join(folder, 'press-seed.db');
    const sealKey = seedStarted(seed, handovers);
    const seen: Record<Variant, Round[]> = { echo: [], echoAgain: [], handover: [], oneByOne: [], transaction: [] };
    for (let round = 0; round < rounds; round += 1) {
      for (const name of rotated(NAMES, round)) {
        // oxlint-disable-next-line no-await-in-loop -- they take turns
        const one = await runOnce(name, { seed, sealKey, handovers }, options);
        tell(`  round ${round + 1} ${name}: ${one.perSecond.toFixed(0)} presses/s`);
        seen[name].push(one);
      }
    }
    return rowsOf(seen);
  },
};

interface Seeded {
  readonly seed: string;
  readonly sealKey: string;
  readonly handovers: number;
}

async function runOnce(name: Variant, { seed, sealKey, handovers }: Seeded, options: BenchOptions): Promise<Round> {
  const variant = VARIANTS[name];
  const database = join(options.folder, 'press.db');
  if (variant.server === 'handover') copyFileSync(seed, database);
  const batchMax = 'batchMax' in variant ? { batchMax: variant.batchMax } : {};
  const server = await startServer(variant.server, { signingSecret: SIGNING_SECRET, database, ...batchMax });
  const report = await load({
    port: server.port,
    signingSecret: SIGNING_SECRET,
    sealKey,
    connections: CONNECTIONS,
    first: 0,
    handovers,
    warmUpMs: options.isShort ? 500 : 1_000,
    warmUpPresses: options.isShort ? 0 : WARM_UP,
    measureMs: options.isShort ? 1_000 : 3_000,
    rate: null,
    isEndless: false,
  });
  const last = await server.end();
  for (const ending of ['', '-wal', '-shm', '.lock']) rmSync(database + ending, { force: true });
  return { ...report, report: last };
}

function rowsOf(seen: Readonly<Record<Variant, readonly Round[]>>): readonly Row[] {
  const ratios = (of: Variant, to: Variant): readonly number[] =>
    seen[of].map(({ perSecond }, n) => perSecond / (seen[to][n]?.perSecond ?? Number.NaN));
  const middle = (of: Variant, pick: (round: Round) => number): string => median(seen[of].map(pick)).toFixed(0);
  const stored = seen.handover.reduce((sum, { report }) => sum + Number(report['presses']), 0);
  const answered = seen.handover.reduce((sum, { presses, failures }) => sum + presses - failures, 0);
  const failures = Object.values(seen).flatMap((all) => all.map((round) => round.failures));
  const perCommit = seen.handover.map(({ report }) => Number(report['presses']) / Number(report['commits']));
  const perSecond = ({ perSecond: presses }: Round): number => presses;
  return [
    ratioRow('inside Bolt, against a bare Bolt echo', ratios('handover', 'echo'), { atLeast: 0.6 }),
    ratioRow('against Bolt with one FULL transaction of 4 rows a press', ratios('handover', 'transaction'), {
      atLeast: 3,
    }),
    told('the echo against itself (A/A)', ratioText(ratios('echoAgain', 'echo'))),
    told('against our own with one transaction a press', ratioText(ratios('handover', 'oneByOne'))),
    told(
      'presses/s: echo, ours, one by one, Bolt with a transaction',
      NAMES.filter((name) => name !== 'echoAgain')
        .map((name) => middle(name, perSecond))
        .join(', '),
    ),
    told('processor time a press, which a busy machine stretches less: echo, ours', cpuOf(seen)),
    told('presses a transaction', median(perCommit).toFixed(1)),
    told(
      'p99 at saturation: echo, ours',
      `${middle('echo', ({ p99 }) => p99)} ms, ${middle('handover', ({ p99 }) => p99)} ms`,
    ),
    {
      what: 'answered presses that were stored, of all',
      target: 'all, and no failure',
      figure: `${stored} of ${answered}`,
      passes: stored === answered && failures.every((count) => count === 0),
    },
  ];
}

const ratioText = (ratios: readonly number[]): string =>
  `${median(ratios).toFixed(2)}x (${Math.min(...ratios).toFixed(2)}-${Math.max(...ratios).toFixed(2)})`;

/** From when the server listens, with all of the warming up. */
function cpuOf({ echo, handover }: Readonly<Record<Variant, readonly Round[]>>): string {
  const us = (all: readonly Round[]): number =>
    median(all.map(({ report, presses }) => (Number(report['cpuMs']) * 1_000) / presses));
  return `${us(echo).toFixed(0)} us, ${us(handover).toFixed(0)} us`;
}
