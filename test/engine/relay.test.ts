import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { HandoverId, Instant, PersonId, TenantId, Zone } from '../../src/core/ids.js';
import type { Effect } from '../../src/core/effect.js';
import { DEFAULT_RULES } from '../../src/core/rules.js';
import { localDate } from '../../src/core/time.js';
import { start } from '../../src/core/transition.js';
import { backoffMs } from '../../src/engine/backoff.js';
import { createInbox } from '../../src/engine/inbox.js';
import {
  type ChatPlatform,
  type Failure,
  type OutgoingMessage,
  PlatformFailure,
  type Profile,
  type Work,
} from '../../src/engine/ports.js';
import { createRelay } from '../../src/engine/relay.js';
import { createSender } from '../../src/engine/sender.js';
import type { Store } from '../../src/store/open-store.js';
import { huaweiCloud } from '../../src/procedures/load-procedure.js';
import { aForm, candidate, MONDAY } from '../support/a-handover.js';
import { tempDatabase } from '../support/temp-database.js';
import { profile } from '../conformance/works.js';

const tenant = 't1' as TenantId;
const NAMES = ['ines', 'alice', 'bob', 'carol'];
const identity = (user: string) => ({ platform: 'fake', workspace: 'T1', user });
const profileOf = (name: string): Profile => profile(name, { identity: identity(name) });

let database: ReturnType<typeof tempDatabase>;
let store: Store;
let now = MONDAY;
beforeEach(() => {
  database = tempDatabase();
  store = database.open();
  now = MONDAY;
});
afterEach(() => database.clean());

/** A platform that stores what it is sent, and fails as it is told, before or after the message is stored. */
function createFake(looksUpMessages = true) {
  const standing = new Map<string, OutgoingMessage>();
  const held = new Map<string, Promise<void>>();
  const faults: { before?: Failure; after?: Failure }[] = [];
  const moves = new Map<string, Zone>();
  const lookedUp = (user: string): Promise<Profile> => {
    const zone = moves.get(user);
    if (zone) return Promise.resolve({ ...profileOf(user), zone });
    return Promise.reject(new PlatformFailure({ code: 'unavailable' }));
  };
  let number = 0;
  const platform: ChatPlatform = {
    name: 'fake',
    label: 'Fake',
    findByEmail: () => Promise.resolve([]),
    capabilities: { hasThreads: true, looksUpMessages, opensDialogs: true, sendsTicks: true },
    openConversation: ({ user }) => Promise.resolve(`D_${user}`),
    async post(message) {
      if (held.has(message.conversation)) await held.get(message.conversation);
      const fault = faults.shift();
      if (fault?.before) throw new PlatformFailure(fault.before);
      number += 1;
      standing.set(String(number), message);
      if (fault?.after) throw new PlatformFailure(fault.after);
      return { conversation: message.conversation, message: String(number) };
    },
    async update(ref, message) {
      if (!standing.has(ref.message)) throw new PlatformFailure({ code: 'not_found' });
      standing.set(ref.message, message);
    },
    find({ marker }) {
      const found = [...standing].find(([, message]) => message.marker === marker);
      return Promise.resolve(found ? { conversation: found[1].conversation, message: found[0] } : null);
    },
    remove: () => Promise.resolve(),
    profile: (one) => lookedUp(one.user),
    link: () => null,
    ownsChannel: () => true,
  };
  /** Posts to this conversation get no answer until the result is called. */
  const holdPosts = (conversation: string): (() => void) => {
    let release = (): void => undefined;
    held.set(conversation, new Promise((resolve) => (release = resolve)));
    return () => release();
  };
  return { platform, standing, faults, holdPosts, moves };
}

function setUp(told = Promise.resolve(), looksUpMessages = true) {
  const fake = createFake(looksUpMessages);
  const reached: string[] = [];
  const timers: { at: number; run: () => void }[] = [];
  let title = 'first';
  let isOver = false;
  const drawnFor: (Zone | undefined)[] = [];
  const sender = createSender({
    store: store.handovers,
    begin: async (row) => store.outbox.begin(row, now),
    settled: async () => undefined,
    platforms: new Map([['fake', fake.platform]]),
    clock: { now: () => now },
    draw: (row, reader) => {
      if (row.subject.kind === 'nudge') drawnFor.push(reader?.profile.zone);
      return { card: { text: `${title} ${row.row}`, blocks: [], isOver }, thread: null };
    },
    digest: (text) => text,
    markerOf: (row) => `m${row.row}`,
    moved: async () => undefined,
    async onReach(_tenant, person, why) {
      reached.push(`${person} ${why ?? 'reached'}`);
      await told;
    },
  });
  const silent = () => undefined;
  const relay = createRelay({
    outbox: store.outbox,
    write: async (run) => run(),
    sender,
    clock: { now: () => now },
    timer: {
      after(ms, run) {
        const timer = { at: now + ms, run };
        timers.push(timer);
        return () => timers.splice(timers.indexOf(timer), timers.includes(timer) ? 1 : 0);
      },
    },
    random: () => 0.5,
    log: { debug: silent, info: silent, warn: silent, error: silent },
  });
  const pass = async (ms: number): Promise<void> => {
    now = (now + ms) as Instant;
    for (const timer of timers.splice(0)) timer.run();
    await relay.idle();
  };
  /** What was due by then runs; nobody asks the relay to look. */
  const ring = (ms: number): void => {
    now = (now + ms) as Instant;
    for (const timer of timers.filter(({ at }) => at <= now)) {
      timers.splice(timers.indexOf(timer), 1);
      timer.run();
    }
  };
  return {
    ...fake,
    relay,
    reached,
    pass,
    ring,
    retitle: (to: string) => (title = to),
    end: () => (isOver = true),
    drawnFor,
  };
}

