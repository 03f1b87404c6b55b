import type { Faults } from '../faults.js';
import type { JsonObject } from '../json.js';
import { textOf } from '../json.js';
import type { Methods } from './methods/method.js';
import type { Call, Workspace } from './state.js';
import type { Fault, SlackTarget } from './slack-fault.js';
import { ownerOf, SlackError, userOf } from './workspace.js';

/** What goes back over HTTP; `drop`: nothing does, the connection breaks. */
export type HttpReply =
  'drop' | { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string };

export interface WebApiOptions {
  readonly workspace: Workspace;
  readonly methods: Methods;
  readonly faults: Faults<Fault, SlackTarget>;
  readonly botToken: string;
  readonly appToken: string | null;
  /** Milliseconds that a channel has to rest between two posts; 0 for no limit. */
  readonly restMs: number;
}

/** The Web API: token, scope, faults and limits first, then the method. Every call is logged with its outcome. */
export function createWebApi(options: WebApiOptions) {
  const { workspace, methods, faults } = options;
  const { state } = workspace;
  const lastPosts = new Map<string, number>();

  /** Null when the channel may be posted to now, else the seconds to wait. */
  const restFor = (method: string, args: JsonObject): number | null => {
    if (options.restMs === 0 || method !== 'chat.postMessage') return null;
    const channel = textOf(args, 'channel');
    const wait = (lastPosts.get(channel) ?? Number.NEGATIVE_INFINITY) + options.restMs - workspace.now();
    if (wait > 0) return Math.ceil(wait / 1000);
    lastPosts.set(channel, workspace.now());
    return null;
  };

  const run = (name: string, token: string, args: JsonObject): JsonObject => {
    const method = methods[name];
    if (method === undefined) throw new SlackError('unknown_method', [], { req_method: name });
    checkToken(options, token, method.token);
    const needed = method.scope(workspace, args);
    if (needed !== null && !state.scopes.includes(needed)) {
      throw new SlackError('missing_scope', [], { needed, provided: state.scopes.join(',') });
    }
    return method.run(workspace, args);
  };

  const carryOut = (name: string, token: string, args: JsonObject): { reply: HttpReply; outcome: string } => {
    const wait = restFor(name, args);
    if (wait !== null) return { reply: tooMany(wait), outcome: 'ratelimited' };
    try {
      return { reply: json(state.scopes, { ok: true, ...run(name, token, args) }), outcome: 'ok' };
    } catch (error) {
      if (!(error instanceof SlackError)) throw error;
      return { reply: json(state.scopes, errorJson(error)), outcome: error.code };
    }
  };

  return {
    answer: async (name: string, token: string, args: JsonObject): Promise<HttpReply> => {
      const user = subjectOf(workspace, args);
      const settle = logCall(workspace, { at: workspace.now(), method: name, args, user, outcome: 'pending' });
      const fault = await faults.meet({ method: name, user, channel: textOf(args, 'channel') });
      const spoiled = fault === null ? null : spoil(state.scopes, fault);
      if (spoiled !== null && !spoiled.isStored) {
        settle(spoiled.outcome);
        return spoiled.reply;
      }
      const { reply, outcome } = carryOut(name, token, args);
      settle(spoiled !== null && outcome === 'ok' ? spoiled.outcome : outcome);
      return spoiled?.reply ?? reply;
    },
  };
}

function checkToken({ workspace, botToken, appToken }: WebApiOptions, token: string, kind: 'bot' | 'app'): void {
  if (token === '') throw new SlackError('not_authed');
  if (token !== botToken && token !== appToken) throw new SlackError('invalid_auth');
  if (token !== (kind === 'bot' ? botToken : appToken)) throw new SlackError('not_allowed_token_type');
  if (!workspace.state.isInstalled) throw new SlackError('account_inactive');
}

/** Adds a call to the log; the result writes down how it ended. */
function logCall({ state, changed }: Workspace, call: Call): (outcome: string) => void {
  let current = call;
  state.calls = [...state.calls, call];
  changed({ kind: 'call', user: call.user });
  return (outcome) => {
    const settled = { ...current, outcome };
    state.calls = state.calls.map((one) => (one === current ? settled : one));
    current = settled;
    changed({ kind: 'call', user: call.user });
  };
}

/** Whom a call is about. */
function subjectOf(workspace: Workspace, args: JsonObject): string | null {
  const named = [textOf(args, 'channel'), textOf(args, 'user'), textOf(args, 'users')];
  const user = named.find((id) => userOf(workspace, id) !== null);
  const trigger = workspace.state.triggers.find(({ id }) => id === textOf(args, 'trigger_id'));
  return ownerOf(workspace, textOf(args, 'channel')) ?? user ?? trigger?.user ?? null;
}

/** The answer that a fault gives in place of the method's; null for a fault that only takes time. */
function spoil(scopes: readonly string[], fault: Fault) {
  if ('drop' in fault) {
    return { reply: 'drop' as const, isStored: fault.drop === 'after', outcome: `dropped ${fault.drop}` };
  }
  if ('rateLimitedFor' in fault) {
    return { reply: tooMany(fault.rateLimitedFor), isStored: false, outcome: 'ratelimited' };
  }
  if ('status' in fault) {
    const reply = { status: fault.status, headers: { 'content-type': 'text/html' }, body: '<h1>Slack is down</h1>' };
    return { reply, isStored: fault.isStored === true, outcome: `http ${fault.status}` };
  }
  if ('error' in fault) {
    const reply = json(scopes, { ok: false, error: fault.error });
    return { reply, isStored: fault.isStored === true, outcome: fault.error };
  }
  return null;
}

const tooMany = (seconds: number): HttpReply => ({
  status: 429,
  headers: { 'content-type': 'application/json', 'retry-after': String(seconds) },
  body: JSON.stringify({ ok: false, error: 'ratelimited' }),
});

const json = (scopes: readonly string[], body: JsonObject): HttpReply => ({
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8', 'x-oauth-scopes': scopes.join(',') },
  body: JSON.stringify(body),
});

const errorJson = ({ code, messages, more }: SlackError): JsonObject => ({
  ok: false,
  error: code,
  ...more,
  ...(messages.length === 0
    ? {}
    : { errors: messages, response_metadata: { messages: messages.map((message) => `[ERROR] ${message}`) } }),
});
