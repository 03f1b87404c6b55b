import type { Json, JsonObject } from '../json.js';
import { isObject, objectOf, objectsOf, textOf } from '../json.js';

/** Where elements and actions hold others. `fallback` is left out: it stands in the place of its owner. */
const HOLDERS = ['body', 'items', 'columns', 'rows', 'cells'] as const;
const LISTS = [...HOLDERS, 'inlines', 'actions'] as const;
const SINGLES = ['selectAction', 'inlineAction', 'card'] as const;

/** A part of a card, with its place in it as a JSON pointer. */
export interface Part {
  readonly part: JsonObject;
  readonly path: string;
}

/** A part, and all that stands in it, from top to bottom. */
export function partsOf(part: JsonObject, path = ''): readonly Part[] {
  const inLists = LISTS.flatMap((key) =>
    objectsOf(part, key).flatMap((child, i) => partsOf(child, `${path}/${key}/${i}`)),
  );
  const singles = SINGLES.flatMap((key) => {
    const child = objectOf(part, key);
    return child === null ? [] : partsOf(child, `${path}/${key}`);
  });
  return [{ part, path }, ...inLists, ...singles];
}

/** The elements that stand in a part directly, each with its place. */
export const placedChildren = (part: JsonObject, path: string): readonly Part[] =>
  HOLDERS.flatMap((key) => objectsOf(part, key).map((child, i) => ({ part: child, path: `${path}/${key}/${i}` })));

export const childrenOf = (part: JsonObject): readonly JsonObject[] =>
  placedChildren(part, '').map((child) => child.part);

export const typeOf = (part: JsonObject): string => textOf(part, 'type');

/** The id that a target of `Action.ToggleVisibility` names, with or without an object round it. */
export const targetId = (target: Json): string =>
  typeof target === 'string' ? target : isObject(target) ? textOf(target, 'elementId') : '';

export const isInput = (part: JsonObject): boolean => typeOf(part).startsWith('Input.');

/** The inputs of a card, without those in the cards that it can show. */
export const inputsOf = (part: JsonObject): readonly JsonObject[] =>
  childrenOf(part).flatMap((child) => (isInput(child) ? [child] : inputsOf(child)));

/** The Adaptive Cards among the attachments of an activity. */
export const cardsIn = (activity: JsonObject): readonly JsonObject[] =>
  objectsOf(activity, 'attachments')
    .filter((attachment) => attachment['contentType'] === CARD_TYPE)
    .map((attachment) => attachment['content'])
    .filter(isObject);

export const CARD_TYPE = 'application/vnd.microsoft.card.adaptive';
