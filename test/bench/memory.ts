import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openConnection } from './load/connection.js';
import { SIGNING_SECRET } from './press.js';
import { press as load, startServer } from './processes.js';
import { pressOnOpen } from './load/open-press.js';
import { seedOpen } from './seed-open.js';
import { seedStarted } from './seed.js';
import { atMost, type Bench, type BenchOptions, type Row, told } from './table.js';

const HANDOVERS = 480;
const SAMPLES = 10;
const MB = 2 ** 20;

export const memory: Bench = {
  name: 'memory',
  title: 'Memory over many presses, and a cold start on a large file',
  async run(options) {
    return [...(await flatness(options)), ...(await coldStart(options))];
  },
};

interface Sample {
  readonly heapUsed: number;
  readonly rss: number;
}

/** Presses in tenths, and looks at the memory after each, when the garbage is collected. */
async function flatness({ folder, presses, tell }: BenchOptions): Promise<readonly Row[]> {
  const database = join(folder, 'memory.db');
  const sealKey = seedStarted(database, HANDOVERS);
  const server = await startServer('handover', { signingSecret: SIGNING_SECRET, database }, ['--expose-gc']);
  const samples: Sample[] = [];
  for (let tenth = 0; tenth < SAMPLES; tenth += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    const report = await load({
      port: server.port,
      signingSecret: SIGNING_SECRET,
      sealKey,
      connections: 16,
      first: 0,
      handovers: HANDOVERS,
      warmUpMs: 0,
      measureMs: 3_600_000,
      rate: null,
      isEndless: true,
      isBegun: tenth > 0,
      pressesMax: Math.ceil(presses / SAMPLES),
    });
    if (report.failures > 0) throw new Error(`${report.failures} presses were not answered with 200`);
    process.kill(server.pid, 'SIGWINCH');
    // oxlint-disable-next-line no-await-in-loop -- the same
    samples.push((await server.heard('heapUsed')) as unknown as Sample);
    tell(
      `  after ${(tenth + 1) * Math.ceil(presses / SAMPLES)}: heap ${mb(samples.at(-1)?.heapUsed)}, rss ${mb(samples.at(-1)?.rss)}`,
    );
  }
  await server.end();
  for (const ending of ['', '-wal', '-shm', '.lock']) rmSync(database + ending, { force: true });
  return memoryRows(samples, presses);
}

const mb = (bytes = Number.NaN): string => `${(bytes / MB).toFixed(1)} MB`;

/** The first half is left out: caches fill, and the compiler is at work. */
function memoryRows(samples: readonly Sample[], presses: number): readonly Row[] {
  const half = samples.slice(SAMPLES / 2);
  const per100k = (pick: (sample: Sample) => number): number =>
    (slopeOf(half.map(pick)) / MB) * (100_000 / (presses / SAMPLES));
  const list = (pick: (sample: Sample) => number): string =>
    samples.map((sample) => (pick(sample) / MB).toFixed(0)).join(' ');
  return [
    atMost(
      `heap after ${presses} presses, its growth each 100,000`,
      per100k(({ heapUsed }) => heapUsed),
      1,
      'MB',
    ),
    told(
      '  heap after each tenth, in MB',
      list(({ heapUsed }) => heapUsed),
    ),
    told(
      '  rss after each tenth, in MB',
      `${list(({ rss }) => rss)}; its growth ${per100k(({ rss }) => rss).toFixed(1)} MB`,
    ),
  ];
}

/** Of the line that fits best, for each step. */
function slopeOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const above = values.reduce((sum, value, n) => sum + (n - middle) * (value - mean), 0);
  const below = values.reduce((sum, _, n) => sum + (n - middle) ** 2, 0);
  return above / below;
}

const MAIN = join(__dirname, '../../src/main.js');

/** The program itself, from its start to the first press that it answers. */
async function coldStart({ folder, isShort, tell }: BenchOptions): Promise<readonly Row[]> {
  const steps = isShort ? 20_000 : 1_000_000;
  const path = join(folder, 'cold.db');
  const { sealKey } = seedOpen(path, steps, 0);
  tell('  starting on it ...');
  const times: number[] = [];
  for (let round = 0; round < (isShort ? 1 : 3); round += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    times.push(await firstAnswer(path, sealKey));
  }
  return [
    atMost(
      `from the start to the first answer, on ${steps} open steps`,
      Math.min(...times),
      1_000,
      'ms',
      ` (${times.map((ms) => ms.toFixed(0)).join(', ')})`,
    ),
  ];
}

async function firstAnswer(path: string, sealKey: string): Promise<number> {
  const began = performance.now();
  const child = spawn(process.execPath, [MAIN], {
    env: {
      PATH: process.env['PATH'] ?? '',
      SLACK_BOT_TOKEN: 'xoxb-bench-1234567890',
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_API_URL: 'http://127.0.0.1:9/api/',
      DATABASE_PATH: path,
      HOST: '127.0.0.1',
      PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.once('exit', () => reject(new Error('the program ended')));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const entry = JSON.parse(line) as Readonly<Record<string, unknown>>;
      if (entry['event'] === 'started') resolve(Number(entry['port']));
    });
  });
  const connection = await openConnection(port);
  const status = await connection.ask(pressOnOpen(sealKey, SIGNING_SECRET));
  const ms = performance.now() - began;
  connection.close();
  child.removeAllListeners('exit');
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
  if (status !== 200) throw new Error(`the first press was answered with ${status}`);
  return ms;
}
