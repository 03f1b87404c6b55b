import type { Unreachable } from '../core/handover.js';
import type { Instant, PersonId, TenantId } from '../core/ids.js';
import type { Card } from '../view/card.js';
import type { Moved } from './moved.js';
import {
  type ChatPlatform,
  type Clock,
  type Failure,
  type HandoverStore,
  type KnownPerson,
  type MessageRef,
  type OutboxRow,
  type Outcome,
  PlatformFailure,
} from './ports.js';

export interface Sender {
  /** `at` gives the moment of the next try; without an argument the usual back-off. */
  send(row: OutboxRow, at: (waitMs?: number) => number): Promise<Outcome>;
}

/**
 * A card as it is to stand now, and the root message it hangs under. Null: nothing to show any more.
 * `mayStandTwice`: the card says so.
 */
export type Draw = (
  row: OutboxRow,
  reader: KnownPerson | null,
  mayStandTwice: boolean,
) => { card: Card; thread: MessageRef | null } | null;

export interface SenderOptions {
  readonly store: Pick<HandoverStore, 'person' | 'setConversation' | 'learn'>;
  /** {@link Outbox.begin}, resolved once it is stored. */
  readonly begin: (row: OutboxRow) => Promise<void>;
  /** Resolves when the state that was drawn is stored, so that nobody is shown what a power cut could take back. */
  readonly settled: () => Promise<void>;
  readonly platforms: ReadonlyMap<string, ChatPlatform>;
  readonly clock: Clock;
  readonly draw: Draw;
  /** A short digest of what is shown, to leave out updates that change nothing. */
  readonly digest: (text: string) => string;
  /** Unguessable and the same for every try of one row. */
  readonly markerOf: (row: OutboxRow) => string;
  /** Tells the core; it tells the initiator. Resolves when that is stored. */
  readonly onReach: (tenant: TenantId, person: PersonId, why: Unreachable | null) => Promise<void>;
  readonly moved: Moved;
}

interface Message {
  readonly conversation: string;
  readonly thread: MessageRef | null;
  readonly card: Card;
  readonly marker: string;
}

/** Sends one row: draws it from the state as it is now, then posts it or updates it in place. */
export function createSender(options: SenderOptions): Sender {
  const { store, platforms, draw, digest, markerOf, onReach } = options;

  /** Whose channel it is. */
  const platformOf = (to: OutboxRow['to']): ChatPlatform | undefined =>
    'channel' in to ? [...platforms.values()].find(({ ownsChannel }) => ownsChannel(to.channel)) : undefined;

  const deliver = async (row: OutboxRow, known: KnownPerson | null): Promise<Outcome> => {
    const platform = known ? platforms.get(known.profile.identity.platform) : platformOf(row.to);
    if (!platform) return { kind: 'dead', why: 'the platform is not configured' };
    if (known?.profile.isDeactivated === true) throw new PlatformFailure({ code: 'unreachable', why: 'deactivated' });
    const person = known && row.subject.kind === 'nudge' ? await lookAfter(row.tenant, known, platform) : known;
    const drawn = draw(row, person, mayStandTwice(row, platform));
    if (drawn === null || (drawn.card.isOver && row.ref === null && row.unknownSince === null))
      return { kind: 'skipped' };
    const shown = digest(JSON.stringify(drawn.card));
    if (row.ref !== null && row.shown === shown) return { kind: 'skipped' };
    const conversation = person
      ? await conversationOf(row.tenant, person, platform)
      : 'channel' in row.to
        ? row.to.channel
        : '';
    const message = { ...drawn, conversation, marker: markerOf(row) };
    const standing = row.ref ?? (await lookUp(row, platform, message));
    // What is over is worth a word where it stands, and no message of its own.
    if (standing === null && drawn.card.isOver) return { kind: 'skipped' };
    const ref = await place(row, platform, message, standing);
    // A platform may let old messages be changed where it takes no new ones: that is no sign that somebody is reached.
    if (person && row.ref === null) void onReach(row.tenant, person.person, null);
    return { kind: 'sent', ref, shown };
  };

  const conversationOf = async (tenant: TenantId, known: KnownPerson, platform: ChatPlatform): Promise<string> => {
    if (known.conversation !== null) return known.conversation;
    const conversation = await platform.openConversation(known.profile.identity);
    store.setConversation(tenant, known.profile.identity, conversation);
    return conversation;
  };

  /** Slack takes a message to somebody who has left without a word, so once a day we ask first. Gives them as they are now. */
  const lookAfter = async (tenant: TenantId, known: KnownPerson, platform: ChatPlatform): Promise<KnownPerson> => {
    const profile = await platform.profile(known.profile.identity);
    await options.moved(tenant, profile);
    store.learn(tenant, profile);
    if (profile.isDeactivated) throw new PlatformFailure({ code: 'unreachable', why: 'deactivated' });
    return store.person(tenant, known.person) ?? known;
  };

  const place = async (
    row: OutboxRow,
    platform: ChatPlatform,
    message: Message,
    standing: MessageRef | null,
  ): Promise<MessageRef> => {
    if (standing !== null) {
      await options.settled();
      await platform.update(standing, message);
      return standing;
    }
    await options.begin(row);
    return platform.post(message);
  };

  /** A post whose outcome is unknown may stand already; sending it again at once would show it twice. */
  const lookUp = async (row: OutboxRow, platform: ChatPlatform, message: Message): Promise<MessageRef | null> =>
    row.unknownSince === null || !platform.capabilities.looksUpMessages
      ? null
      : platform.find(message, row.unknownSince);

  return {
    async send(row, at) {
      const person = 'person' in row.to ? store.person(row.tenant, row.to.person) : null;
      try {
        return await deliver(row, person);
      } catch (error) {
        if (!(error instanceof PlatformFailure)) throw error;
        const { failure } = error;
        if (person && (failure.code === 'unreachable' || failure.code === 'refused')) {
          // Stored before the message is given up: a crash in between must not leave it given up with nobody told.
          await onReach(row.tenant, person.person, failure.code === 'unreachable' ? failure.why : 'other');
        }
        return outcomeOf(failure, row, at);
      }
    },
  };
}

/** Where nobody can look whether an earlier post arrived, the reader is told which of two copies counts. */
const mayStandTwice = ({ ref, unknownSince, isDoubtful }: OutboxRow, { capabilities }: ChatPlatform): boolean =>
  !capabilities.looksUpMessages && (isDoubtful || (ref === null && unknownSince !== null));

/** What to do after a failure, by its class. */
export function outcomeOf(
  failure: Failure,
  row: Pick<OutboxRow, 'ref' | 'unknownSince'>,
  at: (waitMs?: number) => number,
): Outcome {
  // What was unknown before stays so until a look-up has answered.
  const wasUnknown = row.ref === null && row.unknownSince !== null;
  switch (failure.code) {
    case 'rate_limited':
      return { kind: 'later', at: at(failure.retryAfterMs) as Instant, isUnknown: wasUnknown, isThrottled: true };
    case 'unavailable':
      return { kind: 'later', at: at() as Instant, isUnknown: wasUnknown };
    case 'unknown_outcome':
      // An update can be repeated without harm; only a post may stand without our knowing.
      return { kind: 'later', at: at() as Instant, isUnknown: row.ref === null };
    case 'not_found':
      return { kind: 'lost' };
    case 'unreachable':
      return { kind: 'dead', why: `cannot be reached: ${failure.why}` };
    case 'refused':
      return { kind: 'dead', why: failure.detail };
  }
}
