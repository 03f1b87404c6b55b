import { functionsOf } from './function-sizes.js';
import { at, isIn, isOurs, isPeer, occurrences, type Rule } from './rule.js';
import type { SourceFile } from './source-files.js';

const LINE_MAX = 140;
const FILE_MAX = 300;
const TEST_FILE_MAX = 500;
const FUNCTION_MAX = 70;
const CORE_FUNCTION_MAX = 60;
/** One switch with a case for each event reads better whole; the compiler counts the cases. */
const SWITCHES = ['src/core/evolve.ts apply', 'src/core/react.ts react'];
const SWITCH_MAX = 110;

const isMain = ({ path }: SourceFile): boolean => path === 'src/main.ts';
const SLEEP = /\bsetTimeout\((?:\(\) => )?(?:resolve|done|ok|go)\b|\bsleep\(|['"](?:node:)?timers\/promises['"]/g;
/** Who listens and waits for the machine itself. */
const KEEPS_TIME = ['src/main.ts', 'src/http-server.ts'];

/** A rule that a pattern is nowhere in the code of the files it is about. */
const never = (
  title: string,
  pattern: RegExp,
  what: string,
  isAbout: (file: SourceFile) => boolean = () => true,
): Rule => ({
  title,
  find: (files) => files.filter(isAbout).flatMap((file) => occurrences(file, pattern, 'code', what)),
});

/** Texts in quotes and patterns cannot be folded, so they do not count; comments do. */
function isLong(line: string, code: string): boolean {
  const isComment = /^\s*(?:\/\/|\/\*|\*\s)/.test(line);
  return (isComment ? line : code.replace(/ {2,}/g, ' ')).length > LINE_MAX;
}

function functionMax(path: string, name: string): number {
  if (SWITCHES.includes(`${path} ${name}`)) return SWITCH_MAX;
  return path.startsWith('src/core/') ? CORE_FUNCTION_MAX : FUNCTION_MAX;
}

export const codeRules: readonly Rule[] = [
  {
    title: 'files stay small',
    find: (files) =>
      files
        .filter(({ path, lines }) => lines.length - 1 > (path.startsWith('test/') ? TEST_FILE_MAX : FILE_MAX))
        .map((file) => at(file, 1, `has ${file.lines.length - 1} lines`)),
  },
  {
    title: 'functions stay small',
    find: (files) =>
      files.filter(isOurs).flatMap((file) =>
        functionsOf(file)
          .filter(({ name, lines }) => lines > functionMax(file.path, name))
          .map(({ name, line, lines }) => at(file, line, `${name} has ${lines} lines of its own`)),
      ),
  },
  {
    title: 'lines stay short',
    find: (files) =>
      files.flatMap((file) => {
        const codeLines = file.code.split('\n');
        return file.lines.flatMap((line, n) => (isLong(line, codeLines[n] ?? '') ? [at(file, n + 1, 'is long')] : []));
      }),
  },
  never(
    'only main reads the environment',
    /\bprocess\.env\b/g,
    'reads process.env',
    (file) => isOurs(file) && !isMain(file),
  ),
  never(
    'only main reads the clock',
    /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.now\b/g,
    'reads the clock: have it injected',
    (file) => isOurs(file) && !isMain(file) && !isPeer(file),
  ),
  never(
    'only main draws random values',
    /\bMath\.random\b|\brandom(?:UUID|Bytes|Int|FillSync)\b|\bgetRandomValues\b/g,
    'draws a random value: have it injected',
    (file) => isOurs(file) && !isMain(file) && !isPeer(file),
  ),
  never(
    'only main and the server wait for real time',
    /\bset(?:Timeout|Interval)\(/g,
    'waits for real time: have a Timer injected',
    (file) => isOurs(file) && !KEEPS_TIME.includes(file.path) && !isPeer(file),
  ),
  never('only main writes to the console', /\bconsole\./g, 'writes to the console', (f) => isOurs(f) && !isMain(f)),
  never('no type is any', /(?:[:<,|&(]|\bas|=>)\s*any\b(?!\w)|\bany\[\]/g, 'says any'),
  never('every test runs', /\.(?:only|skip|todo)\s*[(.]|\b(?:fit|xit|xdescribe|fdescribe)\s*\(/g, 'leaves tests out'),
  {
    title: 'no test sleeps',
    find: (files) =>
      files
        .filter(isIn('test/'))
        .flatMap((file) => occurrences(file, SLEEP, 'text', 'sleeps: wait for what is to happen')),
  },
];
