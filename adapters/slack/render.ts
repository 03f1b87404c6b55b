import type { Block, Button, Card, CheckItem, Menu, Rich } from '../../src/view/card.js';
import { cut, cutRich, LIMITS } from './limits.js';
import { type Drawing, escape, richElements, type SlackJson, textObject } from './rich.js';

/** A message as Slack takes it. */
export interface Rendered {
  /** For the notification and for screen readers; escaped. */
  readonly text: string;
  readonly blocks: readonly SlackJson[];
}

/** A card as Block Kit. What is too long is cut with a notice, so that Slack never refuses it. */
export function renderCard(card: Card, drawing: Drawing): Rendered {
  const blocks = card.blocks.flatMap((block, n) => renderBlock(block, String(n), drawing));
  const shown = blocks.length > 0 ? blocks : richBlocks([card.text], drawing);
  return {
    text: cut(escape(card.text), LIMITS.messageText),
    blocks: fitted(shown, LIMITS.blocks, drawing),
  };
}

/** The same card for a window, without anything to press: a window's own buttons are all it can answer by. */
export const renderForReading = (card: Card, drawing: Drawing): readonly SlackJson[] =>
  fitted(
    card.blocks
      .filter(({ type }) => type !== 'actions' && type !== 'checklist')
      .flatMap((block, n) => renderBlock(withoutButton(block), String(n), drawing)),
    LIMITS.viewBlocks,
    drawing,
  );

const withoutButton = (block: Block): Block => (block.type === 'text' ? { type: 'text', text: block.text } : block);

function renderBlock(block: Block, at: string, drawing: Drawing): readonly SlackJson[] {
  switch (block.type) {
    case 'heading':
      return block.text === '' ? [] : [{ type: 'header', text: plain(block.text, LIMITS.header) }];
    case 'text':
      return block.button ? textWithButton(block.text, block.button, at, drawing) : richBlocks(block.text, drawing);
    case 'note':
      return smallPrint(block.text, drawing);
    case 'checklist':
      return checklist(block, at);
    case 'actions': {
      const elements = block.actions.flatMap((action, n) => actionElements(action, `${at}.${n}`));
      return chunks(elements, LIMITS.actions).map((some, n) => ({
        type: 'actions',
        block_id: actionsId(block.actions, `${at}.${n}`),
        elements: some,
      }));
    }
    case 'copy':
      return preformatted(block.text, drawing);
    case 'divider':
      return [{ type: 'divider' }];
  }
}

/** Text as Slack shows it letter for letter. */
const plain = (text: string, max: number): SlackJson => ({ type: 'plain_text', text: cut(text, max), emoji: false });

export function richBlocks(text: Rich, drawing: Drawing): readonly SlackJson[] {
  const elements = richElements(cutRich(text, LIMITS.blockText, drawing.words.shortened), drawing);
  return elements.length === 0 ? [] : [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }];
}

/** Side by side where Slack can show the text so; one below the other where it could read it as formatting. */
function textWithButton(text: Rich, button: Button, at: string, drawing: Drawing): readonly SlackJson[] {
  const short = cutRich(text, LIMITS.blockText, drawing.words.shortened);
  const object = fittingObject(short, drawing);
  const element = buttonElement(button, at);
  if (object !== null) return [{ type: 'section', text: object, accessory: element }];
  const block = { type: 'actions', block_id: actionsId([button], at), elements: [element] };
  return [...richBlocks(short, drawing), block];
}

function smallPrint(text: Rich, drawing: Drawing): readonly SlackJson[] {
  const object = fittingObject(cutRich(text, LIMITS.blockText, drawing.words.shortened), drawing);
  return object === null ? richBlocks(text, drawing) : [{ type: 'context', elements: [object] }];
}

/** Null for an empty text too, and for one that escaping made too long. */
function fittingObject(text: Rich, drawing: Drawing): SlackJson | null {
  const object = textObject(text, drawing);
  const length = textLength(object);
  return length > 0 && length <= LIMITS.blockText ? object : null;
}

function preformatted(text: string, drawing: Drawing): readonly SlackJson[] {
  if (text === '') return [];
  const elements = [{ type: 'text', text: cut(text, LIMITS.blockText) }];
  const block = { type: 'rich_text', elements: [{ type: 'rich_text_preformatted', elements }] };
  // The notice stands outside, so that nobody copies it.
  return text.length > LIMITS.blockText ? [block, ...smallPrint([drawing.words.shortened], drawing)] : [block];
}

