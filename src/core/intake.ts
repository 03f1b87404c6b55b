import { asksAbout, evaluate } from './condition.js';
import type { Handover, Step } from './handover.js';
import type { PersonId, QuestionKey, Said, StepKey } from './ids.js';
import { baseKey, definitionOf } from './people.js';
import type { Question, StepDefinition } from './procedure.js';

export const questionOf = (handover: Handover, key: QuestionKey): Question | null =>
  handover.procedure.questions.find((q) => q.key === key) ?? null;

/** Questions that apply as far as known, in order. */
export const questionsAsked = (handover: Handover): readonly Question[] =>
  handover.procedure.questions.filter((q) => evaluate(q.when, handover.procedure, handover.answers) !== 'no');

/** The next question without an answer; at the end the branches that were answered *Not sure*. Null: all is answered. */
export function nextQuestion(handover: Handover): QuestionKey | null {
  const asked = questionsAsked(handover);
  const open = asked.find((q) => handover.answers[q.key] === undefined);
  const unsure = asked.find((q) => q.kind === 'choice' && handover.answers[q.key]?.value === 'not_sure');
  return (open ?? unsure)?.key ?? null;
}

/**
 * The names a repeated step stands for; `[null]`, one step without a name, when nobody could say. `unknown`: not asked yet.
 */
export function subjectsOf(handover: Handover, definition: StepDefinition): readonly (Said | null)[] | 'unknown' {
  if (definition.each === null) return [null];
  const value = handover.answers[definition.each]?.value;
  if (value === undefined) return handover.intake.state === 'asking' ? 'unknown' : [null];
  if (typeof value === 'string') return value === 'not_sure' ? [null] : [];
  return value;
}

/** A step that is under way or settled, and so holds this answer in place; null when the answer may change. */
export function stepHangingOn(handover: Handover, question: QuestionKey): StepKey | null {
  for (const [key, step] of Object.entries(handover.steps) as [StepKey, Step][]) {
    const definition = definitionOf(handover, key);
    // The ticket gave the account back, whatever was answered.
    if (definition.final && step.state === 'done') return key;
    const isBound = step.state === 'done' || step.state === 'at_vendor' || step.state === 'awaiting_confirmation';
    const isClaimed = step.state === 'not_applicable' && step.why.kind === 'claimed';
    // The names of a list may grow at any time: what was done stays as it is.
    if ((isBound || isClaimed || step.ticket !== null) && asksAbout(definition.when, question)) return key;
  }
  return null;
}

/** Who answers the intake. */
export const respondent = (handover: Handover): PersonId => handover.people.outgoing;

export function repetitionsOf(handover: Handover, definition: StepDefinition): readonly (readonly [StepKey, Step])[] {
  if (definition.each !== null) {
    return (Object.entries(handover.steps) as [StepKey, Step][]).filter(([key]) => baseKey(key) === definition.key);
  }
  const step = handover.steps[definition.key];
  return step === undefined ? [] : [[definition.key, step]];
}
