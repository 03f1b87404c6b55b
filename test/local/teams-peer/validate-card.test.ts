import { describe, expect, it } from '@jest/globals';
import type { Json } from '../../../src/local/json.js';
import { parseJson } from '../../../src/local/json.js';
import { validateCard } from '../../../src/local/teams-peer/validate-card.js';
import { cardWarnings } from '../../support/card-warnings.js';

const card = (body: readonly unknown[], more: object = {}): Json =>
  parseJson(JSON.stringify({ type: 'AdaptiveCard', version: '1.5', body, ...more })) ?? null;
const withAction = (action: object): Json => card([], { actions: [{ title: 'Go', ...action }] });
const text = (said: string, more: object = {}) => ({ type: 'TextBlock', text: said, ...more });
const submit = (more: object = {}) => ({ type: 'Action.Submit', title: 'Go', ...more });
const mention = (said: string, id = '29:1-bob') => ({
  msteams: { entities: [{ type: 'mention', text: said, mentioned: { id, name: 'Bob' } }] },
});

const DRAWN: readonly [string, Json][] = [
  ['nothing but its version', card([])],
  [
    'words in every look',
    card([text('**Hi**', { size: 'ExtraLarge', weight: 'Bolder', wrap: true, style: 'heading' })]),
  ],
  ['facts', card([{ type: 'FactSet', facts: [{ title: 'Account', value: '' }] }])],
  ['columns', card([{ type: 'ColumnSet', columns: [{ type: 'Column', width: 'auto', items: [text('a')] }] }])],
  ['a table', card([{ type: 'Table', columns: [{ width: 1 }], rows: [{ cells: [{ items: [text('a')] }] }] }])],
  [
    'rich text',
    card([{ type: 'RichTextBlock', inlines: ['plain', { type: 'TextRun', text: 'bold', weight: 'Bolder' }] }]),
  ],
  [
    'an input of every kind',
    card(['Text', 'Number', 'Date', 'Time'].map((kind) => ({ type: `Input.${kind}`, id: kind }))),
  ],
  ['a toggle', card([{ type: 'Input.Toggle', id: 'a', title: 'Done', value: 'true' }])],
  [
    'a people picker',
    card([
      {
        type: 'Input.ChoiceSet',
        id: 'who',
        'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users' },
      },
    ]),
  ],
  ['a press with its fallback', withAction({ type: 'Action.Execute', verb: 'press', fallback: submit() })],
  ['a link', withAction({ type: 'Action.OpenUrl', url: 'https://acme.example' })],
  ['a card to show', withAction({ type: 'Action.ShowCard', card: { type: 'AdaptiveCard', body: [text('a')] } })],
  [
    'a part to show',
    card([text('a', { id: 'more' })], {
      actions: [{ type: 'Action.ToggleVisibility', title: 'More', targetElements: ['more'] }],
    }),
  ],
  ['a mention', card([text('<at>Bob</at> holds it')], mention('<at>Bob</at>'))],
  ['a refresh', card([], { refresh: { action: { type: 'Action.Execute', verb: 'look' }, userIds: ['29:1-bob'] } })],
];

describe('a card that Teams draws', () => {
  it.each(DRAWN)('may have %s', (_title, shown) => {
    expect(validateCard(shown)).toEqual([]);
  });

  it.each(DRAWN)("is read by Microsoft's own library without a warning: %s", (_title, shown) => {
    expect(cardWarnings(shown)).toEqual([]);
  });
});

