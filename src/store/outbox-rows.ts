import { z } from 'zod';
import type { HandoverId } from '../core/ids.js';
import type { OutboxRow, Recipient, Subject } from '../engine/ports.js';
import { canonicalJson } from './canonical.js';
import { handoverId, instant, personId, stepKey, tenantId, waitKey } from './rows/values.js';
import { LIMIT } from './sqlite.js';

const notice = z.discriminatedUnion('about', [
  z.strictObject({ about: z.literal('sent_back'), step: stepKey }),
  z.strictObject({ about: z.literal('help_answered'), help: z.int() }),
  z.strictObject({ about: z.literal('ticket_resolved'), step: stepKey }),
  z.strictObject({ about: z.literal('more_asked'), step: stepKey }),
  z.strictObject({ about: z.literal('ticket_refused'), step: stepKey }),
  z.strictObject({ about: z.literal('again'), step: stepKey }),
  z.strictObject({ about: z.literal('declined') }),
  z.strictObject({ about: z.literal('outgoing_left') }),
  z.strictObject({ about: z.literal('deadline') }),
  z.strictObject({ about: z.literal('initiator_replaced') }),
  z.strictObject({ about: z.literal('reopened') }),
  z.strictObject({ about: z.literal('stalled'), wait: waitKey }),
  z.strictObject({ about: z.literal('escalated') }),
  z.strictObject({ about: z.literal('unreachable'), person: personId }),
]);

const card = z.discriminatedUnion('card', [
  z.strictObject({ card: z.literal('root') }),
  z.strictObject({ card: z.literal('invite') }),
  z.strictObject({ card: z.literal('intake') }),
  z.strictObject({ card: z.literal('step'), step: stepKey }),
  z.strictObject({ card: z.literal('confirm'), step: stepKey }),
  z.strictObject({ card: z.literal('help'), help: z.int() }),
  z.strictObject({ card: z.literal('notice'), notice, seq: z.int() }),
  z.strictObject({ card: z.literal('closing') }),
]);

const subject = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('card'), handover: handoverId, card }),
  z.strictObject({ kind: z.literal('nudge'), day: z.string() }),
  z.strictObject({ kind: z.literal('channel'), handover: handoverId, what: z.enum(['started', 'ended']) }),
  z.strictObject({ kind: z.literal('reply'), id: z.string(), reply: z.string(), thread: z.string().nullable() }),
]);

/** A subject as the outbox's key. Held to the port's type from both sides, as {@link readOutboxRow} reads it back. */
export function subjectKey(wanted: Subject): string {
  const stored: z.output<typeof subject> = wanted;
  return canonicalJson(stored);
}

/** The handover whose root message this is about; null for all other subjects. */
export const rootOf = (wanted: Subject): HandoverId | null =>
  wanted.kind === 'card' && wanted.card.card === 'root' ? wanted.handover : null;

/** A lane's name inside its tenant. Ids of persons are ours and never begin with `#`. */
export const laneName = (to: Recipient): string => ('person' in to ? to.person : `#${to.channel}`);

const recipientOf = (lane: string): Recipient =>
  lane.startsWith('#') ? { channel: lane.slice(1) } : { person: personId.parse(lane) };

/** The columns that {@link readOutboxRow} reads. */
export const OUTBOX_COLUMNS =
  'row, tenant, lane, subject, wanted, attempts, conversation, message, shown, unknown_since AS unknownSince, repair_since IS NOT NULL AS isDoubtful';

/** What may stand twice, where nobody can look whether it does. */
export const DOUBTFUL = `
  SELECT ${OUTBOX_COLUMNS} FROM outbox
  WHERE repair_since IS NOT NULL AND repair_at IS NULL ORDER BY tenant, lane, wanted ${LIMIT}`;

/** What was given up. */
export const DEAD = `
  SELECT ${OUTBOX_COLUMNS}, dead FROM outbox WHERE dead IS NOT NULL ORDER BY tenant, lane, wanted ${LIMIT}`;

const outboxRow = z.object({
  row: z.int(),
  tenant: tenantId,
  lane: z.string(),
  subject: z.string(),
  wanted: z.int(),
  attempts: z.int(),
  conversation: z.string().nullable(),
  message: z.string().nullable(),
  shown: z.string().nullable(),
  unknownSince: instant.nullable(),
  isDoubtful: z.int().transform((value) => value === 1),
});

/** A row as the table holds it: which lane it is in can be told before the rest is read. */
export type OutboxColumns = z.output<typeof outboxRow>;

export const readColumns = (value: unknown): OutboxColumns => outboxRow.parse(value);

export function fromColumns(columns: OutboxColumns): OutboxRow {
  const { row, tenant, lane, wanted, attempts, conversation, message, shown, unknownSince, isDoubtful } = columns;
  const ref = conversation === null || message === null ? null : { conversation, message };
  const about = subject.parse(JSON.parse(columns.subject));
  return { row, tenant, to: recipientOf(lane), subject: about, wanted, attempts, ref, shown, unknownSince, isDoubtful };
}

export const readOutboxRow = (value: unknown): OutboxRow => fromColumns(readColumns(value));
