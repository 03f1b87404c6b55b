import type { Unreachable } from '../core/handover.js';

/** Why a call to a platform failed, in terms that decide what to do next. */
export type Failure =
  | { readonly code: 'rate_limited'; readonly retryAfterMs: number }
  /** Certainly not done; try again later. */
  | { readonly code: 'unavailable' }
  /** May have been done: a timeout, a dropped connection, a 5xx. */
  | { readonly code: 'unknown_outcome' }
  /** This person cannot be reached, however often we try. */
  | { readonly code: 'unreachable'; readonly why: Unreachable }
  /** The message to be updated is gone. */
  | { readonly code: 'not_found' }
  /** The platform will never take this; an operator has to look. */
  | { readonly code: 'refused'; readonly detail: string };

export class PlatformFailure extends Error {
  override readonly name = 'PlatformFailure';
  constructor(readonly failure: Failure) {
    super(failure.code === 'refused' ? `refused: ${failure.detail}` : failure.code);
  }
}
