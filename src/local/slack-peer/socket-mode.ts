import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { Socket } from 'node:net';
import WebSocket from 'ws';
import type { Timer } from '../../engine/ports.js';
import type { Redelivery } from './deliveries.js';
import type { PostOutcome } from '../http-post.js';
import { isObject, objectOf, parseJson, textOf } from '../json.js';
import type { Methods } from './methods/method.js';
import type { Delivery } from './state.js';

export interface SocketMode {
  /** `apps.connections.open`. */
  readonly methods: Methods;
  readonly isConnected: () => boolean;
  /** Sends an envelope to the newest connection and waits for its acknowledgement. */
  readonly send: (delivery: Delivery, again: Redelivery, timeoutMs: number) => Promise<PostOutcome>;
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Says to every connection that it has to come again, as Slack does when it recycles them. */
  readonly recycle: () => void;
  /** Closes every connection politely. */
  readonly close: () => Promise<void>;
}

const CLOSE_MS = 500;

const ENVELOPE_TYPES = { event: 'events_api', command: 'slash_commands', interactivity: 'interactive' } as const;

/** Socket Mode. https://docs.slack.dev/apis/events-api/using-socket-mode */
export function createSocketMode(timer: Timer, url: () => string): SocketMode {
  const server = new WebSocket.Server({ noServer: true });
  const tickets = new Set<string>();
  const waiting = new Map<string, (answer: string) => void>();

  const open = (): WebSocket | undefined =>
    [...server.clients].findLast((client) => client.readyState === WebSocket.OPEN);

  const welcome = (client: WebSocket): void => {
    client.on('message', (data) => {
      const ack = parseJson(Buffer.isBuffer(data) ? data.toString('utf8') : typeof data === 'string' ? data : '');
      if (!isObject(ack)) return;
      const payload = objectOf(ack, 'payload') ?? {};
      waiting.get(textOf(ack, 'envelope_id'))?.(Object.keys(payload).length === 0 ? '' : JSON.stringify(payload));
    });
    client.on('error', () => client.terminate());
    client.send(JSON.stringify({ type: 'hello', num_connections: server.clients.size, connection_info: {} }));
  };

  return {
    methods: {
      'apps.connections.open': {
        token: 'app',
        scope: () => null,
        run: () => {
          const ticket = randomUUID();
          tickets.add(ticket);
          return { url: `${url().replace('http', 'ws')}/link/?ticket=${ticket}` };
        },
      },
    },
    isConnected: () => open() !== undefined,
    send: (delivery, again, timeoutMs) =>
      new Promise((resolve) => {
        const envelope = randomUUID();
        const settle = (outcome: PostOutcome): void => {
          cancel();
          waiting.delete(envelope);
          resolve(outcome);
        };
        const cancel = timer.after(timeoutMs, () => settle({ kind: 'http_timeout' }));
        waiting.set(envelope, (body) => settle({ kind: 'answered', status: 200, body, headers: {} }));
        const client = open();
        if (client === undefined) settle({ kind: 'connection_failed' });
        else client.send(JSON.stringify(envelopeOf(envelope, delivery, again)));
      }),
    upgrade: (request, socket, head) => {
      const ticket = new URL(request.url ?? '/', 'http://127.0.0.1').searchParams.get('ticket') ?? '';
      if (!tickets.delete(ticket) || !(socket instanceof Socket)) socket.destroy();
      else server.handleUpgrade(request, socket, head, welcome);
    },
    recycle: () => {
      for (const client of server.clients)
        client.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
    },
    close: async () => {
      await Promise.all([...server.clients].map((client) => closed(client, timer)));
      server.close();
    },
  };
}

/** An app that does not close its side in time is cut off. */
const closed = (client: WebSocket, timer: Timer): Promise<void> =>
  new Promise((resolve) => {
    const cancel = timer.after(CLOSE_MS, () => client.terminate());
    client.once('close', () => {
      cancel();
      resolve();
    });
    client.close(1001);
  });

const envelopeOf = (envelope: string, { kind, payload }: Delivery, again: Redelivery) => ({
  envelope_id: envelope,
  type: ENVELOPE_TYPES[kind],
  payload,
  accepts_response_payload: kind !== 'event',
  ...(kind === 'event' ? { retry_attempt: again.retryNum ?? 0, retry_reason: again.retryReason ?? '' } : {}),
});
