import { complain } from '../checks.js';
import type { Json, JsonObject } from '../json.js';
import { isObject, listOf, objectOf, objectsOf, textOf } from '../json.js';
import { WHOLE_CARD } from './card-rules.js';
import type { Part } from './card-tree.js';
import { partsOf, targetId, typeOf } from './card-tree.js';

/** The smallest of the figures that Microsoft's pages have named for a message over the years. */
export const CARD_MAX_BYTES = 28 * 1024;

/** The version that a part came with; the others came with 1.0 to 1.2, which every client draws. */
const CAME_WITH: Readonly<Record<string, number>> = { 'Action.Execute': 4, Table: 5 };

/** What Teams would not draw or not take, each with its place as a JSON pointer; empty when nothing is. */
export function validateCard(card: Json | undefined): readonly string[] {
  const problems = WHOLE_CARD(card, '');
  if (!isObject(card)) return problems;
  const parts = partsOf(card);
  const bytes = Buffer.byteLength(JSON.stringify(card));
  return [
    ...problems,
    ...(bytes > CARD_MAX_BYTES ? complain(`has ${bytes} bytes, more than ${CARD_MAX_BYTES}`, '') : []),
    ...twice(parts),
    ...tooNew(card, parts),
    ...lostTargets(parts),
    ...lostMentions(card),
  ];
}

/** Ids that stand twice; of inputs Teams would send only one. */
function twice(parts: readonly Part[]): readonly string[] {
  const seen = new Set<string>();
  return parts.flatMap(({ part, path }) => {
    const id = textOf(part, 'id');
    const isKnown = id !== '' && seen.has(id);
    seen.add(id);
    return isKnown ? complain(`there are two parts with the id "${id}"`, `${path}/id`) : [];
  });
}

function tooNew(card: JsonObject, parts: readonly Part[]): readonly string[] {
  const minor = Number(textOf(card, 'version').split('.')[1] ?? 0);
  return parts.flatMap(({ part, path }) => {
    const needed = CAME_WITH[typeOf(part)] ?? 0;
    return needed > minor ? complain(`${typeOf(part)} needs version 1.${needed}`, path) : [];
  });
}

/** What a toggle of visibility names has to be there. */
function lostTargets(parts: readonly Part[]): readonly string[] {
  const ids = new Set(parts.map(({ part }) => textOf(part, 'id')));
  return parts.flatMap(({ part, path }) =>
    listOf(part, 'targetElements').flatMap((target, i) => {
      const id = targetId(target);
      return ids.has(id) ? [] : complain(`there is no part with the id "${id}"`, `${path}/targetElements/${i}`);
    }),
  );
}

/** Teams refuses a mention whose text is not in the card. */
function lostMentions(card: JsonObject): readonly string[] {
  const { msteams: _, ...rest } = card;
  const whole = JSON.stringify(rest);
  return objectsOf(objectOf(card, 'msteams'), 'entities').flatMap((entity, i) => {
    const said = textOf(entity, 'text');
    const place = `/msteams/entities/${i}`;
    if (!/^<at>.+<\/at>$/.test(said)) return complain('the text of a mention is <at>Name</at>', `${place}/text`);
    if (textOf(objectOf(entity, 'mentioned'), 'id') === '') return complain('names nobody', `${place}/mentioned/id`);
    return whole.includes(JSON.stringify(said).slice(1, -1)) ? [] : complain(`"${said}" is not in the card`, place);
  });
}
