import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { renderDialog, renderNotice } from '../../../adapters/slack/dialog.js';
import { renderCard, tickOf } from '../../../adapters/slack/render.js';
import type { Drawing } from '../../../adapters/slack/rich.js';
import { english } from '../../../adapters/slack/words.js';
import type { Block, Inline } from '../../../src/view/card.js';
import type { Json } from '../../../src/local/json.js';
import { parseJson } from '../../../src/local/json.js';
import { validateBlocks, validateView } from '../../../src/local/slack-peer/validate-blocks.js';
import { aCard, aChecklist, aDialog, longText, text } from '../../conformance/chat-platform/cards.js';

const drawing: Drawing = { workspace: 'TACME', people: () => null, words: english };
const asJson = (value: unknown): Json | undefined => parseJson(JSON.stringify(value));
const blocksOf = (blocks: readonly Block[]) => renderCard({ ...text(''), blocks }, drawing).blocks;
const complaints = (blocks: readonly Block[]) => validateBlocks(asJson(blocksOf(blocks)));

describe('a card as Block Kit', () => {
  it('is taken by Slack with one of everything', () => {
    expect(complaints(aCard().blocks)).toEqual([]);
  });

  it('puts the text beside its button where nothing in it could be read as formatting', () => {
    const button = { label: 'Change', press: 'p', style: 'plain' } as const;
    expect(blocksOf([{ type: 'text', text: [{ bold: 'Key: ' }, 'yes'], button }]).map(({ type }) => type)).toEqual([
      'rich_text',
      'actions',
    ]);
    expect(blocksOf([{ type: 'text', text: [{ bold: 'Key:' }, ' a & b'], button }])).toMatchObject([
      { type: 'section', text: { type: 'mrkdwn', text: '*Key:* a &amp; b', verbatim: true } },
    ]);
    expect(blocksOf([{ type: 'text', text: [{ bold: 'Key:' }, ' snake_case'], button }])).toMatchObject([
      { type: 'rich_text' },
      { type: 'actions' },
    ]);
  });

  it('moves to rich text what a workspace may have for an emoji, and a link whose name has two lines', () => {
    const small = (inline: Inline): unknown =>
      blocksOf([{ type: 'note', text: [{ bold: 'Now' }, ' ', inline] }])[0]?.['type'];
    expect(small('acme')).toBe('context');
    expect(small(':日本:')).toBe('rich_text');
    expect(small({ link: 'https://chat.example/a', label: 'acme' })).toBe('context');
    expect(small({ link: 'https://chat.example/a', label: 'acme\nprod' })).toBe('rich_text');
  });

  it('shows an address that is none of the web as plain words', () => {
    const rich: Inline[] = [{ link: 'javascript:alert(1)', label: 'here' }];
    expect(JSON.stringify(blocksOf([{ type: 'text', text: rich }]))).not.toContain('javascript');
    expect(JSON.stringify(blocksOf([{ type: 'note', text: rich }]))).not.toContain('javascript');
  });

  it('goes on in the description where the text of a box is too long', () => {
    const item = { key: 'a', text: `${'word '.repeat(18)}end`, ticked: false };
    expect(JSON.stringify(blocksOf([{ type: 'checklist', press: 'p', items: [item] }]))).toContain('end');
  });

  it('carries the press and the line in the id of every box', () => {
    const ids = renderCard(aChecklist(3), drawing).blocks.map((block) => tickOf(String(block['block_id'])));
    expect(ids).toEqual(['k0', 'k1', 'k2'].map((item) => ({ press: 'p-tick', item })));
  });

  it('gives a menu new ids with new presses, so that Slack forgets what was chosen', () => {
    const menu = (press: string): Block => ({
      type: 'actions',
      actions: [{ menu: 'Snooze', options: [{ label: 'Tomorrow', press }] }],
    });
    expect(blocksOf([menu('p-1')])[0]?.['block_id']).not.toBe(blocksOf([menu('p-2')])[0]?.['block_id']);
    expect(blocksOf([menu('p-1')])).toEqual(blocksOf([menu('p-1')]));
  });

  it('turns the options of a menu into buttons when their codes are too long for Slack', () => {
    const options = [{ label: 'Tomorrow', press: 'p'.repeat(90) }];
    expect(blocksOf([{ type: 'actions', actions: [{ menu: 'Snooze', options }] }])).toMatchObject([
      { elements: [{ type: 'button', value: 'p'.repeat(90) }] },
    ]);
  });

  it('is taken by Slack, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.array(anyBlock, { maxLength: 70 }), (blocks) => {
        expect(complaints(unlike(blocks))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

const words = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.constantFrom('*b*', '<!here>', 'a_b', '&', longText(4000), '😀'.repeat(1600), ' x '),
);
const inline: fc.Arbitrary<Inline> = fc.oneof(
  words,
  words.map((bold) => ({ bold })),
  words.map((code) => ({ code })),
  words.map((label) => ({ link: 'https://example.com/?a=1|2', label })),
);
const rich = fc.array(inline, { maxLength: 6 });
const press = fc.string({ minLength: 1, maxLength: 75 });
const button = fc.record({
  label: words.filter((label) => label !== ''),
  press,
  style: fc.constantFrom('plain' as const, 'primary' as const, 'danger' as const),
});
const menu = fc.record({
  menu: words.filter((label) => label !== ''),
  options: fc.array(fc.record({ label: words.filter((label) => label !== ''), press }), { minLength: 1, maxLength: 5 }),
});
const items = fc
  .uniqueArray(fc.string({ minLength: 1, maxLength: 10 }), { minLength: 1, maxLength: 25 })
  .chain((keys) =>
    fc.tuple(
      ...keys.map((key) =>
        fc.record({ key: fc.constant(key), text: words.filter((label) => label !== ''), ticked: fc.boolean() }),
      ),
    ),
  );
const anyBlock: fc.Arbitrary<Block> = fc.oneof(
  words.map((heading): Block => ({ type: 'heading', text: heading })),
  rich.map((all): Block => ({ type: 'text', text: all })),
  fc.tuple(rich, button).map(([all, one]): Block => ({ type: 'text', text: all, button: one })),
  rich.map((all): Block => ({ type: 'note', text: all })),
  words.map((copied): Block => ({ type: 'copy', text: copied })),
  fc
    .array(fc.oneof(button, menu), { minLength: 1, maxLength: 6 })
    .map((actions): Block => ({ type: 'actions', actions })),
  items.map((all): Block => ({ type: 'checklist', press: 'p', items: all })),
  fc.constant<Block>({ type: 'divider' }),
);

/** Two checklists of one card always have different presses. */
const unlike = (blocks: readonly Block[]): readonly Block[] =>
  blocks.map((block, n) => (block.type === 'checklist' ? { ...block, press: `p-${n}` } : block));

describe('a form as a modal', () => {
  it('is taken by Slack with one of every field', () => {
    expect(validateView(asJson(renderDialog(aDialog(), drawing)))).toEqual([]);
  });

  it('is taken by Slack with everything too long and many options', () => {
    const long = longText(9000);
    const options = Array.from({ length: 130 }, (_, n) => ({ value: `v${n}`, label: long }));
    const common = { label: long, hint: long, isOptional: true };
    const dialog = aDialog({
      title: long,
      submit: long,
      close: long,
      intro: [long],
      fields: [
        { ...common, name: 'a', kind: 'text', isLong: true, max: 9000, value: long },
        { ...common, name: 'b', kind: 'choice', options, value: 'v120' },
        { ...common, name: 'c', kind: 'choices', options, value: ['v1', 'v129'] },
        { ...common, name: 'd', kind: 'choice', options: [], value: null },
        { ...common, name: 'e', kind: 'toggle', text: long, value: true },
        { ...common, name: 'f', kind: 'date', value: 'soon' },
      ],
    });
    expect(validateView(asJson(renderDialog(dialog, drawing)))).toEqual([]);
  });

  it('lets a toggle stay off', () => {
    expect(renderDialog(aDialog(), drawing)['blocks']).toContainEqual(
      expect.objectContaining({ block_id: 'private', optional: true }),
    );
  });

  it('says something in a window without anything to press', () => {
    const view = renderNotice(aCard(), drawing);
    expect(validateView(asJson(view))).toEqual([]);
    expect(JSON.stringify(view)).not.toMatch(/button|checkboxes|static_select/);
    expect(JSON.stringify(view)).toContain('plain words');
  });
});
