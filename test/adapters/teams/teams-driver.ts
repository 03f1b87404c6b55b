import { createServer } from 'node:http';
import {
  createTeamsAdapter,
  MESSAGES_PATH,
  type TeamsAdapter,
  type TeamsAdapterOptions,
} from '../../../adapters/teams/index.js';
import { english } from '../../../adapters/teams/words.js';
import type { MessageRef } from '../../../src/engine/ports.js';
import { type JsonObject, objectOf, objectsOf, textOf } from '../../../src/local/json.js';
import type { Delivery, TeamsMessage } from '../../../src/local/teams-peer/state.js';
import type { Fault as TeamsFault } from '../../../src/local/teams-peer/teams-fault.js';
import { createTeamsPeer, type TeamsPeer, type TeamsPeerOptions } from '../../../src/local/teams-peer/teams-peer.js';
import type { Card } from '../../../src/view/card.js';
import type {
  Fault,
  Fixture,
  PlatformDriver,
  SeenForm,
  SeenMessage,
  Taken,
  Who,
} from '../../conformance/chat-platform/driver.js';
import { seenCard, seenForm } from './seen.js';

export const APP_ID = '11111111-2222-4333-8444-555555555555';
export const TENANT_ID = 'aaaaaaaa-0000-4000-8000-000000000001';
export const OTHER_TENANT_ID = 'bbbbbbbb-0000-4000-8000-000000000002';
const PASSWORD = 'app-password';
/** Long beside what a busy machine needs for an answer. */
const TIMEOUT_MS = 1_500;

/** A tenant and an adapter that listens to it on a port of its own. */
export interface Lab {
  readonly peer: TeamsPeer;
  readonly adapter: TeamsAdapter;
  /** Where the adapter listens. */
  readonly url: string;
  /** The events that were logged. */
  readonly logged: readonly string[];
  close(): Promise<void>;
}

