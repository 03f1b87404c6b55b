import type { Check, Fields } from '../checks.js';
import { all, boolean, complain, integer, list, matching, record, string, typed } from '../checks.js';
import { isObject, objectsOf, textOf } from '../json.js';

// Properties: https://adaptivecards.io/explorer and, for what Teams takes of it,
// https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-reference

/** More of them and Teams draws none of the rest. */
const ACTIONS_MAX = 6;
const text = string(20_000);
const words = string(20_000, 0);
const anything: Check = () => [];

/** One of these, in small or capital letters, as renderers take them. */
const word =
  (...allowed: readonly string[]): Check =>
  (value, path) =>
    typeof value === 'string' && allowed.includes(value.toLowerCase())
      ? []
      : complain(`must be one of ${allowed.join(', ')}`, path);

const number: Check = (value, path) => (typeof value === 'number' ? [] : complain('must be a number', path));
const isWordOr =
  (said: string, check: Check): Check =>
  (value, path) =>
    value === said ? [] : check(value, path);

const element: Check = (value, path) => typed(ELEMENTS)(value, path);
const elements = (max = 200): Check => list(element, 0, max);
const button: Check = (value, path) => typed(BUTTONS)(value, path);
const buttons = list(button, 1, ACTIONS_MAX);
const select: Check = (value, path) => typed(SELECT_ACTIONS)(value, path);

const COMMON: Fields = {
  id: string(255),
  isVisible: boolean,
  separator: boolean,
  spacing: word('default', 'none', 'small', 'medium', 'large', 'extralarge', 'padding'),
  height: word('auto', 'stretch'),
  requires: anything,
  fallback: isWordOr('drop', element),
  targetWidth: string(40),
};
const ALIGNED: Fields = {
  horizontalAlignment: word('left', 'center', 'right'),
};
const STYLED: Fields = {
  style: word('default', 'emphasis', 'good', 'attention', 'warning', 'accent'),
  bleed: boolean,
  minHeight: string(20),
  rtl: boolean,
  verticalContentAlignment: word('top', 'center', 'bottom'),
  backgroundImage: anything,
  selectAction: select,
};
const FONT: Fields = {
  color: word('default', 'dark', 'light', 'accent', 'good', 'warning', 'attention'),
  fontType: word('default', 'monospace'),
  isSubtle: boolean,
  size: word('default', 'small', 'medium', 'large', 'extralarge'),
  weight: word('default', 'lighter', 'bolder'),
};
const INPUT: Fields = { ...COMMON, label: text, isRequired: boolean, errorMessage: text };

const saysWhatIsWrong: Check = (input, path) =>
  isObject(input) && input['isRequired'] === true && input['errorMessage'] === undefined
    ? complain('a required input needs an `errorMessage`', path)
    : [];

const hasChoices: Check = (input, path) => {
  if (!isObject(input) || input['choices.data'] !== undefined) return [];
  const offered = objectsOf(input, 'choices').map((choice) => textOf(choice, 'value'));
  if (offered.length === 0) return complain('needs `choices` or `choices.data`', path);
  const isMany = input['isMultiSelect'] === true;
  const chosen = isMany ? textOf(input, 'value').split(',') : [textOf(input, 'value')];
  const stray = chosen.find((value) => value !== '' && !offered.includes(value));
  return stray === undefined ? [] : complain(`"${stray}" is not one of the choices`, `${path}/value`);
};

const run = record(
  { text: words },
  { ...FONT, highlight: boolean, italic: boolean, strikethrough: boolean, underline: boolean, selectAction: select },
);
const day = matching(/^\d{4}-\d{2}-\d{2}$|^$/, 'a date such as 2026-11-30');
const column = record(
  {},
  { ...COMMON, ...STYLED, items: elements(), width: (value, path) => (value === 0 ? complain('is 0', path) : []) },
);

