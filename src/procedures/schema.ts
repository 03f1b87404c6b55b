import { z } from 'zod';
import { parseDate } from '../core/time.js';
import type { Condition } from '../core/procedure.js';
import type { ItemKey, LocalDate, QuestionKey, StepKey } from '../core/ids.js';

/** What the view can fill in. `{service}` stands only in a step that is repeated for each service. */
const PLACEHOLDERS = ['outgoing', 'successor', 'administrator', 'account', 'service'] as const;

/** The longest texts, in characters, placeholders as written. Cards and forms are laid out for them. */
const LIMITS = {
  title: 60,
  question: 200,
  findOut: 400,
  why: 400,
  where: 450,
  danger: 600,
  item: 150,
  check: 350,
  note: 300,
  /** A button's label. */
  choice: 40,
  linkLabel: 60,
  suggestion: 24,
  ticketText: 1500,
  material: 250,
} as const;

const WHY_SENTENCES = 3;
const ITEMS_MAX = 10;
const SUGGESTIONS_MAX = 8;

/** Sentences of a text: each ends with a full stop, a question or exclamation mark, and white space or the end. */
export const sentences = (text: string): readonly string[] =>
  text
    .split(/(?<=[.!?。！？])(?:\s+|$)/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');

function unknownPlaceholders(text: string): readonly string[] {
  const found = [...text.matchAll(/\{([^}]*)\}/g)].map((match) => match[1] ?? '');
  return found.filter((name) => !PLACEHOLDERS.some((known) => known === name));
}

const text = (max: number): z.ZodString =>
  z
    .string()
    .trim()
    .min(1, 'it is empty; write the sentence')
    .superRefine((value, refinement) => {
      // Code points: a Chinese character outside the basic plane counts once.
      const { length } = Array.from(value);
      if (length > max) {
        refinement.addIssue({ code: 'custom', message: `it has ${length} characters; shorten it to ${max}` });
      }
      for (const name of unknownPlaceholders(value)) {
        const known = PLACEHOLDERS.map((p) => `{${p}}`).join(', ');
        refinement.addIssue({ code: 'custom', message: `{${name}} is no placeholder; use one of ${known}` });
      }
    });

const localizedText = (each: z.ZodString) => z.strictObject({ en: each, zh: each.optional() });
const localized = (max: number) => localizedText(text(max));

const fewSentences = text(LIMITS.why).superRefine((value, refinement) => {
  const { length } = sentences(value);
  if (length <= WHY_SENTENCES) return;
  refinement.addIssue({ code: 'custom', message: `it has ${length} sentences; say it in ${WHY_SENTENCES}` });
});

/** A key: it travels in buttons between `|`, and `:` separates the repetition of a step. */
const key = (pattern: RegExp, shape: string) => z.string().regex(pattern, `write a key as ${shape}`);

const questionKey = key(/^[a-z0-9_]{1,20}$/, '1 to 20 of a-z, 0-9 and _').transform((k) => k as QuestionKey);
const itemKey = key(/^[a-z0-9_]{1,20}$/, '1 to 20 of a-z, 0-9 and _').transform((k) => k as ItemKey);
const stepKey = key(/^[A-Za-z0-9]{1,6}$/, '1 to 6 letters and digits').transform((k) => k as StepKey);
const choiceKey = key(
  /^(?!(?:not_sure|yes|no)$)[a-z0-9_]{1,20}$/,
  '1 to 20 of a-z, 0-9 and _, not yes, no or not_sure',
);
const procedureKey = key(/^[a-z0-9-]{1,40}$/, '1 to 40 of a-z, 0-9 and -');
const https = z.url({ protocol: /^https$/, error: 'write a whole address that begins with https://' });
const day = z
  .string()
  .refine((value) => parseDate(value) !== null, 'write a day that exists as 2026-11-30')
  .transform((value) => value as LocalDate);
const role = z.enum(['initiator', 'outgoing', 'successor', 'administrator', 'escalation_contact']);

const condition: z.ZodType<Condition> = z.lazy(() =>
  z.discriminatedUnion('op', [
    z.strictObject({ op: z.literal('always') }),
    z.strictObject({ op: z.literal('answered'), question: questionKey, is: z.string().min(1) }),
    z.strictObject({ op: z.literal('not'), of: condition }),
    z.strictObject({ op: z.literal('all'), of: z.array(condition).min(1, 'name at least one condition') }),
    z.strictObject({ op: z.literal('any'), of: z.array(condition).min(1, 'name at least one condition') }),
  ]),
);

const questionCommon = {
  key: questionKey,
  text: localized(LIMITS.question),
  findOut: localized(LIMITS.findOut),
  when: condition,
};
const choice = z.strictObject({ key: choiceKey, label: localized(LIMITS.choice) });
const suggestion = text(LIMITS.suggestion).refine((name) => !name.includes('|'), 'leave out the "|"');

const question = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('yes_no'), ...questionCommon }),
  z.strictObject({
    kind: z.literal('choice'),
    ...questionCommon,
    choices: z.array(choice).min(2, 'offer two or more'),
  }),
  z.strictObject({
    kind: z.literal('list'),
    ...questionCommon,
    suggestions: z.array(suggestion).max(SUGGESTIONS_MAX, `suggest ${SUGGESTIONS_MAX} at most`),
  }),
]);

const item = z.strictObject({
  key: itemKey,
  text: localized(LIMITS.item),
  required: z.boolean(),
  afterTicket: z.boolean(),
});

const ticket = z.strictObject({
  text: localized(LIMITS.ticketText),
  place: localized(LIMITS.where),
  url: https,
  materials: z.array(localized(LIMITS.material)),
});

const step = z.strictObject({
  key: stepKey,
  number: z.string().regex(/^[A-Za-z0-9]{1,4}$/, 'write a number as people read it, 8a'),
  item: z.int().positive().nullable(),
  title: localized(LIMITS.title),
  why: localizedText(fewSentences),
  where: localized(LIMITS.where),
  links: z.array(z.strictObject({ label: localized(LIMITS.linkLabel), url: https })),
  danger: localized(LIMITS.danger).nullable(),
  items: z.array(item).max(ITEMS_MAX, `a step has ${ITEMS_MAX} items at most; make two steps of it`),
  assignee: role,
  confirmer: role,
  check: localized(LIMITS.check),
  when: condition,
  after: z.array(stepKey),
  each: questionKey.nullable(),
  findOut: questionKey.nullable(),
  ticket: ticket.nullable(),
  beforeLastDay: z.boolean(),
  isPersonal: z.boolean(),
  isEmergency: z.boolean(),
  whenGone: z.strictObject({
    by: z.union([role, z.literal('ticket')]),
    note: localized(LIMITS.note),
    onceDone: z
      .strictObject({ steps: z.array(stepKey).min(1, 'name a step'), by: role, note: localized(LIMITS.note) })
      .nullable(),
  }),
  final: z.boolean(),
});

/** The shape of a procedure's file. What holds between its parts is checked by {@link import('./find-faults.js').findFaults}. */
export const procedureSchema = z.strictObject({
  key: procedureKey,
  version: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}\.\d{1,4}$/, "write the page's version and our own edition, 2026-01-23.1"),
  title: localized(LIMITS.title),
  page: z.strictObject({ title: z.string().trim().min(1), url: https, version: day }),
  questions: z.array(question),
  steps: z.array(step).min(1, 'a procedure has at least its final step'),
});