export async function openLab(
  fixture: Pick<Fixture, 'desk' | 'tenant' | 'now' | 'people'>,
  change: Partial<TeamsAdapterOptions> = {},
  peerChange: Partial<TeamsPeerOptions> = {},
): Promise<Lab> {
  let url = '';
  const peer = createTeamsPeer({
    appId: APP_ID,
    tenantId: TENANT_ID,
    appPassword: PASSWORD,
    appUrl: () => url,
    users: [
      { name: 'alice', tz: 'Asia/Kolkata', locale: 'de-DE', hasApp: true },
      { name: 'bob', hasApp: true },
      { name: 'gone', isDeleted: true },
      { name: 'stranger', tenantId: OTHER_TENANT_ID, hasApp: true },
    ],
    conversations: [
      { kind: 'groupChat', name: 'lunch', members: ['alice', 'bob'] },
      { kind: 'channel', name: 'general', members: ['alice', 'bob'] },
    ],
    ...peerChange,
  });
  await peer.start();
  const logged: string[] = [];
  const rooms = new Set<string>();
  const note = (event: string): void => void logged.push(event);
  const adapter = createTeamsAdapter({
    registration: { appId: APP_ID, password: PASSWORD, tenantId: TENANT_ID },
    tenants: [TENANT_ID],
    serviceUrl: peer.serviceUrl(),
    openIdUrl: peer.openIdUrl(),
    tokenUrl: peer.tokenUrl(),
    hasThreads: false,
    timeoutMs: TIMEOUT_MS,
    desk: fixture.desk,
    tenant: fixture.tenant,
    people: (_, person) => fixture.people(person),
    known: () => null,
    rooms: () => [...rooms],
    keepRoom: (_, room) => void rooms.add(room),
    cardAt: () => null,
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
  const server = createServer((request, response) => void adapter.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  url = `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}${MESSAGES_PATH}`;
  const close = async (): Promise<void> => {
    peer.heal();
    await adapter.stop();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
    await peer.stop();
  };
  return { peer, adapter, url, logged, close };
}

const FAULTS: Readonly<Record<Fault, TeamsFault>> = {
  lost: { drop: 'after' },
  'broken off': { drop: 'before' },
  slow: { delayMs: 2 * TIMEOUT_MS },
  'server error': { status: 503 },
  'too many': { rateLimitedFor: 7 },
  refused: { status: 400 },
};

/** The Teams adapter behind botbuilder's own adapter and token check, with signed tokens over real HTTP. */
export const makeTeamsDriver =
  (hasThreads: boolean) =>
  async (fixture: Fixture): Promise<PlatformDriver> => {
    // What stands at a message that was sent, as the outbox knows it.
    const cards = new Map<string, Card>();
    const { peer, adapter, close } = await openLab(fixture, {
      hasThreads,
      cardAt: (_, __, { message }) => cards.get(message) ?? null,
    });
    const { platform } = adapter;
    const person = (who: Who) => peer.user(who);
    const user = (who: Who) => peer.state.users.find(({ name }) => name === who);
    const identity: PlatformDriver['identity'] = (who) => ({
      platform: 'teams',
      workspace: who === 'stranger' ? OTHER_TENANT_ID : TENANT_ID,
      user: who === 'robot' ? '28:robot' : (user(who)?.aadObjectId ?? ''),
    });
    const homes = new Map<string, string>();
    for (const who of ['alice', 'bob'] as const) {
      // The first time it opens the chat; then the person's own activity names everything about it.
      await platform.openConversation(identity(who));
      await tellOfClient(peer, who);
      homes.set(`a:1-${who}`, await platform.openConversation(identity(who)));
    }

    const at = ({ message }: MessageRef): TeamsMessage => {
      const found = peer.state.messages.find(({ id }) => id === message);
      if (found === undefined) throw new Error(`there is no message ${message}`);
      return found;
    };
    /** A card as this person sees it: an answer to their press stands in its place. */
    const cardOf = (who: Who, { conversation, id, body }: TeamsMessage): JsonObject => {
      const surface = `${conversation}/${id}`;
      const answered = peer.state.answeredCards.find((one) => one.user === person(who).id && one.surface === surface);
      return answered?.card ?? objectOf(objectsOf(body, 'attachments')[0], 'content') ?? {};
    };
    const own = (who: Who): readonly TeamsMessage[] =>
      person(who)
        .messages()
        .filter(({ isFromBot, isTombstone }) => isFromBot && !isTombstone);
    const seen = (who: Who, message: TeamsMessage): SeenMessage => ({
      ...seenCard(cardOf(who, message), textOf(message.body, 'summary')),
      ref: { conversation: homes.get(message.conversation) ?? message.conversation, message: message.id },
      thread: message.root,
    });
    const form = (who: Who): SeenForm | null =>
      own(who)
        .map((message) => seenForm(cardOf(who, message)))
        .findLast((found) => found !== null) ?? null;

    return {
      platform: {
        ...platform,
        post: async (message) => {
          const ref = await platform.post(message);
          cards.set(ref.message, message.card);
          return ref;
        },
      },
      notices: { shortened: english.shortened, leftOut: english.partsLeftOut },
      whoLeft: 'not_installed',
      identity,
      says: async (who, text, thread) => taken(await person(who).say(text, thread ? { thread: at(thread) } : {})),
      commands: async (who, words, named = []) => {
        const typed = ['/handover', words, ...named.map((name) => `@${name}`)].filter(Boolean).join(' ');
        return taken(await person(who).say(typed, named.length > 0 ? { in: 'lunch', mentionBot: true } : {}));
      },
      presses: async (who, ref, label) => taken(await person(who).press(label, { in: at(ref) })),
      chooses: async (who, ref, menu, option) => {
        await person(who).press(menu, { in: at(ref) });
        return taken(await person(who).press(option, { in: at(ref) }));
      },
      ticks: async (who, ref, box) => {
        // Opened anew, so that the boxes stand as they were drawn.
        peer.state.choices = [];
        peer.state.answeredCards = [];
        person(who).toggle(box, { in: at(ref) });
        return taken(await person(who).press(english.save, { in: at(ref) }));
      },
      submits: async (who, entries) => {
        for (const [label, value] of Object.entries(entries)) person(who).set(label, value);
        return taken(await person(who).press('Send'));
      },
      form: (who) => peer.waitFor(() => form(who), { what: 'the form' }),
      isFormOpen: (who) => form(who) !== null,
      told: async (who) => {
        const isSaid = (message: TeamsMessage): boolean =>
          !cards.has(message.id) && seenForm(cardOf(who, message)) === null;
        const message = await peer.waitFor(() => own(who).findLast(isSaid), { what: 'an answer' });
        // Nobody else is in the chat.
        return { ...seen(who, message), ref: null };
      },
      sees: (who) => own(who).map((message) => seen(who, message)),
      redelivers: async () => taken((await peer.resend()).at(-1) ?? null),
      echoes: () => echo(peer),
      fails: (fault) => {
        for (const method of ['sendActivity', 'updateActivity']) peer.fail(method, FAULTS[fault]);
      },
      disconnects: () => peer.stop(),
      sends: () => peer.calls('sendActivity').length + peer.calls('updateActivity').length,
      stop: adapter.stop,
      close,
    };
  };

const taken = (delivery: Delivery | null): Taken =>
  delivery?.outcome === 'acknowledged' ? 'acknowledged' : 'not acknowledged';

/** An activity as Teams sends it, of a kind that asks nothing of the bot. */
export function activityOf(peer: TeamsPeer, who: Who, change: JsonObject = {}): JsonObject {
  const user = peer.state.users.find(({ name }) => name === who);
  if (user === undefined) throw new Error(`there is no ${who}`);
  const { bot } = peer.state;
  return {
    type: 'messageReaction',
    id: `f:${who}`,
    channelId: 'msteams',
    serviceUrl: peer.serviceUrl(),
    from: { id: user.id, name: user.displayName, aadObjectId: user.aadObjectId },
    recipient: bot,
    conversation: { id: `a:1-${who}`, conversationType: 'personal', tenantId: user.tenantId },
    channelData: { tenant: { id: user.tenantId } },
    entities: [{ type: 'clientInfo', locale: user.locale, timezone: user.tz }],
    locale: user.locale,
    ...change,
  };
}

/** Clock and language are known of whoever did anything at all. */
const tellOfClient = (peer: TeamsPeer, who: Who): Promise<unknown> => peer.signed(activityOf(peer, who));

/** Nothing of the bot's own comes back from Teams; if it did, it would look so. */
async function echo(peer: TeamsPeer): Promise<Taken> {
  const own = peer.state.messages.findLast(({ isFromBot }) => isFromBot);
  if (own === undefined) throw new Error('the bot said nothing yet');
  const { bot } = peer.state;
  const echoed = { ...own.body, type: 'message', id: own.id, from: { ...bot, aadObjectId: APP_ID } };
  const outcome = await peer.signed(activityOf(peer, 'alice', echoed));
  return outcome.kind === 'answered' && outcome.status === 200 ? 'acknowledged' : 'not acknowledged';
}
