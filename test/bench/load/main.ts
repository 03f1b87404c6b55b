import { openConnection, type Connection } from './connection.js';
import { createRequests, type Requests } from './requests.js';

/** What a bench asks of the process that presses. */
export interface LoadOrder {
  readonly port: number;
  readonly signingSecret: string;
  readonly sealKey: string;
  readonly connections: number;
  /** Handovers of this run, shared out over the connections; from `first`. */
  readonly first: number;
  readonly handovers: number;
  readonly warmUpMs: number;
  readonly warmUpPresses?: number;
  readonly measureMs: number;
  /** Presses a second; null: each connection presses again as soon as it is answered. */
  readonly rate: number | null;
  /** Tick and untick in place of walking handovers to their end, so that they last for ever. */
  readonly isEndless: boolean;
  /** Another run has brought the handovers to the line that is ticked. */
  readonly isBegun?: boolean;
  /** Ends after so many presses, however long it takes. */
  readonly pressesMax?: number;
}

export interface LoadReport {
  readonly perSecond: number;
  readonly presses: number;
  /** Answers other than 200. */
  readonly failures: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** Handovers of one connection that are under way at a time. */
const INTERLEAVED = 30;

async function main(order: LoadOrder): Promise<LoadReport> {
  const { connections, handovers } = order;
  const each = Math.floor(handovers / connections);
  const lanes = await Promise.all(
    Array.from({ length: connections }, async (_, n) => ({
      connection: await openConnection(order.port),
      requests: createRequests({
        ...order,
        first: order.first + n * each,
        count: each,
        interleaved: Math.min(each, INTERLEAVED),
      }),
    })),
  );
  const seen = createSeen(order);
  await (order.rate === null ? saturate(lanes, seen) : pace(lanes, order.rate, seen));
  for (const { connection } of lanes) connection.close();
  return seen.report();
}

interface Lane {
  readonly connection: Connection;
  readonly requests: Requests;
}

/**
 * Keeps what was seen after the warming up, which lasts for its time and for its presses, whichever takes longer: else
 * a server on a slow machine would be measured before its code is compiled. Latencies in milliseconds.
 */
function createSeen({ warmUpMs, warmUpPresses = 0, measureMs, pressesMax = Number.POSITIVE_INFINITY }: LoadOrder) {
  const began = performance.now();
  let from = Number.POSITIVE_INFINITY;
  const latencies: number[] = [];
  let presses = 0;
  let failures = 0;
  return {
    isOver: () => performance.now() >= from + measureMs || presses >= pressesMax,
    answered(askedAt: number, status: number): void {
      const now = performance.now();
      presses += 1;
      if (status !== 200) failures += 1;
      if (now >= from && now < from + measureMs) latencies.push(now - askedAt);
      if (from === Number.POSITIVE_INFINITY && now >= began + warmUpMs && presses >= warmUpPresses) from = now;
    },
    report(): LoadReport {
      const sorted = Float64Array.from(latencies).sort();
      const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
      const perSecond = latencies.length / (measureMs / 1_000);
      return { perSecond, presses, failures, p50: at(0.5), p99: at(0.99), max: at(1) };
    },
  };
}

type Seen = ReturnType<typeof createSeen>;

async function saturate(lanes: readonly Lane[], seen: Seen): Promise<void> {
  const run = async ({ connection, requests }: Lane): Promise<void> => {
    while (!seen.isOver()) {
      const request = requests.next();
      if (request === null) throw new Error('all handovers have ended before the time was over: seed more');
      const askedAt = performance.now();
      // oxlint-disable-next-line no-await-in-loop -- a person presses again once they see the answer
      seen.answered(askedAt, await connection.ask(request));
    }
  };
  await Promise.all(lanes.map(run));
}

/** Presses at their own times whatever the answers do, so that waiting in line counts as latency. */
async function pace(lanes: readonly Lane[], rate: number, seen: Seen): Promise<void> {
  const began = performance.now();
  const run = async ({ connection, requests }: Lane, n: number): Promise<void> => {
    for (let k = 0; !seen.isOver(); k += 1) {
      const due = began + ((k * lanes.length + n) * 1_000) / rate;
      const request = requests.next();
      if (request === null) throw new Error('all handovers have ended before the time was over: seed more');
      // oxlint-disable-next-line no-await-in-loop -- one press after the other
      seen.answered(due, await until(due).then(() => connection.ask(request)));
    }
  };
  await Promise.all(lanes.map(run));
}

/** Timers wake up to a millisecond late; the last bit is waited for turn by turn. */
function until(due: number): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      const left = due - performance.now();
      if (left <= 0) resolve();
      else if (left > 2) setTimeout(look, left - 1.5);
      else setImmediate(look);
    };
    look();
  });
}

main(JSON.parse(process.argv[2] ?? '{}') as LoadOrder).then(
  (report) => process.stdout.write(`${JSON.stringify(report)}\n`),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
