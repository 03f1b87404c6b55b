import { z } from 'zod';
import type { HandoverId, Instant, TenantId } from '../core/ids.js';
import type { MessageRef, Outbox, OutboxRow, Outcome } from '../engine/ports.js';
import type { Marks, UnderWay } from './marks.js';
import {
  DEAD,
  fromColumns,
  laneName,
  OUTBOX_COLUMNS,
  type OutboxColumns,
  readColumns,
  readOutboxRow,
  subjectKey,
} from './outbox-rows.js';
import { handoverId, instant } from './rows/values.js';
import { type Connection, LIMIT } from './sqlite.js';

const nextRows = z.array(z.strictObject({ row: z.int(), headAt: instant }));
const maybeRef = z.strictObject({ conversation: z.string(), message: z.string() }).optional();
const deadRow = z.object({ dead: z.string() });
const repairRow = z.object({ repairSince: instant });
const maybeRoot = z.strictObject({ handover: handoverId }).optional();

export const CLAIM = `
  SELECT ${OUTBOX_COLUMNS} FROM outbox WHERE head_at IS NOT NULL AND head_at <= ? ORDER BY head_at, row ${LIMIT}`;
export const NEXT = `
  SELECT row, head_at AS headAt FROM outbox WHERE head_at IS NOT NULL ORDER BY head_at, row ${LIMIT}`;
export const HURRY = 'UPDATE outbox SET head_at = @until WHERE head_at > @until';
export const REPAIRS = `
  SELECT ${OUTBOX_COLUMNS}, repair_since AS repairSince FROM outbox
  WHERE repair_at IS NOT NULL AND repair_at <= ? ORDER BY repair_at ${LIMIT}`;
export const ROOT = `
  SELECT root_of AS handover FROM outbox
  WHERE tenant = ? AND conversation = ? AND message = ? AND root_of IS NOT NULL AND message IS NOT NULL`;

/** So long after a message of doubtful fate was sent, the platform's look-up knows all copies of it. */
const REPAIR_AFTER_MS = 120_000;

// A row that was marked while it was under way stays pending: its `wanted` is not the one that was drawn.
const SETTLE: Readonly<Record<Outcome['kind'], string>> = {
  sent: `sent = @drawn, attempts = 0, head_at = NULL, unknown_since = NULL,
         conversation = @conversation, message = @message, shown = @shown,
         repair_since = CASE WHEN @doubtful IS NULL THEN repair_since ELSE coalesce(repair_since, @doubtful) END,
         repair_at = CASE WHEN @doubtful IS NULL THEN repair_at ELSE @at + ${REPAIR_AFTER_MS} END`,
  skipped: `sent = @drawn, attempts = 0, head_at = NULL`,
  // It stays the head, so that nothing of its lane overtakes it. An update may have been done, so what stands there is
  // not known either.
  later: `attempts = attempts + 1, head_at = @until, shown = NULL,
          unknown_since = CASE WHEN @isUnknown THEN unknown_since END`,
  lost: `head_at = @at, conversation = NULL, message = NULL, shown = NULL, unknown_since = NULL,
         repair_since = NULL, repair_at = NULL`,
  // A mark that came meanwhile asks for another try, with the newer card.
  dead: `dead = CASE WHEN wanted = @drawn THEN @why END, attempts = 0, head_at = NULL`,
};

/** The outbox with what only the store itself asks of it. */
export interface OutboxStore extends Outbox {
  handoverAt(tenant: TenantId, ref: MessageRef): HandoverId | null;
}

