import type { PersonId, Zone } from '../core/ids.js';

/** Somebody as a platform knows them. `workspace` is Slack's team or Teams' tenant; `user` is the platform's id. */
export interface Identity {
  readonly platform: string;
  readonly workspace: string;
  readonly user: string;
}

/** What a platform says of somebody. */
export interface Profile {
  readonly identity: Identity;
  readonly name: string;
  readonly zone: Zone;
  /** BCP 47, `en-US`. */
  readonly locale: string;
  readonly isBot: boolean;
  readonly isForeign: boolean;
  readonly isDeactivated: boolean;
  /** In small letters; null where the platform does not tell it. The same address is the same human on every platform. */
  readonly email: string | null;
}

/** What a person chose for themselves; null leaves it to the deployment. */
export interface Preferences {
  /** The local hour of the one daily message. */
  readonly nudgeHour: number | null;
  /** Whose public holidays are days off: a country, `DE`, or a part of one, `DE-BY`. */
  readonly holidays: string | null;
}

/** A person as the store keeps them, where messages to them go. `conversation` is the direct conversation with the bot once it is known. */
export interface KnownPerson {
  readonly person: PersonId;
  readonly profile: Profile;
  readonly conversation: string | null;
}
