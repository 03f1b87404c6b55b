import type { JsonObject } from '../json.js';
import { objectOf, objectsOf, textOf } from '../json.js';
import { cardsIn, childrenOf, inputsOf, isInput, placedChildren } from './card-tree.js';
import type { Look } from './card-values.js';
import { isOpen, isShown, note } from './card-values.js';
import type { TeamsDialog, TeamsMessage, Workspace } from './state.js';
import { isVisibleTo, surfaceOf } from './workspace.js';

/** What is pressed: its visible text, letter for letter, or a test of it. */
export type Label = string | RegExp | ((text: string) => boolean);

/** Where something can be pressed or filled in. */
export type Surface =
  | { readonly kind: 'message'; readonly message: TeamsMessage }
  | { readonly kind: 'dialog'; readonly dialog: TeamsDialog };

/** An action that can be pressed. */
export interface Target {
  readonly surface: Surface;
  readonly action: JsonObject;
  /** Where it stands in its card; names the card that an `Action.ShowCard` shows. */
  readonly place: string;
  /** What is sent along: the inputs of its card and of the cards round it. */
  readonly inputs: readonly JsonObject[];
}

/** An input, or one of the choices that it shows openly. */
export interface Field {
  readonly surface: Surface;
  readonly input: JsonObject;
}

/** The name under which choices in it are remembered. */
export const surfaceName = (surface: Surface): string =>
  surface.kind === 'message' ? surfaceOf(surface.message) : surface.dialog.id;

/** The dialog that the person has open, or else their messages, the newest first. */
export function surfacesOf(workspace: Workspace, user: string): readonly Surface[] {
  const dialog = workspace.state.dialogs.findLast((one) => one.user === user);
  if (dialog !== undefined) return [{ kind: 'dialog', dialog }];
  return workspace.state.messages
    .filter((message) => isVisibleTo(workspace, message, user))
    .toReversed()
    .map((message) => ({ kind: 'message', message }));
}

/** The cards as this person sees them: what an invoke was answered with stands in the place of the message's own. */
export function cardsOf({ state }: Workspace, surface: Surface, user: string): readonly JsonObject[] {
  if (surface.kind === 'dialog') return [surface.dialog.card];
  const name = surfaceOf(surface.message);
  const answered = state.answeredCards.find((one) => one.user === user && one.surface === name);
  return answered === undefined ? cardsIn(surface.message.body) : [answered.card];
}

/** What of a card is looked at. */
interface Sight {
  readonly shows: (part: JsonObject) => boolean;
  /** Whether the card of the `Action.ShowCard` at this place is open. */
  readonly opens: (place: string) => boolean;
}

const seenBy = (look: Look): Sight => ({
  shows: (part) => isShown(look, part),
  opens: (place) => isOpen(look, place),
});
const ALL: Sight = { shows: () => true, opens: () => true };

/** A card, with the inputs that go with its actions. */
interface Scene {
  readonly card: JsonObject;
  readonly path: string;
  readonly inputs: readonly JsonObject[];
}

/** The cards of a surface, with those that are shown in them. */
function scenesOn({ workspace, user }: Look, surface: Surface, sight: Sight): readonly Scene[] {
  const open = (card: JsonObject, path: string, around: readonly JsonObject[]): readonly Scene[] => {
    const inputs = [...around, ...inputsOf(card)];
    const shown = actionsIn(sight, card, path).flatMap(([action, place]) => {
      const inner = objectOf(action, 'card');
      return inner !== null && sight.opens(place) ? open(inner, `${place}/card`, inputs) : [];
    });
    return [{ card, path, inputs }, ...shown];
  };
  return cardsOf(workspace, surface, user).flatMap((card, i) => open(card, String(i), []));
}

/** An action, with its place: the number of the card among those of its message, and a JSON pointer in it. */
type Placed = readonly [action: JsonObject, place: string];

function actionsIn({ shows }: Sight, card: JsonObject, path: string): readonly Placed[] {
  const inPart = (part: JsonObject, place: string): readonly Placed[] => {
    if (!shows(part)) return [];
    const single = (['selectAction', 'inlineAction'] as const).flatMap((key): readonly Placed[] => {
      const action = objectOf(part, key);
      return action === null ? [] : [[action, `${place}/${key}`]];
    });
    const listed = objectsOf(part, 'actions').map((action, i): Placed => [action, `${place}/actions/${i}`]);
    return [...single, ...placedChildren(part, place).flatMap((child) => inPart(child.part, child.path)), ...listed];
  };
  return inPart(card, path);
}

/** The actions of a card that are seen, each with its place. */
export const placedActions = (look: Look, card: JsonObject, path: string): readonly Placed[] =>
  actionsIn(seenBy(look), card, path);

/** All that can be pressed on a surface, from top to bottom. */
const targetsOn = (look: Look, surface: Surface, sight = seenBy(look)): readonly Target[] =>
  scenesOn(look, surface, sight).flatMap(({ card, path, inputs }) =>
    actionsIn(sight, card, path).map(([action, place]) => ({ surface, action, place, inputs })),
  );

/** All that can be filled in on a surface. */
export const fieldsOn = (look: Look, surface: Surface): readonly Field[] => {
  const seen = (part: JsonObject): readonly JsonObject[] =>
    childrenOf(part)
      .filter((child) => isShown(look, child))
      .flatMap((child) => (isInput(child) ? [child] : seen(child)));
  return scenesOn(look, surface, seenBy(look)).flatMap(({ card }) => seen(card).map((input) => ({ surface, input })));
};

/** Where an action stands, and what its card's inputs hold, as a client of its own that draws the card knows it. */
export interface Spot {
  /** As {@link surfaceName} gives it. */
  readonly surface: string;
  /** The number of the card among those of its message, and a JSON pointer in it: `0/body/3/actions/0`. */
  readonly place: string;
  /** By the ids of the inputs; what is left out stays as it is. */
  readonly values?: Readonly<Record<string, string>>;
}

/** The action at this place, open or not; an error when it is not there any more. */
export function targetAt(look: (surface: Surface) => Look, surfaces: readonly Surface[], spot: Spot): Target {
  const found = surfaces
    .filter((surface) => surfaceName(surface) === spot.surface)
    .flatMap((surface) => targetsOn(look(surface), surface, ALL))
    .find(({ place }) => place === spot.place);
  if (found === undefined) throw new Error(`there is nothing to press at ${spot.surface} ${spot.place}`);
  for (const input of found.inputs) {
    const value = spot.values?.[textOf(input, 'id')];
    if (value !== undefined) note(look(found.surface), textOf(input, 'id'), 'value', value);
  }
  return found;
}

/** The first action with this label; an error that lists what there is when there is none. */
export function findTarget(look: (surface: Surface) => Look, surfaces: readonly Surface[], label: Label): Target {
  const targets = surfaces.flatMap((surface) => targetsOn(look(surface), surface));
  const found = targets.find(({ action }) => action['isEnabled'] !== false && matches(label, nameOf(action)));
  if (found !== undefined) return found;
  const there = [...new Set(targets.map(({ action }) => nameOf(action)))].map((text) => `[${text}]`).join(' ');
  const wanted = typeof label === 'function' ? 'such a button' : `"${String(label)}"`;
  throw new Error(`there is no ${wanted} to press; there is: ${there}`);
}

export const nameOf = (action: JsonObject): string => textOf(action, 'title') || textOf(action, 'tooltip');

export const matches = (label: Label, text: string): boolean => {
  if (typeof label === 'string') return text.trim() === label.trim();
  return typeof label === 'function' ? label(text) : label.test(text);
};
