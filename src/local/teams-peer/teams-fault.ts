import type { CommonFault, FaultTarget } from '../faults.js';
import { TeamsError } from './workspace.js';

/** What goes wrong with a call. */
export type Fault =
  | CommonFault
  /** An HTTP error. `code`: the connector's own, by the status unless given. `isStored`: only after it was carried out. */
  | { readonly status: number; readonly code?: string; readonly isStored?: boolean }
  /** 429 with `Retry-After`, in seconds. */
  | { readonly rateLimitedFor: number };

/** What a call is about. */
export interface TeamsTarget extends FaultTarget {
  /** Whose personal chat or membership. */
  readonly user: string | null;
  /** Without `;messageid=`. */
  readonly conversation: string;
}

/** https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability#status-codes-from-bot-conversational-apis */
const CODES: Readonly<Record<number, readonly [code: string, message: string]>> = {
  400: ['BadArgument', 'Invalid request payload.'],
  401: ['Unauthorized', 'Authorization has been denied for this request.'],
  403: ['MessageWritesBlocked', 'Message writes are blocked.'],
  404: ['ConversationNotFound', 'Conversation not found.'],
  412: ['PreconditionFailed', 'Precondition failed, please try again.'],
  413: ['MessageSizeTooBig', 'Message size too large.'],
  429: ['Throttled', 'Too many requests.'],
  500: ['ServiceError', 'Internal server error.'],
  502: ['ServiceError', 'Service dependency issue.'],
  503: ['ServiceUnavailable', 'Service is unavailable.'],
  504: ['GatewayTimeout', 'Gateway timeout.'],
};

/** The error that Teams answers with this status. */
export function errorFor(status: number, code?: string, retryAfterSeconds: number | null = null): TeamsError {
  const [usual, message] = CODES[status] ?? ['ServiceError', 'The call failed.'];
  return new TeamsError(status, code ?? usual, message, retryAfterSeconds);
}
