import { isIn, occurrences, type Rule } from './rule.js';

/** One word for one thing. What is left of each arrow is sure to be a slip; the glossary says why. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/\bhand-over|\bhand_over|\b[hH]andOver/g, 'handover is one word'],
  [/\breminders?\b/gi, 'a nudge, not a reminder'],
  [/\bapprov(?:e|es|ed|al|als|ing)\b/gi, 'confirm, not approve'],
  [/\bto-?dos?\b/gi, 'a step or an item, not a todo'],
  [/\baudit[ -]?tables?\b/gi, 'the journal, not an audit table'],
];

const SPELLING =
  /\b(?:behaviour|colour|favour|honour|labour|neighbour)\w*|\b(?:organis|recognis|authoris|initialis|serialis|normalis|summaris|customis|minimis|optimis|synchronis|apologis)(?:e|es|ed|er|ing|ation)\b|\b(?:centre|licence|catalogue|dialogue|grey|artefact|fulfil|judgement|labelled|modelled|travelling)s?\b/gi;

/** In a comment, or thrown; a test may look for these words in what others wrote. */
const LEFT_OPEN = /(?:\/\/|\*)[^\n]*\b(?:TODO|FIXME|XXX|HACK)\b|Error\([^)\n]*\bnot (?:yet )?implemented\b/gi;
/** A lint rule may be silenced for one line, with the reason behind two dashes. */
const SILENCED = /@ts-(?:ignore|nocheck|expect-error)|(?:eslint|oxlint)-disable(?!-next-line [\w/-]+ -- \w)/g;
const MACHINE = /(?<![\w.])\/(?:work|root|home)\/\w/g;

export const wordRules: readonly Rule[] = [
  {
    title: 'the words are the glossary’s',
    find: (files) =>
      WORDS.flatMap(([word, what]) =>
        files.filter((file) => !isIn('test/')(file)).flatMap((file) => occurrences(file, word, 'text', what)),
      ),
  },
  {
    title: 'the spelling is American',
    find: (files) =>
      files.flatMap((file) =>
        [...file.text.matchAll(SPELLING)].flatMap(([word]) =>
          occurrences(
            file,
            new RegExp(`\\b${word}\\b`, 'g'),
            'text',
            `“${word}” is not spelled so in American English`,
          ),
        ),
      ),
  },
  {
    title: 'nothing is left open',
    find: (files) => files.flatMap((file) => occurrences(file, LEFT_OPEN, 'text', 'is left open')),
  },
  {
    title: 'no check is silenced',
    find: (files) => files.flatMap((file) => occurrences(file, SILENCED, 'text', 'silences a check')),
  },
  {
    title: 'nothing names a place of one machine',
    find: (files) => files.flatMap((file) => occurrences(file, MACHINE, 'text', 'names a place of one machine')),
  },
];
