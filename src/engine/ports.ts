import type { CardKey, Effect } from '../core/effect.js';
import type { HandoverEvent } from '../core/event.js';
import type { Handover, Unreachable } from '../core/handover.js';
import type { HandoverId, Instant, PersonId, TenantId } from '../core/ids.js';
import type { ChangeWord } from './command-port.js';
import type { Identity, KnownPerson, Preferences, Profile } from './people-port.js';
import type { MessageRef } from './platform-port.js';
import type { Card, Dialog, PressCode } from '../view/card.js';

export { type Failure, PlatformFailure } from './failure-port.js';
export type { Clock, Ids, Timer } from './time-port.js';
export type { Identity, KnownPerson, Preferences, Profile } from './people-port.js';
export type { Capabilities, ChatPlatform, MessageRef, OutgoingMessage } from './platform-port.js';

// ---------------------------------------------------------------- inbound

/** One verified message from a platform, parsed. */
export interface Delivery {
  readonly tenant: TenantId;
  /** The dedupe key: the same for every retry of the same delivery. */
  readonly id: string;
  /** When the bot received it. */
  readonly at: Instant;
  readonly from: Identity;
  readonly ask: Ask;
  /** The person's direct conversation with the bot, from a platform that tells it each time; the newest one counts. */
  readonly conversation?: string;
}

/** Lines of a checklist that somebody touched, on a platform that tells of them only with the next press. */
export interface TouchedLines {
  /** The checklist's own press. */
  readonly save: PressCode;
  readonly ticks: readonly { readonly item: string; readonly isTicked: boolean }[];
}

/** What somebody asks of the bot. */
export type Ask =
  | {
      readonly kind: 'press';
      readonly press: PressCode;
      /** What is known of the lines of a checklist; of the others nothing is said. */
      readonly ticks: readonly { readonly item: string; readonly isTicked: boolean }[];
      /** The platform's own time of the press. */
      readonly pressedAt: Instant;
      /** Stored before the press itself is looked at, in the same transaction. */
      readonly touched?: TouchedLines;
    }
  /** A dialog came back. `touched`: as for a press. */
  | {
      readonly kind: 'form';
      readonly press: PressCode;
      readonly values: FormValues;
      readonly touched?: TouchedLines;
    }
  | {
      readonly kind: 'open_start';
      readonly outgoing: Identity | null;
      readonly successor: Identity | null;
      readonly channel: string | null;
    }
  | { readonly kind: 'list' }
  /** `which`: what was typed behind the word, a part of an account's label or nothing. */
  | { readonly kind: 'status'; readonly which: string }
  | { readonly kind: 'help' }
  /** A person's own morning, or their own days off. */
  | { readonly kind: 'prefer'; readonly what: 'hour' | 'holidays'; readonly value: string }
  /** The initiator changes the one handover that `which` names. */
  | { readonly kind: 'change'; readonly change: ChangeWord; readonly which: string }
  /** Free text in the direct conversation; never stored as it is. `thread`: the message it replies to. */
  | { readonly kind: 'message'; readonly text: string; readonly thread: string | null }
  /** The platform says that somebody changed: zone, name, deactivated. */
  | { readonly kind: 'profile_changed'; readonly profile: Profile }
  /** The platform says that messages reach this person from now on (null), or do not any more. */
  | { readonly kind: 'reach'; readonly why: Unreachable | null };

export type FormValue = string | boolean | readonly string[] | Identity | null;
export type FormValues = Readonly<Record<string, FormValue>>;

/** What the platform shows the person at once, in answer to a delivery. */
export type Answer =
  /** Nothing to say: the cards speak. */
  | { readonly kind: 'none' }
  /** Only for the eyes of the person who asked. */
  | { readonly kind: 'say'; readonly card: Card }
  | { readonly kind: 'open'; readonly dialog: Dialog }
  /** The form stays open with these words at its fields. `dialog`: the form, for a platform that has to draw it again. */
  | { readonly kind: 'correct'; readonly errors: Readonly<Record<string, string>>; readonly dialog: Dialog }
  /** The form is replaced. */
  | { readonly kind: 'replace'; readonly dialog: Dialog };

/**
 * What an adapter hands its deliveries to. Resolves after the commit. Rejects only for news of somebody that could not be
 * looked up now: the platform has to bring it again, so it must not be acknowledged.
 */