/** `nudged`: who gets their message of the day with it. */
const starting = (nudged: string | null): Work<string> => ({
  tenant,
  deliveryId: 'd1',
  at: MONDAY,
  from: identity('ines'),
  target: { kind: 'start', id: 'h1' as HandoverId, outgoing: identity('alice'), account: 'acme-prod' },
  learned: NAMES.map(profileOf),
  decide({ personOf }) {
    const of = (name: string) => candidate(personOf(identity(name)) ?? ('none' as PersonId));
    const form = aForm({
      initiator: of('ines'),
      outgoing: of('alice'),
      successor: of('bob'),
      administrator: of('carol'),
    });
    const begun = start(form, huaweiCloud(), { mayStart: true, clash: null, isNoSecret: false }, MONDAY, DEFAULT_RULES);
    if (begun.kind !== 'moved') throw new Error('not started');
    const { handover, events, effects } = begun;
    const nudge: readonly Effect[] =
      nudged === null ? [] : [{ type: 'nudge', to: of(nudged).person, day: localDate(MONDAY, 'UTC' as Zone) }];
    return {
      result: 'ok',
      moved: { handover, events },
      dueAt: null,
      effects: [...effects, ...nudge],
      meaning: null,
    };
  },
});

const settled = async (): Promise<void> => {
  for (let n = 0; n < 10; n += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one turn after the other
    await new Promise((resolve) => setImmediate(resolve));
  }
};

async function begin(onCommit: () => void, nudged: string | null = null): Promise<void> {
  const failed = (error: Error): never => {
    throw error;
  };
  await createInbox({ store: store.handovers, onCommit, onFatal: failed }).submit(starting(nudged));
}

