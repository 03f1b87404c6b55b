import type { HandoverEvent } from './event.js';
import type { Handover } from './handover.js';
import type { Instant } from './ids.js';
import { type Rules, workingDayAfter } from './rules.js';
import { instantAt, localDate } from './time.js';
import { deadlineAt, deadlineEvents } from './deadline.js';
import { mayReach, nextMorning, zoneOf } from './reach-hours.js';
import { type OpenWait, waitsOf } from './waits.js';

/**
 * When something is to be said about a wait: the person's own morning, on the next working day after we last asked (for
 * the vendor: every second one), never before the end of a snooze. It counts from the last asking, so that however long
 * the process slept, one message follows and not one for each day.
 */
export function dueAt(handover: Handover, open: OpenWait, rules: Rules): Instant {
  const zone = zoneOf(handover, open.on);
  const asked = localDate(open.wait.askedAt, zone);
  const days = open.isVendor ? rules.vendorEveryDays : 1;
  let day = workingDayAfter(asked, days, open.on, rules);
  const { snoozedUntil } = open.wait;
  if (snoozedUntil !== null && snoozedUntil > day) day = workingDayAfter(snoozedUntil, 0, open.on, rules);
  return instantAt(day, rules.nudgeHourOf(open.on), zone);
}

/** The next moment at which the core wants a clock input; null when nothing is waited for. */
export function nextDue(handover: Handover, now: Instant, rules: Rules): Instant | null {
  if (handover.status !== 'running' || handover.paused !== null) return null;
  let next: Instant | null = deadlineAt(handover, now, rules);
  for (const open of waitsOf(handover)) {
    let at = dueAt(handover, open, rules);
    const zone = zoneOf(handover, open.on);
    // What came due in the night or on a day off, while the process slept, waits for the morning.
    if (at <= now && !mayReach(open.on, zone, now, rules)) at = nextMorning(open.on, zone, now, rules);
    if (next === null || at < next) next = at;
  }
  return next;
}

/** What the clock brings: nudges, and the rungs of the ladder that they reach. Each rung once a wait. */
export function dueEvents(handover: Handover, now: Instant, rules: Rules): readonly HandoverEvent[] {
  if (handover.paused !== null) return [];
  const events: HandoverEvent[] = [...deadlineEvents(handover, now, rules)];
  // From then on others are waited on, so that their nudges are the next tick's.
  if (events.some(({ type }) => type === 'outgoing_left')) return events;
  let isEscalated = handover.escalated !== null;
  for (const open of waitsOf(handover)) {
    if (dueAt(handover, open, rules) > now || !mayReach(open.on, zoneOf(handover, open.on), now, rules)) continue;
    const { key, wait } = open;
    const nudges = wait.nudges + 1;
    events.push({ type: 'nudged', at: now, wait: key, to: open.on });
    if (open.isVendor) continue;
    if (wait.rung === 'nudging' && nudges >= rules.nudgesUntilTold) {
      events.push({ type: 'initiator_told', at: now, wait: key });
    }
    if (wait.rung !== 'escalated' && nudges >= rules.nudgesUntilEscalated && !isEscalated) {
      isEscalated = true;
      events.push({ type: 'escalated', at: now, by: null, wait: key });
    }
  }
  return events;
}
