import type { JsonObject } from '../json.js';
import { flagOf, textOf } from '../json.js';
import { contentOf } from './methods/message-fields.js';
import type { ResponseUrl, SlackMessage, Workspace } from './state.js';
import type { HttpReply } from './web-api.js';
import { addMessage, messageAt, nextId, replaceMessage, SlackError } from './workspace.js';

// https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
const USES_MAX = 5;
const GOOD_FOR_MS = 30 * 60_000;

/** A new `response_url` for a command (`message` is null) or a click in a message. */
export function newResponseUrl(
  workspace: Workspace,
  user: string,
  where: Pick<ResponseUrl, 'channel' | 'message' | 'threadTs'>,
): string {
  const token = nextId(workspace, 'response.');
  const fresh: ResponseUrl = { ...where, token, user, uses: 0, at: workspace.now() };
  workspace.state.responseUrls = [...workspace.state.responseUrls, fresh];
  return `${workspace.url()}/response/${token}`;
}

/** What the app posts to a `response_url`. It is logged among the calls as `response_url`. */
export function answerResponse(workspace: Workspace, token: string, args: JsonObject): HttpReply {
  const { state, now, changed } = workspace;
  const url = state.responseUrls.find((one) => one.token === token);
  const outcome = use(workspace, url, args);
  const user = url?.user ?? null;
  state.calls = [...state.calls, { at: now(), method: 'response_url', args, user, outcome }];
  changed({ kind: 'call', user });
  return outcome === 'ok'
    ? { status: 200, headers: { 'content-type': 'text/plain' }, body: 'ok' }
    : {
        status: outcome === 'expired_url' || outcome === 'used_url' ? 404 : 400,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ok: false, error: outcome }),
      };
}

function use(workspace: Workspace, url: ResponseUrl | undefined, args: JsonObject): string {
  if (url === undefined || workspace.now() - url.at > GOOD_FOR_MS) return 'expired_url';
  if (url.uses >= USES_MAX) return 'used_url';
  const { state } = workspace;
  const used = { ...url, uses: url.uses + 1 };
  state.responseUrls = state.responseUrls.map((one) => (one === url ? used : one));
  try {
    respond(workspace, url, args);
    return 'ok';
  } catch (error) {
    if (error instanceof SlackError) return error.code;
    throw error;
  }
}

/** Shows what the app answered a command or a click with: for the person alone, unless it says `in_channel`. */
export function respond(
  workspace: Workspace,
  where: Pick<ResponseUrl, 'user' | 'channel' | 'message' | 'threadTs'>,
  args: JsonObject,
): void {
  const source = where.message === null ? null : messageAt(workspace, where.channel, where.message);
  if (source !== null && flagOf(args, 'delete_original')) return replaceMessage(workspace, source, null);
  const { text, blocks } = contentOf(workspace, args);
  if (text === '' && (blocks ?? []).length === 0) throw new SlackError('no_text');
  if (source !== null && flagOf(args, 'replace_original')) {
    return replaceMessage(workspace, source, { ...source, text, blocks: blocks ?? [] });
  }
  const isForAll = textOf(args, 'response_type') === 'in_channel';
  const said: Omit<SlackMessage, 'ts'> = {
    channel: where.channel,
    threadTs: textOf(args, 'thread_ts') || where.threadTs,
    user: workspace.state.bot.userId,
    isFromBot: true,
    text,
    blocks: blocks ?? [],
    metadata: null,
    editedTs: null,
    onlyFor: isForAll ? null : where.user,
    clientMsgId: null,
    isTombstone: false,
  };
  addMessage(workspace, said);
}
