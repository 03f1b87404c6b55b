import type { Block, Button, Inline, Menu, PressCode, Rich } from './card.js';

/** Slack shows 3000 characters of a text block and 150 of a heading; Teams more. */
const TEXT_MAX = 2800;
const HEADING_MAX = 150;

export const heading = (text: string): Block => ({ type: 'heading', text: clip(text, HEADING_MAX) });
export const text = (rich: Rich): Block => ({ type: 'text', text: rich });
export const textWith = (rich: Rich, button: Button): Block => ({ type: 'text', text: rich, button });
export const note = (rich: Rich): Block => ({ type: 'note', text: rich });
export const copy = (content: string): Block => ({ type: 'copy', text: clip(content, TEXT_MAX) });

/** No block at all when there is nothing to press. */
export const actions = (...offered: readonly (Button | Menu | null)[]): readonly Block[] => {
  const present = offered.filter((action) => action !== null);
  return present.length === 0 ? [] : [{ type: 'actions', actions: present }];
};

export const button = (label: string, press: PressCode, style: Button['style'] = 'plain'): Button => ({
  label,
  press,
  style,
});

/** Shortens a text a person typed or a name that is too long for its place. */
const clip = (content: string, max: number): string =>
  content.length <= max ? content : `${content.slice(0, max - 1).trimEnd()}…`;

export const bold = (content: string): Inline => ({ bold: content });

const lengthOf = (rich: Rich): number => rich.reduce((sum, inline) => sum + widthOf(inline), 0);

function widthOf(inline: Inline): number {
  if (typeof inline === 'string') return inline.length;
  if ('bold' in inline) return inline.bold.length + 2;
  if ('code' in inline) return inline.code.length + 2;
  if ('link' in inline) return inline.link.length + inline.label.length + 3;
  return 40;
}

/** One below the other, in one text. */
export const lines = (all: readonly Rich[]): Rich => all.flatMap((line, n) => (n === 0 ? line : ['\n', ...line]));

/** As many text blocks as the lines need, none of them too long. */
export function textBlocks(all: readonly Rich[]): readonly Block[] {
  const groups: Rich[][] = [];
  let room = 0;
  for (const line of all) {
    const length = lengthOf(line) + 1;
    if (groups.length === 0 || length > room) {
      groups.push([]);
      room = TEXT_MAX;
    }
    groups.at(-1)?.push(line);
    room -= length;
  }
  return groups.map((group) => text(lines(group)));
}
