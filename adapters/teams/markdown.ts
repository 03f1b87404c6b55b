import type { PersonId } from '../../src/core/ids.js';
import type { KnownPerson } from '../../src/engine/ports.js';
import type { Inline, Rich } from '../../src/view/card.js';
import { LINE_BREAK } from './limits.js';
import type { TeamsWords } from './words.js';

/** A piece of JSON as Teams takes it. */
export type TeamsJson = { readonly [key: string]: unknown };

/** What is needed to draw for somebody in one tenant. */
export interface Drawing {
  /** The tenant's id in Microsoft Entra. */
  readonly workspace: string;
  readonly people: (person: PersonId) => KnownPerson | null;
  readonly words: TeamsWords;
}

/** The mentions of one card. Teams notifies whoever stands here, and nobody else. */
export type Mentions = Map<string, { readonly text: string; readonly id: string; readonly name: string }>;

/** One line of text in the Markdown that an Adaptive Card knows: bold and links. */
export function markdownLine(line: Rich, drawing: Drawing, mentions: Mentions): string {
  let written = '';
  line.forEach((inline, n) => {
    const next = line[n + 1];
    written += markdown(inline, { before: written, after: next === undefined ? '' : startOf(next) }, drawing, mentions);
  });
  return atLineStart(written);
}

interface Neighbors {
  readonly before: string;
  /** How the next piece begins. */
  readonly after: string;
}

function markdown(inline: Inline, at: Neighbors, drawing: Drawing, mentions: Mentions): string {
  if (typeof inline === 'string') return escapeMarkdown(inline);
  if ('bold' in inline) return strong(inline.bold, at);
  // A card's Markdown has no code, so it stands out as the bold text does.
  if ('code' in inline) return strong(inline.code, at);
  if ('link' in inline) {
    const label = escapeMarkdown(oneLine(inline.label || inline.link));
    return isWebAddress(inline.link) ? `[${label}](${linkAddress(inline.link)})` : label;
  }
  return mention(inline.person, drawing, mentions);
}

const startOf = (inline: Inline): string => {
  if (typeof inline === 'string') return inline.charAt(0);
  return 'link' in inline ? '[' : '*';
};

/**
 * Stars bind only beside space or a sign, and not around space. Where they would stay visible the text is left plain.
 * https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run
 */
function strong(text: string, { before, after }: Neighbors): string {
  const inner = escapeMarkdown(text);
  const isWhole = text.trim() === text && text !== '';
  const opens = before === '' || /[\s(“"'/–-]$/.test(before);
  const closes = after === '' || /^[\s.,:;!?)”"'/–-]/.test(after);
  return isWhole && opens && closes ? `**${inner}**` : inner;
}

/** Signs that mean something in Markdown, in a card's `{{DATE()}}`, or around a mention. */
const SIGNS = /[\\`*_[\]<>~]|\{(?=\{)|(?<=\{)\{|&(?=#?\w+;)/g;

/** Text that a card shows letter for letter. */
export const escapeMarkdown = (text: string): string => text.replace(SIGNS, (sign) => `\\${sign}`);

/** What begins a list, a heading, a rule or code only at the start of a line; a mark of byte order before it is not seen. */
const atLineStart = (line: string): string =>
  line
    .replace(/^[ \t]+/, (space) => '\u00a0'.repeat(space.length))
    .replace(/^(\uFEFF*)([#+-])/, '$1\\$2')
    .replace(/^(\uFEFF*\d{1,9})([.)])/, '$1\\$2');

/** Text without anything but itself, as one line. */
export const plainLine = (text: string): string => atLineStart(escapeMarkdown(oneLine(text)));

const oneLine = (text: string): string =>
  text
    .split(LINE_BREAK)
    .map((line, n, { length }) => {
      const start = n > 0 ? line.trimStart() : line;
      return n < length - 1 ? start.trimEnd() : start;
    })
    .join(' ');

const isWebAddress = (link: string): boolean => /^https?:\/\//.test(link) && URL.canParse(link);

const linkAddress = (link: string): string =>
  new URL(link).href.replace(/[()\\*_[\]<>~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * `<at>Name</at>`, and an entity of the very same text that says who it is.
 * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format#mention-support-within-adaptive-cards
 */
function mention(person: PersonId, { people, workspace, words }: Drawing, mentions: Mentions): string {
  const known = people(person);
  const identity = known?.profile.identity;
  const name = oneLine(known?.profile.name || words.somebody);
  const label = name.replace(/[\\`*_[\]<>{}&~#]/g, ' ').trim();
  if (identity?.platform !== 'teams' || identity.workspace !== workspace || label === '') {
    return escapeMarkdown(name);
  }
  const present = mentions.get(identity.user);
  if (present !== undefined) return present.text;
  const namesakes = [...mentions.values()].filter((one) => one.name === label || one.name.startsWith(`${label} (`));
  const own = namesakes.length === 0 ? label : `${label} (${namesakes.length + 1})`;
  const entry = { text: `<at>${own}</at>`, id: identity.user, name: own };
  mentions.set(identity.user, entry);
  return entry.text;
}

/** The mentions as the card's `msteams` property explains them: those that stand in its body, given as JSON. */
export const mentionEntities = (mentions: Mentions, body: string): readonly TeamsJson[] =>
  [...mentions.values()]
    .filter(({ text }) => body.includes(JSON.stringify(text).slice(1, -1)))
    .map(({ text, id, name }) => ({ type: 'mention', text, mentioned: { id, name } }));
