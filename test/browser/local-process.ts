import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const MAIN = join(__dirname, '../../dist/src/main.js');

/** The program as a newcomer starts it: without any credentials. */
export interface LocalProcess {
  /** Of the page. The same after a restart. */
  readonly address: string;
  /** Kills it without warning, and starts it again on the same files. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function startLocally(): Promise<LocalProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'handover-local-'));
  let child = launch(folder, '0');
  const address = await addressOf(child);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  return {
    address,
    async restart() {
      await end('SIGKILL');
      child = launch(folder, new URL(address).port);
      await addressOf(child);
    },
    async close() {
      await end('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const launch = (folder: string, port: string): ChildProcess =>
  spawn(process.execPath, [MAIN], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'] ?? '',
      TZ: 'Europe/Berlin',
      PORT: port,
      DATABASE_PATH: join(folder, 'handover.db'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

/** The address in what it prints. Rejects with what it complains about when it ends instead. */
async function addressOf(child: ChildProcess): Promise<string> {
  let complaint = '';
  child.stderr?.on('data', (piece: Buffer) => (complaint += piece.toString()));
  const printed = new Promise<string>((resolve) => {
    createInterface({ input: child.stdout ?? process.stdin }).on('line', (line) => {
      const [address] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
      if (address !== undefined) resolve(address);
    });
  });
  const ended = once(child, 'exit').then(() => {
    throw new Error(`the process ended: ${complaint}`);
  });
  return Promise.race([printed, ended]);
}
