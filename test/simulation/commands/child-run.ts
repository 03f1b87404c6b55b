import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';
import type { Bug } from '../bugs/bug.js';

const ROOT = join(__dirname, '../../..');

const ran = z.object({
  seed: z.number(),
  events: z.number(),
  counts: z.record(z.string(), z.number()),
  journalHash: z.string(),
  traceHash: z.string(),
  handovers: z.number(),
  virtualDays: z.number(),
  violation: z.string().nullable(),
  tail: z.array(z.string()),
});
export type ChildRan = z.output<typeof ran>;

/** A process that plays one seed after another, with a bug planted into the sources as it reads them. */
export class Child {
  private readonly process: ChildProcess;
  private complained = '';

  constructor(bug: Bug | null) {
    const hook = join(ROOT, 'test/support/read-typescript.cjs');
    const planted = bug === null ? {} : { PLANTED_BUG: JSON.stringify(bug) };
    this.process = fork(join(ROOT, 'test/simulation/main.ts'), ['--child'], {
      cwd: ROOT,
      env: { ...process.env, ...planted },
      execArgv: ['--require', hook],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.process.stderr?.on('data', (chunk: Buffer) => (this.complained += chunk.toString()));
  }

  /** One at a time. @throws when the process ended over it. */
  run(seed: number, events: number): Promise<ChildRan> {
    return new Promise((resolve, reject) => {
      const over = (): void => reject(new Error(`seed ${seed} ended without a result:\n${this.complained}`));
      this.process.once('close', over);
      this.process.once('message', (message) => {
        this.process.off('close', over);
        resolve(ran.parse(message));
      });
      this.process.send({ seed, events });
    });
  }

  end(): void {
    if (this.process.connected) this.process.disconnect();
  }
}

/** Does all of them, each worker one after the other. */
export async function share<W, T>(
  workers: readonly W[],
  jobs: readonly T[],
  run: (worker: W, job: T) => Promise<void>,
): Promise<void> {
  const left = [...jobs];
  const work = async (worker: W): Promise<void> => {
    for (let job = left.shift(); job !== undefined; job = left.shift()) await run(worker, job);
  };
  await Promise.all(workers.map(work));
}

/** Two cores are what the figures are about. */
export const PROCESSES = 2;
