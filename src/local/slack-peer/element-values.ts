import { optionsOf } from './element-rules.js';
import type { Json, JsonObject } from '../json.js';
import { objectOf, objectsOf, textOf } from '../json.js';
import type { Choice, Workspace } from './state.js';
import { elementsOf } from './validate-blocks.js';
import { visibleText } from './visible-text.js';
import { userOf } from './workspace.js';

/** What somebody fills in: a text, a date, a person by name or id, an option or options by what is seen of them. */
export type Entered = string | boolean | readonly string[] | null;

/** Where each kind of element has its value in `state.values`, and where it starts. */
const KEPT: Readonly<Record<string, { readonly key: string; readonly initial: string; readonly isMany?: boolean }>> = {
  plain_text_input: { key: 'value', initial: 'initial_value' },
  email_text_input: { key: 'value', initial: 'initial_value' },
  url_text_input: { key: 'value', initial: 'initial_value' },
  datepicker: { key: 'selected_date', initial: 'initial_date' },
  timepicker: { key: 'selected_time', initial: 'initial_time' },
  users_select: { key: 'selected_user', initial: 'initial_user' },
  multi_users_select: { key: 'selected_users', initial: 'initial_users', isMany: true },
  conversations_select: { key: 'selected_conversation', initial: 'initial_conversation' },
  channels_select: { key: 'selected_channel', initial: 'initial_channel' },
  static_select: { key: 'selected_option', initial: 'initial_option' },
  radio_buttons: { key: 'selected_option', initial: 'initial_option' },
  multi_static_select: { key: 'selected_options', initial: 'initial_options', isMany: true },
  checkboxes: { key: 'selected_options', initial: 'initial_options', isMany: true },
};

/** What an element holds, as in `state.values`; null for one that holds nothing (a button, a menu of actions). */
export function valueOf(
  { state }: Workspace,
  user: string,
  surface: string,
  block: JsonObject,
  element: JsonObject,
): JsonObject | null {
  const kept = KEPT[textOf(element, 'type')];
  if (kept === undefined) return null;
  const chosen = state.choices.find((choice) => isOf(choice, user, surface, block, element));
  if (chosen !== undefined) return chosen.value;
  return heldBy(element, element[kept.initial] ?? (kept.isMany === true ? [] : null));
}

const isOf = (choice: Choice, user: string, surface: string, block: JsonObject, element: JsonObject): boolean =>
  choice.user === user &&
  choice.surface === surface &&
  choice.block === textOf(block, 'block_id') &&
  choice.action === textOf(element, 'action_id');

/** This value as the element holds it. */
export const heldBy = (element: JsonObject, value: Json): JsonObject => ({
  type: textOf(element, 'type'),
  [KEPT[textOf(element, 'type')]?.key ?? 'value']: value,
});

/** The options that are chosen in an element that holds several. */
export const chosenOptions = (value: JsonObject | null): readonly JsonObject[] => objectsOf(value, 'selected_options');

/** Remembers what somebody put into an element. */
export function choose(
  { state }: Workspace,
  user: string,
  surface: string,
  block: JsonObject,
  element: JsonObject,
  value: JsonObject,
): void {
  const others = state.choices.filter((choice) => !isOf(choice, user, surface, block, element));
  const [blockId, action] = [textOf(block, 'block_id'), textOf(element, 'action_id')];
  state.choices = [...others, { user, surface, block: blockId, action, value }];
}

/** `state.values` of a message or view, as this person sees it. */
export function stateValues(
  workspace: Workspace,
  user: string,
  surface: string,
  blocks: readonly JsonObject[],
): Record<string, Record<string, JsonObject>> {
  const values: Record<string, Record<string, JsonObject>> = {};
  for (const block of blocks) {
    for (const [element] of elementsOf(block)) {
      const value = valueOf(workspace, user, surface, block, element);
      if (value === null) continue;
      const id = textOf(block, 'block_id');
      values[id] = { ...values[id], [textOf(element, 'action_id')]: value };
    }
  }
  return values;
}

/** What an element holds after somebody filled it in. Throws when it does not offer that. */
export function entered(workspace: Workspace, element: JsonObject, wanted: Entered): JsonObject {
  const options = optionsOf(element);
  if (options.length > 0) return heldBy(element, enteredOption(workspace, element, options, wanted));
  if (wanted === null || wanted === '') return heldBy(element, null);
  const type = textOf(element, 'type');
  if (type === 'users_select') return heldBy(element, personId(workspace, String(wanted)));
  if (type === 'multi_users_select') {
    return heldBy(
      element,
      [wanted].flat().map((name) => personId(workspace, String(name))),
    );
  }
  return heldBy(element, String(wanted));
}

function enteredOption(
  workspace: Workspace,
  element: JsonObject,
  options: readonly JsonObject[],
  wanted: Entered,
): Json {
  const find = (label: string): JsonObject => {
    const seen = options.map((option) => visibleText(workspace, objectOf(option, 'text')));
    const at = seen.indexOf(label);
    const option = options[at < 0 ? options.findIndex(({ value }) => value === label) : at];
    if (option === undefined) throw new Error(`there is no "${label}" among: ${seen.join(' | ')}`);
    return option;
  };
  if (KEPT[textOf(element, 'type')]?.isMany !== true) {
    return wanted === null || wanted === '' ? null : find(String(wanted));
  }
  if (typeof wanted === 'boolean') return wanted ? options : [];
  return [wanted ?? []].flat().map(find);
}

function personId(workspace: Workspace, name: string): string {
  const user =
    userOf(workspace, name) ?? workspace.state.users.find((one) => one.name === name.replace(/^@/, '')) ?? null;
  if (user === null) throw new Error(`there is no person "${name}" in this workspace`);
  return user.id;
}

/** True when nothing is chosen or typed. */
export function isEmpty(value: JsonObject): boolean {
  const { type, ...held } = value;
  return type !== undefined && Object.values(held).every((one) => one === null || one === '' || isEmptyList(one));
}

const isEmptyList = (value: Json | undefined): boolean => Array.isArray(value) && value.length === 0;
