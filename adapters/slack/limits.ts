import type { Inline, Rich } from '../../src/view/card.js';

/**
 * What Slack takes at most, in characters or items.
 * https://docs.slack.dev/reference/block-kit/blocks, .../block-elements, .../composition-objects and
 * https://docs.slack.dev/reference/views/modal-views
 */
export const LIMITS = {
  /** The notification; Slack itself advises to stay below this. */
  messageText: 4000,
  blocks: 50,
  viewBlocks: 100,
  /** Of all text in one message together: Slack names no figure for `msg_blocks_too_long`; people met it above 13,000. */
  allText: 12_000,
  blockText: 3000,
  header: 150,
  blockId: 255,
  button: 75,
  actions: 25,
  placeholder: 150,
  options: 100,
  optionText: 75,
  optionValue: 75,
  /** Checkboxes and radio buttons. */
  ticks: 10,
  title: 24,
  label: 2000,
  hint: 2000,
  input: 3000,
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

const richLength = (rich: Rich): number => rich.reduce((sum, inline) => sum + lengthOf(inline), 0);

/** Shortens at the piece that goes over; a piece that cannot be shortened is left out. The notice comes last. */
export function cutRich(rich: Rich, max: number, notice: string): Rich {
  if (richLength(rich) <= max) return rich;
  const kept: Inline[] = [];
  let room = max - notice.length - 1;
  for (const inline of rich) {
    const length = lengthOf(inline);
    if (length > room) {
      const part = shortened(inline, room);
      return part === null ? [...kept, ` ${notice}`] : [...kept, part, ` ${notice}`];
    }
    kept.push(inline);
    room -= length;
  }
  return kept;
}

function shortened(inline: Inline, max: number): Inline | null {
  if (max < 1) return null;
  if (typeof inline === 'string') return head(inline, max);
  if ('bold' in inline) return { bold: head(inline.bold, max) };
  if ('code' in inline) return { code: head(inline.code, max) };
  return null;
}
