import Holidays from 'date-holidays';
import type { LocalDate, PersonId } from '../core/ids.js';
import { isWeekday, type Rules } from '../core/rules.js';
import type { Preferences } from './ports.js';

/** A country or a part of one whose public holidays are known, `DE` or `DE-BY`, written as we keep it; null for others. */
export function holidayPlace(typed: string): string | null {
  const [country = '', state, ...rest] = typed.trim().toUpperCase().split('-');
  const known = new Holidays();
  if (rest.length > 0 || !Object.hasOwn(known.getCountries() ?? {}, country)) return null;
  if (state === undefined) return country;
  return Object.hasOwn(known.getStates(country) ?? {}, state) ? `${country}-${state}` : null;
}

export interface CalendarOptions {
  /** The deployment's own. */
  readonly nudgeHour: number;
  readonly holidays: string | null;
  readonly preferencesOf: (person: PersonId) => Preferences;
}

const years = new Map<string, ReadonlySet<string>>();

/** A whole year of holidays is worked out once, which takes milliseconds; the core asks for many days. */
function holidaysOf(place: string, year: string): ReadonlySet<string> {
  const key = `${place}/${year}`;
  let days = years.get(key);
  if (!days) {
    const [country = '', state] = place.split('-');
    const found = state === undefined ? new Holidays(country) : new Holidays(country, state);
    const free = found.getHolidays(Number(year)).filter(({ type }) => type === 'public' || type === 'bank');
    days = new Set(free.map(({ date }) => date.slice(0, 10)));
    years.set(key, days);
  }
  return days;
}

/** Who works when: weekdays, without the public holidays of the place a person chose, else of the deployment's. */
export function createCalendar(options: CalendarOptions): Pick<Rules, 'isWorkingDay' | 'nudgeHourOf'> {
  const { preferencesOf } = options;
  return {
    nudgeHourOf: (person) => preferencesOf(person).nudgeHour ?? options.nudgeHour,
    isWorkingDay(day: LocalDate, person: PersonId): boolean {
      if (!isWeekday(day)) return false;
      const place = preferencesOf(person).holidays ?? options.holidays;
      return place === null || !holidaysOf(place, day.slice(0, 4)).has(day);
    },
  };
}
