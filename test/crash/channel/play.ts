import { createCall } from '../../../adapters/slack/slack-platform.js';
import { createSlackPlatform } from '../../../adapters/slack/chat-platform.js';
import { createSelf } from '../../../adapters/slack/self.js';
import { english } from '../../../adapters/slack/words.js';
import type { Instant, PersonId, TenantId, Zone } from '../../../src/core/ids.js';
import { createRelay } from '../../../src/engine/relay.js';
import { createSender } from '../../../src/engine/sender.js';
import { openDatabase } from '../../../src/store/database.js';
import { createMarks, type UnderWay } from '../../../src/store/marks.js';
import { createOutbox } from '../../../src/store/outbox-store.js';
import { createPeople } from '../../../src/store/people.js';
import { NO_LOG } from '../play/no-log.js';
import { BOT_TOKEN } from '../play/stage.js';
import { createAgenda } from './agenda.js';
import { inGlobalOrder } from './global-order.js';
import { createSlackLine, type SlackLine, userOf } from './slack-line.js';
import { CHANNELS, type Telling } from './traffic.js';

const TENANT = 'main' as TenantId;
const START = Date.UTC(2026, 10, 23, 10);
/** As long as any backlog takes, and no longer. */
const OVER_MS = 6 * 3_600_000;

export interface Played extends Pick<SlackLine, 'twice' | 'tooMany'> {
  /** When each message came to stand, as milliseconds after the start, in the order in which they did. */
  readonly stood: ReadonlyMap<string, number>;
}

export interface PlayOptions {
  readonly tellings: readonly Telling[];
  /** Channel 0 fails for an hour. */
  readonly fails: boolean;
  /** Sends in the order of all messages, as a single queue does: known to be bad. */
  readonly isOneQueue: boolean;
}

export const textOf = ({ channel, number }: Pick<Telling, 'channel' | 'number'>): string => `${channel}/${number}`;

/** Sends all of it by the real outbox, relay, sender and Slack client, with a clock that jumps. */
export async function playChannels({ tellings, fails, isOneQueue }: PlayOptions): Promise<Played> {
  const agenda = createAgenda(START);
  const clock = { now: () => agenda.now() as Instant };
  const line = createSlackLine(agenda, START, fails);
  const { connection, close } = openDatabase(':memory:');
  let made = 0;
  const people = createPeople(connection, { person: () => `p${(made += 1)}` as PersonId });
  const persons = Array.from({ length: CHANNELS }, (_, channel) => people.learn(TENANT, profileOf(channel)));
  const underWay: UnderWay = new Map();
  let last = 0;
  const marks = createMarks(connection, () => (last += 1), underWay);
  const outbox = createOutbox(connection, marks, underWay);
  const call = createCall({ botToken: BOT_TOKEN, apiUrl: 'http://127.0.0.1:1/api/', timeoutMs: 0, log: NO_LOG });
  const drawingOf = (workspace: string) => ({ workspace, words: english, people: () => null });
  const slack = createSlackPlatform({ call, self: createSelf(call), drawingOf });
  const sender = createSender({
    store: people,
    clock,
    platforms: new Map([['slack', slack]]),
    begin: async (row) => outbox.begin(row, clock.now()),
    settled: async () => undefined,
    draw({ subject }) {
      const text = subject.kind === 'reply' ? subject.id : '';
      return { card: { text, blocks: [{ type: 'text', text: [text] }], isOver: false }, thread: null };
    },
    digest: (text) => text,
    markerOf: (row) => `m${row.row}`,
    onReach: async () => undefined,
    moved: async () => undefined,
  });
  const relay = createRelay({
    outbox: isOneQueue ? inGlobalOrder(outbox, connection, underWay) : outbox,
    write: async (run) => run(),
    sender,
    clock,
    timer: agenda,
    random: () => 0.5,
    log: NO_LOG,
    later(run) {
      agenda.stir();
      setImmediate(run);
    },
  });
  for (const telling of tellings) {
    agenda.after(telling.at, () => {
      const to = persons[telling.channel];
      if (to === undefined) throw new Error('nobody is there');
      outbox.reply(TENANT, to, { kind: 'reply', id: textOf(telling), reply: 'help', thread: null }, clock.now());
      relay.wake();
    });
  }
  await agenda.run(START + OVER_MS);
  await relay.stop();
  close();
  return { ...line, stood: new Map([...line.stood].map(([text, at]) => [text, at - START])) };
}

const profileOf = (channel: number) => ({
  identity: { platform: 'slack', workspace: 'TACME', user: userOf(channel) },
  name: `n${channel}`,
  email: null,
  zone: 'UTC' as Zone,
  locale: 'en-US',
  isBot: false,
  isForeign: false,
  isDeactivated: false,
});
