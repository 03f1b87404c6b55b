import { z } from 'zod';
import type { Failure } from '../../src/engine/ports.js';

/** `once`: doing it twice is seen, as with a post. `again`: repeating it changes nothing. */
export type Repeat = 'once' | 'again';

/** The wait when Slack says "too many" without saying how long. */
const DEFAULT_WAIT_MS = 30_000;

// What the Web API client throws, as far as we read it.
const answered = z.object({
  code: z.literal('slack_webapi_platform_error'),
  data: z.object({
    error: z.string(),
    needed: z.string().optional(),
    response_metadata: z.object({ messages: z.array(z.string()).optional() }).optional(),
  }),
});
type Answered = z.infer<typeof answered>['data'];
const limited = z.object({ code: z.literal('slack_webapi_rate_limited_error'), retryAfter: z.number() });
const http = z.object({ code: z.literal('slack_webapi_http_error'), statusCode: z.number() });
const network = z.object({
  code: z.literal('slack_webapi_request_error'),
  // Ours, then fetch's own "fetch failed", then the reason.
  original: z.object({ cause: z.object({ cause: z.object({ code: z.string() }) }) }),
});
/** A 429 without a `Retry-After` has no class of its own. */
const limitedWithoutTime = z.object({ message: z.string().startsWith('Retry header did not contain a valid timeout') });

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
]);

/** Slack's error code of an answer `{ok: false}`; null when it was no such answer. */
export function slackErrorOf(error: unknown): string | null {
  const parsed = answered.safeParse(error);
  return parsed.success ? parsed.data.data.error : null;
}

/** What a failed call means for what to do next. Takes whatever the Web API client throws. */
export function failureOf(error: unknown, repeat: Repeat): Failure {
  const perhaps: Failure = { code: repeat === 'once' ? 'unknown_outcome' : 'unavailable' };
  const wait = limited.safeParse(error);
  if (wait.success) return { code: 'rate_limited', retryAfterMs: wait.data.retryAfter * 1000 };
  if (limitedWithoutTime.safeParse(error).success) return WAIT;
  const answer = answered.safeParse(error);
  if (answer.success) return answerFailure(answer.data.data, perhaps);
  const status = http.safeParse(error);
  if (status.success) return statusFailure(status.data.statusCode, perhaps);
  const broken = network.safeParse(error);
  return broken.success && NOT_SENT.has(broken.data.original.cause.cause.code) ? LATER : perhaps;
}

function statusFailure(status: number, perhaps: Failure): Failure {
  if (status >= 500 || status === 408) return perhaps;
  return refused(`Slack's address answered HTTP ${status}; check SLACK_API_URL and the proxy in between`);
}

function answerFailure({ error, needed, response_metadata }: Answered, perhaps: Failure): Failure {
  // The client puts a body that is no JSON, such as a proxy's page, where the code should be.
  if (!/^[a-z][a-z0-9_]*$/.test(error) || PERHAPS_DONE.has(error)) return perhaps;
  if (error === 'missing_scope') {
    const scope = needed === undefined ? 'a scope' : `the scope ${needed}`;
    return refused(`missing_scope: the app lacks ${scope}; reinstall it with the scopes of manifest.json`);
  }
  const known = ANSWERS.get(error);
  if (known !== undefined) return known;
  const details = response_metadata?.messages?.slice(0, 3) ?? [];
  return refused([`${error}: ${CURES.get(error) ?? 'see docs.slack.dev for this error'}`, ...details].join('; '));
}

const refused = (detail: string): Failure => ({ code: 'refused', detail });
const unreachable = (why: Extract<Failure, { code: 'unreachable' }>['why']): Failure => ({ code: 'unreachable', why });
const WAIT: Failure = { code: 'rate_limited', retryAfterMs: DEFAULT_WAIT_MS };
const LATER: Failure = { code: 'unavailable' };
const GONE: Failure = { code: 'not_found' };

/** Slack: "It's possible some aspect of the operation succeeded before the error was raised." */
const PERHAPS_DONE = new Set(['fatal_error', 'internal_error']);

const ANSWERS: ReadonlyMap<string, Failure> = new Map([
  ['ratelimited', WAIT],
  ['rate_limited', WAIT],
  ['message_limit_exceeded', WAIT],
  ['service_unavailable', LATER],
  ['request_timeout', LATER],
  ['team_added_to_org', LATER],
  ['user_disabled', unreachable('deactivated')],
  ['user_not_found', unreachable('unknown_person')],
  ['user_not_visible', unreachable('unknown_person')],
  ['users_not_found', unreachable('unknown_person')],
  ['cannot_dm_bot', unreachable('other')],
  ['invalid_user_combination', unreachable('other')],
  ['is_archived', unreachable('other')],
  ['message_not_found', GONE],
  // It stands, but will never change again: a new message has to take its place.
  ['cant_update_message', GONE],
  ['edit_window_closed', GONE],
]);

const NEW_TOKEN = 'put the current bot token of the installed app into SLACK_BOT_TOKEN';
const OURS = 'this is a fault of Handover; please report it with this line';
const SETTINGS = 'a setting of the workspace forbids it; its administrator can allow messages of the app';

/** What the operator can do about an answer that will not change by itself. */
const CURES: ReadonlyMap<string, string> = new Map([
  ['invalid_auth', NEW_TOKEN],
  ['not_authed', NEW_TOKEN],
  ['token_revoked', NEW_TOKEN],
  ['token_expired', `turn token rotation off and ${NEW_TOKEN}`],
  ['account_inactive', `the app was removed from the workspace; install it again and ${NEW_TOKEN}`],
  ['not_allowed_token_type', `a bot token starts with xoxb-; ${NEW_TOKEN}`],
  ['team_access_not_granted', 'install the app in this workspace'],
  ['messages_tab_disabled', 'turn on the messages tab of the app home, as in manifest.json'],
  ['not_in_channel', 'invite the bot to the channel with /invite'],
  ['channel_not_found', 'invite the bot to the conversation, or check that SLACK_BOT_TOKEN is of this workspace'],
  ['cant_delete_message', 'the message is not of this bot'],
  ['ekm_access_denied', SETTINGS],
  ['restricted_action', SETTINGS],
  ['restricted_action_read_only_channel', SETTINGS],
  ['restricted_action_thread_only_channel', SETTINGS],
  ['restricted_action_non_threadable_channel', SETTINGS],
  ['restricted_action_thread_locked', SETTINGS],
  ['invalid_blocks', OURS],
  ['invalid_blocks_format', OURS],
  ['invalid_arguments', OURS],
  ['msg_blocks_too_long', OURS],
  ['msg_too_long', OURS],
  ['metadata_too_large', OURS],
  ['no_text', OURS],
  ['view_too_large', OURS],
]);
