import type { Clock, Ids } from '../engine/ports.js';
import type { Config } from '../config.js';

/** What a command of the operator's works with. */
export interface Operation {
  /** @throws ConfigError with all that is wrong. */
  readonly config: () => Config;
  /** The id of the bot's registration. @throws ConfigError when it is missing or none. */
  readonly appId: () => string;
  /** Where the files of the Teams app package lie. */
  readonly appPackage: string;
  /** One line for the operator. */
  readonly say: (line: string) => void;
  readonly clock: Clock;
  readonly ids: Ids;
  /** `22.1.0` */
  readonly nodeVersion: string;
}

/** What is wrong with what was asked, and what would be right: for the operator's eyes. */
export class OperatorFault extends Error {
  override readonly name = 'OperatorFault';
}

/** `1 handover`, `2 handovers`. */
export const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;
