import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import type { SlackAdapter, SlackAdapterOptions } from '../../../adapters/slack/index.js';
import { createSlackAdapter } from '../../../adapters/slack/index.js';
import { METHODS } from '../../../adapters/slack/uses.js';
import { english } from '../../../adapters/slack/words.js';
import type { MessageRef } from '../../../src/engine/ports.js';
import { objectOf, objectsOf, textOf } from '../../../src/local/json.js';
import type { Fault as SlackFault } from '../../../src/local/slack-peer/slack-fault.js';
import { createSlackPeer, type SlackPeer, type SlackPeerOptions } from '../../../src/local/slack-peer/slack-peer.js';
import type { Delivery, SlackMessage } from '../../../src/local/slack-peer/state.js';
import type { Fault, Fixture, PlatformDriver, SeenForm, Taken, Who } from '../../conformance/chat-platform/driver.js';
import { blockPieces, seenMessage } from './seen.js';

export const USERS = {
  alice: 'UALICE',
  bob: 'UBOB',
  gone: 'UGONE',
  robot: 'UROBOT',
  stranger: 'UFAR',
} as const satisfies Record<Who, string>;

const SECRET = 'shhh';
/** Long beside what a busy machine needs for an answer. */
const TIMEOUT_MS = 1_500;

export const SCOPES = [...new Set(Object.values(METHODS).filter((scope) => scope !== null)), 'commands'];

/** A workspace and an adapter that listens to it on a port of its own. */
export interface Lab {
  readonly peer: SlackPeer;
  readonly adapter: SlackAdapter;
  /** Where the adapter listens. */
  readonly url: string;
  /** Resolves once this event was logged. */
  logs(event: string): Promise<void>;
  close(): Promise<void>;
}

