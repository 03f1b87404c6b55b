import { localDate } from '../core/time.js';
import type { Instant, LocalDate, Zone } from '../core/ids.js';
import { dateFormats, regionOf, relativeFormat } from './intl.js';

const DAY_MS = 86_400_000;

const DAY = { weekday: 'long', day: 'numeric', month: 'long' } as const;
const YEAR = { year: 'numeric' } as const;
const TIME = { hour: 'numeric', minute: '2-digit' } as const;

const dated = dateFormats({ day: 'numeric', month: 'long', ...YEAR });
/** Without the year and with it. */
const day = [dateFormats(DAY), dateFormats({ ...DAY, ...YEAR })] as const;
const moment = [dateFormats({ ...DAY, ...TIME }), dateFormats({ ...DAY, ...TIME, ...YEAR })] as const;

/** Days and times as a reader is used to them. */
export interface Dates {
  /** `Tuesday, November 24`; with the year where it is not this one. */
  day(at: Instant): string;
  /** `November 24, 2026`, for what is kept. */
  dated(at: Instant): string;
  /** `Tuesday, November 24 at 2:05 PM`. */
  moment(at: Instant): string;
  /** A calendar day, the same in every zone. */
  date(date: LocalDate): string;
  /** `January 23, 2026`: the version of a page. */
  edition(date: LocalDate): string;
  /** `in 5 days`, `today`, `2 days ago`. */
  fromToday(date: LocalDate): string;
  /** `today`, `yesterday`, `3 days ago`, by the reader's own days. */
  ago(at: Instant): string;
}

export function datesFor(locale: string, zone: Zone, now: Instant): Dates {
  const today = localDate(now, zone);
  const utc = (date: LocalDate): number => Date.parse(`${date}T00:00:00Z`);
  const daysFromToday = (date: LocalDate): number => Math.round((utc(date) - utc(today)) / DAY_MS);
  const within = (date: LocalDate): 0 | 1 => (date.slice(0, 4) === today.slice(0, 4) ? 0 : 1);
  const relative = (days: number): string => relativeFormat(locale).format(days, 'day');
  return {
    day: (at) => day[within(localDate(at, zone))](locale, zone).format(at),
    dated: (at) => dated(locale, zone).format(at),
    moment: (at) => moment[within(localDate(at, zone))](locale, zone).format(at),
    date: (date) => day[within(date)](locale, 'UTC').format(utc(date)),
    edition: (date) => dated(locale, 'UTC').format(utc(date)),
    fromToday: (date) => relative(daysFromToday(date)),
    ago: (at) => relative(Math.min(0, daysFromToday(localDate(at, zone)))),
  };
}

/**
 * The locale to format dates in: the language of the words that stand around them, in the fashion of the reader's own
 * region. A German reader of English words gets `Tuesday, 24 November`.
 */
export function dateLocale(language: string, readerLocale: string): string {
  const region = regionOf(readerLocale);
  return region === null ? language : `${language}-${region}`;
}
