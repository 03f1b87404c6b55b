import type { JsonObject } from '../json.js';
import { objectOf, objectsOf, textOf } from '../json.js';

/** What people see of text in a card or a message: the part of Markdown that Teams knows, and mentions. */
export function visibleText(text: string, entities: readonly JsonObject[] = []): string {
  const kept: string[] = [];
  const keep = (seen: string): string => `\uE000${kept.push(seen) - 1}\uE000`;
  const named = text
    .replace(/\\([\\`*_{}[\]()#+\-.!~<>|&])/g, (_, letter: string) => keep(letter))
    .replace(/<at>(.*?)<\/at>/g, (whole) => keep(mentionIn(whole, entities)));
  const plain = named
    .replace(/\[([^\]\n]*)\]\((?:[^()\n]|\([^()\n]*\))*\)/g, '$1')
    .replace(/\*\*(\S(?:[^\n]*?\S)?)\*\*/g, '$1')
    .replace(/(?<![\w*])\*(\S(?:[^*\n]*\S)?)\*(?![\w*])/g, '$1')
    .replace(/(?<!\w)_(\S(?:[^_\n]*\S)?)_(?!\w)/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
  return plain.replace(/\uE000(\d+)\uE000/g, (_, i: string) => kept[Number(i)] ?? '');
}

/** A mention shows only where an entity of the same text says whom it means. */
function mentionIn(whole: string, entities: readonly JsonObject[]): string {
  const entity = entities.find((one) => one['type'] === 'mention' && textOf(one, 'text') === whole);
  return entity === undefined ? whole : `@${textOf(objectOf(entity, 'mentioned'), 'name')}`;
}

/** The mentions that a card explains. */
export const cardEntities = (card: JsonObject): readonly JsonObject[] =>
  objectsOf(objectOf(card, 'msteams'), 'entities');

/** What people see of a message's text; Markdown is taken for what it is unless the message says that it is plain. */
export function visibleMessage(activity: JsonObject, entities: readonly JsonObject[]): string {
  const text = textOf(activity, 'text');
  return textOf(activity, 'textFormat') === 'plain'
    ? text.replace(/<at>(.*?)<\/at>/g, (whole) => mentionIn(whole, entities))
    : visibleText(text, entities);
}
