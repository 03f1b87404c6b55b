import { z } from 'zod';
import type { Handover } from '../core/handover.js';
import type { HandoverEvent } from '../core/event.js';
import type { Procedure } from '../core/procedure.js';
import type { Profile } from '../engine/ports.js';

const text = z.string();
const instant = z.number().int();
const said = z.object({ said: text });
const people = z.object({
  initiator: text,
  outgoing: text,
  successor: text,
  administrator: text,
  escalation_contact: text,
});
const wait = z.object({
  since: instant,
  askedAt: instant,
  nudges: z.number().int().min(0),
  snoozedUntil: text.nullable(),
  rung: z.enum(['nudging', 'initiator_told', 'escalated']),
});
const claim = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done') }),
  z.object({ kind: z.literal('not_applicable'), because: said }),
]);
const ticket = z.object({
  number: said,
  submittedBy: text,
  submittedAt: instant,
  resolvedAt: instant.nullable(),
  asked: z.array(said),
});
const stepCommon = {
  rev: z.number().int().min(0),
  subject: said.nullable(),
  ticked: z.array(text),
  tickedAt: instant.nullable(),
  ticket: ticket.nullable(),
};
const step = z.discriminatedUnion('state', [
  z.object({ ...stepCommon, state: z.literal('blocked') }),
  z.object({
    ...stepCommon,
    state: z.literal('open'),
    wait,
    sentBack: z.object({ by: text, at: instant, because: said }).nullable(),
  }),
  z.object({ ...stepCommon, state: z.literal('at_vendor'), wait }),
  z.object({ ...stepCommon, state: z.literal('awaiting_confirmation'), wait, claim, by: text, at: instant }),
  z.object({ ...stepCommon, state: z.literal('done'), by: text, at: instant, confirmedBy: text, confirmedAt: instant }),
  z.object({
    ...stepCommon,
    state: z.literal('not_applicable'),
    why: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('answers') }),
      z.object({ kind: z.literal('covered_by_ticket') }),
      z.object({ kind: z.literal('not_needed') }),
      z.object({ kind: z.literal('claimed'), because: said }),
    ]),
    by: text.nullable(),
    confirmedBy: text.nullable(),
    at: instant,
  }),
]);
const handoverCommon = {
  tenant: text,
  id: text,
  version: z.number().int().min(1),
  account: said,
  reason: z.enum(['transferred', 'resigned', 'already_gone']),
  lastDay: text,
  confidential: z.boolean(),
  channel: text.nullable(),
  people,
  zones: z.record(text, text),
  unreachable: z.record(
    text,
    z.object({ at: instant, why: z.enum(['deactivated', 'blocked', 'not_installed', 'unknown_person', 'other']) }),
  ),
  startedAt: instant,
  acceptance: z.discriminatedUnion('state', [
    z.object({ state: z.literal('asked'), rev: z.number(), wait }),
    z.object({ state: z.literal('accepted'), rev: z.number(), at: instant }),
    z.object({ state: z.literal('declined'), rev: z.number(), at: instant, because: said, wait }),
  ]),
  intake: z.discriminatedUnion('state', [
    z.object({ state: z.literal('asking'), question: text, wait }),
    z.object({ state: z.literal('finished') }),
    z.object({ state: z.literal('skipped') }),
  ]),
  answers: z.record(text, z.object({ rev: z.number(), value: z.union([text, z.array(said)]), by: text, at: instant })),
  steps: z.record(text, step),
  helps: z.array(
    z.object({
      step: text,
      by: text,
      at: instant,
      what: said,
      answer: z.object({ by: text, at: instant, text: said }).nullable(),
    }),
  ),
  escalated: z.object({ at: instant, by: text.nullable() }).nullable(),
  last: z.object({ what: text, at: instant, by: text.nullable(), step: text.nullable() }),
};
const closed = { endedAt: instant, endedBy: text.nullable(), because: said.nullable() };
const stateSchema = z.discriminatedUnion('status', [
  z.object({ ...handoverCommon, status: z.literal('running') }),
  z.object({ ...handoverCommon, ...closed, status: z.enum(['completed', 'completed_by_ticket', 'cancelled']) }),
]);

const profileSchema = z.object({
  identity: z.object({ platform: text, workspace: text, user: text }),
  name: text,
  zone: text,
  locale: text,
  isBot: z.boolean(),
  isForeign: z.boolean(),
  isDeactivated: z.boolean(),
});

/** Brands are put on here, once the shape is known to be right. */
export function parseState(json: string, procedure: Procedure): Handover {
  return { ...stateSchema.parse(JSON.parse(json)), procedure } as unknown as Handover;
}

export const parseProfile = (json: string): Profile => profileSchema.parse(JSON.parse(json)) as unknown as Profile;

const eventShape = z.looseObject({ type: text, at: instant });
/** An event as it was hashed; its chain proves that it is what was written. */
export const parseEvent = (json: string): HandoverEvent =>
  eventShape.parse(JSON.parse(json)) as unknown as HandoverEvent;

export const handoverRow = z.object({ version: z.number(), procedure: text, state: text });
export const idRow = z.object({ tenant: text, handover: text });
export const personRow = z.object({ person: text, profile: text, conversation: text.nullable() });
export const journalRow = z.object({ seq: z.number(), event: text, hash: text });
export const saidRow = z.object({ n: z.number(), salt: text, words: text.nullable() });
export const outboxRow = z.object({
  row: z.number(),
  tenant: text,
  recipient: text,
  subject: text,
  wanted: z.number(),
  attempts: z.number(),
  conversation: text.nullable(),
  message: text.nullable(),
  shown: text.nullable(),
  unknown_since: instant.nullable(),
  dead: text.nullable(),
});
