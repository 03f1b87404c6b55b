import type { Instant } from '../core/ids.js';
import type { Card } from '../view/card.js';
import type { Identity, Profile } from './people-port.js';

/** Where a message stands on its platform: enough to update, link and reply to it. Opaque outside the adapter. */
export interface MessageRef {
  readonly conversation: string;
  readonly message: string;
}

export interface OutgoingMessage {
  readonly conversation: string;
  /** The root message whose thread it belongs to; ignored by a platform without threads. */
  readonly thread: MessageRef | null;
  readonly card: Card;
  /** Unique for each message, and unguessable: {@link ChatPlatform.find} looks for it. */
  readonly marker: string;
}

/** What a platform can do, each by its consequence. Callers ask for the capability, never for the platform's name. */
export interface Capabilities {
  /** False: every message stands alone, so it names its handover in its first line. */
  readonly hasThreads: boolean;
  /** False: an outcome that stayed unknown cannot be looked up; the message is sent again and may stand twice. */
  readonly looksUpMessages: boolean;
  /** False: a button that needs words is answered by a card with an input. */
  readonly opensDialogs: boolean;
  /** False: a tick is told of only with the next press, so a checklist has a button that saves it, and says so. */
  readonly sendsTicks: boolean;
}

/** One chat platform, as the rest of the program sees it. Every method may reject with a {@link PlatformFailure}. */
export interface ChatPlatform {
  readonly name: string;
  /** What people call it. */
  readonly label: string;
  readonly capabilities: Capabilities;
  /** The person's direct conversation with the bot; opens it if need be. Calling it again gives the same one. */
  openConversation(identity: Identity): Promise<string>;
  post(message: OutgoingMessage): Promise<MessageRef>;
  /** Replaces a message. Calling it again changes nothing. */
  update(ref: MessageRef, message: OutgoingMessage): Promise<void>;
  /** Looks for a message that was posted with this marker, not before `since` by our clock, which may be wrong. */
  find(
    message: Pick<OutgoingMessage, 'conversation' | 'thread' | 'marker'>,
    since: Instant,
  ): Promise<MessageRef | null>;
  /** All messages that stand with this marker, on a platform that can look them up. */
  copies?(
    message: Pick<OutgoingMessage, 'conversation' | 'thread' | 'marker'>,
    since: Instant,
  ): Promise<readonly MessageRef[]>;
  remove(ref: MessageRef): Promise<void>;
  profile(identity: Identity): Promise<Profile>;
  /** Everybody of the organization whom the bot can see with this address; mostly one or nobody. */
  findByEmail(email: string): Promise<readonly Identity[]>;
  /** Whether this is the id of a channel of this platform. */
  ownsChannel(this: void, channel: string): boolean;
  /** A web address that opens the message in the reader's client; null while it cannot be known. */
  link(ref: MessageRef, thread: MessageRef | null): string | null;
  /** Where people add the app for themselves, on a platform where they have to before they can be written to. */
  readonly installLink?: string;
}
