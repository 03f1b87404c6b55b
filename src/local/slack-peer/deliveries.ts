import type { Timer } from '../../engine/ports.js';
import type { PostOutcome } from '../http-post.js';
import { httpPost } from '../http-post.js';
import type { JsonObject } from '../json.js';
import { textOf } from '../json.js';
import { signedHeaders } from './sign.js';
import type { SocketMode } from './socket-mode.js';
import type { Delivery, Workspace } from './state.js';
import { nextId } from './workspace.js';

/** How long Slack waits for the app. */
const ACK_MS = 3000;
const RETRIES_MAX = 3;

export interface DeliveryOptions {
  readonly workspace: Workspace;
  readonly signingSecret: string;
  /** Where the app takes events, commands and clicks. */
  readonly appUrl: () => string;
  readonly timer: Timer;
  /** Milliseconds; dates the signatures, which the app compares with the real time. */
  readonly wallClock: () => number;
  /** While an app is connected by it, nothing goes over HTTP. */
  readonly socket: SocketMode | null;
}

export interface Redelivery {
  /** `X-Slack-Retry-Num`; without it the delivery comes as if for the first time. */
  readonly retryNum?: number;
  readonly retryReason?: string;
  /** With an event id of its own: Slack is known to send one message under several. */
  readonly newId?: boolean;
}

export interface SignedPost {
  readonly contentType?: string;
  /** Seconds since the epoch, or anything to see it refused. */
  readonly timestamp?: number | string;
  readonly secret?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Brings things to the app, signed as Slack signs them, and writes down how it took them. */
export function createDeliveries(options: DeliveryOptions) {
  const { workspace, timer, socket } = options;
  const { state } = workspace;

  const post = (body: string, signed: SignedPost = {}): Promise<PostOutcome> => {
    const timestamp = signed.timestamp ?? Math.floor(options.wallClock() / 1000);
    const headers = {
      'content-type': signed.contentType ?? 'application/json',
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      ...signedHeaders(signed.secret ?? options.signingSecret, timestamp, body),
      ...signed.headers,
    };
    return httpPost({ url: options.appUrl(), headers, body, timeoutMs: ACK_MS }, timer);
  };

  const keep = (delivery: Delivery): Delivery => {
    const isKnown = state.deliveries.some(({ id }) => id === delivery.id);
    state.deliveries = isKnown
      ? state.deliveries.map((one) => (one.id === delivery.id ? delivery : one))
      : [...state.deliveries, delivery];
    workspace.changed({ kind: 'delivery', user: delivery.user });
    return delivery;
  };

  const send = async (delivery: Delivery, again: Redelivery = {}): Promise<Delivery> => {
    keep(delivery);
    const outcome =
      socket?.isConnected() === true
        ? await socket.send(delivery, again, ACK_MS)
        : await post(bodyOf(delivery), { contentType: contentTypeOf(delivery), headers: retryHeaders(again) });
    return keep({ ...delivery, ...taken(outcome) });
  };

  /** Brings a delivery once more, byte for byte unless `newId` asks otherwise. */
  const redeliver = (delivery: Delivery, again: Redelivery = {}): Promise<Delivery> => {
    const payload =
      again.newId === true ? { ...delivery.payload, event_id: nextId(workspace, 'Ev') } : delivery.payload;
    return send({ ...delivery, payload, id: nextId(workspace, 'delivery.'), outcome: 'pending' }, again);
  };

  return {
    deliver: (kind: Delivery['kind'], user: string | null, payload: JsonObject): Promise<Delivery> => {
      const id = nextId(workspace, 'delivery.');
      const fresh = { outcome: 'pending', status: null, answer: '', retries: 0, isFinal: false } as const;
      return send({ id, kind, user, payload, ...fresh });
    },

    redeliver,

    /** Brings the last delivery again, so many times. */
    resend: async (times = 1, again: Redelivery = {}): Promise<readonly Delivery[]> => {
      const last = state.deliveries.at(-1);
      if (last === undefined) throw new Error('nothing was delivered yet');
      return Promise.all(Array.from({ length: times }, () => redeliver(last, again)));
    },

    /** Brings again, in order, what Slack would bring again: events that were not acknowledged, 3 times at most. */
    retryPending: async (): Promise<readonly Delivery[]> => {
      const due = state.deliveries.filter(
        ({ kind, outcome, retries, isFinal }) =>
          kind === 'event' && outcome !== 'acknowledged' && outcome !== 'pending' && retries < RETRIES_MAX && !isFinal,
      );
      const sent: Delivery[] = [];
      for (const delivery of due) {
        const retries = delivery.retries + 1;
        sent.push(await send({ ...delivery, retries }, { retryNum: retries, retryReason: delivery.outcome }));
      }
      return sent;
    },

    /** Posts any body with a signature, right or wrong, and gives the bare answer. */
    signed: post,
  };
}

export type Deliveries = ReturnType<typeof createDeliveries>;

const contentTypeOf = ({ kind }: Delivery): string =>
  kind === 'event' ? 'application/json' : 'application/x-www-form-urlencoded';

/** Events come as JSON, commands as a form, clicks as JSON in a form. */
function bodyOf({ kind, payload }: Delivery): string {
  if (kind === 'event') return JSON.stringify(payload);
  if (kind === 'interactivity') return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  return new URLSearchParams(
    Object.keys(payload).map((key): [string, string] => [key, textOf(payload, key)]),
  ).toString();
}

const retryHeaders = ({ retryNum, retryReason }: Redelivery): Record<string, string> =>
  retryNum === undefined
    ? {}
    : { 'x-slack-retry-num': String(retryNum), 'x-slack-retry-reason': retryReason ?? 'http_timeout' };

function taken(outcome: PostOutcome): Pick<Delivery, 'outcome' | 'status' | 'answer' | 'isFinal'> {
  if (outcome.kind !== 'answered') return { outcome: outcome.kind, status: null, answer: '', isFinal: false };
  const isOk = outcome.status >= 200 && outcome.status < 300;
  return {
    outcome: isOk ? 'acknowledged' : 'http_error',
    status: outcome.status,
    answer: outcome.body,
    isFinal: outcome.headers['x-slack-no-retry'] === '1',
  };
}
