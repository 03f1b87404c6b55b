import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { Sqlite } from '../../src/sqlite-library.js';

const ROOT = join(__dirname, '../..');
const NODE = ['--require', join(ROOT, 'test/support/read-typescript.cjs')];

export interface BackupTally {
  readonly copies: number;
  /** Copies that are no prefix of what was stored in the end. */
  readonly wrong: number;
  /** The longest that the serving process could do nothing else, in milliseconds. */
  readonly heldMs: number;
  readonly handovers: number;
}

const said = z.object({ heldMs: z.number(), count: z.int() });
const heads = z.array(z.tuple([z.string(), z.int(), z.string()]));

/** Copies a database of so many handovers again and again while it is written to; `inside`: once, on the serving thread. */
export async function backUpUnderLoad(copies: number, handovers: number, inside = false): Promise<BackupTally> {
  const folder = mkdtempSync(join(tmpdir(), 'handover-backup-'));
  const database = join(folder, 'handover.db');
  try {
    const serving = run('serve.ts', database, String(handovers), ...(inside ? [join(folder, 'copy.db')] : []));
    const lines = createInterface({ input: serving.stdout ?? process.stdin })[Symbol.asyncIterator]();
    await lines.next();
    const found = inside ? [] : await copiesOf(database, folder, copies);
    if (inside) await lines.next();
    serving.stdin?.write('end\n');
    const last: IteratorResult<string, unknown> = await lines.next();
    const { heldMs, count } = said.parse(JSON.parse(String(last.value)));
    await once(serving, 'close');
    const stored = entriesOf(database);
    const isPrefix = (copy: z.infer<typeof heads>): boolean =>
      copy.every(([id, version, head]) => stored.get(`${id}/${version}`) === head);
    const isGrowing = found.every((copy, n) => n === 0 || copy.length >= (found[n - 1]?.length ?? 0));
    return {
      copies: found.length,
      wrong: found.filter((copy) => !isPrefix(copy)).length + Number(!isGrowing),
      heldMs,
      handovers: count,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const run = (script: string, ...args: readonly string[]): ChildProcess =>
  spawn(process.execPath, [...NODE, join(__dirname, 'backup', script), ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
    cwd: ROOT,
  });

async function copiesOf(database: string, folder: string, copies: number): Promise<z.infer<typeof heads>[]> {
  const copying = run('copy.ts', database, folder, String(copies));
  const found: z.infer<typeof heads>[] = [];
  for await (const line of createInterface({ input: copying.stdout ?? process.stdin }))
    found.push(heads.parse(JSON.parse(line)));
  return found;
}

function entriesOf(database: string): ReadonlyMap<string, string> {
  const connection = new Sqlite(database, { readonly: true });
  const rows = z
    .array(z.tuple([z.string(), z.int(), z.string()]))
    .parse(connection.prepare('SELECT handover, seq, hash FROM journal').raw().all());
  connection.close();
  return new Map(rows.map(([id, seq, hash]) => [`${id}/${seq}`, hash]));
}
