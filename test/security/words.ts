import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { option, printTable } from '../crash/table.js';
import type { Promised } from './promised.js';
import { CARELESS } from './words/bugs.js';
import { judgeWords, type WordsTally } from './words/tally.js';

const isShort = process.argv.includes('--short');
const TEXTS = option('texts', isShort ? 400 : 5_000);
const ROOT = join(__dirname, '../..');
const READ_TYPESCRIPT = join(ROOT, 'test/support/read-typescript.cjs');
/** Of the controls in a short run. */
const FEW = 3;

/** The same, with a bug planted into a process of its own. */
async function withBug(bug: (typeof CARELESS)[number]): Promise<WordsTally> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--require', READ_TYPESCRIPT, join(__dirname, 'words/run.ts')],
    { cwd: ROOT, env: { ...process.env, PLANTED_BUG: JSON.stringify(bug) }, maxBuffer: 64 * 1024 ** 2 },
  );
  const tallies = JSON.parse(stdout) as Readonly<Record<string, WordsTally>>;
  const tally = tallies[bug.platform];
  if (!tally) throw new Error(`nothing was judged for ${bug.platform}`);
  return tally;
}

const KINDS = ['mention', 'link', 'style', 'text'] as const;
const countOf = ({ faults }: WordsTally): number => Object.values(faults).reduce((sum, one) => sum + one, 0);
const row = (name: string, tally: WordsTally): readonly (string | number)[] => [
  name,
  tally.texts,
  tally.cards,
  ...KINDS.map((kind) => tally.faults[kind] ?? 0),
];

/** Hostile names, labels and reasons through both renderers, read by parsers of their own. */
export async function writeHostileWords(promise: Promised): Promise<void> {
  const began = Date.now();
  const real = await judgeWords(TEXTS, option('seed', 1), isShort ? 3 : 8);
  const seconds = Math.round((Date.now() - began) / 1000);
  const controls: (readonly [string, WordsTally])[] = [];
  for (const bug of isShort ? CARELESS.slice(0, FEW) : CARELESS) controls.push([bug.title, await withBug(bug)]);
  printTable(`Hostile names, labels and reasons, and what they became that we did not write, ${seconds} s`, [
    ['', 'texts', 'cards and forms', 'mentions', 'links', 'formatting', 'not as typed'],
    ...Object.entries(real).map(([platform, tally]) => row(platform, tally)),
    ...controls.map(([title, tally]) => row(`control: ${title}`, tally)),
  ]);
  for (const [platform, tally] of Object.entries(real)) {
    tally.examples.forEach((example) => console.log(example));
    promise(`words: on ${platform} nothing that somebody typed becomes more than text`, countOf(tally) === 0);
  }
  for (const [title, tally] of controls) promise(`words: control: ${title}`, countOf(tally) > 0);
}
