import { parseDate } from '../../src/core/time.js';
import type { Card, Dialog, Field, FieldOption } from '../../src/view/card.js';
import { cut, LIMITS } from './limits.js';
import { renderForReading, richBlocks } from './render.js';
import type { Drawing, SlackJson } from './rich.js';

/** Of every form; what it is about stands in its metadata. */
export const FORM = 'handover_form';
/** The one value of a toggle's checkbox. */
const ON = 'on';
/** Up to so many options are shown at once, without opening a menu. */
const SHOWN_AT_ONCE = 4;

/** A form as a modal. Each field's block has the field's name as its id, so that errors land at the field. */
export function renderDialog(dialog: Dialog, drawing: Drawing): SlackJson {
  const intro = dialog.intro === null ? [] : richBlocks(dialog.intro, drawing);
  const fields = dialog.fields.map(inputBlock).filter((block) => block !== null);
  return {
    type: 'modal',
    callback_id: FORM,
    private_metadata: dialog.press,
    title: plain(dialog.title, LIMITS.title),
    submit: plain(dialog.submit, LIMITS.title),
    close: plain(dialog.close, LIMITS.title),
    blocks: [...intro, ...fields].slice(0, LIMITS.viewBlocks),
  };
}

/** What is said in answer to a form, in the window where the form stood. */
export function renderNotice(card: Card, drawing: Drawing): SlackJson {
  const blocks = renderForReading(card, drawing);
  return {
    type: 'modal',
    title: plain(drawing.words.title, LIMITS.title),
    close: plain(drawing.words.close, LIMITS.title),
    blocks: blocks.length > 0 ? blocks : richBlocks([card.text], drawing),
  };
}

function inputBlock(field: Field): SlackJson | null {
  const element = inputElement(field);
  return (
    element && {
      type: 'input',
      block_id: field.name,
      label: plain(field.label, LIMITS.label),
      ...(field.hint ? { hint: plain(field.hint, LIMITS.hint) } : {}),
      // A box that must be ticked could never be left unticked.
      optional: field.isOptional || field.kind === 'toggle',
      element: { ...element, action_id: field.name },
    }
  );
}

/** Null for a choice without options, which Slack would refuse. */
function inputElement(field: Field): SlackJson | null {
  switch (field.kind) {
    case 'text': {
      const max = Math.min(field.max, LIMITS.input);
      const initial = field.value === '' ? {} : { initial_value: field.value.slice(0, max) };
      return { type: 'plain_text_input', multiline: field.isLong, max_length: max, ...initial };
    }
    case 'person':
      return { type: 'users_select', ...(field.value ? { initial_user: field.value } : {}) };
    case 'choice':
      return choice(field.options, field.value);
    case 'choices':
      return choices(field.options, field.value);
    case 'date':
      return { type: 'datepicker', ...(parseDate(field.value) === null ? {} : { initial_date: field.value }) };
    case 'toggle': {
      const option = { text: plain(field.text, LIMITS.optionText), value: ON };
      return { type: 'checkboxes', options: [option], ...(field.value ? { initial_options: [option] } : {}) };
    }
  }
}

function choice(offered: readonly FieldOption[], value: string | null): SlackJson | null {
  const options = optionsOf(offered);
  if (options.length === 0) return null;
  const initial = options.find((option) => option['value'] === value);
  return {
    type: options.length <= SHOWN_AT_ONCE ? 'radio_buttons' : 'static_select',
    options,
    ...(initial ? { initial_option: initial } : {}),
  };
}

function choices(offered: readonly FieldOption[], values: readonly string[]): SlackJson | null {
  const options = optionsOf(offered);
  if (options.length === 0) return null;
  const initial = options.filter((option) => values.includes(String(option['value'])));
  return {
    type: 'multi_static_select',
    options,
    ...(initial.length > 0 ? { initial_options: initial } : {}),
  };
}

const optionsOf = (offered: readonly FieldOption[]): readonly SlackJson[] =>
  offered.slice(0, LIMITS.options).map(({ label, value }) => ({ text: plain(label, LIMITS.optionText), value }));

const plain = (text: string, max: number): SlackJson => ({ type: 'plain_text', text: cut(text, max), emoji: false });
