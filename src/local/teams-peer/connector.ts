import type { Faults } from '../faults.js';
import type { Json, JsonObject } from '../json.js';
import { objectOf, objectsOf, textOf } from '../json.js';
import type { Answered, Asked, Method } from './methods/method.js';
import type { RateLimits } from './rate-limits.js';
import { createRateLimiter } from './rate-limits.js';
import type { Call, Workspace } from './state.js';
import type { Fault, TeamsTarget } from './teams-fault.js';
import { errorFor } from './teams-fault.js';
import { ownerOf, placeOf, TeamsError, userOf } from './workspace.js';

/** What goes back over HTTP; `drop`: nothing does, the connection breaks. */
export type HttpReply =
  'drop' | { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: Json };

/** A call as the server hands it on. */
export interface HttpAsk {
  readonly verb: string;
  /** Decoded only in its parts. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Empty for none. */
  readonly token: string;
  readonly body: JsonObject;
  readonly bytes: number;
}

export interface ConnectorOptions {
  readonly workspace: Workspace;
  readonly methods: readonly Method[];
  readonly faults: Faults<Fault, TeamsTarget>;
  readonly limits: RateLimits;
  /** Milliseconds of the real time, by which tokens expire. */
  readonly wallClock: () => number;
}

/** The Bot Connector and its login servers: token, faults and limits first, then the method. Every call is logged. */
export function createConnector({ workspace, methods, faults, limits, wallClock }: ConnectorOptions) {
  const { state } = workspace;
  const limiter = createRateLimiter(limits, workspace.now);

  const checkToken = (token: string): void => {
    const known = state.tokens.find((one) => one.token === token);
    if (known === undefined || known.expiresAt <= wallClock()) throw errorFor(401);
  };

  const carryOut = (method: Method, { token }: HttpAsk, asked: Asked): { reply: HttpReply; outcome: string } => {
    try {
      if (method.kind !== 'login') checkToken(token);
      const wait = method.kind === 'posts' ? limiter.restFor(limitKey(workspace, asked)) : null;
      if (wait !== null) throw errorFor(429, undefined, wait);
      return { reply: json(method.run(workspace, asked)), outcome: 'ok' };
    } catch (error) {
      if (!(error instanceof TeamsError)) throw error;
      return { reply: errorReply(method, error), outcome: error.code };
    }
  };

  return {
    answer: async (ask: HttpAsk): Promise<HttpReply> => {
      const found = findMethod(methods, ask, state.region);
      if (found === null) return json({ status: 404, body: { message: `No ${ask.verb} of ${ask.path} here.` } });
      const { method, params } = found;
      const user = subjectOf(workspace, params, ask.body);
      const path = `${ask.verb} ${ask.path}`;
      const call = { at: workspace.now(), method: method.name, path, body: ask.body, user, outcome: 'pending' };
      const settle = logCall(workspace, call);
      const conversation = placeOf(workspace, params['conversation'] ?? '').conversation?.id ?? '';
      const fault = await faults.meet({ method: method.name, user, conversation });
      const spoiled = fault === null ? null : spoil(method, fault);
      if (spoiled !== null && !spoiled.isStored) {
        settle(spoiled.outcome);
        return spoiled.reply;
      }
      const { reply, outcome } = carryOut(method, ask, { ...ask, params });
      settle(spoiled !== null && outcome === 'ok' ? spoiled.outcome : outcome);
      return spoiled?.reply ?? reply;
    },
  };
}

/** The method of a path, with what stands in it. The connector answers only in the region where the tenant is. */
function findMethod(methods: readonly Method[], { verb, path }: HttpAsk, region: string) {
  const inRegion = path.startsWith(`/${region}/`) ? path.slice(region.length + 1) : null;
  for (const method of methods) {
    const where = method.kind === 'login' ? path : inRegion;
    const match = where === null || method.verb !== verb ? null : method.pattern.exec(where);
    if (match !== null) {
      const groups = Object.entries(match.groups ?? {}).filter(([, value]) => typeof value === 'string');
      return { method, params: Object.fromEntries(groups.map(([key, value]) => [key, decodeURIComponent(value)])) };
    }
  }
  return null;
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
function subjectOf(workspace: Workspace, params: Asked['params'], body: JsonObject): string | null {
  const owner = ownerOf(workspace, params['conversation'] ?? '');
  const named = params['member'] ?? textOf(objectsOf(body, 'members')[0], 'id');
  return owner ?? userOf(workspace, named)?.id ?? null;
}

/** A thread counts with its conversation, and a chat that is opened with the chat. */
function limitKey(workspace: Workspace, { params, body }: Asked): string {
  const { conversation } = placeOf(workspace, params['conversation'] ?? '');
  const channel = textOf(objectOf(objectOf(body, 'channelData'), 'channel'), 'id');
  const member = textOf(objectsOf(body, 'members')[0], 'id');
  return conversation?.id ?? `new:${channel || member}`;
}

/** The answer that a fault gives in place of the method's; null for a fault that only takes time. */
function spoil(method: Method, fault: Fault) {
  if ('drop' in fault) {
    return { reply: 'drop' as const, isStored: fault.drop === 'after', outcome: `dropped ${fault.drop}` };
  }
  if ('rateLimitedFor' in fault) {
    const error = errorFor(429, undefined, fault.rateLimitedFor);
    return { reply: errorReply(method, error), isStored: false, outcome: error.code };
  }
  if ('status' in fault) {
    const reply = errorReply(method, errorFor(fault.status, fault.code));
    return { reply, isStored: fault.isStored === true, outcome: fault.code ?? `http ${fault.status}` };
  }
  return null;
}

const json = ({ status, body }: Answered, headers: Readonly<Record<string, string>> = {}): HttpReply => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body,
});

/** The connector says `{error: {code, message}}`, the token endpoint `{error, error_description}`. */
function errorReply({ kind }: Method, { status, code, message, retryAfterSeconds }: TeamsError): HttpReply {
  const body =
    kind === 'login' ? { error: code, error_description: message } : { error: { code, message, innerHttpError: null } };
  return json({ status, body }, retryAfterSeconds === null ? {} : { 'retry-after': String(retryAfterSeconds) });
}