export async function openLab(
  fixture: Fixture,
  change: Partial<SlackAdapterOptions> = {},
  peerChange: Partial<SlackPeerOptions> = {},
  prepare: (peer: SlackPeer) => void = () => undefined,
): Promise<Lab> {
  let url = '';
  const peer = createSlackPeer({
    signingSecret: SECRET,
    botToken: 'xoxb-acme',
    appUrl: () => url,
    users: [
      { id: 'UALICE', tz: 'Asia/Kolkata', locale: 'de-DE' },
      { id: 'UBOB' },
      { id: 'UGONE', deleted: true },
      { id: 'UROBOT', isBot: true },
      { id: 'UFAR', isStranger: true },
    ],
    channels: [{ id: 'CGENERAL', name: 'general' }],
    scopes: SCOPES,
    ...peerChange,
  });
  await peer.start();
  prepare(peer);
  const logged = new EventEmitter();
  const seen = new Set<string>();
  const note = (event: string): void => {
    seen.add(event);
    logged.emit(event);
  };
  const logs = async (event: string): Promise<void> => {
    if (!seen.has(event)) await once(logged, event);
  };
  const adapter = createSlackAdapter({
    botToken: 'xoxb-acme',
    transport: { signingSecret: SECRET },
    slackApiUrl: peer.apiUrl(),
    timeoutMs: TIMEOUT_MS,
    desk: fixture.desk,
    tenantOf: (workspace) => (workspace === 'TACME' ? fixture.tenant : null),
    people: (_, person) => fixture.people(person),
    clock: { now: fixture.now },
    wallClock: Date.now,
    timer: {
      after: (ms, run) => {
        const timeout = setTimeout(run, ms).unref();
        return () => clearTimeout(timeout);
      },
    },
    log: { debug: note, info: note, warn: note, error: note },
    ...change,
  });
  const server = createServer(adapter.handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  url = `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}/slack/events`;
  adapter.start();
  const close = async (): Promise<void> => {
    peer.heal();
    await adapter.stop();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
    await peer.stop();
  };
  return { peer, adapter, url, logs, close };
}

const FAULTS: Readonly<Record<Fault, SlackFault>> = {
  lost: { drop: 'after' },
  'broken off': { drop: 'before' },
  slow: { delayMs: 2 * TIMEOUT_MS },
  'server error': { status: 503 },
  'too many': { rateLimitedFor: 7 },
  refused: { error: 'restricted_action' },
};

/** The Slack adapter behind Bolt's own receiver, with real signatures over real HTTP. */
export async function makeSlackDriver(fixture: Fixture): Promise<PlatformDriver> {
  const { peer, adapter, close } = await openLab(fixture);
  const person = (who: Who) => peer.user(USERS[who]);
  const at = ({ conversation, message }: MessageRef): SlackMessage => {
    const found = peer.state.messages.find(({ channel, ts }) => channel === conversation && ts === message);
    if (found === undefined) throw new Error(`there is no message ${message}`);
    return found;
  };
  const onlyFor = (who: Who) => peer.state.messages.findLast((message) => message.onlyFor === USERS[who]);
  const view = (who: Who) => peer.state.views.findLast(({ user }) => user === USERS[who]);
  const seenForm = (who: Who): SeenForm | null => {
    const open = view(who);
    if (open === undefined) return null;
    const blocks = objectsOf(open.body, 'blocks');
    const inputs = blocks.filter(({ type }) => type === 'input');
    const label = (block: (typeof inputs)[number]): string => textOf(objectOf(block, 'label'), 'text');
    return {
      isWindow: true,
      title: textOf(objectOf(open.body, 'title'), 'text'),
      text: blocks
        .flatMap(blockPieces)
        .map((piece) => piece.text)
        .join(''),
      fields: inputs.map(label),
      errors: Object.fromEntries(
        inputs.flatMap((block) => {
          const error = open.errors[textOf(block, 'block_id')];
          return error === undefined ? [] : [[label(block), error]];
        }),
      ),
    };
  };

  return {
    platform: adapter.platform,
    notices: { shortened: english.shortened, leftOut: english.partsLeftOut },
    whoLeft: 'deactivated',
    identity: (who) => ({ platform: 'slack', workspace: who === 'stranger' ? 'TOTHER' : 'TACME', user: USERS[who] }),
    says: async (who, text, thread) => taken(await person(who).say(text, thread ? { thread: at(thread) } : {})),
    commands: async (who, words, named = []) =>
      taken(
        await person(who).command(['/handover', words, ...named.map((name) => `@${name}`)].filter(Boolean).join(' ')),
      ),
    presses: async (who, ref, label) => taken(await person(who).press(label, { in: at(ref) })),
    chooses: async (who, ref, menu, option) => taken(await person(who).select(menu, option, { in: at(ref) })),
    ticks: async (who, ref, box) => taken((await person(who).tick([box], { in: at(ref) })).at(-1) ?? null),
    submits: async (who, entries) => {
      await person(who).submit(entries);
      return taken(peer.state.deliveries.at(-1) ?? null);
    },
    form: (who) => peer.waitFor(() => seenForm(who), { what: 'the form' }),
    isFormOpen: (who) => view(who) !== undefined,
    told: async (who) => seenMessage(await peer.waitFor(() => onlyFor(who), { what: 'a private message' })),
    sees: (who) => person(who).messages().map(seenMessage),
    redelivers: async () => taken((await peer.resend()).at(-1) ?? null),
    echoes: () => echo(peer),
    fails: (fault) => {
      for (const method of ['chat.postMessage', 'chat.update']) peer.fail(method, FAULTS[fault]);
    },
    disconnects: () => peer.stop(),
    sends: () => peer.calls('chat.postMessage').length + peer.calls('chat.update').length,
    stop: adapter.stop,
    close,
  };
}

const taken = (delivery: Delivery | null): Taken =>
  delivery?.outcome === 'acknowledged' ? 'acknowledged' : 'not acknowledged';

/** Slack sends an app its own messages too. */
async function echo(peer: SlackPeer): Promise<Taken> {
  const { bot, messages } = peer.state;
  const own = messages.findLast(({ isFromBot }) => isFromBot);
  if (own === undefined) throw new Error('the bot said nothing yet');
  const { channel, ts, text } = own;
  const said = { type: 'message', channel_type: 'im', channel, ts, text };
  const event = { ...said, user: bot.userId, bot_id: bot.botId, app_id: bot.appId };
  const outcome = await peer.signed(JSON.stringify(envelopeOf(event)));
  return outcome.kind === 'answered' && outcome.status === 200 ? 'acknowledged' : 'not acknowledged';
}

/** An event as Slack sends it. */
export const envelopeOf = (event: object): object => ({
  type: 'event_callback',
  api_app_id: 'AHANDOVER',
  team_id: 'TACME',
  event_id: 'EvOne',
  event,
});
