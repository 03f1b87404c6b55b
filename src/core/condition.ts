import type { Answer } from './handover.js';
import { assertNever, type QuestionKey } from './ids.js';
import type { Condition, Procedure } from './procedure.js';

/** `unknown`: what it asks about has no answer yet, so nothing may open or be ruled out on its account. */
export type Verdict = 'yes' | 'no' | 'unknown';

type Answers = Readonly<Record<QuestionKey, Answer>>;

/**
 * *Not sure* counts as yes for a yes-or-no question, so that the step opens with how to find out; for a branch it
 * decides nothing.
 */
export function evaluate(condition: Condition, procedure: Procedure, answers: Answers): Verdict {
  switch (condition.op) {
    case 'always':
      return 'yes';
    case 'answered': {
      const value = answers[condition.question]?.value;
      if (value === undefined) return 'unknown';
      if (value !== 'not_sure') return value === condition.is ? 'yes' : 'no';
      const question = procedure.questions.find((q) => q.key === condition.question);
      if (question?.kind === 'choice') return 'unknown';
      return condition.is === 'yes' ? 'yes' : 'no';
    }
    case 'not': {
      const inner = evaluate(condition.of, procedure, answers);
      return inner === 'unknown' ? inner : inner === 'yes' ? 'no' : 'yes';
    }
    case 'all':
      return combine(
        condition.of.map((c) => evaluate(c, procedure, answers)),
        'no',
        'yes',
      );
    case 'any':
      return combine(
        condition.of.map((c) => evaluate(c, procedure, answers)),
        'yes',
        'no',
      );
    default:
      return assertNever(condition);
  }
}

function combine(verdicts: readonly Verdict[], decisive: Verdict, otherwise: Verdict): Verdict {
  if (verdicts.includes(decisive)) return decisive;
  return verdicts.includes('unknown') ? 'unknown' : otherwise;
}

/** Whether a condition asks about this question, at any depth. */
export function asksAbout(condition: Condition, question: QuestionKey): boolean {
  switch (condition.op) {
    case 'always':
      return false;
    case 'answered':
      return condition.question === question;
    case 'not':
      return asksAbout(condition.of, question);
    case 'all':
    case 'any':
      return condition.of.some((c) => asksAbout(c, question));
    default:
      return assertNever(condition);
  }
}
