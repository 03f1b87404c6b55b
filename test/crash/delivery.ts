import { createCall } from '../../adapters/slack/slack-platform.js';
import { createSlackPlatform } from '../../adapters/slack/chat-platform.js';
import { createSelf } from '../../adapters/slack/self.js';
import { english } from '../../adapters/slack/words.js';
import type { Instant, PersonId, TenantId, Zone } from '../../src/core/ids.js';
import type { Log } from '../../src/engine/log-port.js';
import { type ChatPlatform, type Outbox, type OutboxRow, PlatformFailure } from '../../src/engine/ports.js';
import { createRelay } from '../../src/engine/relay.js';
import { createRepair } from '../../src/engine/repair.js';
import { createSender } from '../../src/engine/sender.js';
import { createSlackPeer } from '../../src/local/slack-peer/slack-peer.js';
import { openDatabase } from '../../src/store/database.js';
import { createMarks } from '../../src/store/marks.js';
import { createOutbox } from '../../src/store/outbox-store.js';
import { createPeople } from '../../src/store/people.js';
import { BOT_TOKEN, SECRET } from './play/stage.js';

/** What can happen to one try of a post. */
const FAULTS = ['reply_lost', 'server_error', 'throttled', 'refused', 'crash_before', 'crash_after'] as const;
type Fault = (typeof FAULTS)[number];

export interface DeliveryTally {
  schedules: number;
  /** Messages that never stood. */
  lost: number;
  /** Schedules at whose end the message stood more than once. */
  twice: number;
  /** The most copies that stood at any moment. */
  worst: number;
  /** Schedules with a copy after the repair. */
  unrepaired: number;
}

/** How the platform is driven: as it is, or in a way that is known to be bad. */
export type Policy = 'as it is' | 'never looks up' | 'never tries again' | 'look-up one message behind';

const TENANT = 'main' as TenantId;
const START = Date.UTC(2026, 10, 23, 10);
const silent = (): void => undefined;
const NO_LOG: Log = { debug: silent, info: silent, warn: silent, error: silent };

/** Every schedule of so many faults, the shorter ones first. */
function* schedules(depth: number): Generator<readonly Fault[]> {
  for (let length = 0; length <= depth; length += 1) {
    for (let n = 0; n < FAULTS.length ** length; n += 1) {
      yield Array.from(
        { length },
        (_, place) => FAULTS[Math.floor(n / FAULTS.length ** place) % FAULTS.length] ?? 'refused',
      );
    }
  }
}

/** Sends one message through the relay and Slack's own client for every schedule of up to `depth` faults. */
export async function deliverAll(depth: number, policy: Policy): Promise<DeliveryTally> {
  const world = await createWorld(policy);
  const tally: DeliveryTally = { schedules: 0, lost: 0, twice: 0, worst: 0, unrepaired: 0 };
  for (const schedule of schedules(depth)) {
    const { standing, most, afterRepair } = await world.play(schedule);
    tally.schedules += 1;
    if (standing === 0) tally.lost += 1;
    if (standing > 1) tally.twice += 1;
    if (afterRepair > 1) tally.unrepaired += 1;
    tally.worst = Math.max(tally.worst, most);
  }
  world.close();
  return tally;
}

