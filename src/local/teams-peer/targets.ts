import type { JsonObject } from '../json.js';
import { objectOf, objectsOf, textOf } from '../json.js';
import { cardsIn, childrenOf, inputsOf, isInput, typeOf } from './card-tree.js';
import type { Look } from './card-values.js';
import { isOpen, isShown } from './card-values.js';
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

/** A card that is seen, with the inputs that go with its actions, and those that it shows. */
interface Scene {
  readonly card: JsonObject;
  readonly path: string;
  readonly inputs: readonly JsonObject[];
}

/** The cards of a surface, with those that are shown in them. */
function scenesOn(look: Look, surface: Surface): readonly Scene[] {
  const open = (card: JsonObject, path: string, around: readonly JsonObject[]): readonly Scene[] => {
    const inputs = [...around, ...inputsOf(card)];
    const shown = placedActions(look, card, path).flatMap(([action, place]) => {
      const inner = objectOf(action, 'card');
      return inner !== null && isOpen(look, place) ? open(inner, place, inputs) : [];
    });
    return [{ card, path, inputs }, ...shown];
  };
  return cardsOf(look.workspace, surface, look.user).flatMap((card, i) => open(card, String(i), []));
}

/** The actions of a card that are seen, each with its place. */
export function placedActions(look: Look, card: JsonObject, path: string): readonly (readonly [JsonObject, string])[] {
  const inBody = (part: JsonObject, place: string): readonly (readonly [JsonObject, string])[] => {
    if (!isShown(look, part)) return [];
    const single = [objectOf(part, 'selectAction'), objectOf(part, 'inlineAction')].flatMap((action, i) =>
      action === null ? [] : [[action, `${place}.${i}`] as const],
    );
    const actions = typeOf(part) === 'ActionSet' ? objectsOf(part, 'actions') : [];
    return [
      ...single,
      ...actions.map((action, i) => [action, `${place}/${i}`] as const),
      ...childrenOf(part).flatMap((child, i) => inBody(child, `${place}-${i}`)),
    ];
  };
  const { actions: _, ...body } = card;
  return [...inBody(body, path), ...objectsOf(card, 'actions').map((action, i) => [action, `${path}/${i}`] as const)];
}

/** All that can be pressed on a surface, from top to bottom. */
const targetsOn = (look: Look, surface: Surface): readonly Target[] =>
  scenesOn(look, surface).flatMap(({ card, path, inputs }) =>
    placedActions(look, card, path).map(([action, place]) => ({ surface, action, place, inputs })),
  );

/** All that can be filled in on a surface. */
export const fieldsOn = (look: Look, surface: Surface): readonly Field[] => {
  const seen = (part: JsonObject): readonly JsonObject[] =>
    childrenOf(part)
      .filter((child) => isShown(look, child))
      .flatMap((child) => (isInput(child) ? [child] : seen(child)));
  return scenesOn(look, surface).flatMap(({ card }) => seen(card).map((input) => ({ surface, input })));
};

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
