import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { LoadOrder, LoadReport } from './load/main.js';
import type { ServerOrder } from './servers/serve.js';

const SERVER_CORE = 0;
const LOAD_CORE = 1;
const isPinned = availableParallelism() > 1 && spawnSync('taskset', ['-c', '0', 'true']).status === 0;

/** Said once above the tables, where it is not so. */
export const CORES = isPinned ? 'server on core 0, load on core 1' : 'not pinned: taskset or a second core is missing';

export interface RunningServer {
  readonly port: number;
  readonly pid: number;
  /** The lines that it said since it began to listen. */
  readonly said: readonly Readonly<Record<string, unknown>>[];
  /** The next line that says this. */
  heard(key: string): Promise<Readonly<Record<string, unknown>>>;
  /** Ends it, and gives its last word. */
  end(): Promise<Readonly<Record<string, unknown>>>;
}

function start(core: number, file: string, order: object, flags: readonly string[] = []): ChildProcess {
  const node = [process.execPath, ...flags, join(__dirname, `${file}.js`), JSON.stringify(order)];
  const [command = '', ...args] = isPinned ? ['taskset', '-c', String(core), ...node] : node;
  return spawn(command, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
}

/** Starts a server in a process of its own; `name` is its file in `servers`. */
export async function startServer(name: string, order: ServerOrder, flags?: readonly string[]): Promise<RunningServer> {
  const child = start(SERVER_CORE, `servers/${name}`, { ...order, isPinned }, flags);
  const said: Readonly<Record<string, unknown>>[] = [];
  const ended = once(child, 'exit');
  let listening: { key: string; resolve: (line: Readonly<Record<string, unknown>>) => void } | null = null;
  const port = await new Promise<number>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the server ${name} ended with ${String(code)}`)));
    createInterface({ input: child.stdout ?? process.stdin }).on('line', (line) => {
      const heard = JSON.parse(line) as Readonly<Record<string, unknown>>;
      said.push(heard);
      if (typeof heard['port'] === 'number') resolve(heard['port']);
      if (listening !== null && listening.key in heard) listening.resolve(heard);
    });
  });
  return {
    port,
    pid: child.pid ?? 0,
    said,
    heard: (key) => new Promise((resolve) => (listening = { key, resolve })),
    async end() {
      child.kill('SIGTERM');
      await ended;
      return said.at(-1) ?? {};
    },
  };
}

/** Runs a file of the benches on the server's core, or on the load's, and gives what it says at its end. */
export async function report<T>(
  file: string,
  order: object,
  core = SERVER_CORE,
  flags?: readonly string[],
): Promise<T> {
  const child = start(core, file, order, flags);
  let text = '';
  child.stdout?.on('data', (piece: Buffer) => (text += piece.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${file} failed`);
  return JSON.parse(text) as T;
}

/** Presses, from a process of its own, and gives what it saw. */
export const press = (order: LoadOrder): Promise<LoadReport> => report<LoadReport>('load/main', order, LOAD_CORE);
