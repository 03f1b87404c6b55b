import type { Effect } from '../core/effect.js';
import type { HandoverId, Instant, PersonId, TenantId } from '../core/ids.js';
import { laneOf, type MessageRef, type Outbox, type OutboxRow, type Recipient, type Subject } from '../engine/ports.js';
import type { Database } from './database.js';
import { canonical } from './journal.js';
import { outboxRow } from './rows.js';

export interface OutboxStore extends Outbox {
  /** Inside the transaction: marks what an effect wants looked at. `channel` is the handover's own. */
  mark(tenant: TenantId, handover: HandoverId, channel: string | null, effect: Effect): void;
}

/** One row a message for its whole life. Subjects and recipients are stored as canonical JSON written here alone. */
export function createOutboxStore(db: Database): OutboxStore {
  const underWay = new Map<number, number>();
  let sequence = Number(db.prepare('SELECT coalesce(max(wanted), 0) FROM outbox').pluck().get());

  const columns =
    'row, tenant, recipient, subject, wanted, attempts, conversation, message, shown, unknown_since, dead';
  const find = db.prepare(`SELECT ${columns} FROM outbox WHERE tenant = ? AND lane = ? AND subject = ?`);
  const isPending = db.prepare('SELECT is_pending FROM outbox WHERE row = ?').pluck();
  const insert = db.prepare(
    'INSERT INTO outbox (tenant, lane, subject, handover, recipient, wanted) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const want = db.prepare('UPDATE outbox SET wanted = ?, is_pending = 1, next_at = 0, attempts = 0 WHERE row = ?');
  const forget = db.prepare('UPDATE outbox SET shown = NULL WHERE row = ?');
  // SQLite gives the other columns of the row that holds the minimum.
  const heads = db.prepare(
    `SELECT ${columns}, min(wanted) FROM outbox WHERE is_pending = 1 GROUP BY lane HAVING next_at <= ? ORDER BY wanted`,
  );
  const next = db
    .prepare('SELECT min(at) FROM (SELECT next_at AS at, min(wanted) FROM outbox WHERE is_pending = 1 GROUP BY lane)')
    .pluck();
  const begun = db.prepare('UPDATE outbox SET unknown_since = coalesce(unknown_since, ?) WHERE row = ?');
  const sent = db.prepare(
    `UPDATE outbox SET conversation = ?, message = ?, shown = ?, unknown_since = NULL, attempts = 0, next_at = 0,
     sent = ?, is_pending = (wanted <> ?) WHERE row = ?`,
  );
  const skipped = db.prepare('UPDATE outbox SET sent = ?, is_pending = (wanted <> ?) WHERE row = ?');
  const later = db.prepare('UPDATE outbox SET next_at = ?, attempts = attempts + 1 WHERE row = ?');
  const known = db.prepare('UPDATE outbox SET unknown_since = NULL WHERE row = ?');
  const lost = db.prepare('UPDATE outbox SET conversation = NULL, message = NULL, shown = NULL WHERE row = ?');
  const died = db.prepare('UPDATE outbox SET is_pending = 0, dead = ? WHERE row = ?');
  const deadRows = db.prepare(`SELECT ${columns} FROM outbox WHERE dead IS NOT NULL ORDER BY row DESC LIMIT ?`);
  const raise = db.prepare(
    `UPDATE outbox SET dead = NULL, is_pending = 1, attempts = 0, next_at = ?
     WHERE tenant = ? AND lane = ? AND dead IS NOT NULL`,
  );

  const opened = (raw: unknown): OutboxRow & { readonly dead: string | null } => {
    const row = outboxRow.parse(raw);
    const { conversation, message } = row;
    return {
      tenant: row.tenant as TenantId,
      row: row.row,
      to: JSON.parse(row.recipient) as Recipient,
      subject: JSON.parse(row.subject) as Subject,
      wanted: row.wanted,
      attempts: row.attempts,
      ref: conversation === null || message === null ? null : { conversation, message },
      shown: row.shown,
      unknownSince: row.unknown_since as Instant | null,
      dead: row.dead,
    };
  };

  const look = (tenant: TenantId, to: Recipient, subject: Subject) => {
    const raw: unknown = find.get(tenant, laneOf(tenant, to), canonical(subject));
    return raw === undefined ? null : opened(raw);
  };

  const touch = (tenant: TenantId, to: Recipient, subject: Subject, create: boolean, force: boolean): void => {
    const row = look(tenant, to, subject);
    if (row === null) {
      if (!create) return;
      const handover = 'handover' in subject ? subject.handover : null;
      sequence += 1;
      insert.run(tenant, laneOf(tenant, to), canonical(subject), handover, canonical(to), sequence);
      return;
    }
    if (force) forget.run(row.row);
    if (row.dead !== null) return;
    // A pending row keeps its place: it is drawn from the newest state anyway, unless it is being sent right now.
    if (isPending.get(row.row) === 1 && !underWay.has(row.row)) return;
    sequence += 1;
    want.run(sequence, row.row);
  };

  return {
    mark(tenant, handover, channel, effect) {
      if (effect.type === 'tell_channel') {
        if (channel === null) return;
        touch(tenant, { channel }, { kind: 'channel', handover, what: effect.what }, true, false);
      } else if (effect.type === 'nudge') {
        touch(tenant, { person: effect.to }, { kind: 'nudge', day: effect.day }, true, false);
      } else {
        const isRedraw = effect.type === 'redraw';
        const subject: Subject = { kind: 'card', handover, card: effect.card };
        touch(tenant, { person: effect.to }, subject, !isRedraw, isRedraw && effect.force);
      }
    },
    claim(now, busy, limit) {
      const rows = heads
        .all(now)
        .map(opened)
        .filter(({ tenant, to }) => !busy.has(laneOf(tenant, to)));
      const claimed = rows.slice(0, Math.max(0, limit));
      for (const row of claimed) underWay.set(row.row, row.wanted);
      return claimed;
    },
    nextAt() {
      const at: unknown = next.get();
      return typeof at === 'number' ? (at as Instant) : null;
    },
    begin(row, at) {
      begun.run(at, row.row);
    },
    settle(row, outcome) {
      underWay.delete(row.row);
      switch (outcome.kind) {
        case 'sent':
          sent.run(outcome.ref.conversation, outcome.ref.message, outcome.shown, row.wanted, row.wanted, row.row);
          return;
        case 'skipped':
          skipped.run(row.wanted, row.wanted, row.row);
          return;
        case 'later':
          later.run(outcome.at, row.row);
          if (!outcome.isUnknown) known.run(row.row);
          return;
        case 'lost':
          lost.run(row.row);
          return;
        case 'dead':
          died.run(outcome.why, row.row);
          known.run(row.row);
      }
    },
    refOf: (tenant, to, subject): MessageRef | null => look(tenant, { person: to }, subject)?.ref ?? null,
    reply: (tenant: TenantId, to: PersonId, subject) => touch(tenant, { person: to }, subject, true, false),
    dead: (limit) =>
      deadRows
        .all(limit)
        .map((raw) => opened(raw))
        .map((row) => ({ row, why: row.dead ?? '' })),
    revive: (tenant, person, at) => raise.run(at, tenant, laneOf(tenant, { person })),
  };
}
