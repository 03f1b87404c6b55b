import type { Block, Button, Card, Menu, Rich } from '../../src/view/card.js';
import { cut, cutLines, LIMITS } from './limits.js';
import { type Drawing, markdownLine, mentionEntities, type Mentions, plainLine, type TeamsJson } from './markdown.js';

/** A message as Teams takes it. */
export interface Rendered {
  /** For the notification; plain text. */
  readonly summary: string;
  /** An Adaptive Card. */
  readonly card: TeamsJson;
}

/** Teams knows Adaptive Cards up to this version. */
const VERSION = '1.5';

/** The prefix of a line's input; behind it stands the line's key. */
export const TICK = 'tick.';

/** A card as an Adaptive Card. What is too long is left out with a notice, so that Teams never refuses it. */
export function renderCard(card: Card, drawing: Drawing): Rendered {
  const mentions: Mentions = new Map();
  const lists = card.blocks.filter((block) => block.type === 'checklist');
  const pen: Pen = { drawing, mentions, ticks: ticksOf(lists), save: lists[0]?.press ?? null };
  const parts = card.blocks.flatMap((block) => renderBlock(block, pen));
  const shown = parts.length > 0 ? parts : textLines([card.text], pen);
  return { summary: cut(card.text, LIMITS.summary), card: adaptiveCard(shown, drawing, mentions) };
}

/** The body as a whole card, with whom it mentions, small enough for Teams. */
export function adaptiveCard(parts: readonly Part[], drawing: Drawing, mentions: Mentions): TeamsJson {
  const whole = (some: readonly Part[]): TeamsJson => {
    const body = some.map(({ element }) => element);
    // Teams refuses a card that explains a mention which is not in it.
    const entities = mentionEntities(mentions, JSON.stringify(body));
    return {
      type: 'AdaptiveCard',
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      version: VERSION,
      body,
      msteams: { width: 'Full', ...(entities.length === 0 ? {} : { entities }) },
    };
  };
  return whole(fitted(parts, whole, drawing));
}

/** A piece of a card's body; what is needed to answer goes last when room is short. */
export interface Part {
  readonly element: TeamsJson;
  readonly isNeeded: boolean;
}

export interface Pen {
  readonly drawing: Drawing;
  readonly mentions: Mentions;
  /** How the lines to tick stand in this card: what comes back is compared with it. */
  readonly ticks: TeamsJson;
  /** The press that stores them; null for a card without any. */
  readonly save: string | null;
}

const plain = (element: TeamsJson): Part => ({ element, isNeeded: false });
const needed = (element: TeamsJson): Part => ({ element, isNeeded: true });

function renderBlock(block: Block, pen: Pen): readonly Part[] {
  switch (block.type) {
    case 'heading':
      return block.text === '' ? [] : [plain(heading(block.text))];
    case 'text':
      return block.button ? [textWithButton(block.text, block.button, pen)] : textLines(block.text, pen);
    case 'note':
      return textLines(block.text, pen, { isSubtle: true, size: 'Small' });
    case 'checklist':
      return checklist(block, pen);
    case 'actions':
      return chunks(
        block.actions.map((action) => actionElement(action, pen)),
        LIMITS.actions,
      ).map((actions) => needed({ type: 'ActionSet', actions }));
    case 'copy':
      return textLines([block.text], pen, { fontType: 'Monospace' });
    case 'divider':
      return [plain({ type: 'TextBlock', text: ' ', separator: true, spacing: 'Medium' })];
  }
}

export const heading = (text: string): TeamsJson => ({
  type: 'TextBlock',
  style: 'heading',
  text: plainLine(cut(text, LIMITS.heading)),
  size: 'Medium',
  weight: 'Bolder',
  wrap: true,
});

