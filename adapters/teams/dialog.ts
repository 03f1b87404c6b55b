import { findSecret } from '../../src/core/secrets.js';
import { parseDate } from '../../src/core/time.js';
import type { TouchedLines } from '../../src/engine/ports.js';
import type { Dialog, Field, FieldOption } from '../../src/view/card.js';
import { cut, LIMITS } from './limits.js';
import type { Drawing, Mentions, TeamsJson } from './markdown.js';
import { plainLine } from './markdown.js';
import { adaptiveCard, executeElement, heading, type Part, type Pen, type Rendered, textLines } from './render.js';

/** Up to so many options are shown at once, without opening a menu. */
const SHOWN_AT_ONCE = 4;

/** A form, and how it stands at this moment. */
export interface FormState {
  /** Names this opening of the form: the activity that it answers. */
  readonly nonce: string;
  /** What is wrong, by the field's name; under any other name it is said above. */
  readonly errors?: Readonly<Record<string, string>>;
  /** What was filled in before, by the input's id. */
  readonly entries?: Readonly<Record<string, string>>;
  /** Lines that were touched before the form stood in the card's place; stored with the form. */
  readonly touched?: TouchedLines | null;
  /** A window of Teams has its own way to close, and takes `Action.Submit` alone. */
  readonly isWindow?: boolean;
  /** The names of people who stand in the form already, by the platform's id. */
  readonly nameOf: (user: string) => string | null;
}

/** A form as an Adaptive Card, with the inputs and *Send* and *Close*. */
export function renderDialog(dialog: Dialog, state: FormState, drawing: Drawing): Rendered {
  const mentions: Mentions = new Map();
  const pen: Pen = { drawing, mentions, ticks: {}, save: null };
  const isOffered = (field: Field): boolean => !('options' in field) || field.options.length > 0;
  const fields = dialog.fields.filter(isOffered);
  const names = new Set(fields.map(({ name }) => name));
  const astray = Object.entries(state.errors ?? {}).filter(([name]) => !names.has(name));
  const parts: Part[] = [
    { element: heading(cut(dialog.title, LIMITS.title)), isNeeded: true },
    ...(dialog.intro === null ? [] : textLines(dialog.intro, pen)),
    ...astray.map(([, words]) => errorLine(words)),
    ...fields.flatMap((field) => fieldParts(field, state, pen)),
    { element: { type: 'ActionSet', actions: buttons(dialog, fields, state) }, isNeeded: true },
  ];
  return { summary: cut(dialog.title, LIMITS.summary), card: adaptiveCard(parts, drawing, mentions) };
}

function buttons({ press, submit, close }: Dialog, fields: readonly Field[], state: FormState): readonly TeamsJson[] {
  const { nonce, touched = null } = state;
  const data = { handover: { form: press, nonce, fields: fields.map(inputId), ...(touched ? { touched } : {}) } };
  if (state.isWindow === true) return [{ type: 'Action.Submit', title: cut(submit, LIMITS.button), data }];
  const closing = { handover: { close: press, ...(touched ? { touched } : {}) } };
  return [
    executeElement(submit, 'form', data, { style: 'positive' }),
    // Nothing need be filled in to close.
    executeElement(close, 'close', closing, { associatedInputs: 'none' }),
  ];
}

/** The kind of a field stands before its name: what comes back are texts alone. */
const inputId = ({ kind, name }: Field): string => `${kind}.${name}`;

const errorLine = (words: string): Part => ({
  element: { type: 'TextBlock', text: plainLine(cut(words, LIMITS.hint)), color: 'Attention', wrap: true },
  isNeeded: true,
});

function fieldParts(field: Field, state: FormState, pen: Pen): readonly Part[] {
  const { words } = pen.drawing;
  const id = inputId(field);
  const before = state.entries?.[id];
  const error = state.errors?.[field.name];
  const isRequired = !field.isOptional && field.kind !== 'toggle';
  const element = {
    ...inputElement(field, before, state),
    id,
    label: cut(field.label, LIMITS.label),
    ...(isRequired ? { isRequired, errorMessage: words.fillIn } : {}),
  };
  const hint = field.hint ?? '';
  const small = { isSubtle: true, size: 'Small', spacing: 'None' };
  return [
    { element, isNeeded: true },
    ...(hint === '' ? [] : textLines([cut(hint, LIMITS.hint)], pen, small)),
    ...(error === undefined ? [] : [errorLine(error)]),
  ];
}

/** `before`: what was filled in; it goes before what the form begins with. */
function inputElement(field: Field, before: string | undefined, { nameOf }: FormState): TeamsJson {
  switch (field.kind) {
    case 'text': {
      const max = Math.min(field.max, LIMITS.input);
      const value = unlessSecret(before ?? field.value).slice(0, max);
      return { type: 'Input.Text', isMultiline: field.isLong, maxLength: max, ...(value ? { value } : {}) };
    }
    case 'person':
      return person(before ?? field.value ?? '', nameOf);
    case 'choice':
      return choice(field.options, before ?? encodeValue(field.value ?? ''), false);
    case 'choices':
      return choice(field.options, before ?? field.value.map(encodeValue).join(','), true);
    case 'date': {
      const value = before ?? field.value;
      return { type: 'Input.Date', ...(parseDate(value) === null ? {} : { value }) };
    }
    case 'toggle': {
      const value = before ?? String(field.value);
      return { type: 'Input.Toggle', title: plainLine(cut(field.text, LIMITS.label)), value, wrap: true };
    }
  }
}

/** What was refused as a secret stands in no message again; what only looks like one does, to be called harmless. */
const unlessSecret = (text: string): string => (findSecret(text)?.isCertain === true ? '' : text);

/**
 * Searches everybody in the organization; gives Microsoft Entra's object id.
 * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/people-picker
 */
function person(value: string, nameOf: FormState['nameOf']): TeamsJson {
  const data = { type: 'Data.Query', dataset: 'graph.microsoft.com/users' };
  const chosen = value === '' ? [] : [{ title: cut(nameOf(value) ?? value, LIMITS.optionText), value }];
  const search = { type: 'Input.ChoiceSet', choices: chosen, 'choices.data': data };
  return value === '' ? search : { ...search, value };
}

function choice(offered: readonly FieldOption[], value: string, isMultiSelect: boolean): TeamsJson {
  const isOpen = offered.length <= SHOWN_AT_ONCE || isMultiSelect;
  const choices = offered.slice(0, LIMITS.options).map(({ label, value: chosen }) => {
    const title = cut(label, LIMITS.optionText);
    // What is shown at once is Markdown; what stands in a menu is not.
    return { title: isOpen ? plainLine(title) : title, value: encodeValue(chosen) };
  });
  const looks = { type: 'Input.ChoiceSet', style: isOpen ? 'expanded' : 'compact', wrap: true, choices };
  return { ...looks, ...(isMultiSelect ? { isMultiSelect } : {}), ...(value ? { value } : {}) };
}

/** Several values come back as one text with commas between them. */
const encodeValue = (value: string): string => encodeURIComponent(value);
export const decodeValue = (value: string): string => {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
};
