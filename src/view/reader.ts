import type { CardKey } from '../core/effect.js';
import type { Handover } from '../core/handover.js';
import type { Instant, PersonId, Zone } from '../core/ids.js';
import type { PressCode } from './card.js';
import type { Press } from './press.js';

/** Whoever reads a card. */
export interface Reader {
  readonly person: PersonId;
  readonly zone: Zone;
  /** BCP 47, `en-US`. */
  readonly locale: string;
}

/** What is needed to say anything at all to somebody. */
export interface Audience {
  readonly reader: Reader;
  readonly now: Instant;
  readonly nameOf: (person: PersonId) => string;
}

/** The platform on which a person is written to. */
export interface Home {
  readonly platform: string;
  readonly installLink: string | null;
}

/** One handover, as it is shown to one reader. */
export interface Scene extends Audience {
  readonly handover: Handover;
  /** The web address of one of the reader's own cards; null while it cannot be known. */
  readonly linkTo: (card: CardKey) => string | null;
  readonly press: (press: Press) => PressCode;
  /** True where there are no threads: every card names its handover in its first line. */
  readonly standsAlone: boolean;
  /** What is ticked is saved only by a button, so the checklist has one and says so. */
  readonly savesTicks: boolean;
  /** Where messages to a person go: what people call the platform, and where the app is added if it has to be. */
  readonly homeOf: (person: PersonId) => Home;
  /** What the other platforms are called on which people may be; empty for a deployment with one. */
  readonly elsewhere: readonly string[];
}