/** Each line is an element of its own, close to the one before. */
export function textLines(text: Rich, { drawing, mentions }: Pen, look: TeamsJson = {}): readonly Part[] {
  if (text.every((inline) => inline === '')) return [];
  return cutLines(text, drawing.words.shortened).map((line, n) => {
    const written = markdownLine(line, drawing, mentions);
    const spacing = n === 0 ? {} : { spacing: 'None' };
    return plain({ type: 'TextBlock', text: written === '' ? '\u00a0' : written, wrap: true, ...look, ...spacing });
  });
}

function textWithButton(text: Rich, button: Button, pen: Pen): Part {
  const items = textLines(text, pen).map(({ element }) => element);
  const actions = [buttonElement(button, pen)];
  const beside = { type: 'Column', width: 'auto', items: [{ type: 'ActionSet', actions }] };
  return needed({ type: 'ColumnSet', columns: [{ type: 'Column', width: 'stretch', items }, beside] });
}

type Checklist = Extract<Block, { type: 'checklist' }>;

/** The boxes, and the button that stores them: Teams tells of a box only together with a press. */
function checklist({ items, save }: Checklist, pen: Pen): readonly Part[] {
  const boxes = items.map(({ key, text, ticked }) =>
    needed({
      type: 'Input.Toggle',
      id: TICK + key,
      title: plainLine(cut(text, LIMITS.label)),
      value: String(ticked),
      wrap: true,
      spacing: 'Small',
    }),
  );
  const button = { label: save ?? pen.drawing.words.save, press: pen.save ?? '', style: 'plain' } as const;
  return [...boxes, needed({ type: 'ActionSet', actions: [buttonElement(button, pen)] })];
}

const ticksOf = (lists: readonly Checklist[]): TeamsJson =>
  Object.fromEntries(lists.flatMap(({ items }) => items.map(({ key, ticked }) => [key, ticked])));

function actionElement(action: Button | Menu, pen: Pen): TeamsJson {
  if (!('menu' in action)) return buttonElement(action, pen);
  const actions = action.options.map((option) => buttonElement({ ...option, style: 'plain' }, pen));
  const rows = chunks(actions, LIMITS.actions).map((some) => ({ type: 'ActionSet', actions: some }));
  const card = { type: 'AdaptiveCard', version: VERSION, body: rows };
  return { type: 'Action.ShowCard', title: cut(action.menu, LIMITS.button), card };
}

const STYLES = { plain: {}, primary: { style: 'positive' }, danger: { style: 'destructive' } } as const;

function buttonElement({ label, press, style }: Button, { ticks, save }: Pen): TeamsJson {
  const handover = save === null ? { press } : { press, ticks, save };
  return executeElement(label, 'press', { handover }, STYLES[style]);
}

/**
 * Answered at once in the card's place; a client that does not know it sends the same as a message.
 * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/overview
 */
export function executeElement(label: string, verb: string, data: TeamsJson, more: TeamsJson = {}): TeamsJson {
  const common = { title: cut(label, LIMITS.button), data, ...more };
  return { type: 'Action.Execute', verb, ...common, fallback: { type: 'Action.Submit', ...common } };
}

const chunks = <T>(all: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));

/** Leaves out parts from the end until the rest fits, and says so where they stood. */
function fitted(
  parts: readonly Part[],
  whole: (some: readonly Part[]) => TeamsJson,
  { words }: Drawing,
): readonly Part[] {
  const isTooLong = (some: readonly Part[]): boolean => some.length > LIMITS.parts || sizeOf(whole(some)) > LIMITS.card;
  if (!isTooLong(parts)) return parts;
  const notice = plain({ type: 'TextBlock', text: words.partsLeftOut, wrap: true, isSubtle: true, size: 'Small' });
  let kept = [...parts];
  let gap = kept.length;
  while (kept.length > 0 && isTooLong([...kept, notice])) {
    const last = kept.findLastIndex(({ isNeeded }) => !isNeeded);
    gap = last < 0 ? kept.length - 1 : last;
    kept = kept.toSpliced(gap, 1);
  }
  return kept.toSpliced(gap, 0, notice);
}

/** Bytes as JSON. */
export const sizeOf = (card: TeamsJson): number => Buffer.byteLength(JSON.stringify(card));
