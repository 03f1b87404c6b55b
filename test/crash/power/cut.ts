import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { Sqlite } from '../../../src/sqlite-library.js';
import { Disk } from './disk.js';
import { readTrace, type Step } from './trace.js';

// Rebuilds disk images from a trace and looks at each. Arguments: the trace, how many images, a seed. Prints a line of JSON.

export interface CutTally {
  readonly images: number;
  readonly corrupt: number;
  /** Images that lack something that was acknowledged. */
  readonly losing: number;
  /** The most acknowledged transactions that one image lacks. */
  readonly worst: number;
}

const MEMORY_DISK = '/dev/shm';
const DATABASE = 'handover.db';

async function main(): Promise<void> {
  const [, , path = '', images = '0', seed = '1'] = process.argv;
  const steps = await readTrace(path);
  const folder = mkdtempSync(join(existsSync(MEMORY_DISK) ? MEMORY_DISK : tmpdir(), 'handover-power-'));
  try {
    process.stdout.write(`${JSON.stringify(cutAll(steps, Number(images), randomFrom(Number(seed)), folder))}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function cutAll(steps: readonly Step[], wanted: number, random: () => number, folder: string): CutTally {
  const disk = new Disk([DATABASE, `${DATABASE}-wal`], random);
  let [acknowledged, images, corrupt, losing, worst] = [0, 0, 0, 0, 0];
  const first = steps.findIndex(({ kind }) => kind === 'acknowledged');
  steps.forEach((step, n) => {
    disk.do(step);
    if (step.kind === 'acknowledged') acknowledged = step.count;
    if (n < first) return;
    // Spread evenly over all moments.
    const due = Math.round(((n - first + 1) / (steps.length - first)) * wanted);
    for (; images < due; images += 1) {
      const stored = storedIn(disk, folder);
      if (stored === null) corrupt += 1;
      else if (stored < acknowledged) {
        losing += 1;
        worst = Math.max(worst, acknowledged - stored);
      }
    }
  });
  return { images, corrupt, losing, worst };
}

/** How many transactions an image has; null when it is damaged. */
function storedIn(disk: Disk, folder: string): number | null {
  for (const end of ['', '-wal', '-shm']) rmSync(join(folder, DATABASE + end), { force: true });
  disk.image((name, bytes) => bytes.length > 0 && writeFileSync(join(folder, name), bytes));
  try {
    const connection = new Sqlite(join(folder, DATABASE));
    try {
      if (connection.pragma('integrity_check(1)', { simple: true }) !== 'ok') return null;
      return transactionsIn(connection);
    } finally {
      connection.close();
    }
  } catch {
    return null;
  }
}

const deliveries = z.array(z.string());
const entries = z.array(z.tuple([z.string(), z.string(), z.int(), z.string(), z.string()]));
const heads = z.array(z.tuple([z.string(), z.string(), z.int(), z.string()]));
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Null when a transaction is there in part, or one without an earlier one. */
function transactionsIn(connection: InstanceType<typeof Sqlite>): number | null {
  const all = <T>(shape: z.ZodType<T>, sql: string): T => shape.parse(connection.prepare(sql).raw().all());
  // Not even the tables: nothing was stored.
  if (connection.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0) return 0;
  const found = deliveries.parse(connection.prepare('SELECT delivery FROM inbox ORDER BY row').pluck().all());
  if (found.some((delivery, n) => delivery !== `t${n + 1}`)) return null;
  const chains = new Map<string, { seq: number; hash: string }>();
  for (const [tenant, id, seq, event, hash] of all(
    entries,
    'SELECT tenant, handover, seq, event, hash FROM journal ORDER BY tenant, handover, seq',
  )) {
    const before = chains.get(id) ?? { seq: 0, hash: sha256(`${tenant}/${id}`) };
    if (seq !== before.seq + 1 || sha256(before.hash + event) !== hash) return null;
    chains.set(id, { seq, hash });
  }
  const states = all(heads, 'SELECT tenant, id, version, head FROM handover');
  const isWhole = states.every(
    ([, id, version, head]) => chains.get(id)?.seq === version && chains.get(id)?.hash === head,
  );
  return isWhole && states.length === chains.size ? found.length : null;
}

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

void main();
