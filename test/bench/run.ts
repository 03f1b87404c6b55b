import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { growth } from './growth.js';
import { latency } from './latency.js';
import { memory } from './memory.js';
import { outbox } from './outbox.js';
import { press } from './press.js';
import { CORES } from './processes.js';
import { type Bench, type BenchOptions, tableOf } from './table.js';

const BENCHES: readonly Bench[] = [press, latency, growth, outbox, memory];

const USAGE = `npm run bench                   everything, about 15 minutes
npm run bench -- press          one of: ${BENCHES.map(({ name }) => name).join(', ')}
npm run bench -- --short        a look of a minute; its figures say little
  --rounds N (7)   --minutes N (0.5) of the fixed rate   --presses N (300000) of memory`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      short: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      minutes: { type: 'string' },
      presses: { type: 'string' },
    },
  });
  const unknown = positionals.filter((name) => !BENCHES.some((bench) => bench.name === name));
  if (unknown.length > 0) throw new Error(`There is no bench "${unknown.join(', ')}".\n\n${USAGE}`);
  const wanted = positionals.length === 0 ? BENCHES : BENCHES.filter(({ name }) => positionals.includes(name));
  const folder = mkdtempSync(join(tmpdir(), 'handover-bench-'));
  const tell = (line: string): void => void process.stderr.write(`${line}\n`);
  const options: BenchOptions = {
    isShort: values.short,
    rounds: Number(values.rounds ?? (values.short ? 1 : 7)),
    minutes: Number(values.minutes ?? (values.short ? 0.05 : 0.5)),
    presses: Number(values.presses ?? (values.short ? 2_000 : 300_000)),
    folder,
    tell,
  };
  process.stdout.write(
    `${CORES}; load of the machine ${loadavg()
      .map((load) => load.toFixed(1))
      .join(' ')}\n`,
  );
  try {
    for (const bench of wanted) {
      tell(`${bench.name} ...`);
      // oxlint-disable-next-line no-await-in-loop -- one at a time, or they would measure each other
      process.stdout.write(`${tableOf(bench, await bench.run(options), options.isShort)}\n`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
