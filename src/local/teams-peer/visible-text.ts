import type { JsonObject } from '../json.js';
import { objectOf, objectsOf, textOf } from '../json.js';

/** How each kind of text is written down. What stands within bold, italic and links is written already. */
export interface Writing {
  readonly plain: (text: string) => string;
  readonly bold: (inner: string) => string;
  readonly italic: (inner: string) => string;
  readonly link: (inner: string, address: string) => string;
  readonly mention: (name: string) => string;
}

const AS_SEEN: Writing = {
  plain: (text) => text,
  bold: (inner) => inner,
  italic: (inner) => inner,
  link: (inner) => inner,
  mention: (name) => `@${name}`,
};

/** What people see of text in a card or a message: the part of Markdown that Teams knows, and mentions. */
export const visibleText = (text: string, entities: readonly JsonObject[] = []): string =>
  writeText(text, entities, AS_SEEN);

/** Reads the part of Markdown that Teams knows, and mentions, and writes each piece. */
export function writeText(text: string, entities: readonly JsonObject[], writing: Writing): string {
  const kept: string[] = [];
  const keep = (written: string): string => `\uE000${kept.push(written) - 1}\uE000`;
  const named = text
    .replace(/\\([\\`*_{}[\]()#+\-.!~<>|&])/g, (_, letter: string) => keep(writing.plain(letter)))
    .replace(/<at>(.*?)<\/at>/g, (whole) => {
      const name = mentionIn(whole, entities);
      return keep(name === null ? writing.plain(whole) : writing.mention(name));
    })
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
  const emphasized = (some: string): string =>
    some
      .replace(/\*\*(\S(?:[^\n]*?\S)?)\*\*/g, (_, inner: string) => writing.bold(inner))
      .replace(/(?<![\w*])\*(\S(?:[^*\n]*\S)?)\*(?![\w*])/g, (_, inner: string) => writing.italic(inner))
      .replace(/(?<!\w)_(\S(?:[^_\n]*\S)?)_(?!\w)/g, (_, inner: string) => writing.italic(inner));
  const restored = (some: string): string =>
    some.replace(/\uE000(\d+)\uE000/g, (_, i: string) => restored(kept[Number(i)] ?? ''));
  const linked = writing
    .plain(named)
    .replace(/\[([^\]\n]*)\]\(((?:[^()\n]|\([^()\n]*\))*)\)/g, (_, inner: string, address: string) =>
      // An address may hold what would be taken for emphasis.
      keep(writing.link(emphasized(inner), address)),
    );
  return restored(emphasized(linked));
}

/** A mention shows only where an entity of the same text says whom it means. */
function mentionIn(whole: string, entities: readonly JsonObject[]): string | null {
  const entity = entities.find((one) => one['type'] === 'mention' && textOf(one, 'text') === whole);
  return entity === undefined ? null : textOf(objectOf(entity, 'mentioned'), 'name');
}

/** The mentions that a card explains. */
export const cardEntities = (card: JsonObject): readonly JsonObject[] =>
  objectsOf(objectOf(card, 'msteams'), 'entities');

/** What people see of a message's text; Markdown is taken for what it is unless the message says that it is plain. */
export const visibleMessage = (activity: JsonObject, entities: readonly JsonObject[]): string =>
  writeMessage(activity, entities, AS_SEEN);

export function writeMessage(activity: JsonObject, entities: readonly JsonObject[], writing: Writing): string {
  const text = textOf(activity, 'text');
  if (textOf(activity, 'textFormat') !== 'plain') return writeText(text, entities, writing);
  return text
    .split(/(<at>.*?<\/at>)/)
    .map((piece) => {
      const name = mentionIn(piece, entities);
      return name === null ? writing.plain(piece) : writing.mention(name);
    })
    .join('');
}