export function createOutbox(connection: Connection, marks: Marks, underWay: UnderWay): OutboxStore {
  const claim = connection.prepare(CLAIM);
  const next = connection.prepare(NEXT);
  const hurry = connection.prepare(HURRY);
  const begin = connection.prepare('UPDATE outbox SET unknown_since = coalesce(unknown_since, ?) WHERE row = ?');
  const settle = settling(connection, marks, underWay);
  const selectRef = connection.prepare(
    `SELECT conversation, message FROM outbox
     WHERE tenant = ? AND lane = ? AND subject = ? AND message IS NOT NULL`,
  );
  const selectDead = connection.prepare(DEAD);
  const selectRepairs = connection.prepare(REPAIRS);
  const repaired = connection.prepare('UPDATE outbox SET repair_since = NULL, repair_at = NULL WHERE row = ?');
  const leave = connection.prepare('UPDATE outbox SET repair_at = NULL WHERE row = ?');
  const selectRoot = connection.prepare(ROOT);
  const reply = connection.transaction((...[tenant, to, subject, at]: Parameters<Outbox['reply']>) =>
    marks.show(tenant, { person: to }, subject, at),
  );
  const revive = connection.transaction((...[tenant, person, at]: Parameters<Outbox['revive']>) =>
    marks.revive(tenant, { person }, at),
  );

  return {
    claim(now, busy, limit) {
      // At most one head in each busy lane can be in the way.
      const rows = claim.all(now, limit + busy.size).map(readColumns);
      const isFree = ({ tenant, lane }: OutboxColumns): boolean => busy.size === 0 || !busy.has(`${tenant}/${lane}`);
      const free = rows.filter(isFree).slice(0, limit).map(fromColumns);
      for (const { row, wanted } of free) underWay.set(row, { drawn: wanted, isForced: false });
      return free;
    },
    nextAt() {
      const heads = nextRows.parse(next.all(underWay.size + 1));
      return heads.find(({ row }) => !underWay.has(row))?.headAt ?? null;
    },
    hurry: (until) => hurry.run({ until }).changes > 0,
    begin: (row, at) => void begin.run(at, row.row),
    settle,
    refOf: (tenant, to, subject) =>
      maybeRef.parse(selectRef.get(tenant, laneName({ person: to }), subjectKey(subject))) ?? null,
    reply: (...asked) => reply.immediate(...asked),
    dead: (limit) =>
      selectDead.all(limit).map((value) => ({ row: readOutboxRow(value), why: deadRow.parse(value).dead })),
    doubtful: (now, limit) =>
      selectRepairs
        .all(now, limit)
        .map((value) => ({ row: readOutboxRow(value), since: repairRow.parse(value).repairSince })),
    settleDoubt: (row) => void repaired.run(row.row),
    leaveDoubt: (row) => void leave.run(row.row),
    revive: (...asked) => revive.immediate(...asked),
    handoverAt: (tenant, { conversation, message }) =>
      maybeRoot.parse(selectRoot.get(tenant, conversation, message))?.handover ?? null,
  };
}

function settling(connection: Connection, marks: Marks, underWay: UnderWay) {
  const prepare = (kind: Outcome['kind']) => connection.prepare(`UPDATE outbox SET ${SETTLE[kind]} WHERE row = @row`);
  const [sent, skipped, later, lost, dead] = [
    prepare('sent'),
    prepare('skipped'),
    prepare('later'),
    prepare('lost'),
    prepare('dead'),
  ];

  const write = (row: OutboxRow, outcome: Outcome, at: Instant, isForced: boolean): void => {
    const key = { row: row.row, drawn: row.wanted };
    switch (outcome.kind) {
      case 'sent':
        sent.run({ ...key, ...outcome.ref, shown: isForced ? null : outcome.shown, at, doubtful: row.unknownSince });
        return;
      case 'skipped':
        skipped.run(key);
        return;
      case 'later':
        later.run({ row: row.row, until: outcome.at, isUnknown: Number(outcome.isUnknown) });
        return;
      case 'lost':
        lost.run({ row: row.row, at });
        return;
      case 'dead':
        dead.run({ ...key, why: outcome.why });
    }
  };

  const both = (row: OutboxRow, outcome: Outcome, at: Instant): void => {
    write(row, outcome, at, underWay.get(row.row)?.isForced ?? false);
    underWay.delete(row.row);
    const restUntil = outcome.kind === 'sent' ? outcome.restUntil : undefined;
    marks.promote(row.tenant, laneName(row.to), restUntil ?? at);
  };
  const alone = connection.transaction(both);
  // Among the writes of a turn it stands in a savepoint already.
  return (...settled: Parameters<typeof both>): void =>
    connection.inTransaction ? both(...settled) : alone.immediate(...settled);
}
