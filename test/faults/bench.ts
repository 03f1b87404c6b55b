import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Fault } from './fault.js';

const ROOT = resolve(__dirname, '../..');
/** All that the core's own tests need. */
const PARTS = [
  'src/core',
  'src/procedures',
  'test/core',
  'test/procedures',
  'test/support/core',
  'test/support/a-handover.ts',
];
/** A year of minutes is too long to be lived once for each fault. */
const LEFT_OUT = 'test/core/year.test.ts';

/** The tests that failed, by fault; none when it survived. `seconds` are for all of them. */
export interface Verdicts {
  readonly foundBy: ReadonlyMap<Fault | null, readonly string[]>;
  readonly seconds: number;
}

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/**
 * Runs the core's tests on one copy for each fault, which is planted in it; null stands for the code as it is. The copies
 * lie side by side, so that one jest runs them all: a start for each would take longer than the tests.
 */
export async function verdictsOn(faults: readonly (Fault | null)[]): Promise<Verdicts> {
  const bench = mkdtempSync(join(tmpdir(), 'handover-faults-'));
  const startedAt = performance.now();
  try {
    cpSync(join(ROOT, 'package.json'), join(bench, 'package.json'));
    symlinkSync(join(ROOT, 'node_modules'), join(bench, 'node_modules'));
    const names = faults.map((_, n) => `copy-${n}`);
    faults.forEach((fault, n) => layOut(join(bench, `copy-${n}`), fault));
    const { testResults } = await tested(bench);
    const found = names.map((name) => failuresOf(testResults.find((result) => dirname(result.name).endsWith(name))));
    const foundBy = new Map(faults.map((fault, n) => [fault, found[n] ?? []]));
    return { foundBy, seconds: (performance.now() - startedAt) / 1000 };
  } finally {
    rmSync(bench, { recursive: true, force: true });
  }
}

function layOut(copy: string, fault: Fault | null): void {
  for (const part of PARTS) {
    mkdirSync(dirname(join(copy, part)), { recursive: true });
    cpSync(join(ROOT, part), join(copy, part), { recursive: true });
  }
  rmSync(join(copy, LEFT_OUT));
  // Tests that are imported by one share what they load; their own names keep jest from running them once more.
  const tests = ['test/core', 'test/procedures'].flatMap((folder) =>
    readdirSync(join(copy, folder))
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => `./${folder}/${name.slice(0, -3)}.js`),
  );
  writeFileSync(join(copy, 'all.planted.ts'), tests.map((test) => `import '${test}';\n`).join(''));
  if (fault) plant(fault, copy);
}

function plant({ file, find, replace }: Fault, copy: string): void {
  const path = join(copy, file);
  const [before, after, ...more] = readFileSync(path, 'utf8').split(find);
  if (before === undefined || after === undefined || more.length > 0) throw new Error(`${file} has not once: ${find}`);
  writeFileSync(path, `${before}${replace}${after}`);
}

async function tested(bench: string): Promise<Report> {
  const jest = join(ROOT, 'node_modules/jest/bin/jest.js');
  const output = join(bench, 'report.json');
  const options = [
    '--testMatch',
    '**/*.planted.ts',
    '--ci',
    '--maxWorkers=2',
    '--silent',
    '--json',
    '--outputFile',
    output,
  ];
  const child = spawn(process.execPath, [jest, '--rootDir', bench, ...options], { cwd: bench, stdio: 'ignore' });
  await new Promise((ended, failed) => child.once('exit', ended).once('error', failed));
  return JSON.parse(readFileSync(output, 'utf8')) as Report;
}

function failuresOf(result: Report['testResults'][number] | undefined): readonly string[] {
  if (!result) throw new Error('a copy was not tested');
  const failed = result.assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName);
  return failed.length > 0 || result.message === '' ? failed : [`cannot be run: ${result.message.slice(0, 200)}`];
}
