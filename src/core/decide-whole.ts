import { type Decision, accepted, refused } from './decision.js';
import { stepAt } from './decide-step.js';
import type { Handover, RunningHandover } from './handover.js';
import type { Instant, PersonId } from './ids.js';
import type { Input } from './input.js';
import { assigneeOf, confirmerOf, holderOf, isGone } from './people.js';
import type { Role } from './procedure.js';
import { zoneOf } from './reach-hours.js';
import { addDays, localDate } from './time.js';
import { checkTyped, TEXT_MAX } from './typed.js';
import { waitOf } from './waits.js';

/** Who is asked when somebody needs help: initiator and administrator, or whoever else there is. */
export function helpersOf(handover: Handover, asker: PersonId): readonly PersonId[] {
  const may = (...roles: readonly Role[]): readonly PersonId[] =>
    roles.map((role) => holderOf(handover, role)).filter((person) => person !== asker);
  const first = may('initiator', 'administrator');
  const others = may('escalation_contact', 'successor', ...(isGone(handover) ? [] : (['outgoing'] as const)));
  return [...new Set(first.length > 0 ? first : others.slice(0, 1))];
}

export function decideHelp(
  handover: RunningHandover,
  input: Extract<Input, { type: 'ask_help' | 'answer_help' }>,
  at: Instant,
): Decision {
  const { by } = input;
  if (input.type === 'answer_help') return answerHelp(handover, input, at);
  const step = stepAt(handover, input.step);
  if (!step) return refused({ code: 'unknown' });
  const isConfirming = step.state === 'awaiting_confirmation';
  const whose = isConfirming ? confirmerOf(handover, input.step) : assigneeOf(handover, input.step);
  if (by !== whose) return refused({ code: 'not_yours', whose });
  if (step.rev !== input.rev) return refused({ code: 'stale' });
  if (!('wait' in step)) return refused({ code: 'not_now', step: input.step });
  const what = checkTyped(input.what, { field: 'text', max: TEXT_MAX, allowsNumber: false });
  if ('no' in what) return refused(what.no);
  // The form was sent twice: the helpers have it before them already.
  const isRepeated = handover.helps.some(
    (help) => help.step === input.step && help.by === by && help.answer === null && help.what.said === what.ok.said,
  );
  return isRepeated ? accepted() : accepted({ type: 'help_asked', at, by, step: input.step, what: what.ok });
}

function answerHelp(handover: RunningHandover, input: Extract<Input, { type: 'answer_help' }>, at: Instant): Decision {
  const { by } = input;
  const help = handover.helps[input.help];
  if (!help) return refused({ code: 'unknown' });
  const helpers = helpersOf(handover, help.by);
  if (!helpers.includes(by)) return refused({ code: 'not_yours', whose: helpers[0] ?? handover.people.initiator });
  if (help.answer !== null) return refused({ code: 'already_answered' });
  const text = checkTyped(input.text, { field: 'text', max: TEXT_MAX, allowsNumber: false });
  return 'no' in text ? refused(text.no) : accepted({ type: 'help_answered', at, by, help: input.help, text: text.ok });
}

export function decideWhole(
  handover: RunningHandover,
  input: Extract<Input, { type: 'snooze' | 'escalate' | 'cancel' }>,
  at: Instant,
): Decision {
  const { by } = input;
  const { initiator, successor } = handover.people;
  switch (input.type) {
    case 'snooze':
      return snoozed(handover, input, at);
    case 'escalate':
      if (by !== initiator && by !== successor) return refused({ code: 'may_not_escalate' });
      if (handover.escalated !== null) return refused({ code: 'already_escalated' });
      return accepted({ type: 'escalated', at, by, wait: null });
    case 'cancel': {
      if (by !== initiator) return refused({ code: 'initiator_only' });
      const because = checkTyped(input.because, { field: 'text', max: TEXT_MAX, allowsNumber: false });
      return 'no' in because
        ? refused(because.no)
        : accepted({ type: 'handover_cancelled', at, by, because: because.ok });
    }
  }
}

function snoozed(handover: RunningHandover, input: Extract<Input, { type: 'snooze' }>, at: Instant): Decision {
  const { by } = input;
  const open = waitOf(handover, input.wait);
  if (!open || revOf(handover, input.wait) !== input.rev) return refused({ code: 'stale' });
  if (open.on !== by) return refused({ code: 'not_yours', whose: open.on });
  const today = localDate(at, zoneOf(handover, by));
  const until = addDays(today, input.until === 'tomorrow' ? 1 : 3);
  // What only the outgoing employee can do must not be put off past the day they leave.
  if (by === handover.people.outgoing && until > handover.lastDay) return refused({ code: 'too_late_to_snooze' });
  return open.wait.snoozedUntil === until ? accepted() : accepted({ type: 'snoozed', at, by, wait: input.wait, until });
}

/** The revision that a wait's buttons are drawn from. */
export function revOf(handover: Handover, wait: Extract<Input, { type: 'snooze' }>['wait']): number {
  if (wait === 'acceptance') return handover.acceptance.rev;
  if (wait === 'intake') {
    const { intake } = handover;
    return intake.state === 'asking' ? (handover.answers[intake.question]?.rev ?? 0) : 0;
  }
  return handover.steps[wait]?.rev ?? 0;
}
