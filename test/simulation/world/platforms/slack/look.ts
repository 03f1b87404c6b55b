import { FORM } from '../../../../../adapters/slack/dialog.js';
import { tickOf } from '../../../../../adapters/slack/render.js';
import { type Content, type Pressable, pressableAt } from '../../screens.js';
import type { FieldKind, FormField } from '../client.js';
import { at, type Json, listAt, textAt } from '../json.js';

/** Message, or window, as Slack shows it. */
export function lookAt(json: Json): Content {
  const pressables = listAt(json, 'blocks').flatMap((block) =>
    elementsOf(block).flatMap((element) => pressablesOf(block, element)),
  );
  return { json, pressables };
}

const elementsOf = (block: Json): readonly Json[] =>
  block['type'] === 'actions' ? listAt(block, 'elements') : [at(block, 'accessory')];

function pressablesOf(block: Json, element: Json): readonly Pressable[] {
  const spot = { block_id: textAt(block, 'block_id'), element };
  const found = (code: string, more: Json = {}, lines: Pressable['lines'] = null): readonly Pressable[] => {
    const pressable = pressableAt(code, { ...spot, ...more }, lines);
    return pressable ? [pressable] : [];
  };
  switch (element['type']) {
    case 'button':
      return found(textAt(element, 'value'));
    case 'static_select':
      return listAt(element, 'options').flatMap((option) => found(textAt(option, 'value'), { option }));
    case 'checkboxes': {
      const tick = tickOf(spot.block_id);
      const line = { key: tick?.item ?? '', isTicked: listAt(element, 'initial_options').length > 0 };
      return tick ? found(tick.press, {}, [line]) : [];
    }
    default:
      return [];
  }
}

/** How a field of a form stands in Slack's window, with what is needed to fill it in. */
export interface SlackField extends FormField {
  readonly element: Json;
}

const KINDS: Readonly<Record<string, FieldKind>> = {
  plain_text_input: 'text',
  users_select: 'person',
  static_select: 'choice',
  radio_buttons: 'choice',
  multi_static_select: 'choices',
  datepicker: 'date',
  checkboxes: 'toggle',
};

/** Null for a window that only says something. */
export function fieldsOf(view: Json): readonly SlackField[] | null {
  if (view['callback_id'] !== FORM) return null;
  return listAt(view, 'blocks').flatMap((block) => {
    const element = at(block, 'element');
    const kind = KINDS[textAt(element, 'type')];
    if (block['type'] !== 'input' || kind === undefined) return [];
    const options = listAt(element, 'options').map((option) => textAt(option, 'value'));
    return [{ name: textAt(block, 'block_id'), kind, isOptional: block['optional'] === true, options, element }];
  });
}
