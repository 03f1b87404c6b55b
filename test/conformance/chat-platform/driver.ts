import type { Instant, PersonId, TenantId } from '../../../src/core/ids.js';
import type { ChatPlatform, Desk, Identity, KnownPerson, MessageRef } from '../../../src/engine/ports.js';

/** `gone` is deactivated, `robot` is no human; `stranger` belongs to an organization that is not served. */
export type Who = 'alice' | 'bob' | 'gone' | 'robot' | 'stranger';

/** How the platform saw the adapter take something. */
export type Taken = 'acknowledged' | 'not acknowledged';

/** A message as somebody sees it. */
export interface SeenMessage {
  /** Null when only this person sees it. */
  readonly ref: MessageRef | null;
  /** The root message of its thread. */
  readonly thread: string | null;
  /** What a notification shows. */
  readonly notification: string;
  /** All that can be read, from top to bottom, without what is pressed. */
  readonly text: string;
  /** The platform's ids of those who are notified. */
  readonly mentions: readonly string[];
  readonly links: readonly { readonly address: string; readonly label: string }[];
  /** Each piece of text that stands in bold, italics, code and so on. */
  readonly styled: readonly string[];
  readonly buttons: readonly string[];
  readonly menus: readonly { readonly label: string; readonly options: readonly string[] }[];
  readonly boxes: readonly { readonly text: string; readonly ticked: boolean }[];
}

export interface SeenForm {
  /** False when it stands among the messages. */
  readonly isWindow: boolean;
  readonly title: string;
  readonly text: string;
  /** Labels, in order. */
  readonly fields: readonly string[];
  /** What is said at a field, by label. */
  readonly errors: Readonly<Record<string, string>>;
}

/** What becomes of the next message that is sent, changed or removed, or of the next profile that is read. */
export type Fault =
  /** Done, but the connection breaks before the answer. */
  | 'lost'
  /** The connection breaks before it is done. */
  | 'broken off'
  /** Done, but answered only after the adapter's patience. */
  | 'slow'
  | 'server error'
  /** 429: again in 7 seconds. */
  | 'too many'
  /** An answer that will never change. */
  | 'refused';

export type Entries = Readonly<Record<string, string | boolean | readonly string[]>>;

/** Drives one adapter from outside, over the wire and with real signatures. */
export interface PlatformDriver {
  readonly platform: ChatPlatform;
  readonly notices: { readonly shortened: string; readonly leftOut: string };
  /** What the platform lets a bot know of somebody who has left. */
  readonly whoLeft: 'deactivated' | 'not_installed';
  identity(who: Who): Identity;
  /** Somebody writes to the bot. */
  says(who: Who, text: string, thread?: MessageRef): Promise<Taken>;
  /** Somebody uses the bot's command, with these people named behind the words. */
  commands(who: Who, words: string, named?: readonly Who[]): Promise<Taken>;
  presses(who: Who, ref: MessageRef, label: string): Promise<Taken>;
  chooses(who: Who, ref: MessageRef, menu: string, option: string): Promise<Taken>;
  /** Clicks one box. */
  ticks(who: Who, ref: MessageRef, box: string): Promise<Taken>;
  /** Fills in the form that is open, by labels (a person by `Who`), and sends it. */
  submits(who: Who, entries: Entries): Promise<Taken>;
  /** Resolves with the form once it is there. */
  form(who: Who): Promise<SeenForm>;
  isFormOpen(who: Who): boolean;
  /** Everything that is said to this person alone, once there is something. */
  told(who: Who): Promise<SeenMessage>;
  /** All messages that the person can see, oldest first. */
  sees(who: Who): readonly SeenMessage[];
  /** The platform brings the last delivery once more. */
  redelivers(): Promise<Taken>;
  /** The platform brings the bot's own newest message as if it were news. */
  echoes(): Promise<Taken>;
  fails(fault: Fault): void;
  /** Nothing listens at the platform's address any more. */
  disconnects(): Promise<void>;
  /** How often a message was sent or changed, or tried to be. */
  sends(): number;
  /** Stops the adapter. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

/** What the suite brings to a driver. */
export interface Fixture {
  readonly desk: Desk;
  readonly tenant: TenantId;
  readonly now: () => Instant;
  /** Everybody the store knows; the driver's platform is the only one in it besides `elsewhere`. */
  readonly people: (person: PersonId) => KnownPerson | null;
}

export type MakeDriver = (fixture: Fixture) => Promise<PlatformDriver>;
