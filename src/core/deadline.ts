import type { HandoverEvent } from './event.js';
import type { Handover } from './handover.js';
import type { Instant, LocalDate, StepKey } from './ids.js';
import { definitionOf, isGone } from './people.js';
import { isSettled, stepsInOrder } from './progress.js';
import { mayReach, nextMorning, zoneOf } from './reach-hours.js';
import { type Rules, workingDayBefore } from './rules.js';
import { addDays, instantAt, localDate } from './time.js';

/** Steps that only the outgoing employee can do, and that are not done: they will be impossible after the last day. */
export const criticalSteps = (handover: Handover): readonly StepKey[] =>
  stepsInOrder(handover)
    .filter(([key, step]) => definitionOf(handover, key).beforeLastDay && !isSettled(step))
    .map(([key]) => key);

/** Working days from today up to the last one, on the outgoing employee's calendar; 0 on the day itself, and after it. */
export function workingDaysLeft(handover: Handover, now: Instant, rules: Rules): number {
  const { outgoing } = handover.people;
  let day = localDate(now, zoneOf(handover, outgoing));
  let left = 0;
  while (day < handover.lastDay && left < rules.lastDayWithinDays) {
    day = addDays(day, 1);
    if (rules.isWorkingDay(day, outgoing)) left += 1;
  }
  return left;
}

/** The first moment after the last working day, where the outgoing employee is. */
const lastDayOver = (handover: Handover): Instant =>
  instantAt(addDays(handover.lastDay, 1), 0, zoneOf(handover, handover.people.outgoing));

/** The day on which the initiator is told, on the outgoing employee's calendar. */
const toldOn = (handover: Handover, rules: Rules): LocalDate =>
  workingDayBefore(handover.lastDay, rules.deadlineToldDays, handover.people.outgoing, rules);

function tellAt(handover: Handover, rules: Rules): Instant | null {
  if (handover.isDeadlineTold || isGone(handover) || criticalSteps(handover).length === 0) return null;
  const { initiator } = handover.people;
  return instantAt(toldOn(handover, rules), rules.nudgeHourOf(initiator), zoneOf(handover, initiator));
}

/** The next moment at which the last working day wants something said or done; null when it wants nothing any more. */
export function deadlineAt(handover: Handover, now: Instant, rules: Rules): Instant | null {
  if (isGone(handover)) return null;
  const over = lastDayOver(handover);
  const tell = tellAt(handover, rules);
  if (tell === null) return over;
  const { initiator } = handover.people;
  const zone = zoneOf(handover, initiator);
  const isLate = tell <= now && !mayReach(initiator, zone, now, rules);
  const at = isLate ? nextMorning(initiator, zone, now, rules) : tell;
  return at < over ? at : over;
}

export function deadlineEvents(handover: Handover, now: Instant, rules: Rules): readonly HandoverEvent[] {
  if (isGone(handover)) return [];
  if (lastDayOver(handover) <= now) return [{ type: 'outgoing_left', at: now, why: 'last_day_over', by: null }];
  const tell = tellAt(handover, rules);
  const { initiator } = handover.people;
  if (tell === null || tell > now || !mayReach(initiator, zoneOf(handover, initiator), now, rules)) return [];
  return [{ type: 'deadline_told', at: now, steps: criticalSteps(handover) }];
}
