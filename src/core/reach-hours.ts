import type { Handover } from './handover.js';
import type { Instant, PersonId, Zone } from './ids.js';
import { type Rules, workingDayAfter } from './rules.js';
import { addDays, instantAt, localDate, localHour } from './time.js';

export const zoneOf = (handover: Handover, person: PersonId): Zone => handover.zones[person] ?? ('UTC' as Zone);

/** True while messages may be sent to a person: a working day, after the nudge hour, before the quiet hour. */
export function mayReach(person: PersonId, zone: Zone, now: Instant, rules: Rules): boolean {
  const hour = localHour(now, zone);
  return (
    hour >= rules.nudgeHourOf(person) && hour < rules.quietHour && rules.isWorkingDay(localDate(now, zone), person)
  );
}

/** The next morning at which a person may be reached. */
export function nextMorning(person: PersonId, zone: Zone, now: Instant, rules: Rules): Instant {
  const today = workingDayAfter(localDate(now, zone), 0, person, rules);
  const morning = instantAt(today, rules.nudgeHourOf(person), zone);
  if (morning > now) return morning;
  return instantAt(workingDayAfter(addDays(today, 1), 0, person, rules), rules.nudgeHourOf(person), zone);
}
