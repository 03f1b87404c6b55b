import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { BOT_TOKEN, SECRET, type Stage } from './stage.js';

const ROOT = join(__dirname, '../../..');
const MAIN = join(ROOT, 'dist/src/main.js');
const PRELOAD = join(ROOT, 'test/crash/program.cjs');

/** The calls by which SQLite syncs, in one build of it or another. */
export const SYNCS = 'fsync,fdatasync';

/** What strace(1) does to the program, as behind its `inject=`; `fromStart`: also while it starts, which is slow. */
export interface Injection {
  readonly what: string;
  readonly fromStart: boolean;
}

/** A bug planted into the program. */
export interface Bug {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** What it wrote to its standard output and its standard error. */
  readonly said: string;
}

export interface Program {
  /** Resolves with true once it takes requests, and with false when it ends before. */
  readonly started: Promise<boolean>;
  readonly ended: Promise<Ended>;
  stop(signal: NodeJS.Signals): void;
}

/** Runs the real program on a stage's database; under strace if something is to be injected. */
export function runProgram(stage: Stage, injection: Injection | null, bugs: readonly Bug[] = []): Program {
  const node = [process.execPath, '--require', PRELOAD, MAIN];
  const [command = '', ...args] = injection?.fromStart === true ? ['strace', ...straceArgs(injection), ...node] : node;
  const child = spawn(command, args, {
    env: {
      PATH: process.env['PATH'] ?? '',
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_SIGNING_SECRET: SECRET,
      SLACK_API_URL: stage.peer.apiUrl(),
      DATABASE_PATH: stage.path,
      HOST: '127.0.0.1',
      PORT: '0',
      // One thread waits for the disk, so that the n-th sync is always the same one.
      UV_THREADPOOL_SIZE: '1',
      PLANTED_BUGS: JSON.stringify(bugs),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let said = '';
  child.stderr.on('data', (piece: Buffer) => (said += piece.toString()));
  const ended = endOf(child, () => said);
  const listening = new Promise<boolean>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      said += `${line}\n`;
      const port = /"port":(\d+)/.exec(line)?.[1];
      if (!line.includes('"started"') || port === undefined) return;
      stage.listensOn(Number(port));
      if (injection === null || injection.fromStart) resolve(true);
      else void attach(injection, child).then(resolve);
    });
  });
  return {
    started: Promise.race([listening, ended.then(() => false)]),
    ended,
    stop: (signal) => {
      if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
        process.kill(-child.pid, signal);
    },
  };
}

const straceArgs = ({ what }: Injection): string[] => {
  const calls = what.slice(0, what.indexOf(':'));
  return ['-f', '-o', '/dev/null', '-e', `trace=${calls}`, '-e', `inject=${what}`];
};

/** All threads: the first one writes the log, one syncs it, and one writes it back into the file. */
function attach(injection: Injection, program: ChildProcess): Promise<boolean> {
  const strace = spawn('strace', ['-p', String(program.pid), ...straceArgs(injection)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return new Promise((resolve) => {
    let said = '';
    strace.stderr.on('data', (piece: Buffer) => {
      said += piece.toString();
      if (said.includes('attached')) resolve(true);
    });
    strace.on('error', () => resolve(false));
    strace.on('close', () => resolve(false));
  });
}

async function endOf(child: ChildProcess, said: () => string): Promise<Ended> {
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { code, signal, said: said() };
}
