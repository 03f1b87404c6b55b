import type { Delivery } from '../../src/engine/ports.js';

/** Where the answer to a delivery goes. */
export interface ReplyPlace {
  readonly via: 'event' | 'command' | 'press' | 'form';
  readonly user: string;
  /** Null in a window. */
  readonly channel: string | null;
  readonly thread: string | null;
  /** Opens a form, once and within 3 seconds; empty for none. */
  readonly trigger: string;
  readonly responseUrl: string | null;
  /** True for a message that only this person sees: the bot need not be in the conversation. */
  readonly isPrivate: boolean;
  /** The fields of the form that came back. */
  readonly fields: readonly string[];
}

/** What a payload says, before it is known whose it is. */
type Found = Pick<Delivery, 'id' | 'ask' | 'from'> & { readonly place: ReplyPlace };
/** Null for a payload of another kind. */
export type Read = Found | { readonly ignored: string } | null;

/** A place to start from. */
export const NOWHERE: Omit<ReplyPlace, 'via' | 'user'> = {
  channel: null,
  thread: null,
  trigger: '',
  responseUrl: null,
  isPrivate: false,
  fields: [],
};
