import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PersonId, TenantId } from '../../src/core/ids.js';
import type { Log } from '../../src/engine/log-port.js';
import type { ChatPlatform, Clock, Desk, KnownPerson, Timer } from '../../src/engine/ports.js';
export { checkSlack } from './check.js';
import { createAnswerer, createResponder } from './answer.js';
import { createSlackPlatform } from './chat-platform.js';
import { createReceive } from './receive.js';
import type { Drawing } from './rich.js';
import { createSelf } from './self.js';
import { createCall, createInbound, type Transport } from './slack-platform.js';
import { english, type SlackWords } from './words.js';

export interface SlackAdapterOptions {
  /** `xoxb-…`, of one workspace. */
  readonly botToken: string;
  /** HTTP with the app's signing secret, or Socket Mode with an app-level token (`xapp-…`). */
  readonly transport: Transport;
  /** The Web API of a test peer, ending in `/api/`; Slack's own unless given. */
  readonly slackApiUrl?: string;
  /** Milliseconds until a call to Slack is given up; 3000 unless given. */
  readonly timeoutMs?: number;
  readonly desk: Desk;
  /** Null for a workspace that this deployment does not serve. */
  readonly tenantOf: (workspace: string) => TenantId | null;
  readonly people: (tenant: TenantId, person: PersonId) => KnownPerson | null;
  /** Dates deliveries. */
  readonly clock: Clock;
  /** Milliseconds since the epoch, real time: Slack's signatures are dated with it. */
  readonly wallClock: () => number;
  readonly timer: Timer;
  readonly log: Log;
  readonly words?: SlackWords;
}

export interface SlackAdapter {
  readonly platform: ChatPlatform;
  /** For `POST /slack/events`. */
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** Never fails and never waits for Slack, which may be down. */
  start(): void;
  /** Takes nothing new, and resolves when all that came in is answered. */
  stop(): Promise<void>;
}

const DEFAULT_TIMEOUT_MS = 3000;

export function createSlackAdapter(options: SlackAdapterOptions): SlackAdapter {
  const { desk, tenantOf, people, clock, log, words = english } = options;
  const apiUrl = options.slackApiUrl ?? null;
  const web = { botToken: options.botToken, apiUrl, timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS, log };
  const call = createCall(web);
  const self = createSelf(call);
  const answerer = createAnswerer({ call, respond: createResponder(apiUrl, web.timeoutMs), log });

  const drawingOf = (workspace: string): Drawing | null => {
    const tenant = tenantOf(workspace);
    return tenant && { workspace, words, people: (person) => people(tenant, person) };
  };

  const receive = createReceive({ answerer, desk, self, tenantOf, people, clock, log, words });
  const inbound = createInbound({
    ...web,
    transport: options.transport,
    receive,
    wallClock: options.wallClock,
    timer: options.timer,
  });

  return {
    platform: createSlackPlatform({ call, self, drawingOf }),
    handle: inbound.handle,
    start: () => {
      inbound.start();
      self.learn().catch((error: unknown) => {
        log.warn('slack_unavailable', { error: error instanceof Error ? error.message : 'unknown' });
      });
    },
    stop: inbound.stop,
  };
}