/** Stands between the press and the line in the id of a checklist's block. */
const LINE_MARK = '#';

/** The press and the line that a block with a box carries; null for any other block. */
export function tickOf(blockId: string): { readonly press: string; readonly item: string } | null {
  const end = blockId.lastIndexOf(LINE_MARK);
  return end < 0 ? null : { press: blockId.slice(0, end), item: blockId.slice(end + 1) };
}

/**
 * Each line is a block of its own, so that a click says which line it was. With several boxes in one block a click
 * brings all that its message shows as ticked, and a message that is just being redrawn shows too little.
 */
function checklist({ press, items }: Extract<Block, { type: 'checklist' }>, at: string): readonly SlackJson[] {
  return items.map((item, n) => {
    const option = tickOption(item);
    return {
      type: 'actions',
      block_id: `${press}${LINE_MARK}${item.key}`,
      elements: [
        {
          type: 'checkboxes',
          action_id: `tick.${at}.${n}`,
          options: [option],
          ...(item.ticked ? { initial_options: [option] } : {}),
        },
      ],
    };
  });
}

/** A text that is longer than Slack's 75 characters goes on in the description below it. */
function tickOption({ key, text }: CheckItem): SlackJson {
  const max = LIMITS.optionText;
  if (text.length <= max) return { text: plain(text, max), value: key };
  const end = text.lastIndexOf(' ', max);
  const first = end > 0 ? text.slice(0, end) : text.slice(0, max);
  const rest = text.slice(first.length).trimStart();
  return { text: plain(first, max), value: key, ...(rest ? { description: plain(rest, max) } : {}) };
}

/** Another press gives another id: Slack keeps what a menu shows while its ids stay the same. */
function actionsId(actions: readonly (Button | Menu)[], at: string): string {
  const [first] = actions;
  const press = first === undefined ? '' : 'menu' in first ? first.options[0]?.press : first.press;
  return `${at}:${press ?? ''}`.slice(0, LIMITS.blockId);
}

function actionElements(action: Button | Menu, at: string): readonly SlackJson[] {
  if (!('menu' in action)) return [buttonElement(action, at)];
  const isTooLong = action.options.some(({ press }) => press.length > LIMITS.optionValue);
  // A button's value may be longer than an option's.
  if (isTooLong) return action.options.map((option, n) => buttonElement({ ...option, style: 'plain' }, `${at}.${n}`));
  return chunks(action.options, LIMITS.options).map((options, n) => ({
    type: 'static_select',
    action_id: `menu.${at}.${n}`,
    placeholder: plain(action.menu, LIMITS.placeholder),
    options: options.map(({ label, press }) => ({ text: plain(label, LIMITS.optionText), value: press })),
  }));
}

const buttonElement = ({ label, press, style }: Button, at: string): SlackJson => ({
  type: 'button',
  action_id: `press.${at}`,
  text: plain(label, LIMITS.button),
  value: press,
  ...(style === 'plain' ? {} : { style }),
});

const chunks = <T>(all: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));

/**
 * Leaves out blocks from the end until the rest fits, and says so where they stood. What can be pressed goes last:
 * without its buttons a card is of no use.
 */
function fitted(blocks: readonly SlackJson[], max: number, drawing: Drawing): readonly SlackJson[] {
  const isTooLong = (some: readonly SlackJson[]): boolean =>
    some.length > max || some.reduce((sum, block) => sum + textLength(block), 0) > LIMITS.allText;
  if (!isTooLong(blocks)) return blocks;
  const notice = { type: 'context', elements: [plain(drawing.words.partsLeftOut, LIMITS.blockText)] };
  let kept = [...blocks];
  let gap = kept.length;
  while (isTooLong([...kept, notice])) {
    const last = kept.findLastIndex((block) => block['type'] !== 'actions' && block['type'] !== 'section');
    gap = last < 0 ? kept.length - 1 : last;
    kept = kept.toSpliced(gap, 1);
  }
  return kept.toSpliced(gap, 0, notice);
}

/** All that is read of a block. */
function textLength(part: unknown): number {
  if (Array.isArray(part)) return part.reduce<number>((sum, one) => sum + textLength(one), 0);
  if (typeof part !== 'object' || part === null) return 0;
  return Object.entries(part).reduce(
    (sum, [key, value]) => sum + (key === 'text' && typeof value === 'string' ? value.length : textLength(value)),
    0,
  );
}
