import {
  type Capabilities,
  type ChatPlatform,
  type Failure,
  type Identity,
  type MessageRef,
  type OutgoingMessage,
  PlatformFailure,
} from '../../../src/engine/ports.js';
import type { Ledger } from './ledger.js';
import { conversationOf, emailOf, type Person, profileOf } from './person.js';
import type { Program } from './program.js';
import type { ShownMessage } from './screens.js';
import type { World } from './world.js';

/** Like Slack: threads, forms, a look at what was sent. Like Teams: none of these, and people add the app themselves. */
export const PLATFORMS = {
  slack: { hasThreads: true, looksUpMessages: true, opensDialogs: true, sendsTicks: true },
  teams: { hasThreads: false, looksUpMessages: false, opensDialogs: false, sendsTicks: false },
} as const satisfies Readonly<Record<string, Capabilities>>;
export type PlatformName = keyof typeof PLATFORMS;

/** The adapters' own limit for one call. */
const TIMEOUT_MS = 3_000;

const never = <T>(): Promise<T> => new Promise<T>(() => undefined);
const fail = (failure: Failure): PlatformFailure => new PlatformFailure(failure);

/** A platform as one run of the program reaches it. What it shows is in the world, and stays. */
export function createChat(name: PlatformName, world: World, program: Program, ledger: Ledger): ChatPlatform {
  const { screens, weather, random } = world;
  const capabilities = PLATFORMS[name];
  const personAt = (identity: Identity): Person => {
    const isSame = (one: Person): boolean =>
      one.identity.workspace === identity.workspace && one.identity.user === identity.user;
    const found = world.people.find((one) => one.identity.platform === name && isSame(one));
    if (!found) throw fail({ code: 'unreachable', why: 'unknown_person' });
    return found;
  };
  const who = (email: string): readonly Identity[] =>
    world.people
      .filter((one) => one.identity.platform === name && emailOf(one.name) === email)
      .map(({ identity }) => identity);
  const conversationIsOpen = (conversation: string): boolean =>
    conversation.startsWith('C') || world.people.some((person) => person.conversation === conversation);

  /** One call: what it does is done at once, and the answer takes its time. */
  const call = <T>(what: string, where: string, apply: () => T, marker = ''): Promise<T> => {
    if (!program.step()) return never();
    world.count('call', `${name} ${what} ${where}`);
    const fate = weather.fateOf(name, what === 'post');
    let outcome: { readonly ok: T } | { readonly error: Error } = { error: fail({ code: 'unavailable' }) };
    let delay = random.between(20, 400);
    const run = (): void => {
      try {
        outcome = { ok: apply() };
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        outcome = { error };
      }
    };
    if (fate === 'done') run();
    else if (fate === 'limited')
      outcome = { error: fail({ code: 'rate_limited', retryAfterMs: weather.limit(where) }) };
    else if (fate === 'refused') {
      ledger.refused(marker);
      outcome = { error: fail({ code: 'refused', detail: 'not today' }) };
    } else if (fate !== 'unavailable') {
      if (fate === 'unknown_done') {
        run();
        if ('ok' in outcome) ledger.lost(marker);
      }
      outcome = { error: fail({ code: 'unknown_outcome' }) };
      delay = TIMEOUT_MS;
    }
    if (!program.step()) return never();
    return new Promise<T>((resolve, reject) =>
      world.after(delay, () => {
        if (!program.isAlive) return;
        world.count('answer', `${name} ${what} ${where} ${fate}`);
        if ('ok' in outcome) resolve(outcome.ok);
        else reject(outcome.error);
      }),
    );
  };

  /** What is sent into one conversation goes one by one, and not before the platform allows it. */
  const sending = <T>(what: string, where: string, apply: () => T, marker?: string): Promise<T> => {
    if (weather.isLimited(where)) world.breaks('the wait that a platform asks for is kept', `${what} ${where}`);
    return program.alone(where, () => call(what, where, apply, marker));
  };

  const shown = (ref: MessageRef): ShownMessage => {
    const message = screens.at(ref);
    world.deleted.delete(ref.message);
    if (!message) throw fail({ code: 'not_found' });
    return message;
  };

  return {
    name,
    label: name,
    capabilities,
    openConversation: (identity) =>
      call('open', identity.user, () => {
        const person = personAt(identity);
        if (person.isDeactivated) throw fail({ code: 'unreachable', why: 'deactivated' });
        if (person.conversation === null) throw fail({ code: 'unreachable', why: 'not_installed' });
        return conversationOf(identity);
      }),
    post: (message) => {
      const drawnAt = world.now;
      return sending(
        'post',
        message.conversation,
        () => {
          if (!conversationIsOpen(message.conversation)) throw fail({ code: 'unreachable', why: 'not_installed' });
          ledger.posted(name, message, world.now);
          return screens.post(message, world.now, drawnAt).ref;
        },
        message.marker,
      );
    },
    update: (ref, { card }: OutgoingMessage) => {
      const drawnAt = world.now;
      return sending('update', ref.conversation, () => screens.redraw(shown(ref), card, drawnAt));
    },
    find: ({ conversation, marker }, since) =>
      sending('find', conversation, () => {
        const found = screens.withMarker(conversation, marker).find(({ postedAt }) => postedAt >= since - 7_200_000);
        return found?.ref ?? null;
      }),
    remove: (ref) => sending('remove', ref.conversation, () => screens.remove(ref)),
    profile: (identity) => call('profile', identity.user, () => profileOf(personAt(identity))),
    findByEmail: (email) => call('find by address', name, () => who(email)),
    ownsChannel: (channel) => channel.startsWith(`C-${name}`),
    link: ({ conversation, message }) => `https://${name}.example/${conversation}/${message}`,
  };
}