async function createWorld(policy: Policy) {
  let now = START;
  const clock = { now: () => now as Instant };
  const peer = createSlackPeer({
    signingSecret: SECRET,
    botToken: BOT_TOKEN,
    appUrl: 'http://127.0.0.1:1',
    users: [{ id: 'UALICE', name: 'alice' }],
    scopes: ['chat:write', 'im:write', 'im:history', 'users:read'],
    clock: () => now,
  });
  const wire = createWire(peer.answer);
  const { connection, close } = openDatabase(':memory:');
  let last = 0;
  const next = (): number => (last += 1);
  const people = createPeople(connection, { person: () => 'palice' as PersonId });
  const alice = people.learn(TENANT, {
    identity: { platform: 'slack', workspace: 'TACME', user: 'UALICE' },
    name: 'alice',
    email: null,
    zone: 'UTC' as Zone,
    locale: 'en-US',
    isBot: false,
    isForeign: false,
    isDeactivated: false,
  });
  const card = { text: 'Hello', blocks: [{ type: 'text', text: ['Hello'] }], isOver: false } as const;
  const shared = {
    store: people,
    clock,
    draw: () => ({ card, thread: null }),
    markerOf: (row: OutboxRow) => `m${row.row}`,
  };

  /** The program as it is after a start: nothing is remembered of what was under way, and Slack's client is a new one. */
  const program = () => {
    const underWay = new Map();
    const outbox: Outbox = createOutbox(connection, createMarks(connection, next, underWay), underWay);
    const call = createCall({ botToken: BOT_TOKEN, apiUrl: 'http://127.0.0.1:1/api/', timeoutMs: 60_000, log: NO_LOG });
    const slack = createSlackPlatform({
      call,
      self: createSelf(call),
      drawingOf: (workspace) => ({ workspace, words: english, people: () => null }),
    });
    const platform = drivenBy(policy, slack);
    const platforms = new Map([['slack', platform]]);
    const sender = createSender({
      ...shared,
      platforms,
      begin: async (row) => outbox.begin(row, clock.now()),
      digest: (text) => text,
      onReach: async () => undefined,
    });
    const timers = new Map<object, { at: number; run: () => void }>();
    const timer = {
      after(ms: number, run: () => void) {
        const key = {};
        timers.set(key, { at: now + ms, run });
        return () => void timers.delete(key);
      },
    };
    const relay = createRelay({
      outbox,
      write: async (run) => run(),
      sender,
      clock,
      timer,
      random: () => 0.5,
      log: NO_LOG,
    });
    const repair = createRepair({ ...shared, platforms, outbox, log: NO_LOG });
    return { outbox, relay, repair, timers };
  };

  const standing = (): number =>
    peer.state.messages.filter(({ isFromBot, isTombstone }) => isFromBot && !isTombstone).length;
  let number = 0;

  return {
    close,
    async play(schedule: readonly Fault[]) {
      peer.state.messages = [];
      peer.state.calls = [];
      peer.lagLookups(policy === 'look-up one message behind' ? 1 : 0);
      number += 1;
      let crashed = wire.expect(schedule);
      let running = program();
      running.outbox.reply(
        TENANT,
        alice,
        { kind: 'reply', id: `s${number}`, reply: 'help', thread: null },
        clock.now(),
      );
      let most = 0;
      for (let turn = 0; turn < 40; turn += 1) {
        running.relay.wake();
        const how = await Promise.race([
          running.relay.idle().then(() => 'idle' as const),
          crashed.then(() => 'crashed' as const),
        ]);
        most = Math.max(most, standing());
        if (how === 'crashed') {
          crashed = wire.again();
          running = program();
          continue;
        }
        const [timer] = running.timers.values();
        if (timer === undefined) break;
        now = Math.max(now + 1, timer.at);
        running.timers.clear();
        timer.run();
      }
      const before = standing();
      peer.lagLookups(0);
      now += 600_000;
      await running.repair();
      await running.relay.stop();
      return { standing: before, most, afterRepair: standing() };
    },
  };
}

/** The platform as a policy drives it. */
function drivenBy(policy: Policy, slack: ChatPlatform): ChatPlatform {
  if (policy === 'never looks up') {
    return { ...slack, capabilities: { ...slack.capabilities, looksUpMessages: false } };
  }
  if (policy !== 'never tries again') return slack;
  return {
    ...slack,
    post: (message) =>
      slack.post(message).catch((error: unknown) => {
        const isDoubtful = error instanceof PlatformFailure && error.failure.code === 'unknown_outcome';
        throw isDoubtful ? new PlatformFailure({ code: 'refused', detail: 'not tried again' }) : error;
      }),
  };
}

/** Takes the place of the network, so that a hundred thousand calls take seconds; faults hit posts alone. */
function createWire(answer: ReturnType<typeof createSlackPeer>['answer']) {
  let left: Fault[] = [];
  let crash: () => void = silent;
  const watch = (): Promise<void> =>
    new Promise((resolve) => {
      crash = resolve;
    });

  const carry = async (url: string, init: RequestInit): Promise<Response> => {
    const method = url.slice(url.lastIndexOf('/') + 1);
    const args = Object.fromEntries(new URLSearchParams(bodyOf(init)));
    const reply = await answer(method, BOT_TOKEN, args);
    if (reply === 'drop') throw broken('ECONNRESET');
    return new Response(reply.body, { status: reply.status, headers: reply.headers });
  };

  const gone = (): Promise<Response> => {
    crash();
    return new Promise(() => undefined);
  };

  globalThis.fetch = async (input, init = {}) => {
    const url = input instanceof Request ? input.url : String(input);
    const fault = url.endsWith('chat.postMessage') ? left.shift() : undefined;
    switch (fault) {
      case 'reply_lost':
        await carry(url, init);
        throw broken('ECONNRESET');
      case 'server_error':
        return new Response('<h1>down</h1>', { status: 503 });
      case 'throttled':
        return new Response('{"ok":false,"error":"ratelimited"}', { status: 429, headers: { 'retry-after': '1' } });
      case 'refused':
        throw broken('ECONNREFUSED');
      case 'crash_before':
        return gone();
      case 'crash_after':
        await carry(url, init);
        return gone();
      default:
        return carry(url, init);
    }
  };

  return {
    expect(schedule: readonly Fault[]): Promise<void> {
      left = [...schedule];
      return watch();
    },
    again: watch,
  };
}

const bodyOf = ({ body }: RequestInit): string =>
  typeof body === 'string' ? body : body instanceof URLSearchParams ? body.toString() : '';

const broken = (code: string): TypeError =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });
