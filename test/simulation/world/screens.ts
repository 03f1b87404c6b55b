import type { MessageRef, OutgoingMessage } from '../../../src/engine/ports.js';
import type { Card, CheckItem, PressCode } from '../../../src/view/card.js';
import { ACTIONS, type Action } from '../../../src/view/press.js';

/** Something on a card that can be pressed. */
export interface Pressable {
  readonly code: PressCode;
  readonly action: Action;
  readonly handover: string;
  readonly on: string;
  readonly rev: number;
  /** The lines, when it is a checklist. */
  readonly items: readonly CheckItem[] | null;
}

export interface ShownMessage {
  readonly ref: MessageRef;
  readonly marker: string;
  /** The row of the outbox behind it. */
  readonly row: number;
  readonly thread: MessageRef | null;
  readonly postedAt: number;
  card: Card;
  pressables: readonly Pressable[];
  /** What could be pressed on it before it was redrawn, newest first. */
  stale: readonly Pressable[];
  drawnAt: number;
}

/** So much is remembered of what a message once showed. */
const STALE_MAX = 30;

/** All that stands in people's conversations with the bot, and in channels. It outlives the program. */
export class Screens {
  private readonly conversations = new Map<string, Map<string, ShownMessage>>();
  private readonly waiting = new Map<string, Map<string, ShownMessage>>();
  private count = 0;

  in(conversation: string): ReadonlyMap<string, ShownMessage> {
    return this.conversations.get(conversation) ?? new Map<string, ShownMessage>();
  }

  /** The messages on which something can be pressed. */
  pressableIn(conversation: string): readonly ShownMessage[] {
    return [...(this.waiting.get(conversation)?.values() ?? [])];
  }

  at({ conversation, message }: MessageRef): ShownMessage | null {
    return this.conversations.get(conversation)?.get(message) ?? null;
  }

  withMarker(conversation: string, marker: string): readonly ShownMessage[] {
    return [...this.in(conversation).values()].filter((message) => message.marker === marker);
  }

  post({ conversation, thread, marker, card }: OutgoingMessage, at: number, drawnAt: number): ShownMessage {
    this.count += 1;
    const ref = { conversation, message: `m${this.count}` };
    const row = Number(marker.split('.', 1)[0]);
    const message = { ref, marker, row, thread, postedAt: at, card, pressables: [], stale: [], drawnAt };
    const all = this.conversations.get(conversation) ?? new Map<string, ShownMessage>();
    this.conversations.set(conversation, all.set(ref.message, message));
    this.redraw(message, card, drawnAt);
    return message;
  }

  redraw(message: ShownMessage, card: Card, drawnAt: number): void {
    const { conversation, message: id } = message.ref;
    message.stale = [...message.pressables, ...message.stale].slice(0, STALE_MAX);
    message.card = card;
    message.drawnAt = drawnAt;
    message.pressables = pressablesOf(card);
    const waiting = this.waiting.get(conversation) ?? new Map<string, ShownMessage>();
    this.waiting.set(conversation, waiting);
    if (message.pressables.length > 0) waiting.set(id, message);
    else waiting.delete(id);
  }

  remove({ conversation, message }: MessageRef): void {
    this.conversations.get(conversation)?.delete(message);
    this.waiting.get(conversation)?.delete(message);
  }
}

export function readCode(code: PressCode, items: readonly CheckItem[] | null = null): Pressable | null {
  const [action = '', handover = '', on = '', rev = ''] = code.split('|');
  const name = ACTIONS[Number.parseInt(action, 36)];
  return name === undefined ? null : { code, action: name, handover, on, rev: Number.parseInt(rev, 36), items };
}

export function pressablesOf(card: Card): readonly Pressable[] {
  const found: (Pressable | null)[] = [];
  for (const block of card.blocks) {
    if (block.type === 'text' && block.button) found.push(readCode(block.button.press));
    if (block.type === 'checklist') found.push(readCode(block.press, block.items));
    if (block.type !== 'actions') continue;
    for (const one of block.actions) {
      if ('menu' in one) found.push(...one.options.map(({ press }) => readCode(press)));
      else found.push(readCode(one.press));
    }
  }
  return found.filter((one) => one !== null);
}
