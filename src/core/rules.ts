import type { LocalDate, PersonId } from './ids.js';
import { addDays, weekday } from './time.js';

/** How long we wait and whom we tell. Configuration, handed to the core with every input. */
export interface Rules {
  /** The local hour at which a person's one daily message goes out, before the quiet hour. */
  readonly nudgeHourOf: (person: PersonId) => number;
  /** From this local hour on nothing is sent any more that day. */
  readonly quietHour: number;
  /** After this many unanswered nudges the initiator is told. */
  readonly nudgesUntilTold: number;
  /** After this many the final step opens on its own. */
  readonly nudgesUntilEscalated: number;
  /** We ask about an open ticket every so many working days. */
  readonly vendorEveryDays: number;
  /** Days after its end in which a handover can be reopened. */
  readonly reopenWithinDays: number;
  /** The least time between two nudges that the initiator asks for at once, in milliseconds. */
  readonly nudgeNowEveryMs: number;
  /** So many working days before the last one the initiator is told what is still open. */
  readonly deadlineToldDays: number;
  /** The latest last working day, counted in days from today. */
  readonly lastDayWithinDays: number;
  readonly isWorkingDay: (day: LocalDate, person: PersonId) => boolean;
}

export const isWeekday = (day: LocalDate): boolean => weekday(day) % 6 !== 0;

export const DEFAULT_RULES: Rules = {
  nudgeHourOf: () => 9,
  quietHour: 18,
  nudgesUntilTold: 3,
  nudgesUntilEscalated: 5,
  vendorEveryDays: 2,
  reopenWithinDays: 30,
  nudgeNowEveryMs: 4 * 3_600_000,
  deadlineToldDays: 2,
  lastDayWithinDays: 366,
  isWorkingDay: isWeekday,
};

/** The longest run of days off that is stepped over; a calendar without any working day cannot hang the core. */
const DAYS_OFF_MAX = 60;

/** The n-th working day before `day`. */
export function workingDayBefore(day: LocalDate, n: number, person: PersonId, rules: Rules): LocalDate {
  let date = day;
  let left = n;
  for (let tried = 0; tried < DAYS_OFF_MAX + n && left > 0; tried += 1) {
    date = addDays(date, -1);
    if (rules.isWorkingDay(date, person)) left -= 1;
  }
  return date;
}

/** The n-th working day after `day`; `n` = 0 gives `day` itself if it is one, else the next. */
export function workingDayAfter(day: LocalDate, n: number, person: PersonId, rules: Rules): LocalDate {
  let date = day;
  let left = n;
  for (let tried = 0; tried < DAYS_OFF_MAX + n; tried += 1) {
    if (left === 0 && rules.isWorkingDay(date, person)) return date;
    date = addDays(date, 1);
    if (left > 0 && rules.isWorkingDay(date, person)) left -= 1;
  }
  return date;
}
