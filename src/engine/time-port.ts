import type { HandoverId, Instant, PersonId } from '../core/ids.js';

export interface Clock {
  now(): Instant;
}

/** Injected so that tests never wait. Calling the result cancels it. */
export interface Timer {
  after(ms: number, run: () => void): () => void;
}

export interface Ids {
  handover(): HandoverId;
  person(): PersonId;
  /** At least 128 bits. */
  secret(): string;
}
