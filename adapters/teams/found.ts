import type { Delivery, TouchedLines } from '../../src/engine/ports.js';

/** Where the answer to a delivery goes, and in which form. */
export interface ReplyPlace {
  /**
   * `execute` and `window` are answered in the HTTP answer itself: with a card in the place of the pressed one, or in
   * the window. The others are answered by messages.
   */
  readonly via: 'text' | 'execute' | 'submit' | 'window' | 'event';
  /** `close`: a form was closed, and nothing was asked. */
  readonly of: 'press' | 'form' | 'close' | 'command';
  /** The activity itself; names the form that is opened in answer to it. */
  readonly nonce: string;
  /** Teams' id of the conversation. */
  readonly conversation: string;
  /** False in a channel or group chat, where others read along. */
  readonly isPersonal: boolean;
  /** Only this person saw what they asked, also where others read along. */
  readonly isTargeted: boolean;
  /** The message with the card that was pressed; null for none. */
  readonly message: string | null;
  /** The press behind the card, to find what stands there now; empty for none. */
  readonly press: string;
  /** What stood in the form's inputs. */
  readonly entries: Readonly<Record<string, string>>;
  /** Lines of the card that were touched and are not stored yet. */
  readonly touched: TouchedLines | null;
}

/** What an activity says. `ask` is null where only the card is to be drawn anew. */
export type Read =
  | { readonly id: string; readonly ask: Delivery['ask'] | null; readonly place: ReplyPlace }
  | { readonly ignored: string }
  | null;
