import { z } from 'zod';
import type { Condition, Procedure } from '../../core/procedure.js';
import { canonicalJson } from '../canonical.js';
import { itemKey, localDate, questionKey, role, stepKey } from './values.js';

// Only the shape: what a file may say was checked when it was loaded, perhaps by an older version with other limits.

const localized = z.strictObject({ en: z.string(), zh: z.string().optional() });

const condition: z.ZodType<Condition> = z.lazy(() =>
  z.discriminatedUnion('op', [
    z.strictObject({ op: z.literal('always') }),
    z.strictObject({ op: z.literal('answered'), question: questionKey, is: z.string() }),
    z.strictObject({ op: z.literal('not'), of: condition }),
    z.strictObject({ op: z.literal('all'), of: z.array(condition).readonly() }),
    z.strictObject({ op: z.literal('any'), of: z.array(condition).readonly() }),
  ]),
);

const questionCommon = { key: questionKey, text: localized, findOut: localized, when: condition };
const choice = z.strictObject({ key: z.string(), label: localized });
const question = z.discriminatedUnion('kind', [
  z.strictObject({ ...questionCommon, kind: z.literal('yes_no') }),
  z.strictObject({ ...questionCommon, kind: z.literal('choice'), choices: z.array(choice).readonly() }),
  z.strictObject({ ...questionCommon, kind: z.literal('list'), suggestions: z.array(z.string()).readonly() }),
]);

const item = z.strictObject({ key: itemKey, text: localized, required: z.boolean(), afterTicket: z.boolean() });
const ticket = z.strictObject({
  text: localized,
  place: localized,
  url: z.string(),
  materials: z.array(localized).readonly(),
});

const step = z.strictObject({
  key: stepKey,
  number: z.string(),
  item: z.number().nullable(),
  title: localized,
  why: localized,
  where: localized,
  links: z.array(z.strictObject({ label: localized, url: z.string() })).readonly(),
  danger: localized.nullable(),
  items: z.array(item).readonly(),
  assignee: role,
  confirmer: role,
  check: localized,
  when: condition,
  after: z.array(stepKey).readonly(),
  each: questionKey.nullable(),
  findOut: questionKey.nullable(),
  ticket: ticket.nullable(),
  beforeLastDay: z.boolean(),
  isPersonal: z.boolean(),
  isEmergency: z.boolean(),
  whenGone: z.strictObject({
    by: z.union([role, z.literal('ticket')]),
    note: localized,
    onceDone: z.strictObject({ steps: z.array(stepKey).readonly(), by: role, note: localized }).nullable(),
  }),
  final: z.boolean(),
});

const procedureRow = z.strictObject({
  key: z.string(),
  version: z.string(),
  title: localized,
  page: z.strictObject({ title: z.string(), url: z.string(), version: localDate }),
  questions: z.array(question).readonly(),
  steps: z.array(step).readonly(),
});

export function writeProcedure(procedure: Procedure): string {
  const stored: z.output<typeof procedureRow> = procedure;
  return canonicalJson(stored);
}

export const readProcedure = (json: string): Procedure => procedureRow.parse(JSON.parse(json));
