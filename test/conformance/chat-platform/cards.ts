import type { PersonId } from '../../../src/core/ids.js';
import type { Card, Dialog, Inline } from '../../../src/view/card.js';

/** A card of one line of text. */
export const text = (...rich: Inline[]): Card => ({
  text: 'news',
  blocks: [{ type: 'text', text: rich }],
  isOver: false,
});

export const ALICE = 'p-alice' as PersonId;
export const BOB = 'p-bob' as PersonId;
export const ERIN = 'p-erin' as PersonId;

/** One of everything. */
export const aCard = (): Card => ({
  text: 'All there is',
  isOver: false,
  blocks: [
    { type: 'heading', text: 'A heading' },
    {
      type: 'text',
      text: [
        'plain words ',
        { bold: 'bold words' },
        ' ',
        { code: 'some code' },
        '\n',
        { link: 'https://example.com/page?a=1&b=2', label: 'the page' },
        ' ',
        { person: ALICE },
      ],
    },
    { type: 'divider' },
    { type: 'text', text: ['Your answer: yes'], button: { label: 'Change', press: 'p-change', style: 'plain' } },
    {
      type: 'checklist',
      press: 'p-tick',
      items: [
        { key: 'first', text: 'First thing', ticked: true },
        { key: 'second', text: 'Second thing', ticked: false },
      ],
    },
    { type: 'copy', text: 'line 1\nline 2' },
    {
      type: 'actions',
      actions: [
        { label: 'Done', press: 'p-done', style: 'primary' },
        { label: 'Cancel', press: 'p-cancel', style: 'danger' },
        {
          menu: 'Snooze',
          options: [
            { label: 'Tomorrow', press: 'p-tomorrow' },
            { label: 'In 3 days', press: 'p-in-3-days' },
          ],
        },
      ],
    },
    { type: 'note', text: ['Small print'] },
  ],
});

/** A list with this many things to tick, none of them ticked. */
export const aChecklist = (items: number): Card => ({
  text: 'A list',
  isOver: false,
  blocks: [
    {
      type: 'checklist',
      press: 'p-tick',
      items: Array.from({ length: items }, (_, n) => ({ key: `k${n}`, text: `Thing ${n}`, ticked: false })),
    },
  ],
});

/** One of every field. */
export const aDialog = (change: Partial<Dialog> = {}): Dialog => ({
  title: 'A form',
  submit: 'Send',
  close: 'Not now',
  press: 'p-form',
  intro: ['Say it ', { bold: 'here' }, '.'],
  fields: [
    { ...field('who', 'Who?'), kind: 'person', value: null },
    { ...field('why', 'Why?'), kind: 'choice', options: options(3), value: null },
    { ...field('which', 'Which?'), kind: 'choice', options: options(30), value: null },
    { ...field('services', 'Services'), kind: 'choices', options: options(12), value: [] },
    { ...field('day', 'Day'), kind: 'date', value: '' },
    { ...field('text', 'Words'), kind: 'text', isLong: true, max: 1000, value: 'so far' },
    { ...field('private', 'Private'), kind: 'toggle', text: 'Only us', value: false },
  ],
  ...change,
});

const field = (name: string, label: string) => ({ name, label, hint: `hint for ${label}`, isOptional: false });

const options = (count: number) => Array.from({ length: count }, (_, n) => ({ value: `v${n}`, label: `Option ${n}` }));

/** So many characters and no less, in numbered lines. */
export const longText = (length: number): string => {
  const lines: string[] = [];
  for (let size = 0; size < length; size += lines.at(-1)?.length ?? 1) lines.push(`line ${lines.length + 1} of many\n`);
  return lines.join('');
};

/** Names and texts that somebody chose so that they become something else. */
export const HOSTILE: readonly string[] = [
  '<!channel>',
  '<@UALICE>',
  '@here @everyone #general',
  '*bold* _italic_ ~gone~ `code`',
  '```block```',
  '<https://evil.example|click me>',
  '[click me](https://evil.example)',
  'https://evil.example/path',
  '> quoted',
  ':tada: :skull:',
  'a & b &lt;b&gt; &amp;',
  '<at>Alice</at> <b>x</b> <img src=x onerror=alert(1)>',
  '{{DATE(2026-01-01T00:00:00Z, SHORT)}} ${x}',
  '# heading',
];
