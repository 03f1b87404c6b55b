import { type Decision, accepted, refused } from './decision.js';
import { stepAt } from './decide-step.js';
import type { ClosedHandover, Handover, RunningHandover, Step } from './handover.js';
import type { Instant, PersonId, StepKey } from './ids.js';
import type { Candidate, Input, Refusal } from './input.js';
import { baseKey, definitionOf, isAlone, isGone, standIn } from './people.js';
import { zoneOf } from './reach-hours.js';
import type { Rules } from './rules.js';
import { addDays, localDate, parseDate } from './time.js';
import { checkTyped, TEXT_MAX } from './typed.js';
import { waitsOf } from './waits.js';

type ChangeInput = Extract<
  Input,
  { type: 'pause' | 'resume' | 'nudge_now' | 'say_gone' | 'extend' | 'choose_administrator' }
>;

const DAY_MS = 86_400_000;

/** What the initiator may change of a running handover as a whole. */
export function decideChange(handover: RunningHandover, input: ChangeInput, at: Instant, rules: Rules): Decision {
  const { by } = input;
  if (by !== handover.people.initiator) return refused({ code: 'initiator_only' });
  switch (input.type) {
    case 'pause':
      return handover.paused ? refused({ code: 'already_paused' }) : accepted({ type: 'handover_paused', at, by });
    case 'resume':
      return handover.paused ? accepted({ type: 'handover_resumed', at, by }) : refused({ code: 'not_paused' });
    case 'say_gone':
      if (isGone(handover)) return refused({ code: 'already_gone' });
      return accepted({ type: 'outgoing_left', at, why: 'said', by });
    case 'nudge_now':
      return nudgeNow(handover, at, rules);
    case 'extend':
      return extend(handover, input.lastDay, at, rules);
    case 'choose_administrator':
      return chooseAdministrator(handover, input.administrator, at);
  }
}

function chooseAdministrator(handover: RunningHandover, administrator: Candidate, at: Instant): Decision {
  const { people } = handover;
  const { person, zone } = administrator;
  const problem = unfitFor('administrator', administrator);
  if (problem) return refused(problem);
  if (person === people.administrator) return accepted();
  if (isGone(handover)) {
    if (person === people.outgoing) return refused({ code: 'is_deactivated', field: 'administrator', person });
    if (isAlone({ ...handover, people: { ...people, administrator: person } }))
      return refused({ code: 'nobody_to_confirm', field: 'administrator' });
  }
  return accepted({ type: 'administrator_chosen', at, by: people.initiator, administrator: person, zone });
}

/** Why somebody cannot take a role; null when they can. */
export function unfitFor(field: 'successor' | 'administrator', candidate: Candidate): Refusal | null {
  const { person } = candidate;
  if (candidate.isBot) return { code: 'is_bot', field, person };
  if (candidate.isForeign) return { code: 'is_foreign', field, person };
  return candidate.isDeactivated ? { code: 'is_deactivated', field, person } : null;
}

function nudgeNow(handover: RunningHandover, at: Instant, rules: Rules): Decision {
  const { initiator } = handover.people;
  const next = handover.nudgedNowAt === null ? at : ((handover.nudgedNowAt + rules.nudgeNowEveryMs) as Instant);
  if (next > at) return refused({ code: 'nudged_lately', next });
  const waits = waitsOf(handover)
    .filter(({ on, isVendor }) => !isVendor && on !== initiator && handover.unreachable[on] === undefined)
    .map(({ key }) => key);
  if (waits.length === 0) return refused({ code: 'nobody_to_nudge' });
  return accepted({ type: 'nudge_wanted', at, by: initiator, waits });
}

function extend(handover: RunningHandover, typed: string, at: Instant, rules: Rules): Decision {
  const by = handover.people.initiator;
  const bad = (why: 'not_a_date' | 'past' | 'too_far') => refused({ code: 'bad_date', why, field: 'last_day' });
  const lastDay = parseDate(typed);
  if (lastDay === null) return bad('not_a_date');
  const today = localDate(at, zoneOf(handover, by));
  if (lastDay < today) return bad('past');
  if (lastDay > addDays(today, rules.lastDayWithinDays)) return bad('too_far');
  return lastDay === handover.lastDay ? accepted() : accepted({ type: 'last_day_changed', at, by, lastDay });
}

/** A closed handover goes on, within a month of its end; of a completed one the steps to be done again are named. */
export function decideReopen(
  handover: ClosedHandover,
  input: Extract<Input, { type: 'reopen' }>,
  at: Instant,
  rules: Rules,
): Decision {
  const { by } = input;
  if (by !== handover.people.initiator) return refused({ code: 'initiator_only' });
  const days = rules.reopenWithinDays;
  if (at > handover.endedAt + days * DAY_MS) return refused({ code: 'too_late_to_reopen', days });
  const because = checkTyped(input.because, { field: 'text', max: TEXT_MAX, allowsNumber: false });
  if ('no' in because) return refused(because.no);
  const mayOpen = stepsToReopen(handover);
  const steps = mayOpen.filter((key) => input.steps.includes(key));
  if (handover.status !== 'cancelled' && steps.length === 0) return refused({ code: 'steps_missing' });
  const moved = [...new Set(Object.values(handover.people))].flatMap((person) => {
    const zone = input.zones?.[person] ?? handover.zones[person];
    return zone === undefined || zone === handover.zones[person]
      ? []
      : [{ type: 'zone_changed', at, person, zone } as const];
  });
  return accepted({ type: 'handover_reopened', at, by, because: because.ok, steps }, ...moved);
}

/** Steps that can be opened again: what was done, unless the final ticket would cover it at once. */
export const stepsToReopen = (handover: Handover): readonly StepKey[] =>
  (Object.entries(handover.steps) as [StepKey, Step][])
    .filter(([key, step]) => {
      if (step.state !== 'done') return false;
      const definition = definitionOf(handover, key);
      const isCovered = standIn(handover, definition).by === 'ticket' && !definition.final;
      return handover.status !== 'completed_by_ticket' || !isCovered;
    })
    .map(([key]) => key);

/** Takes one's own last *Done* or *Confirm* back, while nothing rests on it. */
export function decideUndo(handover: RunningHandover, input: Extract<Input, { type: 'undo' }>, at: Instant): Decision {
  const { by, step: key } = input;
  const step = stepAt(handover, key);
  if (!step) return refused({ code: 'unknown' });
  if (step.rev !== input.rev) return refused({ code: 'stale' });
  if (!mayUndo(step, by)) return refused({ code: 'nothing_to_undo' });
  const resting = stepRestingOn(handover, key);
  return resting === null
    ? accepted({ type: 'step_undone', at, by, step: key })
    : refused({ code: 'rests_on_it', step: resting });
}

/** Whether the last word on a step was this person's. */
export function mayUndo(step: Step, by: PersonId): boolean {
  if (step.state === 'awaiting_confirmation') return step.by === by;
  if (step.state === 'done') return step.confirmedBy === by;
  return step.state === 'not_applicable' && step.why.kind === 'claimed' && step.confirmedBy === by;
}

/** A step that came after this one and is under way or settled by people; null when there is none. */
export function stepRestingOn(handover: Handover, key: StepKey): StepKey | null {
  const base = baseKey(key);
  for (const [other, step] of Object.entries(handover.steps) as [StepKey, Step][]) {
    if (!definitionOf(handover, other).after.includes(base)) continue;
    const isTouched = step.state === 'done' || step.state === 'at_vendor' || step.state === 'awaiting_confirmation';
    if (isTouched || step.ticket !== null || (step.state === 'open' && step.ticked.length > 0)) return other;
  }
  return null;
}
