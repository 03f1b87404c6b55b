import type { HandoverEvent } from './event.js';
import type { Refusal } from './input.js';

/** What the core makes of an input: events (none when it changes nothing), or a refusal. */
export type Decision =
  | { readonly kind: 'accepted'; readonly events: readonly HandoverEvent[] }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

export const accepted = (...events: readonly HandoverEvent[]): Decision => ({ kind: 'accepted', events });
export const refused = (refusal: Refusal): Decision => ({ kind: 'refused', refusal });
