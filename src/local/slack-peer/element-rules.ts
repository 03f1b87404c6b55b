import type { Check, Fields } from '../checks.js';
import { all, boolean, complain, integer, list, matching, oneOf, record, string, typed } from '../checks.js';
import type { Json } from '../json.js';
import { isObject, objectOf, objectsOf, textOf } from '../json.js';

// Limits: https://docs.slack.dev/reference/block-kit/block-elements and .../composition-objects

export const plain = (max: number): Check => typed({ plain_text: record({ text: string(max) }, { emoji: boolean }) });

/** Text that may be `plain_text` or `mrkdwn`. */
export const anyText = (max: number): Check =>
  typed({
    plain_text: record({ text: string(max) }, { emoji: boolean }),
    mrkdwn: record({ text: string(max) }, { verbatim: boolean }),
  });

/** Slack's pages disagree on a value's length (75 and 150); the stricter figure is held. */
const OPTION_VALUE = string(75);
const option = (text: Check): Check => record({ text, value: OPTION_VALUE }, { description: text });
const pickOption = option(plain(75));
const tickOption = option(anyText(75));
const menuOption = record({ text: plain(75), value: OPTION_VALUE }, { description: plain(75), url: string(3000) });

const confirm = record(
  { title: plain(100), text: anyText(300), confirm: plain(30), deny: plain(30) },
  { style: oneOf('primary', 'danger') },
);

const action: Fields = { action_id: string(255) };
const placeholder: Fields = { placeholder: plain(150), focus_on_load: boolean };
const day = matching(/^\d{4}-\d{2}-\d{2}$/, 'a date such as 2026-11-30');
const dispatch: Fields = {
  dispatch_action_config: record({}, { trigger_actions_on: list(string(50), 1, 2) }),
};

/** What is chosen at first has to be one of the options, letter for letter. */
const initialIsOffered: Check = (element, path) => {
  if (!isObject(element)) return [];
  const offered = new Set(optionsOf(element).map(asText));
  const single = objectOf(element, 'initial_option');
  return [
    ...(single === null || offered.has(asText(single))
      ? []
      : complain('must be one of the provided options', `${path}/initial_option`)),
    ...objectsOf(element, 'initial_options').flatMap((initial, i) =>
      offered.has(asText(initial))
        ? []
        : complain('must be one of the provided options', `${path}/initial_options/${i}`),
    ),
  ];
};

/** The options of an element, those in groups too. */
export const optionsOf = (element: Json | undefined) =>
  isObject(element)
    ? [
        ...objectsOf(element, 'options'),
        ...objectsOf(element, 'option_groups').flatMap((group) => objectsOf(group, 'options')),
      ]
    : [];

/** The same for objects that differ only in the order of their keys. */
const asText = (value: Json | undefined): string =>
  isObject(value)
    ? `{${Object.keys(value)
        .toSorted()
        .map((key) => `${key}:${asText(value[key])}`)
        .join()}}`
    : JSON.stringify(value);

const hasOptions: Check = (element, path) =>
  isObject(element) && element['options'] === undefined && element['option_groups'] === undefined
    ? complain('missing required field: options', path)
    : [];

const fitsItsMaximum: Check = (element, path) => {
  const max = isObject(element) ? element['max_length'] : undefined;
  return isObject(element) && typeof max === 'number' && textOf(element, 'initial_value').length > max
    ? complain(`must be less than ${max + 1} characters`, `${path}/initial_value`)
    : [];
};

const groups = list(record({ label: plain(75), options: list(pickOption, 1, 100) }), 1, 100);
const picks: Fields = { ...action, ...placeholder, options: list(pickOption, 1, 100), option_groups: groups, confirm };
const typedText: Fields = {
  ...action,
  ...placeholder,
  ...dispatch,
  initial_value: string(3000, 0),
  min_length: integer(0, 3000),
  max_length: integer(1, 3000),
};
const many: Fields = { max_selected_items: integer(1, 1000) };
const ids = list(string(50), 0, 1000);

/** Every interactive element, and the image. */
export const ELEMENTS: Fields = {
  button: record(
    { text: plain(75) },
    {
      ...action,
      value: string(2000),
      url: string(3000),
      style: oneOf('primary', 'danger'),
      confirm,
      accessibility_label: string(75),
    },
  ),
  static_select: all(record({}, { ...picks, initial_option: pickOption }), hasOptions, initialIsOffered),
  multi_static_select: all(
    record({}, { ...picks, ...many, initial_options: list(pickOption, 1, 100) }),
    hasOptions,
    initialIsOffered,
  ),
  users_select: record({}, { ...action, ...placeholder, confirm, initial_user: string(50) }),
  multi_users_select: record({}, { ...action, ...placeholder, ...many, confirm, initial_users: ids }),
  channels_select: record({}, { ...action, ...placeholder, confirm, initial_channel: string(50) }),
  conversations_select: record({}, { ...action, ...placeholder, confirm, initial_conversation: string(50) }),
  overflow: record({ options: list(menuOption, 1, 5) }, { ...action, confirm }),
  checkboxes: all(
    record(
      { options: list(tickOption, 1, 10) },
      { ...action, confirm, focus_on_load: boolean, initial_options: list(tickOption, 1, 10) },
    ),
    initialIsOffered,
  ),
  radio_buttons: all(
    record(
      { options: list(tickOption, 1, 10) },
      { ...action, confirm, focus_on_load: boolean, initial_option: tickOption },
    ),
    initialIsOffered,
  ),
  plain_text_input: all(record({}, { ...typedText, multiline: boolean }), fitsItsMaximum),
  email_text_input: record({}, { ...action, ...placeholder, ...dispatch, initial_value: string(3000, 0) }),
  url_text_input: record({}, { ...action, ...placeholder, ...dispatch, initial_value: string(3000, 0) }),
  datepicker: record({}, { ...action, ...placeholder, confirm, initial_date: day }),
  timepicker: record({}, { ...action, ...placeholder, confirm, initial_time: string(5), timezone: string(50) }),
  image: record({ alt_text: string(2000) }, { image_url: string(3000) }),
};
