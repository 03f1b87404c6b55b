import { type Decision, accepted, refused } from './decision.js';
import type { HandoverEvent } from './event.js';
import { evolve } from './evolve.js';
import type { AnswerValue, RunningHandover } from './handover.js';
import type { Instant, Said } from './ids.js';
import type { Input } from './input.js';
import { nextQuestion, questionOf, questionsAsked, respondent, stepHangingOn } from './intake.js';
import { isGone } from './people.js';
import type { Question } from './procedure.js';
import { checkTyped } from './typed.js';

type IntakeInput = Extract<Input, { type: 'answer' | 'answer_names' | 'change_answer' }>;

/** How many names a list may hold, and how long one may be. */
export const NAMES_MAX = 10;
export const NAME_LENGTH_MAX = 60;

export function decideIntake(handover: RunningHandover, input: IntakeInput, at: Instant): Decision {
  const { intake, answers } = handover;
  const { by } = input;
  const whose = respondent(handover);
  if (by !== whose) return refused({ code: 'not_yours', whose });
  const question = questionOf(handover, input.question);
  if (!question || intake.state === 'skipped' || isGone(handover)) return refused({ code: 'unknown' });
  const isAsked = intake.state === 'asking' && intake.question === question.key;
  if (input.rev !== (answers[question.key]?.rev ?? 0)) return refused({ code: 'stale' });
  if (input.type === 'change_answer') {
    // What was answered before may have ceased to apply by another answer.
    const mayAsk = !isAsked && answers[question.key] !== undefined && questionsAsked(handover).includes(question);
    if (!mayAsk) return refused({ code: 'stale' });
    const step = stepHangingOn(handover, question.key);
    return step === null
      ? accepted({ type: 'answer_reopened', at, by, question: question.key })
      : refused({ code: 'hangs_on_it', step });
  }
  if (!isAsked) return refused({ code: 'stale' });
  if (input.type === 'answer_names') {
    const names = checkNames(question, input.names, input.isNoSecret);
    return 'no' in names ? names.no : answered(handover, question, names.ok, by, at);
  }
  const value = valueOf(question, input.value);
  if (value === null) return refused({ code: 'unknown' });
  const step = changes(question, answers[question.key]?.value, value) ? stepHangingOn(handover, question.key) : null;
  return step === null ? answered(handover, question, value, by, at) : refused({ code: 'hangs_on_it', step });
}

/** Whether an answer takes back what was said before. A first one does not, whatever was done without it. */
function changes(question: Question, before: AnswerValue | undefined, value: AnswerValue): boolean {
  if (before === undefined || (before === 'not_sure' && question.kind === 'choice')) return false;
  return before !== value;
}

/** The value that a button may stand for; null for one that this question does not have. */
function valueOf(question: Question, value: string): string | readonly Said[] | null {
  if (value === 'not_sure') return value;
  switch (question.kind) {
    case 'yes_no':
      return value === 'yes' || value === 'no' ? value : null;
    case 'choice':
      return question.choices.some((c) => c.key === value) ? value : null;
    case 'list':
      return value === 'none' ? [] : null;
  }
}

function checkNames(question: Question, names: readonly string[], isNoSecret: boolean) {
  if (question.kind !== 'list') return { no: refused({ code: 'unknown' }) };
  const ok: Said[] = [];
  for (const name of names.map((n) => n.trim()).filter((n) => n !== '')) {
    const limits = { field: 'names', max: NAME_LENGTH_MAX, allowsNumber: true } as const;
    const checked = checkTyped({ text: name, isNoSecret }, limits);
    if ('no' in checked) return { no: refused(checked.no) };
    if (!ok.some((n) => n.said.toLowerCase() === name.toLowerCase())) ok.push(checked.ok);
  }
  if (ok.length === 0) return { no: refused({ code: 'text_missing', field: 'names' }) };
  if (ok.length > NAMES_MAX) return { no: refused({ code: 'text_too_long', field: 'names', max: NAMES_MAX }) };
  return { ok };
}

function answered(
  handover: RunningHandover,
  question: Question,
  value: string | readonly Said[],
  by: RunningHandover['people']['outgoing'],
  at: Instant,
): Decision {
  const event: HandoverEvent = { type: 'question_answered', at, by, question: question.key, value };
  const next = nextQuestion(evolve(handover, event));
  return accepted(
    event,
    next === null ? { type: 'intake_finished', at } : { type: 'question_asked', at, question: next },
  );
}
