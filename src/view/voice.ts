import type { Localized } from '../core/procedure.js';
import type { PersonId } from '../core/ids.js';
import type { Inline, Rich } from './card.js';
import { type Dates, dateLocale, datesFor } from './dates.js';
import { listFormat, pluralRules } from './intl.js';
import type { Audience } from './reader.js';
import { wordsFor } from './words/index.js';
import { type Phrase, piecesOf } from './words/phrase.js';
import type { Words } from './words/words.js';

type Slots<Slot extends string, Value> = [Slot] extends [never] ? [] : [slots: Readonly<Record<Slot, Value>>];

/** A sentence for each form that the language has for a number of things. */
interface Plural<Slot extends string> {
  readonly one: Phrase<Slot>;
  readonly other: Phrase<Slot>;
}

/** Says things to one reader: in their language, in their zone, and "you" where it is about them. */
export interface Voice {
  readonly words: Words;
  readonly dates: Dates;
  /** A sentence with markup. */
  say<Slot extends string>(phrase: Phrase<Slot>, ...slots: Slots<Slot, Inline | Rich>): Rich;
  /** The same without markup, for headings and notifications. */
  plain<Slot extends string>(phrase: Phrase<Slot>, ...slots: Slots<Slot, string>): string;
  /** The sentence whose grammar fits the number. */
  counted<Slot extends string>(plural: Plural<Slot>, count: number): Phrase<Slot>;
  /** The reader's own mention: what makes the platform notify. */
  readonly mention: Inline;
  /** The person's mention, or "you". */
  who(person: PersonId): Inline;
  /** The person's plain name, or "you". */
  name(person: PersonId): string;
  /** `A, B and C`, as the language joins them. */
  list(items: readonly (Inline | Rich)[]): Rich;
  /** A sentence of the procedure, in the reader's language where it has it. */
  localized(text: Localized): string;
}

/** Makes the voice for one reader. */
export function voiceFor({ reader, now, nameOf }: Audience): Voice {
  const words = wordsFor(reader.locale);
  const fill = (phrase: string, slots: Readonly<Record<string, Inline | Rich>>): Rich => {
    const filled: Inline[] = [];
    for (const piece of piecesOf(phrase)) {
      if (typeof piece === 'string') filled.push(piece);
      else if ('button' in piece) filled.push({ bold: labelOf(words, piece.button) });
      else filled.push(...startingWithYou(words, flat(slots[piece.slot] ?? ''), filled.at(-1)));
    }
    return joined(filled);
  };
  return {
    words,
    dates: datesFor(dateLocale(words.language, reader.locale), reader.zone, now),
    say: (phrase, ...[slots]) => fill(phrase, slots ?? {}),
    plain: (phrase, ...[slots]) => plainText(fill(phrase, slots ?? {}), nameOf),
    counted: (plural, count) => plural[pluralRules(words.language).select(count) === 'one' ? 'one' : 'other'],
    mention: { person: reader.person },
    who: (person) => (person === reader.person ? words.labels.you : { person }),
    name: (person) => (person === reader.person ? words.labels.you : nameOf(person)),
    list: (items) => listed(words.language, items),
    localized: (text) => (words.language === 'zh' ? (text.zh ?? text.en) : text.en),
  };
}

const flat = (value: Inline | Rich): Rich => (isRich(value) ? value : [value]);
const isRich = (value: Inline | Rich): value is Rich => Array.isArray(value);

/** "you" is written "You" where a sentence starts with it. */
function startingWithYou(words: Words, value: Rich, before: Inline | undefined): Rich {
  const starts = before === undefined || (typeof before === 'string' && /[.?:✓–○•] $/.test(before));
  return starts && value[0] === words.labels.you ? [words.labels.youStart, ...value.slice(1)] : value;
}

function labelOf(words: Words, key: string): string {
  const found = Object.entries(words.buttons).find(([name]) => name === key);
  if (!found) throw new Error(`no button is called "${key}"`);
  return found[1];
}

/** Neighboring strings become one. */
function joined(rich: Rich): Rich {
  const result: Inline[] = [];
  for (const inline of rich) {
    const before = result.at(-1);
    if (typeof inline === 'string' && typeof before === 'string') result[result.length - 1] = before + inline;
    else result.push(inline);
  }
  return result;
}

/** The words alone: for headings, notifications and screen readers. */
export function plainText(rich: Rich, nameOf: Audience['nameOf']): string {
  return rich
    .map((inline) => {
      if (typeof inline === 'string') return inline;
      if ('bold' in inline) return inline.bold;
      if ('code' in inline) return inline.code;
      return 'label' in inline ? inline.label : nameOf(inline.person);
    })
    .join('');
}

function listed(language: string, items: readonly (Inline | Rich)[]): Rich {
  const parts = listFormat(language).formatToParts(items.map((_, n) => String(n)));
  return joined(
    parts.flatMap((part) => (part.type === 'element' ? flat(items[Number(part.value)] ?? '') : [part.value])),
  );
}
