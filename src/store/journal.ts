import { createHash, randomBytes } from 'node:crypto';
import type { HandoverEvent } from '../core/event.js';
import type { HandoverId, TenantId } from '../core/ids.js';
import type { JournalEntry } from '../engine/ports.js';
import type { Database } from './database.js';
import { journalRow, parseEvent, saidRow } from './rows.js';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** JSON with its keys in order, so that the same event has the same hash wherever it is written. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/**
 * The stored events of a handover, each hashed with the one before. What people typed is kept apart: the event holds
 * only a salted commitment to it, so that the words can be erased later and the chain still verifies.
 */
export function createJournal(db: Database) {
  const last = db.prepare('SELECT hash FROM journal WHERE tenant = ? AND handover = ? AND seq = ?').pluck();
  const insert = db.prepare('INSERT INTO journal (tenant, handover, seq, event, hash) VALUES (?, ?, ?, ?, ?)');
  const insertSaid = db.prepare('INSERT INTO said (tenant, handover, seq, n, salt, words) VALUES (?, ?, ?, ?, ?, ?)');
  const all = db.prepare('SELECT seq, event, hash FROM journal WHERE tenant = ? AND handover = ? ORDER BY seq');
  const allSaid = db.prepare('SELECT n, salt, words FROM said WHERE tenant = ? AND handover = ? AND seq = ?');

  const seal = (tenant: TenantId, id: HandoverId, seq: number, event: unknown): unknown => {
    let n = 0;
    return JSON.parse(
      JSON.stringify(event, (_key, value: unknown) => {
        if (typeof value !== 'object' || value === null || !('said' in value)) return value;
        const salt = randomBytes(16).toString('hex');
        const words = String(value.said);
        insertSaid.run(tenant, id, seq, n, salt, words);
        n += 1;
        return { said_ref: n - 1, commitment: sha256(salt + words) };
      }),
    );
  };

  const open = (tenant: TenantId, id: HandoverId, seq: number, json: string): HandoverEvent => {
    const words = new Map(
      allSaid
        .all(tenant, id, seq)
        .map((row) => saidRow.parse(row))
        .map((row) => [row.n, row]),
    );
    const parsed: unknown = JSON.parse(json, (_key, value: unknown) => {
      if (typeof value !== 'object' || value === null || !('said_ref' in value)) return value;
      const row = words.get(Number(value.said_ref));
      const isErased = row?.words === null || row === undefined;
      const isTrue = isErased || ('commitment' in value && value.commitment === sha256(row.salt + row.words));
      if (!isTrue) throw new Error(`the journal of ${id} is broken at ${seq}: the words were changed`);
      return { said: isErased ? '[erased]' : row.words };
    });
    return parseEvent(JSON.stringify(parsed));
  };

  return {
    /** Inside the transaction. The events number on from `version`. */
    append(
      tenant: TenantId,
      id: HandoverId,
      version: number,
      events: readonly HandoverEvent[],
      procedure: string,
    ): void {
      let hash = version === 0 ? sha256(`${tenant}/${id}`) : String(last.get(tenant, id, version));
      events.forEach((event, n) => {
        const seq = version + n + 1;
        const stored = event.type === 'handover_started' ? { ...event, procedure } : event;
        const json = canonical(seal(tenant, id, seq, stored));
        hash = sha256(hash + json);
        insert.run(tenant, id, seq, json, hash);
      });
    },
    /** Verifies the chain on the way. */
    read(tenant: TenantId, id: HandoverId): readonly JournalEntry[] {
      let hash = sha256(`${tenant}/${id}`);
      return all.all(tenant, id).map((raw, n) => {
        const row = journalRow.parse(raw);
        hash = sha256(hash + row.event);
        if (row.hash !== hash || row.seq !== n + 1) throw new Error(`the journal of ${id} is broken at ${row.seq}`);
        return { seq: row.seq, event: open(tenant, id, row.seq, row.event), hash };
      });
    },
  };
}
