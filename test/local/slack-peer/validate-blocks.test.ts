import { describe, expect, it } from '@jest/globals';
import type { Json } from '../../../src/local/json.js';
import { parseJson } from '../../../src/local/json.js';
import { validateBlocks, validateMetadata, validateView } from '../../../src/local/slack-peer/validate-blocks.js';

const x = (length: number): string => 'x'.repeat(length);
const many = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const option = (value: string, text = 'Yes') => ({ text: plain(text), value });
const button = (more: object = {}) => ({ type: 'button', text: plain('Done'), action_id: 'a', ...more });
const section = (more: object = {}) => ({ type: 'section', text: mrkdwn('hi'), ...more });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const context = (...elements: object[]) => ({ type: 'context', elements });
const input = (element: object, more: object = {}) => ({ type: 'input', label: plain('Why'), element, ...more });
const select = (more: object = {}) => ({ type: 'static_select', action_id: 's', options: [option('y')], ...more });
const boxes = (more: object = {}) => ({ type: 'checkboxes', action_id: 'c', options: [option('y')], ...more });
const header = (text: object) => ({ type: 'header', text });

/** Blocks go over the wire as JSON. */
const sent = (value: unknown): Json => parseJson(JSON.stringify(value)) ?? null;

const TAKEN: readonly (readonly [string, object])[] = [
  ['a section of 3000 characters', section({ text: mrkdwn(x(3000)) })],
  ['ten fields', section({ text: undefined, fields: many(10, () => mrkdwn(x(2000))) })],
  ['a section with a button', section({ accessory: button({ value: x(2000), style: 'danger', confirm: undefined }) })],
  ['a header of 150 characters', header(plain(x(150)))],
  ['25 buttons', actions(...many(25, (i) => button({ action_id: `a${i}` })))],
  ['10 lines of small print', context(...many(10, () => mrkdwn('x')))],
  [
    'checkboxes with marked-up text',
    actions(boxes({ options: many(10, (i) => ({ ...option(`${i}`), text: mrkdwn('*x*') })) })),
  ],
  ['a menu with a first choice', actions(select({ initial_option: { value: 'y', text: plain('Yes') } }))],
  [
    'an input',
    input({ type: 'plain_text_input', max_length: 3000, multiline: true }, { optional: true, hint: plain('x') }),
  ],
  ['a divider', { type: 'divider', block_id: x(255) }],
];

