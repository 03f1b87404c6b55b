import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { CutTally } from './power/cut.js';

const ROOT = join(__dirname, '../..');
const NODE = [process.execPath, '--require', join(ROOT, 'test/support/read-typescript.cjs')];
const HANDOVERS = 60;
/** One on each core. */
const PARTS = 2;

export type Synchronous = 'FULL' | 'NORMAL' | 'OFF';
const READS: Readonly<Record<Synchronous, number>> = { FULL: 2, NORMAL: 1, OFF: 0 };

const tally = z.object({ images: z.int(), corrupt: z.int(), losing: z.int(), worst: z.int() });

/** Records what the store does to its files with this setting, and looks at so many disks after a power cut. */
export async function cutPower(synchronous: Synchronous, images: number, seed: number): Promise<CutTally> {
  const folder = mkdtempSync(join(tmpdir(), 'handover-power-'));
  try {
    const trace = join(folder, 'trace');
    await record(synchronous, join(folder, 'handover.db'), trace);
    const share = Math.ceil(images / PARTS);
    const parts = Array.from({ length: PARTS }, (_, n) =>
      output([...NODE, join(__dirname, 'power/cut.ts'), trace, String(share), String(seed + n)]),
    );
    return (await Promise.all(parts)).map((line) => tally.parse(JSON.parse(line))).reduce(added);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const added = (a: CutTally, b: CutTally): CutTally => ({
  images: a.images + b.images,
  corrupt: a.corrupt + b.corrupt,
  losing: a.losing + b.losing,
  worst: Math.max(a.worst, b.worst),
});

function record(synchronous: Synchronous, database: string, trace: string): Promise<string> {
  const strace = ['strace', '-f', '--seccomp-bpf', '-qq', '-y', '-xx', '-s', '70000', '-o', trace];
  const calls = 'trace=pwrite64,write,fsync,fdatasync,ftruncate';
  const bug = {
    file: 'src/store/pragmas.ts',
    find: "['synchronous', 'FULL', 2],",
    // More checkpoints than usual, because they are the moments at which most can go wrong.
    replace: `['synchronous', '${synchronous}', ${READS[synchronous]}], ['wal_autocheckpoint', '100', 100],`,
  };
  const program = [...NODE, join(__dirname, 'power/record.ts'), database, String(HANDOVERS)];
  return output([...strace, '-e', calls, ...program], { PLANTED_BUG: JSON.stringify(bug) });
}

/** What a program writes to its standard output. */
function output(
  [command = '', ...args]: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { PATH: process.env['PATH'] ?? '', ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (piece: Buffer) => (said += piece.toString()));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(said) : reject(new Error(`${command} ended with ${code}`))));
  });
}
