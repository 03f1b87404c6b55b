import { z } from 'zod';
import type { Handover } from '../../core/handover.js';
import {
  handoverId,
  instant,
  itemKey,
  localDate,
  people,
  personId,
  questionKey,
  reason,
  said,
  stepKey,
  tenantId,
  unreachable,
  zones,
  whyGone,
} from './values.js';

const wait = z.strictObject({
  since: instant,
  askedAt: instant,
  nudges: z.int(),
  snoozedUntil: localDate.nullable(),
  rung: z.enum(['nudging', 'initiator_told', 'escalated']),
});

const answer = z.strictObject({
  rev: z.int(),
  value: z.union([z.string(), z.array(said).readonly()]),
  by: personId,
  at: instant,
});

const claim = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('done') }),
  z.strictObject({ kind: z.literal('not_applicable'), because: said }),
]);

const whyNot = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('answers') }),
  z.strictObject({ kind: z.literal('covered_by_ticket') }),
  z.strictObject({ kind: z.literal('not_needed') }),
  z.strictObject({ kind: z.literal('claimed'), because: said }),
]);

const ticket = z.strictObject({
  number: said,
  submittedBy: personId,
  submittedAt: instant,
  resolvedAt: instant.nullable(),
  asked: z.array(said).readonly(),
});

const sentBack = z.strictObject({ by: z.union([z.literal('vendor'), personId]), at: instant, because: said });

const stepCommon = {
  rev: z.int(),
  subject: said.nullable(),
  ticked: z.array(itemKey).readonly(),
  ticket: ticket.nullable(),
};

const step = z.discriminatedUnion('state', [
  z.strictObject({ ...stepCommon, state: z.literal('blocked') }),
  z.strictObject({ ...stepCommon, state: z.literal('open'), wait, sentBack: sentBack.nullable() }),
  z.strictObject({ ...stepCommon, state: z.literal('at_vendor'), wait }),
  z.strictObject({
    ...stepCommon,
    state: z.literal('awaiting_confirmation'),
    wait,
    claim,
    by: personId,
    at: instant,
  }),
  z.strictObject({
    ...stepCommon,
    state: z.literal('done'),
    by: personId,
    at: instant,
    confirmedBy: personId,
    confirmedAt: instant,
    confirmedFor: personId,
  }),
  z.strictObject({
    ...stepCommon,
    state: z.literal('not_applicable'),
    why: whyNot,
    by: personId.nullable(),
    confirmedBy: personId.nullable(),
    at: instant,
  }),
]);

const acceptance = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('asked'), rev: z.int(), wait }),
  z.strictObject({ state: z.literal('accepted'), rev: z.int(), at: instant }),
  z.strictObject({ state: z.literal('declined'), rev: z.int(), at: instant, because: said, wait }),
]);

const intake = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('asking'), question: questionKey, wait }),
  z.strictObject({ state: z.literal('finished') }),
  z.strictObject({ state: z.literal('skipped') }),
]);

const help = z.strictObject({
  step: stepKey,
  by: personId,
  at: instant,
  what: said,
  answer: z.strictObject({ by: personId, at: instant, text: said }).nullable(),
});

const common = {
  tenant: tenantId,
  id: handoverId,
  version: z.int(),
  account: said,
  reason,
  lastDay: localDate,
  confidential: z.boolean(),
  channel: z.string().nullable(),
  people,
  zones,
  unreachable: z.record(personId, z.strictObject({ at: instant, why: unreachable })),
  startedAt: instant,
  acceptance,
  intake,
  answers: z.record(questionKey, answer),
  steps: z.record(stepKey, step),
  helps: z.array(help).readonly(),
  escalated: z.strictObject({ at: instant, by: personId.nullable() }).nullable(),
  gone: z.strictObject({ at: instant, why: whyGone }).nullable(),
  paused: z.strictObject({ at: instant, by: personId }).nullable(),
  nudgedNowAt: instant.nullable(),
  isDeadlineTold: z.boolean(),
  last: z.strictObject({ what: z.string(), at: instant, by: personId.nullable(), step: stepKey.nullable() }),
};

const state = z.discriminatedUnion('status', [
  z.strictObject({ ...common, status: z.literal('running') }),
  z.strictObject({
    ...common,
    status: z.enum(['completed', 'completed_by_ticket', 'cancelled']),
    endedAt: instant,
    endedBy: personId.nullable(),
    because: said.nullable(),
  }),
]);

/** A handover without its procedure, as it is stored. */
type StoredState = z.output<typeof state>;

/** The two functions hold the schema to the core's types from both sides: neither compiles when one of them drifts. */
export function writeState(handover: Handover): string {
  const { procedure: _, ...rest } = handover;
  const stored: StoredState = rest;
  return JSON.stringify(stored);
}

/** @throws when the text is no handover of this version. */
export function readState(json: string, procedure: Handover['procedure']): Handover {
  return { ...state.parse(JSON.parse(json)), procedure };
}
