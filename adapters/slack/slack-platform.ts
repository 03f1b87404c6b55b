import type { IncomingMessage, ServerResponse } from 'node:http';
import { App, HTTPReceiver, type Logger, LogLevel, type ReceiverEvent, SocketModeReceiver, webApi } from '@slack/bolt';
import type { z } from 'zod';
import type { Log } from '../../src/engine/log-port.js';
import type { Timer } from '../../src/engine/ports.js';
import type { SlackJson } from './rich.js';
import { EVENTS_PATH, type SlackMethod } from './uses.js';

// The only file that touches Slack's SDK.

/** Calls the Web API once; rejects with whatever the SDK throws, which `errors.ts` reads. */
export type Call = <T>(method: SlackMethod, args: SlackJson, shape: z.ZodType<T>) => Promise<T>;

export interface WebApiOptions {
  readonly botToken: string;
  /** Slack's own unless given; a test peer's ends in `/api/`. */
  readonly apiUrl: string | null;
  /** Milliseconds until a call is given up. */
  readonly timeoutMs: number;
  readonly log: Log;
}

/** The SDK's own retries are off: they post the same message several times, and one 429 halts all other calls. */
export function createCall(options: WebApiOptions): Call {
  const client = new webApi.WebClient(options.botToken, { ...clientOptions(options), rejectRateLimitedCalls: true });
  return async (method, args, shape) => shape.parse(await client.apiCall(method, args));
}

const clientOptions = ({ apiUrl, timeoutMs, log }: WebApiOptions) => ({
  ...(apiUrl === null ? {} : { slackApiUrl: apiUrl }),
  timeout: timeoutMs,
  retryConfig: { retries: 0 },
  allowAbsoluteUrls: false,
  logger: sdkLogger(log),
  fetch: fetchWithReason,
});

/**
 * Why a request failed stands in the cause of fetch's error, and the SDK loses that unless the error is of its own
 * realm. Without it, a refused connection could not be told from a message that may have been posted.
 */
const fetchWithReason: typeof fetch = async (input, init) => {
  try {
    return await fetch(input, init);
  } catch (error) {
    throw new Error('the request failed', { cause: error });
  }
};

/** What is answered to one delivery: its acknowledgement, and what follows once that is out. */
export interface Reply {
  readonly ack: SlackJson | undefined;
  readonly afterwards: (() => Promise<void>) | null;
}

export type Transport = { readonly signingSecret: string } | { readonly appToken: string };

export interface InboundOptions extends WebApiOptions {
  readonly transport: Transport;
  /** Rejects only for a fault; then nothing is acknowledged, and Slack brings the delivery again. */
  readonly receive: (body: unknown) => Promise<Reply>;
  /** Milliseconds since the epoch, real time: Slack signs with it. */
  readonly wallClock: () => number;
  readonly timer: Timer;
}

export interface Inbound {
  /** Takes `POST /slack/events`; answers anything else with an error of HTTP. */
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** Never waits for Slack. */
  start(): void;
  /** Takes nothing new, and resolves when all that came in is answered. */
  stop(): Promise<void>;
}

export function createInbound(options: InboundOptions): Inbound {
  const { transport, log } = options;
  if ('signingSecret' in transport) {
    const receiver = httpReceiver(transport.signingSecret, log);
    const app = new CommitFirstApp(receiver, options);
    return {
      handle: (request, response) => {
        const status = app.isStopped ? 503 : faultOf(request, options.wallClock());
        if (status === null) receiver.requestListener(request, response);
        else response.writeHead(status).end();
      },
      start: () => undefined,
      stop: () => app.drain(),
    };
  }
  const receiver = socketReceiver(transport.appToken, options);
  const app = new CommitFirstApp(receiver, options);
  const connection = keepConnected(receiver, options);
  return {
    handle: (_, response) => void response.writeHead(404).end(),
    start: connection.start,
    stop: async () => {
      await app.drain();
      await connection.stop();
    },
  };
}

/**
 * Bolt verifies and decodes; everything else is ours. Bolt's own dispatch acknowledges an event before its listeners
 * run, so that a crash in between would lose it.
 */
class CommitFirstApp extends App {
  isStopped = false;
  private readonly running = new Set<Promise<void>>();

  constructor(
    receiver: HTTPReceiver | SocketModeReceiver,
    private readonly inbound: InboundOptions,
  ) {
    const { botToken, log } = inbound;
    // With `token` in place of `authorize`, Bolt would call Slack here, and an outage would end the process.
    super({ receiver, authorize: async () => ({ botToken }), convoStore: false, logger: sdkLogger(log) });
  }

