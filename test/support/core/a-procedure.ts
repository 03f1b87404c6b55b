import type { ItemKey, QuestionKey, StepKey } from '../../../src/core/ids.js';
import type { Condition, Procedure, Question, Role, StepDefinition } from '../../../src/core/procedure.js';
import { huaweiCloud, loadProcedure } from '../../../src/procedures/load-procedure.js';

const always: Condition = { op: 'always' };
export const answered = (question: string, is: string): Condition => ({
  op: 'answered',
  question: question as QuestionKey,
  is,
});

/** What a step of a made-up procedure has that matters; words and links are the real one's. */
export interface StepShape {
  readonly key: string;
  readonly assignee: Role;
  readonly confirmer: Role;
  readonly when?: Condition;
  readonly after?: readonly string[];
  readonly each?: string;
  /** `key`, with `?` behind it when it is optional and `!` when it has to wait for the ticket. */
  readonly items?: readonly string[];
  readonly hasTicket?: boolean;
  readonly whenGone?: Role | 'ticket';
  readonly isFinal?: boolean;
}

export interface QuestionShape {
  readonly key: string;
  /** The choices of a branch, or what else may be answered. */
  readonly kind: 'yes_no' | 'list' | readonly string[];
  readonly when?: Condition;
}

/** The final step and the simplest step of the real procedure lend their words and whatever else a step must have. */
const lender = (isFinal: boolean): StepDefinition => {
  const step = huaweiCloud().steps.find((s) => s.final === isFinal && s.each === null);
  if (!step) throw new Error('the real procedure has a step like this');
  return step;
};

function aStep(shape: StepShape): StepDefinition {
  const { items = [], hasTicket = false, isFinal = false } = shape;
  const lent = lender(isFinal);
  return {
    ...lent,
    key: shape.key as StepKey,
    number: shape.key.slice(0, 4),
    item: null,
    items: items.map((item) => ({
      key: item.replace(/[?!]/g, '') as ItemKey,
      text: { en: 'Something' },
      required: !item.includes('?'),
      afterTicket: item.includes('!'),
    })),
    assignee: shape.assignee,
    confirmer: shape.confirmer,
    when: shape.when ?? always,
    after: (shape.after ?? []) as readonly StepKey[],
    each: (shape.each ?? null) as QuestionKey | null,
    findOut: null,
    ticket: hasTicket || isFinal ? lender(true).ticket : null,
    beforeLastDay: false,
    whenGone: { ...lent.whenGone, by: shape.whenGone ?? (isFinal ? 'escalation_contact' : 'ticket') },
    final: isFinal,
  };
}

function aQuestion({ key, kind, when = always }: QuestionShape): Question {
  const common = { key: key as QuestionKey, text: { en: 'Is it so?' }, findOut: { en: 'Look.' }, when };
  if (kind === 'yes_no') return { ...common, kind };
  if (kind === 'list') return { ...common, kind, suggestions: [] };
  return { ...common, kind: 'choice', choices: kind.map((choice) => ({ key: choice, label: { en: choice } })) };
}

/** A made-up procedure, held to the rules for a file. */
export function aProcedure(questions: readonly QuestionShape[], steps: readonly StepShape[]): Procedure {
  const made = { ...huaweiCloud(), questions: questions.map(aQuestion), steps: steps.map(aStep) };
  return loadProcedure(JSON.parse(JSON.stringify(made)), 'a made-up procedure');
}

let small: Procedure | undefined;

/** Small enough to hold in mind: a branch, a ticket, something of the administrator's and something for each name. */
export function smallProcedure(): Procedure {
  small ??= aProcedure(
    [
      { key: 'branch', kind: ['company', 'personal'] },
      { key: 'keys', kind: 'yes_no' },
      { key: 'others', kind: 'list' },
    ],
    [
      {
        key: 'phone',
        assignee: 'outgoing',
        confirmer: 'successor',
        when: answered('branch', 'company'),
        items: ['changed', 'proven', 'noted?'],
      },
      {
        key: 'split',
        assignee: 'outgoing',
        confirmer: 'successor',
        when: answered('branch', 'personal'),
        items: ['reset!', 'letter?'],
        hasTicket: true,
      },
      {
        key: 'keys',
        assignee: 'administrator',
        confirmer: 'successor',
        when: answered('keys', 'yes'),
        after: ['phone', 'split'],
        whenGone: 'administrator',
      },
      { key: 'other', assignee: 'successor', confirmer: 'outgoing', each: 'others', whenGone: 'successor' },
      { key: 'final', assignee: 'escalation_contact', confirmer: 'successor', items: ['moved!'], isFinal: true },
    ],
  );
  return small;
}