describe('a card that Teams does not draw', () => {
  it.each<[string, Json | undefined, string]>([
    ['is no card', null, 'must be an object'],
    ['is nothing', undefined, 'must be an object'],
    ['is of another type', { type: 'HeroCard' }, 'unsupported type: HeroCard [json-pointer:/type]'],
    ['says no version', parseJson('{"type":"AdaptiveCard"}'), 'missing required field: version'],
    [
      'is of a newer version',
      parseJson('{"type":"AdaptiveCard","version":"1.6"}'),
      'must be a version that Teams knows',
    ],
    ['has an unknown element', card([{ type: 'Carousel' }]), 'unsupported type: Carousel [json-pointer:/body/0/type]'],
    ['has an unknown property', card([text('a', { shade: 'good' })]), 'invalid additional property: shade'],
    ['has an unknown look', card([text('a', { size: 'huge' })]), 'must be one of default, small'],
    ['has words without words', card([text('')]), 'must be more than 0 characters [json-pointer:/body/0/text]'],
    [
      'has an image that says nothing',
      card([{ type: 'Image', url: 'https://a.example/a.png' }]),
      'missing required field: altText',
    ],
    ['has an input without an id', card([{ type: 'Input.Text' }]), 'missing required field: id'],
    [
      'has two inputs with one id',
      card([1, 2].map(() => ({ type: 'Input.Text', id: 'a' }))),
      'two parts with the id "a" [json-pointer:/body/1/id]',
    ],
    [
      'requires without saying what is wrong',
      card([{ type: 'Input.Text', id: 'a', isRequired: true }]),
      'needs an `errorMessage`',
    ],
    ['offers no choices', card([{ type: 'Input.ChoiceSet', id: 'a' }]), 'needs `choices` or `choices.data`'],
    [
      'has chosen what it does not offer',
      card([{ type: 'Input.ChoiceSet', id: 'a', value: 'b', choices: [{ title: 'A', value: 'a' }] }]),
      '"b" is not one of the choices',
    ],
    ['has a date that is none', card([{ type: 'Input.Date', id: 'a', value: '30.11.2026' }]), 'must be a date'],
    [
      'has a button without a title',
      card([], { actions: [{ type: 'Action.Submit' }] }),
      'missing required field: title',
    ],
    ['has an unknown action', withAction({ type: 'Action.Http' }), 'unsupported type: Action.Http'],
    [
      'has seven buttons',
      card([], { actions: Array.from({ length: 7 }, () => submit()) }),
      'no more than 6 items allowed',
    ],
    [
      'has a press without a fallback',
      withAction({ type: 'Action.Execute' }),
      'needs an Action.Submit as its `fallback`',
    ],
    [
      'has a press with another fallback',
      withAction({ type: 'Action.Execute', fallback: 'drop' }),
      'needs an Action.Submit',
    ],
    [
      'is too old for a press',
      { ...Object(withAction({ type: 'Action.Execute', fallback: submit() })), version: '1.3' },
      'needs version 1.4',
    ],
    ['links to a script', withAction({ type: 'Action.OpenUrl', url: 'javascript:alert(1)' }), 'must be a web address'],
    [
      'shows a part that is not there',
      withAction({ type: 'Action.ToggleVisibility', targetElements: ['no'] }),
      'no part with the id "no"',
    ],
    ['mentions somebody who is not in its words', card([text('Bob')], mention('<at>Bob</at>')), 'is not in the card'],
    ['mentions nobody', card([text('<at>Bob</at>')], mention('<at>Bob</at>', '')), 'names nobody'],
    [
      'is larger than any page allows',
      card(Array.from({ length: 3 }, () => text('x'.repeat(10_000)))),
      'more than 28672',
    ],
  ])('%s', (_title, shown, problem) => {
    expect(validateCard(shown).join('; ')).toContain(problem);
  });
});

describe("Microsoft's own library", () => {
  it.each<[string, Json]>([
    ['an unknown element', card([{ type: 'Carousel' }])],
    ['an unknown action', withAction({ type: 'Action.Http' })],
    ['two inputs with one id', card([1, 2].map(() => ({ type: 'Input.Text', id: 'a' })))],
    ['a choice without a value', card([{ type: 'Input.ChoiceSet', id: 'a', choices: [{ title: 'A' }] }])],
    ['an input that requires without saying what is wrong', card([{ type: 'Input.Text', id: 'a', isRequired: true }])],
  ])('warns of %s, and so does the peer', (_title, shown) => {
    expect(cardWarnings(shown)).not.toEqual([]);
    expect(validateCard(shown)).not.toEqual([]);
  });
});
