import { isObject, type Json, type JsonObject, objectsOf, textOf } from '../../json.js';
import { isInput, partsOf } from '../../teams-peer/card-tree.js';
import { type Look, picksPeople, valueOf } from '../../teams-peer/card-values.js';
import { cardEntities } from '../../teams-peer/visible-text.js';
import type { Name } from '../cast.js';
import { html, type Html } from '../html.js';
import { drawText } from './draw-text.js';

/** Whose card it is. */
export interface CardLook extends Look {
  readonly name: Name;
}

/**
 * Where an Adaptive Card is to stand: the page draws it there, with Microsoft's own library. See page/cards.ts. It is a
 * form, because the choices of one input belong together, and not with those of the same name in another card.
 */
export function drawCard(look: CardLook, card: JsonObject, n: number): Html {
  const entities = cardEntities(card);
  const texts = new Map(textsIn(card).map((text) => [text, drawText(text, entities).html]));
  return html`<form
    class="card"
    data-card="${JSON.stringify(prepared(look, card, String(n)))}"
    data-texts="${JSON.stringify(Object.fromEntries(texts))}"
    data-surface="${look.surface}"
    data-person="${look.name}"
  ></form>`;
}

/** Everything that is read as Markdown. */
const textsIn = (card: JsonObject): readonly string[] =>
  partsOf(card)
    .flatMap(({ part }) => [part, ...objectsOf(part, 'choices'), ...objectsOf(part, 'facts')])
    .flatMap((part) => [textOf(part, 'text'), textOf(part, 'title'), textOf(part, 'value')])
    .filter((text) => text !== '');

/**
 * The card for the library: every part says by its id where it stands, which is how the peer finds what is pressed; what
 * was filled in stands in the inputs; and the company's people, whom Teams' picker asks its server for, stand in a menu.
 */
function prepared(look: Look, part: JsonObject, path: string): JsonObject {
  const children = Object.fromEntries(
    Object.entries(part).map(([key, value]): [string, Json | undefined] => [
      key,
      walked(look, value, `${path}/${key}`),
    ]),
  );
  if (isInput(part)) return filledIn(look, { ...children, ...(picksPeople(part) ? asMenu(look) : {}) });
  return textOf(part, 'type').startsWith('Action.') ? { ...children, id: path } : children;
}

function walked(look: Look, value: Json | undefined, path: string): Json | undefined {
  if (Array.isArray(value)) return value.map((one: Json, i) => walked(look, one, `${path}/${i}`) ?? null);
  return isObject(value) ? prepared(look, value, path) : value;
}

function filledIn(look: Look, input: JsonObject): JsonObject {
  const value = valueOf(look, input);
  return value === '' ? input : { ...input, value };
}

const asMenu = ({ workspace: { state } }: Look): JsonObject => ({
  'choices.data': undefined,
  style: 'compact',
  placeholder: 'Choose somebody',
  choices: state.users
    .filter(({ isBot, isDeleted, tenantId }) => !isBot && !isDeleted && tenantId === state.tenantId)
    .map(({ displayName, aadObjectId }) => ({ title: displayName, value: aadObjectId })),
});
