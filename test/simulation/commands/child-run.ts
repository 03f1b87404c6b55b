import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';
import type { Bug } from '../bugs/bug.js';

const ROOT = join(__dirname, '../../..');

const ran = z.object({
  seed: z.number(),
  events: z.number(),
  counts: z.record(z.string(), z.number()),
  journalHash: z.string(),
  handovers: z.number(),
  virtualDays: z.number(),
  violation: z.string().nullable(),
  tail: z.array(z.string()),
});
export type ChildRan = z.output<typeof ran>;

/** Runs one seed in a process of its own, with a bug planted into the sources as that process reads them. */
export function runInChild(seed: number, events: number, bug: Bug | null): Promise<ChildRan> {
  const hook = join(ROOT, 'test/support/read-typescript.cjs');
  const main = join(ROOT, 'test/simulation/main.ts');
  const planted = bug === null ? {} : { PLANTED_BUG: JSON.stringify(bug) };
  const child = spawn(process.execPath, ['--require', hook, main, `--seed=${seed}`, `--events=${events}`, '--json'], {
    cwd: ROOT,
    env: { ...process.env, ...planted },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [printed, complained] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (complained += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => {
      const line = printed.trim().split('\n').at(-1) ?? '';
      if (line.startsWith('{')) resolve(ran.parse(JSON.parse(line)));
      else reject(new Error(`seed ${seed} ended without a result:\n${complained}`));
    });
  });
}

/** Does all of them, so many at a time. */
export async function atOnce<T>(count: number, jobs: readonly T[], run: (job: T) => Promise<void>): Promise<void> {
  const left = [...jobs];
  const work = async (): Promise<void> => {
    for (let job = left.shift(); job !== undefined; job = left.shift()) await run(job);
  };
  await Promise.all(Array.from({ length: count }, work));
}

/** Two cores are what the figures are about. */
export const PROCESSES = 2;
