import { describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { blank } from './support/tidy/blank-code.js';
import { codeRules } from './support/tidy/code-rules.js';
import { functionsOf } from './support/tidy/function-sizes.js';
import { importRules, reachedFrom } from './support/tidy/import-rules.js';
import type { Rule } from './support/tidy/rule.js';
import { readSourceFiles, ROOT, sourceFile, type SourceFile } from './support/tidy/source-files.js';
import { wordRules } from './support/tidy/word-rules.js';

/** The tidy test names what it bans, so it is not looked at for words. */
const isTidyItself = ({ path }: SourceFile): boolean => /^test\/(?:support\/tidy\/|tidy\.test\.ts)/.test(path);

const everything = readSourceFiles(['src', 'adapters', 'test'], ['.ts', '.json', '.md']);
const readme = sourceFile('README.md', readFileSync(join(ROOT, 'README.md'), 'utf8'));
const written = [...everything, readme].filter((file) => !isTidyItself(file));
const code = everything.filter(({ path }) => path.endsWith('.ts'));
const paths = new Set(everything.map(({ path }) => path));
const packageText = readFileSync(join(ROOT, 'package.json'), 'utf8');

const named = (rules: readonly Rule[]): [string, Rule][] => rules.map((rule) => [rule.title, rule]);

describe('everywhere', () => {
  it.each(named([...importRules(paths), ...codeRules]))('%s', (_title, rule) => {
    expect(rule.find(code.filter((file) => !isTidyItself(file)))).toEqual([]);
  });

  it.each(named(wordRules))('%s', (_title, rule) => {
    expect(rule.find(written)).toEqual([]);
  });

  it('every file is read to its end: its braces balance', () => {
    const balance = ({ code: text }: SourceFile): number => text.split('{').length - text.split('}').length;
    expect(code.filter((file) => balance(file) !== 0).map(({ path }) => path)).toEqual([]);
  });
});

describe('the house', () => {
  const TOP = ['LICENSE', 'README.md', 'adapters', 'manifest.json', 'package-lock.json', 'package.json', 'src', 'test'];

  it('has only the rooms at its top that it was built with', () => {
    const ignored = readFileSync(join(ROOT, '.gitignore'), 'utf8').split('\n');
    const found = readdirSync(ROOT, { withFileTypes: true })
      .filter((entry) => !entry.name.startsWith('.'))
      .filter((entry) => !ignored.includes(entry.isDirectory() ? `${entry.name}/` : entry.name))
      .map(({ name }) => name)
      .filter((name) => !name.endsWith('.log'));
    expect(found.toSorted()).toEqual([...TOP, 'tsconfig.json'].toSorted());
  });

  it('has no file that nobody uses', () => {
    const scripts = packageText.match(/\b(?:src|adapters|test)\/[\w./-]+\.ts\b/g) ?? [];
    const started = reachedFrom(['src/main.ts', ...scripts], code);
    const tested = reachedFrom(
      [...paths].filter((path) => path.endsWith('.test.ts')),
      code,
    );
    const isUsed = (path: string): boolean =>
      path.startsWith('src/local/') || path.startsWith('test/')
        ? tested.has(path) || started.has(path)
        : started.has(path);
    expect(code.map(({ path }) => path).filter((path) => !path.endsWith('.test.ts') && !isUsed(path))).toEqual([]);
  });
});

describe('an adapter', () => {
  const adapters = readdirSync(join(ROOT, 'adapters'), { withFileTypes: true }).filter((entry) => entry.isDirectory());

  it.each(adapters.map(({ name }) => name))('for %s has the same six files as the others', (name) => {
    const files = ['index', `${name}-platform`, 'parse', 'render', 'limits', 'errors'];
    expect(files.filter((file) => !existsSync(join(ROOT, 'adapters', name, `${file}.ts`)))).toEqual([]);
  });

  it.each(adapters.map(({ name }) => name))('for %s is held against the platform’s conformance suite', (name) => {
    const tests = code.filter(({ path }) => path.startsWith(`test/adapters/${name}/`) && path.endsWith('.test.ts'));
    expect(tests.filter((test) => /\bdescribeChatPlatform\(/.test(test.code)).length).toBeGreaterThan(0);
  });
});

describe('a slip', () => {
  const rules = [...importRules(new Set(['src/core/ids.ts'])), ...codeRules, ...wordRules];
  const body = (lines: number): string => `function long() {\n${'  go();\n'.repeat(lines)}}\n`;

  it.each([
    ['imports run one way between the rooms', 'src/core/a.ts', "import { b } from '../view/b.js';"],
    ['imports run one way between the rooms', 'src/store/a.ts', "import type { b } from '../engine/inbox.js';"],
    ['imports run one way between the rooms', 'src/store/a.ts', "import { b } from '../../adapters/slack/index.js';"],
    ['imports run one way between the rooms', 'adapters/teams/a.ts', "import { b } from '../slack/parse.js';"],
    ['imports run one way between the rooms', 'src/app.ts', "import { b } from './local/slack-peer/state.js';"],
    ['imports run one way between the rooms', 'src/engine/a.ts', "export * from '../app.js';"],
    ['the core and the view import nothing but files of ours', 'src/view/a.ts', "import { z } from 'zod';"],
    ['the core and the view import nothing but files of ours', 'src/core/a.ts', "import { join } from 'node:path';"],
    ['a package is imported in its one place', 'src/app.ts', "import { pino } from 'pino';"],
    ['a package is imported in its one place', 'adapters/slack/index.ts', "import { App } from '@slack/bolt';"],
    ['a package is imported in its one place', 'src/app.ts', "const a = await import('lodash/fp');"],
    ['an import of ours says .js or .json, and leads to a file', 'src/core/a.ts', "import { b } from './ids';"],
    ['an import of ours says .js or .json, and leads to a file', 'src/core/a.ts', "import { b } from './gone.js';"],
    ['files stay small', 'src/core/a.ts', '\n'.repeat(301)],
    ['files stay small', 'test/a.test.ts', '\n'.repeat(501)],
    ['functions stay small', 'src/core/a.ts', body(61)],
    ['functions stay small', 'src/engine/a.ts', body(71)],
    ['lines stay short', 'src/core/a.ts', `const a = ${'b + '.repeat(40)}1;`],
    ['lines stay short', 'src/core/a.ts', `// ${'word '.repeat(30)}`],
    ['only main reads the environment', 'src/config.ts', 'const a = process.env;'],
    ['only main reads the clock', 'src/app.ts', 'const a = new Date();'],
    ['only main reads the clock', 'adapters/slack/index.ts', 'const a = { now: Date.now };'],
    ['only main draws random values', 'src/core/a.ts', 'const a = crypto.randomUUID();'],
    ['only main and the server wait for real time', 'src/engine/a.ts', 'setTimeout(go, 5);'],
    ['only main writes to the console', 'src/app.ts', 'console.log(1);'],
    ['no type is any', 'test/a.test.ts', 'const a = b as any;'],
    ['no type is any', 'src/app.ts', 'const a: Record<string, any> = b;'],
    ['every test runs', 'test/a.test.ts', "it.only('runs', go);"],
    ['every test runs', 'test/a.test.ts', "describe.skip.each([1])('runs', go);"],
    ['no test sleeps', 'test/a.test.ts', 'await new Promise((resolve) => setTimeout(resolve, 50));'],
    ['the words are the glossary’s', 'src/view/words/en/a.ts', "const a = 'A reminder for you';"],
    ['the words are the glossary’s', 'src/core/a.ts', 'const handOver = 1;'],
    ['the spelling is American', 'README.md', 'Its behaviour.'],
    ['nothing is left open', 'src/core/a.ts', '// TODO: finish'],
    ['nothing is left open', 'src/core/a.ts', "throw new Error('not implemented');"],
    ['no check is silenced', 'test/a.test.ts', '// @ts-expect-error'],
    ['no check is silenced', 'src/app.ts', '// oxlint-disable-next-line no-console'],
    ['nothing names a place of one machine', 'src/app.ts', "const a = '/work/main';"],
  ])('is seen: %s (%s)', (title, path, text) => {
    const rule = rules.find((candidate) => candidate.title === title);
    expect(rule?.find([sourceFile(path, text)])).toEqual([expect.stringMatching(new RegExp(`^${path}:\\d+ .`))]);
  });

  it.each([
    ['src/core/a.ts', "import type { b } from './ids.js';\nconst day = new Date(0);"],
    ['src/core/a.ts', "// Date.now is main's, and process.env\nconst a = 'console.log(any)';"],
    ['src/main.ts', 'console.log(process.env, Date.now(), crypto.randomUUID());'],
    ['src/app.ts', '// oxlint-disable-next-line no-console -- the operator sees it at once'],
    ['src/core/a.ts', `const words = '${'word '.repeat(30)}';`],
    ['src/core/a.ts', body(60)],
    ['src/core/a.ts', `function outer() {\n${body(59)}${body(59)}}`],
    ['test/a.test.ts', 'const company = anyone; const many: number[] = []; it("skips (.skip(", go);'],
    ['src/core/a.ts', 'const pattern = /[/"]`{/; const half = a / b; const text = `{ ${`}${1}`} /* */`;'],
  ])('is not seen where there is none: %s', (path, text) => {
    expect(rules.flatMap((rule) => rule.find([sourceFile(path, text)]))).toEqual([]);
  });
});

describe('the reader of code', () => {
  it('blanks comments, quotes, patterns and the words of templates, and nothing else', () => {
    const text = 'a = \'x{\'; // {\nb = /[/]{/.test(c) ? `{${d + `}`}e` : f / g; /* {\n */ h = "\\"{";';
    const expected = 'a =     ;     \nb =       .test(c) ? ` ${d + ` `} ` : f / g;     \n    h =      ;';
    expect(blank(text)).toBe(expected);
  });

  it('measures functions without the functions inside them, and takes no other block for one', () => {
    const text = [
      'export function outer(a: number): Promise<void> {',
      '  if (a) {',
      '    go();',
      '  }',
      '',
      '  const inner = (): void => {',
      '    go();',
      '    // words',
      '  };',
      '  return { b: 1 };',
      '}',
      'const object = { method() { return 1; }, async other(b = (1)) {\n go();\n } };',
      'class Box {\n  constructor(readonly a: number) {\n    super();\n  }\n}',
    ].join('\n');
    expect(functionsOf(sourceFile('src/a.ts', text)).map(({ line, lines }) => [line, lines])).toEqual([
      [6, 1],
      [1, 6],
      [12, 0],
      [12, 1],
      [16, 1],
    ]);
  });
});