  override async processEvent(event: ReceiverEvent): Promise<void> {
    if (this.isStopped) throw new Error('stopping; Slack brings it again');
    const run = this.answer(event);
    this.running.add(run);
    await run.finally(() => this.running.delete(run));
  }

  private async answer({ body, ack }: ReceiverEvent): Promise<void> {
    const { log, receive } = this.inbound;
    const reply = await receive(body);
    // Too late for Slack, or the connection is gone: what was asked is done all the same.
    await ack(reply.ack).catch((error: unknown) => log.warn('slack_ack_failed', { error: messageOf(error) }));
    await reply.afterwards?.();
  }

  async drain(): Promise<void> {
    this.isStopped = true;
    await Promise.allSettled(this.running);
  }
}

const BODY_MAX_BYTES = 256 * 1024;
const SKEW_MAX_MS = 300_000;

/** The status to refuse a request with; null lets Bolt verify it. Bolt takes timestamps of the future, so we look first. */
function faultOf({ url = '', method, headers }: IncomingMessage, now: number): number | null {
  if (url.split('?', 1)[0] !== EVENTS_PATH) return 404;
  if (method !== 'POST') return 405;
  const timestamp = headers['x-slack-request-timestamp'];
  // Slack's `ssl_check` comes unsigned, and Bolt answers it without passing it on; all else without one is refused there.
  if (timestamp === undefined) return null;
  const isDigits = typeof timestamp === 'string' && /^\d{1,12}$/.test(timestamp);
  return isDigits && Math.abs(now - Number(timestamp) * 1000) <= SKEW_MAX_MS ? null : 401;
}

const httpReceiver = (signingSecret: string, log: Log): HTTPReceiver =>
  new HTTPReceiver({
    signingSecret,
    endpoints: [EVENTS_PATH],
    bodyLimit: BODY_MAX_BYTES,
    logger: sdkLogger(log),
    processEventErrorHandler: async ({ error, response }) => {
      log.error('slack_delivery_failed', { error: error.message });
      if (!response.headersSent) response.writeHead(500).end();
      // True: it is answered. Bolt then takes back its timer, which would complain after 3 seconds.
      return true;
    },
  });

/** The SDK's own reconnecting is off: when Slack is down at that moment it ends the process by an unhandled rejection. */
const socketReceiver = (appToken: string, options: InboundOptions): SocketModeReceiver =>
  new SocketModeReceiver({
    appToken,
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: clientOptions(options) },
    logger: sdkLogger(options.log),
    processEventErrorHandler: async ({ error }) => {
      options.log.error('slack_delivery_failed', { error: error.message });
      return false;
    },
  });

const RECONNECT_MS = 500;
const RECONNECT_MAX_MS = 60_000;

function keepConnected(receiver: SocketModeReceiver, { timer, log }: InboundOptions) {
  let isStopped = false;
  let isConnecting = false;
  let failures = 0;
  let cancel = (): void => undefined;

  const again = (): void => {
    if (isStopped) return;
    cancel();
    cancel = timer.after(Math.min(RECONNECT_MAX_MS, RECONNECT_MS * 2 ** failures), () => void connect());
  };
  const connect = async (): Promise<void> => {
    isConnecting = true;
    try {
      await receiver.start();
      failures = 0;
      isConnecting = false;
      log.info('slack_socket_connected');
    } catch (error) {
      failures += 1;
      isConnecting = false;
      log.warn('slack_socket_unavailable', { error: messageOf(error), failures });
      again();
    }
  };
  receiver.client.on('disconnected', () => {
    if (!isConnecting) again();
  });
  return {
    start: (): void => void connect(),
    stop: async (): Promise<void> => {
      isStopped = true;
      cancel();
      await receiver.stop();
    },
  };
}

/** Warnings and errors of the SDK, as text. Its other levels print whole payloads. */
const sdkLogger = (log: Log): Logger => ({
  debug: () => undefined,
  info: () => undefined,
  warn: (...parts: unknown[]) => log.warn('slack_sdk', { message: parts.map(messageOf).join(' ') }),
  error: (...parts: unknown[]) => log.error('slack_sdk', { message: parts.map(messageOf).join(' ') }),
  setLevel: () => undefined,
  getLevel: () => LogLevel.WARN,
  setName: () => undefined,
});

function messageOf(part: unknown): string {
  if (typeof part === 'string') return part;
  return part instanceof Error ? part.message : '';
}
