import type { Instant, PersonId, TenantId, Zone } from '../../../src/core/ids.js';
import { type ChatPlatform, type Outbox, type OutboxRow, type Timer } from '../../../src/engine/ports.js';
import { createRelay } from '../../../src/engine/relay.js';
import { createRepair } from '../../../src/engine/repair.js';
import { createSender, type Draw } from '../../../src/engine/sender.js';
import { openDatabase } from '../../../src/store/database.js';
import { createMarks } from '../../../src/store/marks.js';
import { DOUBTFUL } from '../../../src/store/outbox-rows.js';
import { createOutbox } from '../../../src/store/outbox-store.js';
import type { Connection } from '../../../src/store/sqlite.js';
import { createPeople } from '../../../src/store/people.js';
import { english } from '../../../src/view/words/en.js';
import { withDoubt } from '../../../src/view/with-doubt.js';
import { NO_LOG } from '../play/no-log.js';
import type { Chat, Now } from './chat.js';
import type { Fault, Played } from './schedules.js';
import { createMoments, keepOutbox } from './moments.js';
import { createWire } from './wire.js';

/** What is there after one schedule. */
export interface Outcome {
  /** Copies that stand once the relay has nothing left to do. */
  readonly standing: number;
  /** The most that stood at any moment. */
  readonly most: number;
  readonly afterRepair: number;
  /** Copies that tell their reader that they may stand twice. */
  readonly marked: number;
  /** Messages that the operator is told of as perhaps standing twice. */
  readonly doubtful: number;
}

export interface World {
  play(schedule: readonly Fault[]): Promise<Played<Outcome>>;
  close(): void;
}

export interface WorldOptions {
  readonly chat: (now: Now) => Chat;
  /** The newest messages that a look-up misses. */
  readonly lag: number;
  /** The adapter's platform, perhaps in a way that is known to be bad. */
  readonly driven: (platform: ChatPlatform) => ChatPlatform;
}

const TENANT = 'main' as TenantId;
const START = Date.UTC(2026, 10, 23, 10);
const CARD = { text: 'Hello', blocks: [{ type: 'text', text: ['Hello'] }], isOver: false } as const;
/** A message that is through needs one turn, and each fault one or two more. */
const TURNS_MAX = 40;

/** One person on one platform, whom one message at a time is sent to: by the real outbox, relay, sender and client. */
export async function createWorld({ chat: makeChat, lag, driven }: WorldOptions): Promise<World> {
  let now = START;
  const clock = { now: () => now as Instant };
  const chat = makeChat(() => now);
  const wire = createWire(chat.carry, chat.isPost);
  const { connection, close } = openDatabase(':memory:');
  compileOnce(connection);
  const doubtful = connection.prepare(DOUBTFUL);
  let last = 0;
  const next = (): number => (last += 1);
  const people = createPeople(connection, { person: () => 'palice' as PersonId });
  const alice = people.learn(TENANT, { identity: chat.alice, name: 'alice', email: null, ...PLAIN });
  const audience = {
    reader: { person: alice, zone: 'UTC' as Zone, locale: 'en-US' },
    now: now as Instant,
    nameOf: () => 'alice',
  };
  const doubted = withDoubt(audience, CARD);
  const draw: Draw = (_row, _reader, mayStandTwice) => ({ card: mayStandTwice ? doubted : CARD, thread: null });
  const shared = { store: people, clock, draw, markerOf: (row: OutboxRow) => `m${row.row}` };

  /** The program as it is after a start: nothing is remembered of what was under way, and the client is a new one. */
  const program = () => {
    const underWay = new Map();
    const outbox: Outbox = createOutbox(connection, createMarks(connection, next, underWay), underWay);
    const timers = new Map<object, { at: number; run: () => void }>();
    const timer: Timer = {
      after(ms, run) {
        const key = {};
        timers.set(key, { at: now + ms, run });
        return () => void timers.delete(key);
      },
    };
    const platform = driven(chat.connect(timer));
    const platforms = new Map([[chat.name, platform]]);
    const sender = createSender({
      ...shared,
      platforms,
      begin: async (row) => outbox.begin(row, clock.now()),
      settled: async () => undefined,
      digest: (text) => text,
      onReach: async () => undefined,
      moved: async () => undefined,
    });
    const write = async <T>(run: () => T): Promise<T> => run();
    const relay = createRelay({ outbox, write, sender, clock, timer, random: () => 0.5, log: NO_LOG });
    const repair = createRepair({ ...shared, platforms, outbox, log: NO_LOG });
    return { outbox, relay, repair, timers, platform };
  };

  const keepClock = () => {
    const kept = now;
    return () => {
      now = kept;
    };
  };
  const moments = createMoments([keepClock, chat.keep, keepOutbox(connection)]);
  const hello = { kind: 'reply', id: 'hello', reply: 'help', thread: null } as const;
  const first = program();
  // What a person's first message brings along is no part of the plays.
  people.setConversation(TENANT, chat.alice, await first.platform.openConversation(chat.alice));
  first.outbox.reply(TENANT, alice, hello, clock.now());
  moments.keep([], 0);

  return {
    close,
    async play(schedule) {
      chat.lag(lag);
      const { met, most: mostBefore } = moments.goTo(schedule);
      let crashed = wire.expect(schedule.slice(met.length));
      let running = program();
      let most = mostBefore;
      for (let turn = 0; turn < TURNS_MAX; turn += 1) {
        running.relay.wake();
        // oxlint-disable-next-line no-await-in-loop -- one turn after the other
        const how = await Promise.race([crashed.then(() => 'crashed'), running.relay.idle().then(() => 'idle')]);
        most = Math.max(most, chat.standing().length);
        if (how === 'crashed') {
          moments.keep(schedule.slice(0, met.length + wire.posts()), most);
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
      const standing = chat.standing().length;
      chat.lag(0);
      now += 600_000;
      await running.repair();
      await running.relay.stop();
      const after = chat.standing();
      const marked = after.filter((text) => text.includes(english.doubt.mayStandTwice)).length;
      const found = { standing, most, afterRepair: after.length, marked, doubtful: doubtful.all(9).length };
      return { found, posts: met.length + wire.posts() };
    },
  };
}

/** A statement keeps nothing from one run to the next; to compile it anew for each program would take most of the time. */
function compileOnce(connection: Connection): void {
  const compiled = new Map<string, ReturnType<Connection['prepare']>>();
  const { prepare } = connection;
  connection.prepare = ((sql: string) => {
    const known = compiled.get(sql) ?? prepare.call(connection, sql);
    compiled.set(sql, known);
    return known;
  }) as Connection['prepare'];
}

const PLAIN = { zone: 'UTC' as Zone, locale: 'en-US', isBot: false, isForeign: false, isDeactivated: false };
