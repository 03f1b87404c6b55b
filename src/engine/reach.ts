import type { Unreachable } from '../core/handover.js';
import type { PersonId, TenantId } from '../core/ids.js';
import type { Giver } from './giver.js';
import type { Clock, Outbox } from './ports.js';

export interface Reach {
  /** Tells the core whether a person can be reached; it tells the initiator. Null: reached. */
  report(tenant: TenantId, person: PersonId, why: Unreachable | null, deliveryId?: string): Promise<void>;
}

/**
 * Keeps in mind who was reached last, so that a message that arrives costs nothing. What does not arrive is always told:
 * a handover may have begun since, and its initiator knows nothing of it yet.
 */
export function createReach(
  giver: Pick<Giver, 'giveAll'>,
  outbox: Pick<Outbox, 'revive'>,
  clock: Clock,
  onRevived: () => void,
): Reach {
  const reached = new Set<string>();
  return {
    async report(tenant, person, why, deliveryId) {
      const key = `${tenant}/${person}`;
      if (why !== null) {
        reached.delete(key);
        return giver.giveAll(tenant, person, { type: 'unreachable', person, why }, deliveryId ?? null);
      }
      if (reached.has(key)) return;
      reached.add(key);
      await giver.giveAll(tenant, person, { type: 'reachable', person }, deliveryId ?? null);
      // What was given up while they could not be reached, perhaps before a restart, is sent after all.
      outbox.revive(tenant, person, clock.now());
      onRevived();
    },
  };
}
