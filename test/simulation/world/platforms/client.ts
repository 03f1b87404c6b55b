import type { Ask, FormValues, Identity } from '../../../../src/engine/ports.js';
import type { Person } from '../person.js';
import type { Pressable, ShownMessage } from '../screens.js';
import type { Json } from './json.js';

/** What somebody's app sends, letter for letter, and what is meant by it: null for nothing but a card to be drawn again. */
export interface Sent {
  readonly payload: Json;
  readonly ask: Ask | null;
  /** The form that it came from. */
  readonly form?: Form;
}

export type FieldKind = 'text' | 'person' | 'choice' | 'choices' | 'date' | 'toggle';

export interface FormField {
  readonly name: string;
  readonly kind: FieldKind;
  readonly isOptional: boolean;
  /** What can be chosen. */
  readonly options: readonly string[];
}

/** A form as it stands before somebody. */
export interface Form {
  readonly press: string;
  readonly fields: readonly FormField[];
  send(person: Person, values: FormValues): Sent;
  /** Null where closing it tells nobody. */
  close(person: Person): Sent | null;
}

/** A line of a checklist as somebody leaves it. */
export interface Tick {
  readonly item: string;
  readonly isTicked: boolean;
}

/** What people's app makes of what they do, on one platform. */
export interface Client {
  /** `ticks`: how the lines of a checklist on that message stand by now. */
  press(person: Person, message: ShownMessage, pressable: Pressable, ticks: readonly Tick[]): Sent;
  say(person: Person, text: string, thread: ShownMessage | null): Sent;
  /** `words`: what stands behind the command. */
  command(person: Person, words: string, ask: Ask): Sent;
  /** `named`: whom the command names, the outgoing employee first. */
  start(person: Person, channel: string | null, named: readonly Identity[]): Sent;
  /** The same once more under a name of its own: somebody clicked twice. */
  renamed(payload: Json): Json;
  /** By what the platform knows which of these a form belongs to. */
  openerOf(payload: Json): string;
  /** The form that the acknowledgement shows, if any; what else it shows is on the screen by now. */
  obey(person: Person, sent: Sent, ack: unknown): Form | null;
}
