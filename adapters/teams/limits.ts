import type { Inline, Rich } from '../../src/view/card.js';

/**
 * What a card may hold. Teams takes messages of about 100 KB today and took 28 KB before; with 25 KB a card is safe with
 * every client. https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages
 */
export const LIMITS = {
  /** Bytes of a card as JSON, in UTF-8. */
  card: 25_000,
  /** Elements in a card: more of them nobody reads, and telephones draw them slowly. */
  parts: 100,
  /** Characters of one text, and the lines it may have: each becomes an element of its own. */
  text: 3000,
  lines: 80,
  heading: 150,
  /** The notification. */
  summary: 300,
  button: 75,
  /** Buttons in a row; Teams shows six at most. */
  actions: 5,
  /** Beyond these an option of a choice is not offered. */
  options: 100,
  optionText: 75,
  label: 200,
  hint: 500,
  input: 3000,
  title: 60,
} as const;

const ELLIPSIS = '…';

/** Shortens a text that has no room for more than an ellipsis. Never splits a character in two. */
export function cut(text: string, max: number, notice: string = ELLIPSIS): string {
  if (text.length <= max) return text;
  return `${head(text, max - notice.length).trimEnd()}${notice}`;
}

function head(text: string, max: number): string {
  const end = Math.max(0, max);
  const isSplit = /[\uD800-\uDBFF]/.test(text.charAt(end - 1));
  return text.slice(0, isSplit ? end - 1 : end);
}

/** A name or a mention takes room too; nobody's name fills more. */
const PERSON_LENGTH = 80;

function lengthOf(inline: Inline): number {
  if (typeof inline === 'string') return inline.length;
  if ('bold' in inline) return inline.bold.length;
  if ('code' in inline) return inline.code.length;
  if ('link' in inline) return inline.label.length + inline.link.length;
  return PERSON_LENGTH;
}

/** The lines of a text, at most so many and so long; what is left out is announced in a line of its own. */
export function cutLines(rich: Rich, notice: string): readonly Rich[] {
  const lines = linesOf(rich);
  const kept: Rich[] = [];
  let room: number = LIMITS.text;
  for (const line of lines) {
    const fits = cutLine(line, room);
    if (kept.length === LIMITS.lines - 1 || fits === null) return [...kept, [notice]];
    kept.push(fits);
    if (fits !== line) return [...kept, [notice]];
    room -= line.reduce((sum, inline) => sum + lengthOf(inline), 0);
  }
  return kept;
}

/** The line itself where it fits, what fits of it, or null where nothing does. */
function cutLine(line: Rich, max: number): Rich | null {
  const kept: Inline[] = [];
  let room = max;
  for (const inline of line) {
    const length = lengthOf(inline);
    if (length > room) {
      const part = shortened(inline, room);
      const some = part === null ? kept : [...kept, part];
      return some.length === 0 ? null : some;
    }
    kept.push(inline);
    room -= length;
  }
  return line;
}

function shortened(inline: Inline, max: number): Inline | null {
  if (max < 1) return null;
  if (typeof inline === 'string') return head(inline, max);
  if ('bold' in inline) return { bold: head(inline.bold, max) };
  if ('code' in inline) return { code: head(inline.code, max) };
  return null;
}

/** Whatever some reader of Markdown takes for the end of a line: behind it a sign could begin a heading or a list. */
export const LINE_BREAK = /\r\n|[\r\n\u2028\u2029]/;

/** Markdown knows no line break that every client shows, so each line stands alone. */
function linesOf(rich: Rich): readonly Rich[] {
  const lines: Inline[][] = [[]];
  for (const inline of rich) {
    if (typeof inline === 'object' && ('link' in inline || 'person' in inline)) {
      lines.at(-1)?.push(inline);
      continue;
    }
    const [text, styled] = textOf(inline);
    text.split(LINE_BREAK).forEach((piece, n) => {
      if (n > 0) lines.push([]);
      if (piece !== '') lines.at(-1)?.push(styled(piece));
    });
  }
  return lines;
}

function textOf(inline: string | { bold: string } | { code: string }): [string, (piece: string) => Inline] {
  if (typeof inline === 'string') return [inline, (piece) => piece];
  if ('bold' in inline) return [inline.bold, (bold) => ({ bold })];
  return [inline.code, (code) => ({ code })];
}
