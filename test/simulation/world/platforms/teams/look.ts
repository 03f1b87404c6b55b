import { decodeValue } from '../../../../../adapters/teams/dialog.js';
import { TICK } from '../../../../../adapters/teams/render.js';
import { type Content, type Line, pressableAt } from '../../screens.js';
import type { FieldKind, FormField } from '../client.js';
import { at, isJson, type Json, listAt, textAt } from '../json.js';

/** An Adaptive Card as Teams shows it. */
export function lookAt(json: Json): Content {
  const lines = linesOf(json);
  const pressables = actionsIn(json).flatMap((element) => {
    const { press, save } = at(at(element, 'data'), 'handover');
    if (typeof press !== 'string') return [];
    return pressableAt(press, element, press === save ? lines : null) ?? [];
  });
  return { json, pressables };
}

/** All buttons of a card, also those behind a menu. */
export function actionsIn(part: Json): readonly Json[] {
  const actions = listAt(part, 'actions').flatMap((action) =>
    action['type'] === 'Action.ShowCard' ? actionsIn(at(action, 'card')) : [action],
  );
  return [...actions, ...partsOf(part).flatMap(actionsIn)];
}

const partsOf = (part: Json): readonly Json[] => ['body', 'items', 'columns'].flatMap((key) => listAt(part, key));

const inputsIn = (part: Json): readonly Json[] =>
  partsOf(part).flatMap((one) => (textAt(one, 'type').startsWith('Input.') ? [one] : inputsIn(one)));

const linesOf = (card: Json): readonly Line[] =>
  inputsIn(card)
    .filter((input) => textAt(input, 'id').startsWith(TICK))
    .map((input) => ({ key: textAt(input, 'id').slice(TICK.length), isTicked: input['value'] === 'true' }));

const KINDS: ReadonlySet<string> = new Set(['text', 'person', 'choice', 'choices', 'date', 'toggle']);

export interface TeamsField extends FormField {
  readonly id: string;
}

/** A form in a card: its buttons, and what is to be filled in. Null for a card that is none. */
export interface TeamsForm {
  readonly submit: Json;
  readonly close: Json | null;
  readonly fields: readonly TeamsField[];
}

export function formIn(card: Json): TeamsForm | null {
  const buttons = actionsIn(card);
  const named = (key: string): Json | null =>
    buttons.find((button) => typeof at(at(button, 'data'), 'handover')[key] === 'string') ?? null;
  const submit = named('form');
  return submit && { submit, close: named('close'), fields: inputsIn(card).flatMap(fieldOf) };
}

function fieldOf(input: Json): readonly TeamsField[] {
  const id = textAt(input, 'id');
  const [kind = '', ...name] = id.split('.');
  if (!KINDS.has(kind)) return [];
  const options = listAt(input, 'choices').map((choice) => decodeValue(textAt(choice, 'value')));
  return [{ id, name: name.join('.'), kind: kind as FieldKind, isOptional: input['isRequired'] !== true, options }];
}

/** The card of an activity, or of the answer to a press; null for none. */
export const cardIn = (body: unknown): Json | null =>
  isJson(body) && body['type'] === 'application/vnd.microsoft.card.adaptive' ? at(body, 'value') : null;
