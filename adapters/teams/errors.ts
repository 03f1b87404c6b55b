import type { Failure } from '../../src/engine/ports.js';

/** `once`: doing it twice is seen, as with a post. `again`: repeating it changes nothing. */
export type Repeat = 'once' | 'again';

/** What the Bot Connector answered in place of a 2xx. */
export class ConnectorRefusal extends Error {
  override readonly name = 'ConnectorRefusal';
  constructor(
    readonly status: number,
    /** The connector's own, such as `MessageWritesBlocked`; empty for none. */
    readonly code: string,
    readonly words: string,
    readonly retryAfterMs: number | null,
  ) {
    super(`the connector answered HTTP ${status} ${code}`);
  }
}

/** The request did not come to an answer. */
export class ConnectorBroken extends Error {
  override readonly name = 'ConnectorBroken';
  /** `reason`: the code of the system's or the client's error; empty for none. */
  constructor(readonly reason: string) {
    super(`the connector did not answer: ${reason}`);
  }
}

/** The token for calls of our own was not given out. */
export class LoginRefusal extends Error {
  override readonly name = 'LoginRefusal';
  constructor(readonly detail: string) {
    super(`the login was refused: ${detail}`);
  }
}

/** The wait when Teams says "too many" without saying how long. */
const DEFAULT_WAIT_MS = 30_000;

/** Broken before anything was sent. */
const NOT_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  // The token for it could not be fetched.
  'LOGIN_UNAVAILABLE',
]);

const refused = (detail: string): Failure => ({ code: 'refused', detail });
const unreachable = (why: Extract<Failure, { code: 'unreachable' }>['why']): Failure => ({ code: 'unreachable', why });
const LATER: Failure = { code: 'unavailable' };
const OURS = 'this is a fault of Handover; please report it with this line';

/**
 * What a failed call means for what to do next.
 * https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability#status-codes-from-bot-conversational-apis
 */
export function failureOf(error: unknown, repeat: Repeat): Failure {
  const perhaps: Failure = { code: repeat === 'once' ? 'unknown_outcome' : 'unavailable' };
  if (error instanceof LoginRefusal) {
    return refused(`${error.detail}; check MICROSOFT_APP_ID, MICROSOFT_APP_PASSWORD and MICROSOFT_APP_TENANT_ID`);
  }
  if (error instanceof ConnectorBroken) return NOT_SENT.has(error.reason) ? LATER : perhaps;
  return error instanceof ConnectorRefusal ? answerFailure(error, perhaps) : perhaps;
}

function answerFailure(refusal: ConnectorRefusal, perhaps: Failure): Failure {
  const { status, retryAfterMs } = refusal;
  const code = /^\w{1,60}$/.test(refusal.code) ? refusal.code : 'without a code';
  const words = impersonal(refusal.words);
  switch (status) {
    case 429:
      return { code: 'rate_limited', retryAfterMs: retryAfterMs ?? DEFAULT_WAIT_MS };
    // The conversation is being changed at this moment; Microsoft asks to try again.
    case 412:
      return LATER;
    case 403:
      return FORBIDDEN.get(code) ?? refused(`HTTP 403 ${code}: ${words}`);
    case 404:
      return code === 'ActivityNotFoundInConversation' ? { code: 'not_found' } : missing(code);
    case 400:
      // The person named for a new chat is none of the tenant's.
      if (/pairwise id/i.test(words)) return unreachable('unknown_person');
      return refused(`HTTP 400 ${code}: ${words}; ${OURS}`);
    case 401:
      return refused(`HTTP 401: Teams does not take the token of MICROSOFT_APP_ID; is the bot registered with it?`);
    case 413:
      return refused(`HTTP 413 ${code}; ${OURS}`);
    default:
      return status >= 500 || status === 408 ? perhaps : refused(`HTTP ${status} ${code}: ${words}`);
  }
}

/** What Teams says is told to the operator and logged: without addresses and numbers of people that it may repeat. */
const impersonal = (words: string): string =>
  words
    .slice(0, 300)
    .replace(/\S+@\S+/g, '…')
    .replace(/\+?\d[\d ()/-]{5,}\d/g, '…');

/** A chat that is gone is one whose app was taken out. */
const missing = (code: string): Failure =>
  unreachable(code === 'MemberNotFoundInConversation' ? 'unknown_person' : 'not_installed');

const FORBIDDEN: ReadonlyMap<string, Failure> = new Map([
  ['MessageWritesBlocked', unreachable('blocked')],
  ['BotNotInConversationRoster', unreachable('not_installed')],
  ['ForbiddenOperationException', unreachable('not_installed')],
  ['BotDisabledByAdmin', unreachable('other')],
]);
