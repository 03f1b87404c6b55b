import { z } from 'zod';
import type { Instant, TenantId } from '../core/ids.js';
import type { Recipient, Subject } from '../engine/ports.js';
import { laneName, rootOf, subjectKey } from './outbox-rows.js';
import type { Connection } from './sqlite.js';

/** Says which messages have to be looked at again. */
export interface Marks {
  /** The message is to stand there: makes its row if need be. One that was given up is tried again. */
  show(tenant: TenantId, to: Recipient, subject: Subject, at: Instant): void;
  /** The same for a message that stands or is about to; `isForced`: send it even when it seems unchanged. */
  redraw(tenant: TenantId, to: Recipient, subject: Subject, isForced: boolean, at: Instant): void;
  /** Puts all that was given up in a lane at its end again, in its order; what is about to be given up gets another try. */
  revive(tenant: TenantId, to: Recipient, at: Instant): void;
  /** The oldest pending row of a lane that has no head becomes its head, to be tried at `at`. */
  promote(tenant: TenantId, lane: string, at: Instant): void;
}

/**
 * What is under way now, by row: the `wanted` that was drawn, and whether it was forced meanwhile. It is forgotten at a
 * crash, and then simply sent again.
 */
export type UnderWay = Map<number, { readonly drawn: number; isForced: boolean }>;

const markedRow = z
  .strictObject({
    row: z.int(),
    wanted: z.int(),
    isPending: z.int(),
    isDead: z.int(),
    message: z.string().nullable(),
  })
  .optional();

const pendingRows = z.array(z.strictObject({ row: z.int(), wanted: z.int() }));
const deadRows = z.array(z.int());

const PENDING = 'wanted <> sent AND dead IS NULL';
const IS_LANE_PENDING = `EXISTS (SELECT 1 FROM outbox WHERE tenant = @tenant AND lane = @lane AND ${PENDING})`;
export const FIND = `
  SELECT row, wanted, (${PENDING}) AS isPending, dead IS NOT NULL AS isDead, message FROM outbox
  WHERE tenant = @tenant AND lane = @lane AND subject = @subject`;
// The usual case, in one step: it stands as it was wanted, and is wanted anew.
const WANT_SENT = `
  UPDATE outbox SET wanted = @wanted, attempts = 0, head_at = CASE WHEN ${IS_LANE_PENDING} THEN NULL ELSE @at END
  WHERE tenant = @tenant AND lane = @lane AND subject = @subject AND wanted = sent AND dead IS NULL`;
// Sent is 0 for what was never sent: the sequence begins above it.
const INSERT = `
  INSERT INTO outbox (tenant, lane, subject, wanted, sent, attempts, head_at, root_of)
  VALUES (@tenant, @lane, @subject, @wanted, 0, 0, CASE WHEN ${IS_LANE_PENDING} THEN NULL ELSE @at END, @rootOf)`;
export const WANT = `
  UPDATE outbox SET wanted = @wanted, attempts = 0, dead = NULL,
    head_at = CASE WHEN ${IS_LANE_PENDING} THEN NULL ELSE @at END
  WHERE row = @row`;
export const PROMOTE = `
  UPDATE outbox SET head_at = @at
  WHERE row = (SELECT row FROM outbox WHERE tenant = @tenant AND lane = @lane AND ${PENDING} ORDER BY wanted LIMIT 1)
    AND NOT EXISTS (SELECT 1 FROM outbox
                    WHERE tenant = @tenant AND lane = @lane AND ${PENDING} AND head_at IS NOT NULL)`;

/** `next` gives numbers that only ever grow, also from one run of the program to the next. */
export function createMarks(connection: Connection, next: () => number, underWay: UnderWay): Marks {
  const find = connection.prepare(FIND);
  const insert = connection.prepare(INSERT);
  const want = connection.prepare(WANT);
  const wantSent = connection.prepare(WANT_SENT);
  const wantAgain = connection.prepare('UPDATE outbox SET wanted = ? WHERE row = ?');
  const forget = connection.prepare('UPDATE outbox SET shown = NULL WHERE row = ?');
  const promote = connection.prepare(PROMOTE);
  const selectDead = connection
    .prepare('SELECT row FROM outbox WHERE tenant = ? AND lane = ? AND dead IS NOT NULL ORDER BY wanted')
    .pluck();
  const selectPending = connection.prepare(
    `SELECT row, wanted FROM outbox WHERE tenant = ? AND lane = ? AND ${PENDING}`,
  );

  const mark = (tenant: TenantId, to: Recipient, subject: Subject, how: 'show' | 'redraw' | 'force', at: Instant) => {
    const key = { tenant, lane: laneName(to), subject: subjectKey(subject) };
    if (how !== 'force' && wantSent.run({ ...key, wanted: next(), at }).changes === 1) return;
    const found = markedRow.parse(find.get(key));
    if (!found) {
      if (how === 'show') insert.run({ ...key, wanted: next(), at, rootOf: rootOf(subject) });
      return;
    }
    const { row } = found;
    if (how !== 'show' && found.isDead === 1 && found.message === null) return;
    if (how === 'force') forget.run(row);
    const sending = underWay.get(row);
    if (found.isPending === 0) want.run({ tenant: key.tenant, lane: key.lane, row, wanted: next(), at });
    else if (sending) {
      // What is being sent was drawn before this: the row has to stay pending when it arrives.
      if (found.wanted === sending.drawn) wantAgain.run(next(), row);
      if (how === 'force') sending.isForced = true;
    }
  };

  return {
    show: (tenant, to, subject, at) => mark(tenant, to, subject, 'show', at),
    redraw: (tenant, to, subject, isForced, at) => mark(tenant, to, subject, isForced ? 'force' : 'redraw', at),
    revive(tenant, to, at) {
      const lane = laneName(to);
      for (const { row, wanted } of pendingRows.parse(selectPending.all(tenant, lane))) {
        if (underWay.get(row)?.drawn === wanted) wantAgain.run(next(), row);
      }
      for (const row of deadRows.parse(selectDead.all(tenant, lane))) {
        want.run({ tenant, lane, row, wanted: next(), at });
      }
    },
    promote: (tenant, lane, at) => promote.run({ tenant, lane, at }),
  };
}
