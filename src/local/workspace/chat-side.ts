import type { Identity, MessageRef } from '../../engine/ports.js';
import type { PersonAct } from './acts.js';
import type { Name, PlatformName } from './cast.js';
import type { Html } from './html.js';

/** A message or a notice, as one person sees it. */
export interface ColumnItem {
  /** The same for as long as it stands there; good as an id in HTML. */
  readonly id: string;
  readonly html: Html;
  readonly isReply: boolean;
}

/** All that a person sees on one platform. */
export interface Column {
  readonly items: readonly ColumnItem[];
  /** The form that is open. */
  readonly form: Html | null;
}

export const EXAMPLE_ROLES = ['outgoing', 'successor', 'administrator'] as const;

/** Somebody who is named in a form: here by name, and on the other platform by address. */
export interface Named {
  readonly name: Name;
  readonly email: string;
  readonly isHere: boolean;
}

/** What the example is filled in with. */
export interface Example {
  readonly people: Readonly<Record<(typeof EXAMPLE_ROLES)[number], Named>>;
  readonly account: string;
  /** `2026-11-30` */
  readonly lastDay: string;
}

export const TROUBLES = ['slow', 'busy', 'down', 'blocked'] as const;
export type Trouble = (typeof TROUBLES)[number];

/** One platform, as the workspace plays it: what people see there, what they do, and what goes wrong. */
export interface ChatSide {
  readonly platform: PlatformName;
  /** What can go wrong here. */
  readonly troubles: readonly Trouble[];
  /** Listens on loopback for the bot. */
  start(): Promise<void>;
  stop(): Promise<void>;
  column(person: Name): Column;
  /** Resolves when the bot has answered. Throws an {@link ActRefused} for what cannot be done any more. */
  act(person: Name, act: PersonAct): Promise<void>;
  /** Starts a handover as this person would: types it, fills in the form, and sends it. */
  startHandover(person: Name, example: Example): Promise<void>;
  /** As the bot knows the person here. */
  identity(person: Name): Identity;
  /** The item in a person's column at which a message stands. */
  itemAt(person: Name, ref: MessageRef): string;
  /** Who is at home on this platform, and has the bot there. Only while no handover runs. */
  setMembers(people: readonly Name[]): Promise<void>;
  /** Null: all is well. */
  setTrouble(trouble: Trouble | null): void;
  /** The person's account is closed, or opened again. */
  setGone(person: Name, isGone: boolean): Promise<void>;
  isGone(person: Name): boolean;
  /** The bot is back: brings what it did not take, as the platform does. */
  bringAgain(): Promise<void>;
  /** Calls the listener after every change. */
  onChange(listener: () => void): void;
  /** All that the platform knows, part by part; a part that did not change is the same object as before. */
  parts(): Readonly<Record<string, unknown>>;
}

/** What cannot be done, in words for the person. */
export class ActRefused extends Error {
  override readonly name = 'ActRefused';
}
