import type { Instant, LocalDate, Zone } from './ids.js';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

const formatters = new Map<Zone, Intl.DateTimeFormat>();

/** Intl's formatters are slow to make and quick to use, so each zone's is kept. */
function formatterOf(zone: Zone): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formatters.set(zone, formatter);
  }
  return formatter;
}

/** Zones change their offset at quarters of an hour of UTC, ever since clocks follow UTC. */
const QUARTER_MS = 900_000;
/** Quarters whose offset is kept, of all zones together: more than a day's work asks about. */
const OFFSETS_MAX = 20_000;

const offsets = new Map<Zone, Map<number, number>>();
let offsetsKept = 0;

/** The zone's offset in milliseconds. Intl takes microseconds for it and a press asks dozens of times, so it is kept. */
function offsetOf(at: number, zone: Zone): number {
  const quarter = Math.floor(at / QUARTER_MS);
  const known = offsets.get(zone)?.get(quarter);
  if (known !== undefined) return known;
  if (offsetsKept >= OFFSETS_MAX) {
    offsets.clear();
    offsetsKept = 0;
  }
  const start = quarter * QUARTER_MS;
  const offset = shownBy(formatterOf(zone), start) - start;
  const ofZone = offsets.get(zone) ?? new Map<number, number>();
  offsets.set(zone, ofZone.set(quarter, offset));
  offsetsKept += 1;
  return offset;
}

function shownBy(formatter: Intl.DateTimeFormat, at: number): number {
  const part: Record<string, number> = {};
  for (const { type, value } of formatter.formatToParts(at)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** What the wall clock shows in a zone, written as if it were UTC; the difference to `at` is the zone's offset. */
const wallClock = (at: Instant, zone: Zone): number => Math.floor(at / 1_000) * 1_000 + offsetOf(at, zone);

/** Days whose text is kept: some years. */
const DAYS_MAX = 5_000;
const dates = new Map<number, LocalDate>();

/** The same few days are asked for again and again, while people's working days are counted. */
function dateOf(utc: number): LocalDate {
  const day = Math.floor(utc / DAY_MS);
  const known = dates.get(day);
  if (known !== undefined) return known;
  const date = new Date(utc).toISOString().slice(0, 10) as LocalDate;
  if (dates.size >= DAYS_MAX) dates.clear();
  dates.set(day, date);
  return date;
}

const utcOf = (date: LocalDate): number => Date.parse(`${date}T00:00:00Z`);

export const localDate = (at: Instant, zone: Zone): LocalDate => dateOf(wallClock(at, zone));

/** The hour of the day, 0 to 23. */
export const localHour = (at: Instant, zone: Zone): number => new Date(wallClock(at, zone)).getUTCHours();

/**
 * The instant at which a zone's wall clock shows `hour` o'clock on a day. An hour that a clock change skips is the first
 * moment after the gap; one that occurs twice is the first.
 */
export function instantAt(date: LocalDate, hour: number, zone: Zone): Instant {
  const wanted = utcOf(date) + hour * HOUR_MS;
  const offsetAt = (at: number): number => wallClock(at as Instant, zone) - at;
  const before = wanted - offsetAt(wanted - DAY_MS);
  const after = wanted - offsetAt(wanted + DAY_MS);
  const early = Math.min(before, after);
  const late = Math.max(before, after);
  return (wallClock(early as Instant, zone) === wanted ? early : late) as Instant;
}

export const addDays = (date: LocalDate, days: number): LocalDate => dateOf(utcOf(date) + days * DAY_MS);

/** 0 is Sunday. */
export const weekday = (date: LocalDate): number => new Date(utcOf(date)).getUTCDay();

/** A day that exists, as `2026-11-30`; null for anything else. */
export function parseDate(text: string): LocalDate | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const utc = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(utc) || dateOf(utc) !== text ? null : (text as LocalDate);
}

export const isZone = (text: string): text is Zone => {
  try {
    formatterOf(text as Zone);
    return true;
  } catch {
    return false;
  }
};
