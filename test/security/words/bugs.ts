import type { Bug } from '../../simulation/bugs/bug.js';

/** Renderers with some of their care taken out. */
export const CARELESS: readonly (Bug & { readonly platform: 'Slack' | 'Teams' })[] = [
  {
    title: 'Slack: nothing is escaped',
    platform: 'Slack',
    file: 'adapters/slack/rich.ts',
    find: `text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');`,
    replace: 'text;',
  },
  {
    title: 'Teams: nothing is escaped',
    platform: 'Teams',
    file: 'adapters/teams/markdown.ts',
    find: 'text.replace(SIGNS, (sign) => `\\\\${sign}`);',
    replace: 'text;',
  },
  {
    title: 'Teams: the start of a line is not looked at',
    platform: 'Teams',
    file: 'adapters/teams/markdown.ts',
    find: `    .replace(/^(\\uFEFF*)([#+-])/, '$1\\\\$2')`,
    replace: '',
  },
  {
    title: 'Slack: small print is formatted as typed',
    platform: 'Slack',
    file: 'adapters/slack/rich.ts',
    find: 'const unformatted = (text: string): string | null => (FORMATS.test(text) ? null : escape(text));',
    replace: 'const unformatted = (text: string): string | null => escape(text);',
  },
  {
    title: 'Teams: a mention that is typed stays one',
    platform: 'Teams',
    file: 'adapters/teams/markdown.ts',
    find: String.raw`[\\${'`'}*_[\]<>~]|\{(?=\{)`,
    replace: String.raw`[\\${'`'}*_[\]~]|\{(?=\{)`,
  },
  {
    title: 'Teams: dates are worked out',
    platform: 'Teams',
    file: 'adapters/teams/markdown.ts',
    find: String.raw`|\{(?=\{)|(?<=\{)\{`,
    replace: '',
  },
  {
    title: 'Teams: only one kind of line break is known',
    platform: 'Teams',
    file: 'adapters/teams/limits.ts',
    find: String.raw`/\r\n|[\r\n\u2028\u2029]/`,
    replace: String.raw`/\n/`,
  },
];
