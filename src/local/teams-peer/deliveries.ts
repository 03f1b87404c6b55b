import type { Timer } from '../../engine/ports.js';
import type { PostOutcome } from '../http-post.js';
import { httpPost } from '../http-post.js';
import type { JsonObject } from '../json.js';
import { objectOf, textOf } from '../json.js';
import { datedNow } from './activities.js';
import type { TokenFlaws } from './sign-token.js';
import { signToken } from './sign-token.js';
import type { Delivery, Workspace } from './state.js';
import { nextActivity, nextId, serviceUrl } from './workspace.js';

/** How long the Bot Service waits for a turn, and Teams for the answer to an invoke. */
const TURN_MS = 15_000;
const INVOKE_MS = 5000;
const RETRIES_MAX = 3;

export interface DeliveryOptions {
  readonly workspace: Workspace;
  /** Where the app takes activities. */
  readonly appUrl: () => string;
  readonly timer: Timer;
  /** Milliseconds; dates the tokens, which the app compares with the real time. */
  readonly wallClock: () => number;
}

export interface Redelivery {
  /** With an activity id and a time of its own: Teams is known to send one press under several. */
  readonly newId?: boolean;
}

/** Brings activities to the app with a token of the Bot Service, and writes down how it took them. */
export function createDeliveries({ workspace, appUrl, timer, wallClock }: DeliveryOptions) {
  const { state } = workspace;

  /** A token as the Bot Service makes it, or a wrong one. */
  const token = (flaws: TokenFlaws = {}): string =>
    signToken({ audience: state.appId, serviceUrl: serviceUrl(workspace), now: wallClock() }, flaws);

  /** Posts any activity with any token, or none, and gives the bare answer. */
  const post = (activity: JsonObject, bearer: string | null): Promise<PostOutcome> => {
    const conversation = objectOf(activity, 'conversation');
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Microsoft-SkypeBotApi (Microsoft-BotFramework/3.0)',
      'x-ms-conversation-id': textOf(conversation, 'id'),
      'x-ms-tenant-id': textOf(conversation, 'tenantId'),
      ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
    };
    const timeoutMs = activity['type'] === 'invoke' ? INVOKE_MS : TURN_MS;
    return httpPost({ url: appUrl(), headers, body: JSON.stringify(activity), timeoutMs }, timer);
  };

  const keep = (delivery: Delivery): Delivery => {
    const isKnown = state.deliveries.some(({ id }) => id === delivery.id);
    state.deliveries = isKnown
      ? state.deliveries.map((one) => (one.id === delivery.id ? delivery : one))
      : [...state.deliveries, delivery];
    workspace.changed({ kind: 'delivery', user: delivery.user });
    return delivery;
  };

  const send = async (delivery: Delivery): Promise<Delivery> => {
    keep(delivery);
    return keep({ ...delivery, ...taken(await post(delivery.payload, token())) });
  };

  /** The same activity once more, letter for letter unless `newId` asks otherwise. */
  const again = ({ payload, user }: Delivery, { newId = false }: Redelivery): JsonObject => {
    const tz = state.users.find(({ id }) => id === user)?.tz ?? 'UTC';
    return newId ? { ...payload, id: nextActivity(workspace), ...datedNow(workspace, tz) } : payload;
  };

  const redeliver = (delivery: Delivery, how: Redelivery = {}): Promise<Delivery> =>
    send({ ...delivery, payload: again(delivery, how), id: nextId(workspace, 'delivery.'), outcome: 'pending' });

  return {
    deliver: (user: string, payload: JsonObject): Promise<Delivery> => {
      const id = nextId(workspace, 'delivery.');
      return send({
        id,
        kind: kindOf(payload),
        user,
        payload,
        outcome: 'pending',
        status: null,
        answer: '',
        retries: 0,
      });
    },

    token,
    post,
    redeliver,

    /** Brings the last delivery again, so many times, at once. */
    resend: async (times = 1, how: Redelivery = {}): Promise<readonly Delivery[]> => {
      const last = state.deliveries.at(-1);
      if (last === undefined) throw new Error('nothing was delivered yet');
      return Promise.all(Array.from({ length: times }, () => redeliver(last, how)));
    },

    /** Brings again, in order, what took too long or met a server error: each 3 times at most. Invokes are never retried. */
    retryPending: async (how: Redelivery = {}): Promise<readonly Delivery[]> => {
      const isDue = ({ kind, outcome, status, retries }: Delivery): boolean =>
        kind !== 'invoke' &&
        outcome !== 'acknowledged' &&
        outcome !== 'pending' &&
        (status === null || status >= 500) &&
        retries < RETRIES_MAX;
      const sent: Delivery[] = [];
      for (const delivery of state.deliveries.filter(isDue)) {
        sent.push(await send({ ...delivery, payload: again(delivery, how), retries: delivery.retries + 1 }));
      }
      return sent;
    },
  };
}

export type Deliveries = ReturnType<typeof createDeliveries>;

function kindOf(payload: JsonObject): Delivery['kind'] {
  const type = textOf(payload, 'type');
  return type === 'message' || type === 'invoke' || type === 'installationUpdate' ? type : 'conversationUpdate';
}

function taken(outcome: PostOutcome): Pick<Delivery, 'outcome' | 'status' | 'answer'> {
  if (outcome.kind !== 'answered') return { outcome: outcome.kind, status: null, answer: '' };
  const { status, body } = outcome;
  return { outcome: status >= 200 && status < 300 ? 'acknowledged' : 'http_error', status, answer: body };
}
