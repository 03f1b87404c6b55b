import { chosenOptions, heldBy, valueOf } from './element-values.js';
import { optionsOf } from './element-rules.js';
import type { JsonObject } from '../json.js';
import { objectOf, objectsOf, textOf } from '../json.js';
import type { SlackMessage, SlackView, Workspace } from './state.js';
import { elementsOf } from './validate-blocks.js';
import { visibleText } from './visible-text.js';
import { isVisibleTo, surfaceOf, topView } from './workspace.js';

/** What is pressed: its visible text, letter for letter, or a test of it. */
export type Label = string | RegExp | ((text: string) => boolean);

/** Where something can be pressed. */
export type Surface =
  { readonly kind: 'message'; readonly message: SlackMessage } | { readonly kind: 'view'; readonly view: SlackView };

/** Something that can be pressed: a button, or an option of a menu or of checkboxes. */
export interface Target {
  readonly surface: Surface;
  readonly block: JsonObject;
  readonly element: JsonObject;
  readonly option: JsonObject | null;
  readonly text: string;
}

/** The modal on top, then the messages, the newest first. */
export function surfacesOf(workspace: Workspace, user: string): readonly Surface[] {
  const view = topView(workspace, user);
  const messages = workspace.state.messages.filter((message) => isVisibleTo(workspace, message, user)).toReversed();
  return [
    ...(view === null ? [] : [{ kind: 'view' as const, view }]),
    ...messages.map((message) => ({ kind: 'message' as const, message })),
  ];
}

export const blocksOf = (surface: Surface): readonly JsonObject[] =>
  surface.kind === 'message' ? surface.message.blocks : objectsOf(surface.view.body, 'blocks');

/** The name under which choices in it are remembered. */
export const surfaceName = (surface: Surface): string =>
  surface.kind === 'message' ? surfaceOf(surface.message) : surface.view.id;

/** All that can be pressed on a surface, from top to bottom. */
export const targetsOn = (workspace: Workspace, surface: Surface): readonly Target[] =>
  blocksOf(surface).flatMap((block) =>
    elementsOf(block).flatMap(([element]): readonly Target[] => {
      const target = { surface, block, element };
      if (element['type'] === 'button') {
        return [{ ...target, option: null, text: visibleText(workspace, objectOf(element, 'text')) }];
      }
      return optionsOf(element).map((option) => ({
        ...target,
        option,
        text: visibleText(workspace, objectOf(option, 'text')),
      }));
    }),
  );

/** The first target with this label; an error that lists what there is when there is none. */
export function findTarget(
  workspace: Workspace,
  surfaces: readonly Surface[],
  label: Label,
  menu: string | null = null,
): Target {
  const all = surfaces.flatMap((surface) => targetsOn(workspace, surface));
  const found = all.find(
    ({ text, element }) =>
      matches(label, text) && (menu === null || visibleText(workspace, objectOf(element, 'placeholder')) === menu),
  );
  if (found !== undefined) return found;
  const there = [...new Set(all.map(({ text }) => text))].map((text) => `[${text}]`).join(' ');
  const wanted = typeof label === 'function' ? 'such a button' : `"${String(label)}"`;
  throw new Error(`there is no ${wanted}${menu === null ? '' : ` in a menu "${menu}"`} to press; there is: ${there}`);
}

/** Where something that can be pressed stands, by Slack's ids. */
export interface Spot {
  /** As {@link surfaceName} gives it. */
  readonly surface: string;
  readonly block: string;
  readonly action: string;
  /** The value of the option; null for a button. */
  readonly option: string | null;
}

/** The target at these ids; an error when it is not there any more. */
export function targetAt(workspace: Workspace, surfaces: readonly Surface[], spot: Spot): Target {
  const found = surfaces
    .filter((surface) => surfaceName(surface) === spot.surface)
    .flatMap((surface) => targetsOn(workspace, surface))
    .find(
      ({ block, element, option }) =>
        textOf(block, 'block_id') === spot.block &&
        textOf(element, 'action_id') === spot.action &&
        (option === null ? null : textOf(option, 'value')) === spot.option,
    );
  if (found === undefined) throw new Error(`there is nothing to press at ${JSON.stringify(spot)}`);
  return found;
}

const matches = (label: Label, text: string): boolean => {
  if (typeof label === 'string') return text.trim() === label.trim();
  return typeof label === 'function' ? label(text) : label.test(text);
};

/** What the element holds once the target is pressed; null for one that holds nothing. */
export function pressedValue(workspace: Workspace, user: string, target: Target): JsonObject | null {
  const { element, option, block, surface } = target;
  const value = valueOf(workspace, user, surfaceName(surface), block, element);
  if (value === null || option === null) return null;
  if (value['selected_options'] === undefined) return heldBy(element, option);
  const chosen = chosenOptions(value).map((one) => textOf(one, 'value'));
  const isChosen = (one: JsonObject): boolean =>
    chosen.includes(textOf(one, 'value')) !== (textOf(one, 'value') === textOf(option, 'value'));
  return heldBy(element, optionsOf(element).filter(isChosen));
}