export interface Desk {
  receive(delivery: Delivery): Promise<Answer>;
}

// ---------------------------------------------------------------- store

/** What the store loads for a delivery before it asks for the transition, all inside the transaction. */
export interface Loaded {
  /** The person behind {@link Delivery.from}; null for somebody the store has never heard of. */
  readonly actor: PersonId | null;
  readonly handover: Handover | null;
  /** For a start: a running handover of the same account and outgoing person. */
  readonly clash: HandoverId | null;
  readonly personOf: (identity: Identity) => PersonId | null;
}

/** What to load. */
export type Target =
  | { readonly kind: 'handover'; readonly id: HandoverId }
  | { readonly kind: 'start'; readonly id: HandoverId; readonly outgoing: Identity; readonly account: string };

/** One unit of work. */
export interface Work<T> {
  readonly tenant: TenantId;
  /** Null for the scheduler's own work, which cannot come twice. */
  readonly deliveryId: string | null;
  readonly at: Instant;
  readonly from: Identity | null;
  readonly target: Target;
  /** People met with this delivery; stored before anything else. */
  readonly learned: readonly Profile[];
  /**
   * Pure: decides on what was loaded. `meaning` names the intent, so that the same press with another delivery id is
   * still recognized; null when repeating it changes nothing anyway.
   */
  readonly decide: (loaded: Loaded) => Change<T>;
}

/** Something else that is stored with the works of a turn, such as what became of a message. */
export interface Write<T> {
  /** Synchronous. */
  readonly run: () => T;
}

export interface Change<T> {
  readonly result: T;
  /** Null when nothing changed. */
  readonly moved: { readonly handover: Handover; readonly events: readonly HandoverEvent[] } | null;
  /** The next moment at which the core wants a clock input; null for never. */
  readonly dueAt: Instant | null;
  readonly effects: readonly Effect[];
  readonly meaning: string | null;
}

export type Done<T> =
  | { readonly kind: 'done'; readonly result: T }
  /** Seen before, by id or by meaning; nothing was changed. */
  | { readonly kind: 'duplicate' }
  /** A broken invariant: nothing of it was stored, the others of the batch were. */
  | { readonly kind: 'broken'; readonly error: Error };

export interface HandoverStore {
  /**
   * All of it in ONE immediate transaction, in order. Nobody is answered before `onDisk` is over. Throws only when
   * nothing is certain any more: stop the process.
   */
  process<T>(batch: readonly (Work<T> | Write<T>)[]): readonly Done<T>[];
  /** Resolves when all that was processed is safe from a power cut; null when it is. Rejects as `process` throws. */
  onDisk(): Promise<void> | null;
  load(tenant: TenantId, id: HandoverId): Handover | null;
  /** Open handovers whose due time has come, oldest first. */
  due(now: Instant, limit: number): readonly { readonly tenant: TenantId; readonly id: HandoverId }[];
  /** All handovers that name this person in any role, running ones first, then newest first. */
  ofPerson(tenant: TenantId, person: PersonId, limit: number): readonly Handover[];
  person(tenant: TenantId, person: PersonId): KnownPerson | null;
  personOf(tenant: TenantId, identity: Identity): PersonId | null;
  learn(tenant: TenantId, profile: Profile): PersonId;
  /** What is stored of somebody as they are on this one platform. */
  knownAs(tenant: TenantId, identity: Identity): KnownPerson | null;
  /** Everybody with this address, in small letters; the same human at most once for each platform. */
  withEmail(tenant: TenantId, email: string): readonly KnownPerson[];
  setConversation(tenant: TenantId, identity: Identity, conversation: string): void;
  /** Conversations of several people that the bot is in, as the platform's adapter names them. */
  rooms(tenant: TenantId, platform: string): readonly string[];
  keepRoom(tenant: TenantId, platform: string, conversation: string): void;
  preferences(tenant: TenantId, person: PersonId): Preferences;
  setPreferences(tenant: TenantId, person: PersonId, wanted: Preferences): void;
  /** The handover whose root message this is. */
  handoverAt(tenant: TenantId, ref: MessageRef): HandoverId | null;
  /** The stored events, oldest first. Throws when the hash chain is broken. */
  journal(tenant: TenantId, id: HandoverId): readonly JournalEntry[];
  /** Forgets the oldest deliveries that are older than this, at most `limit` of them; gives how many there were. */
  forgetDeliveries(before: Instant, limit: number): number;
  /**
   * Erases what was typed in handovers that ended before, and who the people were that no other handover names. At most
   * `limit` of them at a time; gives how many there were.
   */
  eraseEnded(before: Instant, at: Instant, limit: number): number;
}

