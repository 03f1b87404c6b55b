import type { CommonFault, FaultTarget } from '../faults.js';

/** What goes wrong with a call of the Web API. */
export type Fault =
  | CommonFault
  /** An HTTP error. `isStored`: only after the call was carried out. */
  | { readonly status: number; readonly isStored?: boolean }
  /** Slack's own error answer. */
  | { readonly error: string; readonly isStored?: boolean }
  /** 429 with `Retry-After`, in seconds. */
  | { readonly rateLimitedFor: number };

/** What a call is about. `user`: whose direct conversation or profile. */
export interface SlackTarget extends FaultTarget {
  readonly user: string | null;
  readonly channel: string;
}