const REFUSED: readonly (readonly [string, object, string])[] = [
  ['an unknown block', { type: 'nonsense' }, 'unsupported type: nonsense [json-pointer:/blocks/0/type]'],
  [
    'an unknown element',
    actions({ type: 'slider' }),
    'unsupported type: slider [json-pointer:/blocks/0/elements/0/type]',
  ],
  ['an input element among actions', actions({ type: 'plain_text_input' }), 'unsupported type: plain_text_input'],
  ['a button in an input', input(button()), 'unsupported type: button [json-pointer:/blocks/0/element/type]'],
  ['an unknown property', section({ color: 'red' }), 'invalid additional property: color [json-pointer:/blocks/0]'],
  ['a section without text', { type: 'section' }, 'must define either `text` or `fields`'],
  ['an empty text', section({ text: mrkdwn('') }), 'must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
  ['a text of 3001 characters', section({ text: mrkdwn(x(3001)) }), 'must be less than 3001 characters'],
  ['11 fields', section({ fields: many(11, () => mrkdwn('x')) }), 'no more than 10 items allowed'],
  ['a header in mrkdwn', header(mrkdwn('x')), 'unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]'],
  ['a header of 151 characters', header(plain(x(151))), 'must be less than 151 characters'],
  ['26 buttons', actions(...many(26, (i) => button({ action_id: `a${i}` }))), 'no more than 25 items allowed'],
  ['no buttons', actions(), 'no fewer than 1 items allowed'],
  ['11 lines of small print', context(...many(11, () => mrkdwn('x'))), 'no more than 10 items allowed'],
  ['a button in mrkdwn', actions(button({ text: mrkdwn('x') })), 'unsupported type: mrkdwn'],
  ['a button of 76 characters', actions(button({ text: plain(x(76)) })), 'must be less than 76 characters'],
  [
    'a button value of 2001 characters',
    actions(button({ value: x(2001) })),
    '[json-pointer:/blocks/0/elements/0/value]',
  ],
  ['a button in blue', actions(button({ style: 'blue' })), 'must be one of primary, danger'],
  ['an action id of 256 characters', actions(button({ action_id: x(256) })), 'must be less than 256 characters'],
  ['a block id of 256 characters', { type: 'divider', block_id: x(256) }, '[json-pointer:/blocks/0/block_id]'],
  [
    'an option value of 76 characters',
    actions(select({ options: [option(x(76))] })),
    'must be less than 76 characters',
  ],
  ['an option text of 76 characters', actions(select({ options: [option('y', x(76))] })), '/options/0/text/text]'],
  ['101 options', actions(select({ options: many(101, (i) => option(`${i}`)) })), 'no more than 100 items allowed'],
  ['a menu without options', actions(select({ options: undefined })), 'missing required field: options'],
  ['11 checkboxes', actions(boxes({ options: many(11, (i) => option(`${i}`)) })), 'no more than 10 items allowed'],
  [
    'six actions in an overflow menu',
    actions({ type: 'overflow', options: many(6, (i) => option(`${i}`)) }),
    'no more than 5',
  ],
  [
    'a first tick that is not offered',
    actions(boxes({ initial_options: [option('z')] })),
    'must be one of the provided options',
  ],
  ['an empty list of first ticks', actions(boxes({ initial_options: [] })), 'no fewer than 1 items allowed'],
  ['a first choice that is not offered', actions(select({ initial_option: option('y', 'No') })), '/initial_option]'],
  [
    'a placeholder of 151 characters',
    actions(select({ placeholder: plain(x(151)) })),
    'must be less than 151 characters',
  ],
  [
    'a first text above its maximum',
    input({ type: 'plain_text_input', max_length: 2, initial_value: 'abc' }),
    '/initial_value]',
  ],
  ['a date in words', input({ type: 'datepicker', initial_date: 'tomorrow' }), 'must be a date such as 2026-11-30'],
  ['a hint in mrkdwn', input({ type: 'datepicker' }, { hint: mrkdwn('x') }), 'unsupported type: mrkdwn'],
];

describe('the validator of blocks', () => {
  it.each(TAKEN)('takes %s', (_, block) => {
    expect(validateBlocks(sent([block]))).toEqual([]);
  });

  it.each(REFUSED)('refuses %s', (_, block, says) => {
    expect(validateBlocks(sent([block])).join('\n')).toContain(says);
  });

  it('takes 50 blocks in a message and no more', () => {
    expect(validateBlocks(many(50, () => ({ type: 'divider' })))).toEqual([]);
    expect(validateBlocks(many(51, () => ({ type: 'divider' })))).toEqual([
      'no more than 50 items allowed [json-pointer:/blocks]',
    ]);
  });

  it('refuses a block id twice in a message, and an action id twice in a block', () => {
    expect(validateBlocks(sent([section({ block_id: 'b' }), section({ block_id: 'b' })]))).toEqual([
      '`block_id` must be unique, and "b" already exists [json-pointer:/blocks/1/block_id]',
    ]);
    expect(validateBlocks(sent([actions(button(), button())]))).toEqual([
      '`action_id` must be unique, and "a" already exists [json-pointer:/blocks/0/elements/1/action_id]',
    ]);
    expect(validateBlocks(sent([actions(button()), actions(button())]))).toEqual([]);
  });
});

describe('the validator of views', () => {
  const view = (more: object = {}): Json =>
    sent({
      type: 'modal',
      title: plain(x(24)),
      submit: plain(x(24)),
      blocks: [input({ type: 'datepicker' })],
      ...more,
    });

  it('takes a form within the limits', () => {
    expect(validateView(view({ private_metadata: x(3000), callback_id: 'start', close: plain('Cancel') }))).toEqual([]);
    expect(validateView(view({ blocks: many(100, () => ({ type: 'divider' })) }))).toEqual([]);
  });

  it.each([
    [
      'a title of 25 characters',
      { title: plain(x(25)) },
      'must be less than 25 characters [json-pointer:/view/title/text]',
    ],
    ['a title in mrkdwn', { title: mrkdwn('x') }, 'unsupported type: mrkdwn'],
    ['a submit of 25 characters', { submit: plain(x(25)) }, '/view/submit/text]'],
    ['a close of 25 characters', { close: plain(x(25)) }, '/view/close/text]'],
    [
      'inputs without submit',
      { submit: undefined },
      '`submit` is required when an `input` block is within view.blocks',
    ],
    ['101 blocks', { blocks: many(101, () => ({ type: 'divider' })) }, 'no more than 100 items allowed'],
    ['private metadata of 3001 characters', { private_metadata: x(3001) }, '/view/private_metadata]'],
    ['a block id twice', { blocks: many(2, () => ({ type: 'divider', block_id: 'b' })) }, '/view/blocks/1/block_id]'],
    ['another type', { type: 'popup' }, 'must be one of modal, home'],
  ])('refuses %s', (_, more, says) => {
    expect(validateView(view(more)).join('\n')).toContain(says);
  });
});

describe('the validator of metadata', () => {
  const metadata = (event_type: string, payload: unknown = {}): Json => sent({ event_type, event_payload: payload });

  it('takes what is well formed, and drops it for a badly named event type', () => {
    expect(validateMetadata(metadata('handover_card', { marker: 'm' }))).toBe('taken');
    expect(validateMetadata(metadata('handover.card'))).toBe('dropped');
    expect(validateMetadata(metadata('handover_card', 'text'))).toBe('malformed');
    expect(validateMetadata('text')).toBe('malformed');
    expect(validateMetadata(metadata('handover_card', { marker: x(17_000) }))).toBe('too_large');
  });
});