describe('the relay', () => {
  it('posts each card once, to the person it is for, and then is idle', async () => {
    const { relay, standing } = setUp();
    await begin(relay.wake);
    await relay.idle();
    expect([...standing.values()].map(({ conversation }) => conversation).toSorted()).toEqual([
      'D_alice',
      'D_alice',
      'D_bob',
      'D_bob',
      'D_carol',
      'D_ines',
    ]);
    expect(store.outbox.nextAt()).toBeNull();
  });

  it('looks a message up before it sends one again whose outcome is unknown', async () => {
    const { relay, standing, faults, pass } = setUp();
    faults.push({ after: { code: 'unknown_outcome' } }, { before: { code: 'unknown_outcome' } });
    await begin(relay.wake);
    await relay.idle();
    await pass(10_000);
    expect(standing.size).toBe(6);
    expect(new Set([...standing.values()].map(({ marker }) => marker)).size).toBe(6);
  });

  it.each<readonly [string, boolean, 'before' | 'after']>([
    ['tells a message that is found that it is over', true, 'after'],
    ['posts nothing that is over when no message is found', true, 'before'],
    ['posts nothing that is over where nobody can look for the message', false, 'before'],
  ])('%s', async (_, looksUp, when) => {
    const { relay, standing, faults, pass, end } = setUp(Promise.resolve(), looksUp);
    faults.push({ [when]: { code: 'unknown_outcome' } });
    await begin(relay.wake);
    await relay.idle();
    const before = standing.size;
    end();
    await pass(10_000);
    expect(standing.size).toBe(before);
    const shown = [...standing.values()].filter(({ card }) => card.isOver);
    expect(shown).toHaveLength(when === 'after' ? 1 : 0);
  });

  it('draws the message of the day for where its look at the person finds them', async () => {
    const { relay, moves, drawnFor } = setUp();
    moves.set('bob', 'Asia/Kolkata' as Zone);
    await begin(relay.wake, 'bob');
    await relay.idle();
    expect(drawnFor).toEqual(['Asia/Kolkata']);
  });

  it('waits as long as the platform asks, in that lane alone', async () => {
    const { relay, standing, faults, pass } = setUp();
    faults.push({ before: { code: 'rate_limited', retryAfterMs: 60_000 } });
    await begin(relay.wake);
    await relay.idle();
    const first = standing.size;
    expect(first).toBeGreaterThanOrEqual(3);
    await pass(59_000);
    expect(standing.size).toBe(first);
    await pass(1_001);
    expect(standing.size).toBe(6);
  });

  it('does not stand still when the clock is set back', async () => {
    const { relay, standing, faults, pass, ring } = setUp();
    faults.push({ before: { code: 'rate_limited', retryAfterMs: 60_000 } });
    await begin(relay.wake);
    await relay.idle();
    await pass(-3_600_000);
    relay.catchUp();
    ring(599_000);
    await relay.idle();
    expect(standing.size).toBeLessThan(6);
    ring(1_001);
    await relay.idle();
    expect(standing.size).toBe(6);
  });

  it('tries what has its own moment while another lane still waits for an answer', async () => {
    const { relay, standing, faults, pass, ring, holdPosts } = setUp();
    faults.push({ before: { code: 'rate_limited', retryAfterMs: 1_000 } });
    const release = holdPosts('D_bob');
    await begin(relay.wake);
    await settled();
    const first = [...standing.values()].length;
    ring(1_001);
    await settled();
    expect(standing.size).toBeGreaterThan(first);
    release();
    await relay.idle();
    await pass(1_001);
    expect(standing.size).toBe(6);
  });

  it('sends one message a second in a lane that was throttled, and in a burst elsewhere', async () => {
    const { relay, standing, faults, pass } = setUp();
    await begin(relay.wake);
    faults.push({ before: { code: 'rate_limited', retryAfterMs: 2_000 } });
    await relay.idle();
    const before = standing.size;
    const [throttled] = ['D_alice', 'D_bob', 'D_carol', 'D_ines'].filter(
      (conversation) => ![...standing.values()].some((message) => message.conversation === conversation),
    );
    expect(throttled).toBeDefined();
    const alice = store.handovers.personOf(tenant, identity(String(throttled).slice(2)));
    if (alice === null) throw new Error('nobody is there');
    for (const id of ['1', '2', '3']) {
      store.outbox.reply(tenant, alice, { kind: 'reply', id, reply: 'help', thread: null }, now);
    }
    await pass(2_001);
    const counts = [standing.size];
    for (let n = 0; n < 4; n += 1) {
      // oxlint-disable-next-line no-await-in-loop -- half a second after the other
      await pass(521);
      counts.push(standing.size);
    }
    expect(counts.map((count) => count - before)).toEqual([1, 1, 2, 2, 3]);
  });

  it('gives a message up only once it is stored that somebody cannot be reached', async () => {
    let stored = (): void => undefined;
    const { relay, faults, reached } = setUp(new Promise<void>((resolve) => (stored = resolve)));
    faults.push({ before: { code: 'unreachable', why: 'deactivated' } });
    await begin(relay.wake);
    await new Promise((resolve) => setImmediate(resolve));
    expect(reached.some((line) => line.endsWith('deactivated'))).toBe(true);
    expect(store.outbox.dead(9)).toHaveLength(0);
    stored();
    await relay.idle();
    expect(store.outbox.dead(9)).toHaveLength(1);
  });

  it('tells who cannot be reached, and keeps the message for the operator', async () => {
    const { relay, faults, reached } = setUp();
    faults.push({ before: { code: 'unreachable', why: 'deactivated' } });
    await begin(relay.wake);
    await relay.idle();
    expect(reached.filter((line) => line.endsWith('deactivated'))).toHaveLength(1);
    expect(store.outbox.dead(9)).toHaveLength(1);
  });

  it('tells of a message that was refused as what it is, and sends the others', async () => {
    const { relay, standing, faults, reached } = setUp();
    faults.push({ before: { code: 'refused', detail: 'too long' } });
    await begin(relay.wake);
    await relay.idle();
    expect(reached.filter((line) => line.endsWith(' other'))).toHaveLength(1);
    expect(store.outbox.dead(9)).toMatchObject([{ why: 'too long' }]);
    expect(standing.size).toBe(5);
  });
});

describe('a message that stands and is drawn anew', () => {
  it('is no sign that somebody is reached: some platforms change old messages and take no new ones', async () => {
    const { relay, reached, standing, retitle } = setUp();
    await begin(relay.wake);
    const bob = store.handovers.personOf(tenant, identity('bob'));
    if (bob === null) throw new Error('nobody is there');
    const say = async (): Promise<void> => {
      store.outbox.reply(tenant, bob, { kind: 'reply', id: '1', reply: 'help', thread: null }, now);
      await relay.idle();
    };
    await say();
    const posted = reached.length;
    expect(posted).toBe(standing.size);
    retitle('second');
    await say();
    expect([...standing.values()].some(({ card }) => card.text.startsWith('second'))).toBe(true);
    expect(reached).toHaveLength(posted);
  });
});

describe('the back-off', () => {
  it('doubles from a second to five minutes', () => {
    expect([0, 1, 2, 30].map((n) => backoffMs(n, 1))).toEqual([1_000, 2_000, 4_000, 300_000]);
    expect(backoffMs(0, 0)).toBe(500);
  });
});
