import type { MessageRef } from '../../../src/engine/ports.js';
import type { PressCode } from '../../../src/view/card.js';
import { ACTIONS, type Action } from '../../../src/view/press.js';
import type { Form } from './platforms/client.js';
import type { Json } from './platforms/json.js';

/** A line of a checklist as it stands on a screen. */
export interface Line {
  readonly key: string;
  readonly isTicked: boolean;
}

/** Something on a message that can be pressed. */
export interface Pressable {
  readonly code: PressCode;
  readonly action: Action;
  readonly handover: string;
  readonly on: string;
  readonly rev: number;
  /** The lines, when it is a checklist or one of them. */
  readonly lines: readonly Line[] | null;
  /** The element itself, as the platform shows it. */
  readonly element: Json;
}

/** What a message shows, and what can be pressed on it. */
export interface Content {
  readonly json: Json;
  readonly pressables: readonly Pressable[];
  /** It stands in the place of the message until it is sent or closed. */
  readonly form?: Form | null;
}

export interface ShownMessage {
  readonly ref: MessageRef;
  readonly marker: string;
  /** The row of the outbox behind it. */
  readonly row: number;
  /** The message whose thread it stands in. */
  readonly thread: string | null;
  readonly postedAt: number;
  json: Json;
  pressables: readonly Pressable[];
  form: Form | null;
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
  private readonly filled = new Set<ShownMessage>();

  in(conversation: string): ReadonlyMap<string, ShownMessage> {
    return this.conversations.get(conversation) ?? new Map<string, ShownMessage>();
  }

  /** The messages on which something can be pressed. */
  pressableIn(conversation: string): readonly ShownMessage[] {
    return [...(this.waiting.get(conversation)?.values() ?? [])];
  }

  /** The messages in whose place a form stands. */
  forms(): readonly ShownMessage[] {
    return [...this.filled];
  }

  at({ conversation, message }: MessageRef): ShownMessage | null {
    return this.conversations.get(conversation)?.get(message) ?? null;
  }

  withMarker(conversation: string, marker: string): readonly ShownMessage[] {
    return [...this.in(conversation).values()].filter((message) => message.marker === marker);
  }

  post(posted: Pick<ShownMessage, 'ref' | 'marker' | 'thread' | 'postedAt' | 'drawnAt'>, content: Content): void {
    const { conversation, message: id } = posted.ref;
    const message = { ...posted, row: rowOf(posted.marker), ...content, form: null, stale: [] };
    const all = this.conversations.get(conversation) ?? new Map<string, ShownMessage>();
    this.conversations.set(conversation, all.set(id, message));
    this.redraw(message, content, posted.drawnAt);
  }

  redraw(message: ShownMessage, { json, pressables, form = null }: Content, drawnAt: number): void {
    const { conversation, message: id } = message.ref;
    if (message.json !== json) message.stale = [...message.pressables, ...message.stale].slice(0, STALE_MAX);
    Object.assign(message, { json, pressables, form, drawnAt });
    if (form) this.filled.add(message);
    else this.filled.delete(message);
    const waiting = this.waiting.get(conversation) ?? new Map<string, ShownMessage>();
    this.waiting.set(conversation, waiting);
    if (pressables.length > 0) waiting.set(id, message);
    else waiting.delete(id);
  }

  remove({ conversation, message }: MessageRef): void {
    for (const one of this.filled) if (one.ref.message === message) this.filled.delete(one);
    this.conversations.get(conversation)?.delete(message);
    this.waiting.get(conversation)?.delete(message);
  }
}

/** The row of the outbox that a message's marker names. */
export const rowOf = (marker: string): number => Number(marker.split('.', 1)[0]);

/** Null for what is no button of the program's. */
export function pressableAt(code: PressCode, element: Json, lines: readonly Line[] | null = null): Pressable | null {
  const [action = '', handover = '', on = '', rev = ''] = code.split('|');
  const name = ACTIONS[Number.parseInt(action, 36)];
  if (name === undefined) return null;
  return { code, action: name, handover, on, rev: Number.parseInt(rev, 36), lines, element };
}
