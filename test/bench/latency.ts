import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { LoadReport } from './load/main.js';
import { SIGNING_SECRET } from './press.js';
import { press as load, type RunningServer, startServer } from './processes.js';
import { seedStarted } from './seed.js';
import { atMost, type Bench, type BenchOptions, median, ratioRow, rotated, type Row, told } from './table.js';

const RATE = 200;
const CONNECTIONS = 16;
/** As many as are nudged; each has four people. */
const HANDOVERS = 1_000;
const SERVERS = ['echo', 'handover', 'echoAgain'] as const;
type Server = (typeof SERVERS)[number];

export const latency: Bench = {
  name: 'latency',
  title: `${RATE} presses a second, each at its own time whatever the answers do`,
  async run(options) {
    const seed = join(options.folder, 'latency-seed.db');
    const sealKey = seedStarted(seed, HANDOVERS);
    const run = (server: Server, ms: number, meanwhile?: (running: RunningServer) => void) =>
      runOnce({ server, seed, sealKey, ms, folder: options.folder, meanwhile: meanwhile ?? (() => undefined) });
    const quiet = await inTurns(options, run);
    const ms = options.minutes * 60_000;
    // Once the warming up is over.
    const disturbed = await run(
      'handover',
      ms,
      ({ pid }) => void setTimeout(() => process.kill(pid, 'SIGUSR2'), 2_000 + ms / 5),
    );
    return rowsOf(quiet, disturbed, options);
  },
};

interface Round extends LoadReport {
  readonly said: readonly Readonly<Record<string, unknown>>[];
}
type Run = (server: Server, ms: number) => Promise<Round>;

async function inTurns({ rounds, minutes }: BenchOptions, run: Run): Promise<Readonly<Record<Server, Round[]>>> {
  const seen: Record<Server, Round[]> = { echo: [], handover: [], echoAgain: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const server of rotated(SERVERS, round)) {
      // oxlint-disable-next-line no-await-in-loop -- they take turns
      seen[server].push(await run(server, (minutes * 60_000) / rounds));
    }
  }
  return seen;
}

interface Order {
  readonly server: Server;
  readonly seed: string;
  readonly sealKey: string;
  readonly ms: number;
  readonly folder: string;
  readonly meanwhile: (running: RunningServer) => void;
}

async function runOnce({ server, seed, sealKey, ms, folder, meanwhile }: Order): Promise<Round> {
  const database = join(folder, 'latency.db');
  if (server === 'handover') copyFileSync(seed, database);
  const name = server === 'handover' ? server : 'echo';
  const running = await startServer(name, { signingSecret: SIGNING_SECRET, database });
  meanwhile(running);
  const report = await load({
    port: running.port,
    signingSecret: SIGNING_SECRET,
    sealKey,
    connections: CONNECTIONS,
    first: 0,
    handovers: HANDOVERS,
    warmUpMs: Math.min(2_000, ms),
    measureMs: ms,
    rate: RATE,
    isEndless: true,
  });
  await running.end();
  for (const ending of ['', '-wal', '-shm', '.lock', '.backup']) rmSync(database + ending, { force: true });
  return { ...report, said: running.said };
}

function rowsOf(
  quiet: Readonly<Record<Server, readonly Round[]>>,
  disturbed: Round,
  { minutes }: BenchOptions,
): readonly Row[] {
  const ratios = (of: Server): readonly number[] =>
    quiet[of].map(({ p99 }, n) => p99 / (quiet.echo[n]?.p99 ?? Number.NaN));
  const middle = (of: Server): string =>
    [({ p50 }: Round) => p50, ({ p99 }: Round) => p99]
      .map((pick) => median(quiet[of].map(pick)).toFixed(1))
      .join(' / ');
  const saidOf = (key: string): number => Number(disturbed.said.find((line) => key in line)?.[key] ?? Number.NaN);
  const most = Math.max(...quiet.handover.map(({ max }) => max));
  const backup = saidOf('backupCode');
  const isOut = Number.isNaN(backup);
  const failures = [...quiet.handover, disturbed].reduce((sum, round) => sum + round.failures, 0);
  const took = (key: string): string => (Number.isNaN(saidOf(key)) ? 'not ended' : `${saidOf(key)} ms`);
  const whileAll = `while ${saidOf('nudged')} nudges are swept (${took('sweepMs')}), ${saidOf('checkpoints')} checkpoints and a backup (${took('backupMs')}) run`;
  return [
    ratioRow('p99 against the bare Bolt echo', ratios('handover'), { atMost: 1.5 }),
    told('the echo against itself (A/A)', `${median(ratios('echoAgain')).toFixed(2)}x`),
    told('p50 / p99 of the echo, in ms', middle('echo')),
    told('p50 / p99 of ours, in ms', middle('handover')),
    atMost(`the slowest of ${(minutes * 60).toFixed(0)} s`, most, 100, 'ms'),
    atMost(whileAll, disturbed.max, 100, 'ms', `, p99 ${disturbed.p99.toFixed(1)} ms`),
    told(
      'the loop was held at most, meanwhile',
      `${Math.max(...disturbed.said.map((line) => Number(line['holdMs'] ?? 0))).toFixed(0)} ms`,
    ),
    {
      what: 'the backup meanwhile',
      target: 'whole',
      figure: isOut ? 'not ended' : backup === 0 ? 'whole' : `failed with ${backup}`,
      passes: isOut ? null : backup === 0,
    },
    { what: 'answers other than 200', target: 'none', figure: String(failures), passes: failures === 0 },
  ];
}
