import { z } from 'zod';
import type { EventOf, HandoverEvent } from '../../core/event.js';
import {
  instant,
  itemKey,
  localDate,
  people,
  personId,
  questionKey,
  reason,
  said,
  stepKey,
  unreachable,
  waitKey,
  zone,
  zones,
  whyGone,
} from './values.js';

type Type = HandoverEvent['type'];

/** As stored, a start names its procedure by the hash of its content. */
export type StoredEvent = Exclude<HandoverEvent, EventOf<'handover_started'>> | StoredStart;
export type StoredStart = Omit<EventOf<'handover_started'>, 'procedure'> & { readonly procedure: string };

const fact = <T extends Type, D extends z.core.$ZodShape>(type: T, data: D) =>
  z.strictObject({ type: z.literal(type), at: instant, ...data });
const byPerson = <T extends Type, D extends z.core.$ZodShape>(type: T, data: D) =>
  fact(type, { by: personId, ...data });

const start = byPerson('handover_started', {
  account: said,
  reason,
  lastDay: localDate,
  confidential: z.boolean(),
  channel: z.string().nullable(),
  people,
  zones,
  procedure: z.string(),
});

const event = z.discriminatedUnion('type', [
  start,
  byPerson('successor_accepted', {}),
  byPerson('successor_declined', { because: said }),
  byPerson('successor_chosen', { successor: personId, zone }),
  fact('question_asked', { question: questionKey }),
  byPerson('question_answered', {
    question: questionKey,
    value: z.union([z.string(), z.array(said).readonly()]),
  }),
  byPerson('answer_reopened', { question: questionKey }),
  fact('intake_finished', {}),
  fact('step_planned', { step: stepKey, subject: said.nullable() }),
  fact('step_opened', { step: stepKey }),
  fact('step_held', { step: stepKey }),
  fact('step_ruled_out', { step: stepKey, why: z.enum(['answers', 'covered_by_ticket', 'not_needed']) }),
  byPerson('items_ticked', { step: stepKey, items: z.array(itemKey).readonly() }),
  byPerson('step_reported_done', { step: stepKey }),
  byPerson('step_reported_not_applicable', { step: stepKey, because: said }),
  byPerson('step_confirmed', { step: stepKey }),
  byPerson('step_sent_back', { step: stepKey, because: said }),
  byPerson('ticket_submitted', { step: stepKey, number: said }),
  byPerson('ticket_resolved', { step: stepKey }),
  byPerson('ticket_still_waiting', { step: stepKey }),
  byPerson('ticket_more_asked', { step: stepKey, what: said }),
  byPerson('ticket_refused', { step: stepKey, because: said }),
  byPerson('help_asked', { step: stepKey, what: said }),
  byPerson('help_answered', { help: z.int(), text: said }),
  byPerson('snoozed', { wait: waitKey, until: localDate }),
  fact('nudged', { wait: waitKey, to: personId }),
  fact('initiator_told', { wait: waitKey }),
  fact('escalated', { by: personId.nullable(), wait: waitKey.nullable() }),
  byPerson('administrator_chosen', { administrator: personId, zone }),
  fact('initiator_replaced', { initiator: personId }),
  fact('outgoing_left', { why: whyGone, by: personId.nullable() }),
  byPerson('handover_paused', {}),
  byPerson('handover_resumed', {}),
  byPerson('last_day_changed', { lastDay: localDate }),
  byPerson('handover_reopened', { because: said, steps: z.array(stepKey).readonly() }),
  byPerson('step_undone', { step: stepKey }),
  fact('step_to_confirm_again', { step: stepKey }),
  byPerson('nudge_wanted', { waits: z.array(waitKey).readonly() }),
  fact('deadline_told', { steps: z.array(stepKey).readonly() }),
  fact('zone_changed', { person: personId, zone }),
  fact('person_unreachable', { person: personId, why: unreachable }),
  fact('person_reachable', { person: personId }),
  fact('handover_completed', { by: personId.nullable(), byTicket: z.boolean() }),
  byPerson('handover_cancelled', { because: said }),
]);

/** The schema is held to the core's types from both sides: neither function compiles when one of them drifts. */
export const asStored = (stored: StoredEvent): z.output<typeof event> => stored;

/** @throws when the value is no event of this version. */
export const readEvent = (value: unknown): StoredEvent => event.parse(value);
