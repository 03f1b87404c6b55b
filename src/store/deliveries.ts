import type { Instant, TenantId } from '../core/ids.js';
import { type Connection, LIMIT } from './sqlite.js';

/** Which deliveries, and which intents, were already acted on. */
export interface Deliveries {
  isKnown(tenant: TenantId, delivery: string): boolean;
  isMeant(tenant: TenantId, meaning: string): boolean;
  record(tenant: TenantId, delivery: string | null, meaning: string | null, at: Instant): void;
  /** Forgets the oldest; gives how many. */
  forget(before: Instant, limit: number): number;
}

export function createDeliveries(connection: Connection): Deliveries {
  const known = connection.prepare('SELECT 1 FROM inbox WHERE tenant = ? AND delivery = ?').pluck();
  const meant = connection.prepare('SELECT 1 FROM inbox WHERE tenant = ? AND meaning = ?').pluck();
  const insert = connection.prepare('INSERT INTO inbox (tenant, delivery, meaning, at) VALUES (?, ?, ?, ?)');
  // Rows lie in the order of arrival: only the oldest are read. Should the clock have run back, some stay longer.
  const remove = connection.prepare(
    `DELETE FROM inbox WHERE row IN (SELECT row FROM inbox ORDER BY row ${LIMIT}) AND at < ?`,
  );

  return {
    isKnown: (tenant, delivery) => known.get(tenant, delivery) !== undefined,
    isMeant: (tenant, meaning) => meant.get(tenant, meaning) !== undefined,
    record(tenant, delivery, meaning, at) {
      if (delivery !== null || meaning !== null) insert.run(tenant, delivery, meaning, at);
    },
    forget: (before, limit) => remove.run(limit, before).changes,
  };
}
