import { z } from 'zod';
import type { HandoverEvent } from '../core/event.js';
import type { Handover } from '../core/handover.js';
import type { HandoverId, Instant, TenantId } from '../core/ids.js';
import type { Ids, JournalEntry } from '../engine/ports.js';
import { canonicalJson, sha256 } from './canonical.js';
import type { Procedures } from './procedures.js';
import { asStored, readEvent, type StoredEvent } from './rows/event.js';
import { putBackSaid, type SaidText, takeOutSaid } from './said-codec.js';
import type { Connection } from './sqlite.js';

/** Where a chain ends: the seq and the hash of its last entry. */
export interface Head {
  readonly version: number;
  readonly hash: string;
}

/** Events ready to be written. */
export interface Sealed {
  readonly entries: readonly SealedEntry[];
  /** The hash of the last. */
  readonly head: string;
}

interface SealedEntry {
  readonly seq: number;
  readonly at: Instant;
  readonly json: string;
  readonly hash: string;
  readonly texts: readonly SaidText[];
}

/** A handover's events, each sealed by a hash over itself and the hash before it. */
export interface Journal {
  /** Seals events to stand behind `after` (null for a new handover). Nothing is written yet. */
  seal(handover: Handover, events: readonly HandoverEvent[], after: Head | null): Sealed;
  /** Writes what was sealed, once its handover is stored. */
  write(handover: Handover, sealed: Sealed): void;
  /** All events, oldest first. @throws when anything was changed, is missing, or does not end at `head`. */
  read(tenant: TenantId, id: HandoverId, head: Head): readonly JournalEntry[];
}

const journalRows = z.array(z.strictObject({ seq: z.int(), at: z.int(), event: z.string(), hash: z.string() }));
const saidRows = z.array(
  z.strictObject({ seq: z.int(), n: z.int(), salt: z.string().nullable(), text: z.string().nullable() }),
);

const chainStart = (tenant: TenantId, id: HandoverId): string => sha256(`${tenant}/${id}`);

export function createJournal(connection: Connection, procedures: Procedures, ids: Pick<Ids, 'secret'>): Journal {
  const insert = connection.prepare(
    'INSERT INTO journal (tenant, handover, seq, at, event, hash) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const insertSaid = connection.prepare(
    'INSERT INTO said (tenant, handover, seq, n, salt, text) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const select = connection.prepare(
    'SELECT seq, at, event, hash FROM journal WHERE tenant = ? AND handover = ? ORDER BY seq',
  );
  const selectSaid = connection.prepare('SELECT seq, n, salt, text FROM said WHERE tenant = ? AND handover = ?');

  const stored = (tenant: TenantId, event: HandoverEvent): StoredEvent =>
    event.type === 'handover_started' ? { ...event, procedure: procedures.save(tenant, event.procedure) } : event;

  const restored = (tenant: TenantId, event: StoredEvent): HandoverEvent =>
    event.type === 'handover_started' ? { ...event, procedure: procedures.load(tenant, event.procedure) } : event;

  const textsOf = (tenant: TenantId, id: HandoverId): ReadonlyMap<number, readonly SaidText[]> => {
    const bySeq = new Map<number, SaidText[]>();
    for (const { seq, ...text } of saidRows.parse(selectSaid.all(tenant, id))) {
      bySeq.set(seq, [...(bySeq.get(seq) ?? []), text]);
    }
    return bySeq;
  };

  return {
    seal({ tenant, id }, events, after) {
      let head = after?.hash ?? chainStart(tenant, id);
      let seq = after?.version ?? 0;
      const entries = events.map((event): SealedEntry => {
        seq += 1;
        const { without, texts } = takeOutSaid(asStored(stored(tenant, event)), ids.secret);
        const json = canonicalJson(without);
        head = sha256(head + json);
        return { seq, at: event.at, json, hash: head, texts };
      });
      return { entries, head };
    },
    write({ tenant, id }, { entries }) {
      for (const { seq, at, json, hash, texts } of entries) {
        insert.run(tenant, id, seq, at, json, hash);
        for (const { n, salt, text } of texts) insertSaid.run(tenant, id, seq, n, salt, text);
      }
    },
    read(tenant, id, head) {
      const texts = textsOf(tenant, id);
      const broken = (seq: number, why: string): Error =>
        new Error(`the journal of handover ${id} is broken at entry ${seq}: ${why}`);
      let hash = chainStart(tenant, id);
      const entries = journalRows.parse(select.all(tenant, id));
      if (entries.length !== head.version) throw broken(entries.length, `${head.version} entries are expected`);
      return entries.map((entry, i) => {
        hash = sha256(hash + entry.event);
        if (entry.seq !== i + 1 || entry.hash !== hash) throw broken(entry.seq, 'its hash does not follow');
        if (i + 1 === head.version && hash !== head.hash) throw broken(entry.seq, 'the handover knows another end');
        try {
          const event = readEvent(putBackSaid(JSON.parse(entry.event), texts.get(entry.seq) ?? []));
          if (event.at !== entry.at) throw new Error('its time was changed');
          return { seq: entry.seq, event: restored(tenant, event), hash };
        } catch (error) {
          throw broken(entry.seq, error instanceof Error ? error.message : String(error));
        }
      });
    },
  };
}
