import type { Unreachable } from '../core/handover.js';
import type { PersonId, TenantId } from '../core/ids.js';
import type { Giver } from './giver.js';
import type { Clock, Outbox } from './ports.js';

export interface Reach {
  /** Tells the core whether a person can be reached; it tells the initiator. Null: reached. */
  report(tenant: TenantId, person: PersonId, why: Unreachable | null, deliveryId?: string): Promise<void>;
}

/** Keeps in mind what was reported last, so that a message that arrives costs nothing. */
export function createReach(giver: Giver, outbox: Pick<Outbox, 'revive'>, clock: Clock): Reach {
  const last = new Map<string, Unreachable | null>();
  return {
    async report(tenant, person, why, deliveryId) {
      const key = `${tenant}/${person}`;
      const before = last.get(key);
      if (before === why) return;
      last.set(key, why);
      if (why !== null) return giver.giveAll(tenant, person, { type: 'unreachable', person, why }, deliveryId ?? null);
      await giver.giveAll(tenant, person, { type: 'reachable', person }, deliveryId ?? null);
      // What was given up while they could not be reached, perhaps before a restart, is sent after all.
      outbox.revive(tenant, person, clock.now());
    },
  };
}
