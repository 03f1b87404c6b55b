import type { ChatPlatform, Identity, Timer } from '../../../src/engine/ports.js';
import type { Carry } from './wire.js';

/** A platform at the other end of the wire, as the plays need it. */
export interface Chat {
  readonly name: string;
  /** Whom messages go to. */
  readonly alice: Identity;
  readonly carry: Carry;
  readonly isPost: (url: URL, init: RequestInit) => boolean;
  /** The adapter's sending side with the platform's own client, as it is after a start. */
  connect(timer: Timer): ChatPlatform;
  /** All that the platform knows at this moment. What it gives brings that back. */
  keep(): () => void;
  /** The texts of the bot's messages that stand, oldest first. */
  standing(): readonly string[];
  /** From now on look-ups do not show the newest messages, so many of them. */
  lag(messages: number): void;
}

/** Milliseconds of the play. */
export type Now = () => number;
