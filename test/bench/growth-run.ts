import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Instant } from '../../src/core/ids.js';
import { type BenchEngine, openEngine } from './bench-engine.js';
import type { FileReport, GrowthReport } from './growth.js';
import { tickOnOpen } from './load/open-press.js';
import { identityOf, MONDAY, TENANT } from './seed.js';

interface Order {
  readonly small: string;
  readonly large: string;
  readonly rounds: number;
  /** Handovers of the small file, and of the large one. */
  readonly handovers: readonly [number, number];
}

/** Handovers in which people press at the same time, spread over the whole file. */
const PRESSED = 400;
/** Presses that arrive in one turn of the event loop. */
const TOGETHER = 8;
const DUE = 500;
const DUE_MANY = 1_000;
const DAY_MS = 86_400_000;

type Times = { -readonly [K in keyof FileReport]: number[] };

function measured(path: string, handovers: number, due: number) {
  const bench = openEngine(path);
  const pressed = Array.from({ length: Math.min(PRESSED, handovers) }, (_, n) =>
    Math.floor((n * handovers) / Math.min(PRESSED, handovers)),
  );
  const presses = pressesOn(bench, pressed.length);
  const times: Times = { press: [], coldPress: [], due: [], dueMany: [], empty: [], scan: [] };
  const { handovers: table } = bench.store;
  const scan = bench.connection.prepare(
    `SELECT tenant, id FROM handover NOT INDEXED WHERE status = 'running' AND due_at <= ? ORDER BY due_at, tenant, id LIMIT ${DUE_MANY}`,
  );
  const past = (MONDAY - DAY_MS) as Instant;
  return {
    bench,
    times,
    /** Each handover once. */
    async pressAll(into: 'press' | 'coldPress'): Promise<void> {
      const began = performance.now();
      for (let from = 0; from < pressed.length; from += TOGETHER) {
        // oxlint-disable-next-line no-await-in-loop -- turn by turn
        await Promise.all(pressed.slice(from, from + TOGETHER).map(presses));
      }
      times[into].push(((performance.now() - began) * 1_000) / pressed.length);
    },
    find(): void {
      times.due.push(each(20, () => table.due(MONDAY, due)));
      times.empty.push(each(200, () => table.due(past, due)));
    },
    findMany(): void {
      times.dueMany.push(each(20, () => table.due(MONDAY, DUE_MANY)));
      times.scan.push(each(1, () => scan.all(MONDAY)));
    },
  };
}

/** The time of one run in microseconds, the best of three. */
function each(runs: number, run: () => unknown): number {
  const once = (): number => {
    const began = performance.now();
    for (let n = 0; n < runs; n += 1) run();
    return ((performance.now() - began) * 1_000) / runs;
  };
  return Math.min(once(), once(), once());
}

/** Ticks and unticks a line, as whoever has the step; each of so many handovers in turn. */
function pressesOn({ engine, store, clock }: BenchEngine, count: number): (n: number) => Promise<void> {
  const sealKey = store.meta('seal_key') ?? '';
  let number = 0;
  return async (n) => {
    number += 1;
    const isTicked = Math.floor((number - 1) / count) % 2 === 0;
    const { code, ticks } = tickOnOpen(n, isTicked, sealKey);
    const pressedAt = (clock.now() + number) as Instant;
    const answer = await engine.desk.receive({
      tenant: TENANT,
      id: `slack/press/${number}/${code}`,
      at: clock.now(),
      from: identityOf(n, 'successor'),
      ask: { kind: 'press', press: code, ticks, pressedAt },
    });
    if (answer.kind !== 'none') throw new Error(`the press was not taken: ${JSON.stringify(answer)}`);
  };
}

/** The morning's nudges of the large file, through the scheduler that the program has. */
async function sweep(bench: BenchEngine): Promise<Pick<GrowthReport, 'holdMs' | 'sweepMs' | 'nudged'>> {
  const count = bench.connection
    .prepare(`SELECT count(*) FROM handover WHERE status = 'running' AND due_at <= ?`)
    .pluck();
  bench.passTime(DAY_MS);
  const now = bench.clock.now();
  const before = Number(count.get(now));
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const began = performance.now();
  await bench.engine.scheduler.tick();
  const sweepMs = performance.now() - began;
  delay.disable();
  return { holdMs: delay.max / 1e6, sweepMs, nudged: before - Number(count.get(now)) };
}

async function main({ small, large, rounds, handovers }: Order): Promise<GrowthReport> {
  const due = Math.min(DUE, handovers[0]);
  const both = [measured(small, handovers[0], due), measured(large, handovers[1], due)] as const;
  for (const one of both) await one.pressAll('coldPress');
  for (const one of both) await one.pressAll('press');
  for (const one of both) one.times.press.length = 0;
  for (let round = 0; round < rounds; round += 1) {
    for (const one of round % 2 === 0 ? both : both.toReversed()) {
      // oxlint-disable-next-line no-await-in-loop -- they take turns
      await one.pressAll('press');
      one.find();
    }
  }
  const [few, many] = both;
  for (let round = 0; round < rounds; round += 1) many.findMany();
  return { small: few.times, large: many.times, ...(await sweep(many.bench)) };
}

main(JSON.parse(process.argv[2] ?? '{}') as Order).then(
  (report) => {
    process.stdout.write(`${JSON.stringify(report)}\n`);
    process.exit(0);
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
