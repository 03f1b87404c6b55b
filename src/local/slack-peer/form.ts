import type { Entered } from './element-values.js';
import { choose, entered, isEmpty, valueOf } from './element-values.js';
import type { JsonObject } from '../json.js';
import { objectOf, objectsOf, textOf } from '../json.js';
import type { SlackView, Workspace } from './state.js';
import { visibleText } from './visible-text.js';

/** What somebody fills in, by the label of the field or by its block id. */
export type FormEntries = Readonly<Record<string, Entered>>;

/** Types into the fields of a form. Throws for a field that is not there, naming those that are. */
export function fillIn(workspace: Workspace, view: SlackView, entries: FormEntries): void {
  const inputs = inputsOf(view);
  for (const [name, wanted] of Object.entries(entries)) {
    const block = inputs.find(
      (one) => visibleText(workspace, objectOf(one, 'label')) === name || textOf(one, 'block_id') === name,
    );
    const element = objectOf(block, 'element');
    if (block === undefined || element === null) {
      const there = inputs.map((one) => visibleText(workspace, objectOf(one, 'label'))).join(' | ');
      throw new Error(`the form has no field "${name}"; it has: ${there}`);
    }
    choose(workspace, view.user, view.id, block, element, entered(workspace, element, wanted));
  }
}

/** What Slack's own window finds wrong before it sends a form: by block id, empty when nothing is. */
export function clientErrors(workspace: Workspace, view: SlackView): Readonly<Record<string, string>> {
  const wrong = inputsOf(view).flatMap((block) => {
    const element = objectOf(block, 'element');
    const value = element === null ? null : valueOf(workspace, view.user, view.id, block, element);
    const error = element === null || value === null ? null : wrongWith(block, element, value);
    return error === null ? [] : [[textOf(block, 'block_id'), error] as const];
  });
  return Object.fromEntries(wrong);
}

function wrongWith(block: JsonObject, element: JsonObject, value: JsonObject): string | null {
  if (isEmpty(value)) return block['optional'] === true ? null : 'Please complete this required field.';
  const { length } = textOf(value, 'value');
  const [min, max] = [element['min_length'], element['max_length']];
  if (typeof max === 'number' && length > max) return `Please enter no more than ${max} characters.`;
  return typeof min === 'number' && length < min ? `Please enter at least ${min} characters.` : null;
}

const inputsOf = (view: SlackView): readonly JsonObject[] =>
  objectsOf(view.body, 'blocks').filter(({ type }) => type === 'input');
