import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Bug } from './play/program.js';
import type { CutTally } from './power/cut.js';

const ROOT = join(__dirname, '../..');
const NODE = [process.execPath, '--require', join(ROOT, 'test/support/read-typescript.cjs')];
const HANDOVERS = 60;
/** One on each core. */
const PARTS = 2;

const FILE = 'src/store/disk-sync.ts';
/** How it waits for the disk: as it is, not at all, or without even keeping writes in order. */
export type Waiting = 'as it is' | 'control: NORMAL' | 'control: OFF';
const BUGS: Readonly<Record<Waiting, Bug | null>> = {
  'as it is': null,
  'control: NORMAL': { file: FILE, find: 'if (!isOwed) return null;', replace: 'return null;' },
  'control: OFF': { file: FILE, find: "'PRAGMA synchronous = NORMAL'", replace: "'PRAGMA synchronous = OFF'" },
};

const tally = z.object({ images: z.int(), corrupt: z.int(), losing: z.int(), worst: z.int() });

/** Records what the store does to its files, and looks at so many disks after a power cut. */
export async function cutPower(waiting: Waiting, images: number, seed: number): Promise<CutTally> {
  const folder = mkdtempSync(join(tmpdir(), 'handover-power-'));
  try {
    const trace = join(folder, 'trace');
    await record(waiting, join(folder, 'handover.db'), trace);
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

function record(waiting: Waiting, database: string, trace: string): Promise<string> {
  const strace = ['strace', '-f', '--seccomp-bpf', '-qq', '-y', '-xx', '-s', '70000', '-o', trace];
  const calls = 'trace=pwrite64,write,fsync,fdatasync,ftruncate';
  const bug = BUGS[waiting];
  const program = [...NODE, join(__dirname, 'power/record.ts'), database, String(HANDOVERS)];
  return output([...strace, '-e', calls, ...program], bug === null ? {} : { PLANTED_BUG: JSON.stringify(bug) });
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