/** Every element the peer knows, and what is asked of it. */
export const ELEMENTS: Fields = {
  TextBlock: record(
    { text },
    { ...COMMON, ...ALIGNED, ...FONT, maxLines: integer(1, 1000), wrap: boolean, style: word('default', 'heading') },
  ),
  RichTextBlock: record(
    {
      inlines: list((value, path) => (typeof value === 'string' ? [] : typed({ TextRun: run })(value, path)), 1, 1000),
    },
    { ...COMMON, ...ALIGNED },
  ),
  Image: record(
    { url: text, altText: text },
    {
      ...COMMON,
      ...ALIGNED,
      size: word('auto', 'stretch', 'small', 'medium', 'large'),
      style: word('default', 'person'),
      width: string(20),
      backgroundColor: string(20),
      selectAction: select,
    },
  ),
  Container: record({ items: elements() }, { ...COMMON, ...STYLED }),
  ColumnSet: record({ columns: list(column, 1, 20) }, { ...COMMON, ...ALIGNED, ...STYLED }),
  FactSet: record({ facts: list(record({ title: text, value: words }), 1, 100) }, COMMON),
  ActionSet: record({ actions: buttons }, { ...COMMON, ...ALIGNED }),
  Table: record(
    {
      columns: list(record({}, { ...ALIGNED, width: anything, verticalCellContentAlignment: anything }), 1, 20),
      rows: list(
        record({ cells: list(record({ items: elements() }, STYLED), 1, 20) }, { ...ALIGNED, style: anything }),
        1,
        100,
      ),
    },
    { ...COMMON, firstRowAsHeader: boolean, firstRowAsHeaders: boolean, showGridLines: boolean, gridStyle: anything },
  ),
  'Input.Text': all(
    record(
      { id: string(255) },
      {
        ...INPUT,
        isMultiline: boolean,
        maxLength: integer(1, 100_000),
        placeholder: text,
        regex: text,
        style: word('text', 'tel', 'url', 'email'),
        value: words,
        inlineAction: button,
      },
    ),
    saysWhatIsWrong,
  ),
  'Input.Number': all(
    record({ id: string(255) }, { ...INPUT, min: number, max: number, placeholder: text, value: number }),
    saysWhatIsWrong,
  ),
  'Input.Date': all(
    record({ id: string(255) }, { ...INPUT, min: day, max: day, placeholder: text, value: day }),
    saysWhatIsWrong,
  ),
  'Input.Time': all(
    record({ id: string(255) }, { ...INPUT, min: words, max: words, placeholder: text, value: words }),
    saysWhatIsWrong,
  ),
  'Input.Toggle': all(
    record({ id: string(255), title: text }, { ...INPUT, value: text, valueOn: text, valueOff: text, wrap: boolean }),
    saysWhatIsWrong,
  ),
  'Input.ChoiceSet': all(
    record(
      { id: string(255) },
      {
        ...INPUT,
        choices: list(record({ title: text, value: text }), 0, 200),
        'choices.data': typed({
          'Data.Query': record({ dataset: text }, { count: number, skip: number, value: words }),
        }),
        isMultiSelect: boolean,
        placeholder: text,
        style: word('compact', 'expanded', 'filtered'),
        value: words,
        wrap: boolean,
      },
    ),
    saysWhatIsWrong,
    hasChoices,
  ),
};

const ACTION: Fields = {
  id: string(255),
  iconUrl: text,
  style: word('default', 'positive', 'destructive'),
  tooltip: text,
  isEnabled: boolean,
  mode: word('primary', 'secondary'),
  requires: anything,
};
const data: Check = (value, path) =>
  isObject(value) || typeof value === 'string' ? [] : complain('must be an object or a string', path);
const SENDS: Fields = { ...ACTION, data, associatedInputs: word('auto', 'none') };

/** A client that does not know `Action.Execute` shows the fallback, and only `Action.Submit` does the same. */
const hasFallback: Check = (action, path) =>
  isObject(action) && textOf(isObject(action['fallback']) ? action['fallback'] : {}, 'type') === 'Action.Submit'
    ? []
    : complain('Action.Execute needs an Action.Submit as its `fallback`', path);

/** The actions; `required`: what each of them has to have. */
const actions = (required: Fields): Fields => ({
  'Action.Submit': record(required, { ...SENDS, title: text, fallback: isWordOr('drop', button) }),
  'Action.Execute': record(required, { ...SENDS, title: text, verb: text, fallback: isWordOr('drop', button) }),
  'Action.OpenUrl': record(
    { ...required, url: matching(/^(?:https?|mailto|msteams):/, 'a web address') },
    { ...ACTION, title: text, fallback: isWordOr('drop', button) },
  ),
  'Action.ToggleVisibility': record(
    {
      ...required,
      targetElements: list(
        (value, path) =>
          typeof value === 'string' ? [] : record({ elementId: text }, { isVisible: boolean })(value, path),
        1,
        100,
      ),
    },
    { ...ACTION, title: text, fallback: isWordOr('drop', button) },
  ),
});

const SELECT_ACTIONS = actions({});
const BUTTONS: Fields = {
  ...actions({ title: text }),
  'Action.Execute': all(actions({ title: text })['Action.Execute'] ?? anything, hasFallback),
  'Action.ShowCard': record(
    { title: text, card: (value, path) => innerCard(value, path) },
    { ...ACTION, fallback: anything },
  ),
};

const CARD: Fields = {
  $schema: text,
  body: elements(),
  actions: buttons,
  fallbackText: text,
  speak: words,
  lang: string(20),
  minHeight: string(20),
  rtl: boolean,
  verticalContentAlignment: anything,
  backgroundImage: anything,
  selectAction: select,
};
const VERSION = matching(/^1\.[0-5]$/, 'a version that Teams knows, 1.0 to 1.5');
const innerCard = typed({ AdaptiveCard: record({}, { ...CARD, version: VERSION }) });

/** A whole card. `refresh`: https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model */
export const WHOLE_CARD: Check = typed({
  AdaptiveCard: record(
    { version: VERSION },
    {
      ...CARD,
      refresh: record({ action: select }, { userIds: list(text, 0, 60), expires: text }),
      metadata: anything,
      msteams: record({}, { entities: list(anything, 1, 50), width: word('full') }),
    },
  ),
});
