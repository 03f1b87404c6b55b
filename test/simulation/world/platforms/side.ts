import type { Log } from '../../../../src/engine/log-port.js';
import type { ChatPlatform, Clock, Desk, HandoverStore, Timer } from '../../../../src/engine/ports.js';
import type { Engine } from '../../../../src/engine/engine.js';
import type { Card } from '../../../../src/view/card.js';
import type { Ledger } from '../ledger.js';
import type { Program } from '../program.js';
import type { World } from '../world.js';
import type { Json } from './json.js';

/** What the adapter says to a delivery at once, and what it does when that is out. */
export interface Acknowledged {
  readonly ack: unknown;
  readonly afterwards: (() => Promise<void>) | null;
}

/** One workspace as one run of the program is connected to it: by the real adapter, up to the platform's own library. */
export interface Side {
  readonly workspace: string;
  readonly platform: ChatPlatform;
  /** Takes what the platform brings, verified and decoded. */
  receive(payload: Json): Promise<Acknowledged>;
  /** As the adapter draws it there. */
  draw(card: Card): Json;
}

export interface SideOptions {
  readonly world: World;
  readonly program: Program;
  readonly ledger: Ledger;
  readonly handovers: HandoverStore;
  readonly desk: Desk;
  readonly cardAt: Engine['cardAt'];
  readonly clock: Clock;
  readonly timer: Timer;
  readonly log: Log;
}