export interface JournalEntry {
  readonly seq: number;
  readonly event: HandoverEvent;
  readonly hash: string;
}

/**
 * A message and where it stands: one row for its whole life. `wanted` moves when the card has to be looked at again,
 * `sent` follows when it was; a row is pending while they differ.
 */
export interface OutboxRow {
  readonly tenant: TenantId;
  readonly row: number;
  /** The lane: order is kept within it, and one message is under way in it at a time. */
  readonly to: Recipient;
  readonly subject: Subject;
  readonly wanted: number;
  readonly attempts: number;
  readonly ref: MessageRef | null;
  /** What stands there now, as a hash of what was sent; null: unknown, send it again. */
  readonly shown: string | null;
  /** When the post whose outcome we do not know was begun; null when there is none. */
  readonly unknownSince: Instant | null;
  /** The outcome of an earlier post stayed unknown, and nothing has shown since that there is no second copy. */
  readonly isDoubtful: boolean;
}

export type Recipient = { readonly person: PersonId } | { readonly channel: string };

/** What a message is about; with the state it is all that is needed to draw it. */
export type Subject =
  | { readonly kind: 'card'; readonly handover: HandoverId; readonly card: CardKey }
  | { readonly kind: 'nudge'; readonly day: string }
  | { readonly kind: 'channel'; readonly handover: HandoverId; readonly what: 'started' | 'ended' }
  /** An answer to free text. `thread`: where it was typed. */
  | { readonly kind: 'reply'; readonly id: string; readonly reply: string; readonly thread: string | null };

export interface Outbox {
  /** The oldest pending row of each lane that may be tried now, at most one a lane, none of a lane in `busy`. */
  claim(now: Instant, busy: ReadonlySet<string>, limit: number): readonly OutboxRow[];
  /** When the next pending row may be tried; null when none is pending. */
  nextAt(): Instant | null;
  /** What is put off beyond `until` is tried then. True when there was any. */
  hurry(until: Instant): boolean;
  /** Written before a post leaves, so that a crash afterwards is known as an unknown outcome. */
  begin(row: OutboxRow, at: Instant): void;
  settle(row: OutboxRow, outcome: Outcome, at: Instant): void;
  /** Where a card stands; null while it was not posted. */
  refOf(tenant: TenantId, to: PersonId, subject: Subject): MessageRef | null;
  reply(tenant: TenantId, to: PersonId, subject: Subject, at: Instant): void;
  /** Messages that were given up. */
  dead(limit: number): readonly { readonly row: OutboxRow; readonly why: string }[];
  /** Messages of which a second copy may stand, once it is time to look; `since`: not before. */
  doubtful(now: Instant, limit: number): readonly { readonly row: OutboxRow; readonly since: Instant }[];
  /** It was looked for, and is gone. */
  settleDoubt(row: OutboxRow): void;
  /** The platform cannot say: nobody looks any more, and the row stays doubtful. */
  leaveDoubt(row: OutboxRow): void;
  /** Tries again what was given up for this person. */
  revive(tenant: TenantId, person: PersonId, at: Instant): void;
}

export type Outcome =
  /** `ref` and `shown` as they stand now. `restUntil`: the lane's next message is not tried before; left out: at once. */
  | { readonly kind: 'sent'; readonly ref: MessageRef; readonly shown: string; readonly restUntil?: Instant }
  /** Nothing had to be sent. */
  | { readonly kind: 'skipped' }
  /** `isThrottled`: the platform takes fewer messages than it was given. */
  | { readonly kind: 'later'; readonly at: Instant; readonly isUnknown: boolean; readonly isThrottled?: boolean }
  /** The message is gone: it will be posted anew. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'dead'; readonly why: string };

/** The lane's name, for `busy` and for the log. */
export const laneOf = (tenant: TenantId, to: Recipient): string =>
  `${tenant}/${'person' in to ? to.person : `#${to.channel}`}`;
