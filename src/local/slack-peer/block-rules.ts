import type { Check, Fields } from '../checks.js';
import { all, boolean, complain, list, only, record, string, typed } from '../checks.js';
import { anyText, ELEMENTS, plain } from './element-rules.js';
import { isObject } from '../json.js';

// Limits: https://docs.slack.dev/reference/block-kit/blocks

const PICKERS = [
  'static_select',
  'multi_static_select',
  'users_select',
  'multi_users_select',
  'channels_select',
  'conversations_select',
  'checkboxes',
  'radio_buttons',
  'datepicker',
  'timepicker',
];
const IN_SECTION = only(ELEMENTS, [...PICKERS, 'button', 'overflow', 'image']);
const IN_ACTIONS = only(ELEMENTS, [...PICKERS, 'button', 'overflow']);
const IN_INPUT = only(ELEMENTS, [...PICKERS, 'plain_text_input', 'email_text_input', 'url_text_input']);

const id: Fields = { block_id: string(255) };

const hasTextOrFields: Check = (block, path) =>
  isObject(block) && block['text'] === undefined && block['fields'] === undefined
    ? complain('must define either `text` or `fields`', path)
    : [];

const smallPrint: Check = (value, path) =>
  isObject(value) && value['type'] === 'image'
    ? typed(only(ELEMENTS, ['image']))(value, path)
    : anyText(3000)(value, path);

/** Every block the peer knows, and what Slack asks of it. */
export const BLOCKS: Fields = {
  section: all(
    record(
      {},
      {
        ...id,
        text: anyText(3000),
        fields: list(anyText(2000), 1, 10),
        accessory: typed(IN_SECTION),
        expand: boolean,
      },
    ),
    hasTextOrFields,
  ),
  header: record({ text: plain(150) }, id),
  divider: record({}, id),
  image: record({ alt_text: string(2000) }, { ...id, image_url: string(3000), title: plain(2000) }),
  context: record({ elements: list(smallPrint, 1, 10) }, id),
  actions: record({ elements: list(typed(IN_ACTIONS), 1, 25) }, id),
  input: record(
    { label: plain(2000), element: typed(IN_INPUT) },
    { ...id, hint: plain(2000), optional: boolean, dispatch_action: boolean },
  ),
  markdown: record({ text: string(12_000) }, id),
  rich_text: record(
    { elements: list((value, path) => (isObject(value) ? [] : complain('must be an object', path)), 1, 100) },
    id,
  ),
};
