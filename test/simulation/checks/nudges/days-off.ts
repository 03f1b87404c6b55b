const DAY_MS = 86_400_000;

/** By the rule of Gauss and Butcher for the Gregorian calendar. */
function easterSunday(year: number): number {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return Date.UTC(year, Math.floor(f / 31) - 1, (f % 31) + 1);
}

const dayOf = (utc: number): string => new Date(utc).toISOString().slice(0, 10);

/** The first Monday of a month, or its last. */
function mondayOf(year: number, month: number, which: 'first' | 'last'): string {
  const from = which === 'first' ? Date.UTC(year, month - 1, 1) : Date.UTC(year, month, 1) - 7 * DAY_MS;
  const back = (8 - new Date(from).getUTCDay()) % 7;
  return dayOf(from + back * DAY_MS);
}

/** Days of the year on which all of Germany rests, with the two on which its banks do. */
function germany(year: number): readonly string[] {
  const easter = easterSunday(year);
  const moving = [-2, 1, 39, 50].map((days) => dayOf(easter + days * DAY_MS));
  const fixed = ['01-01', '05-01', '10-03', '12-24', '12-25', '12-26', '12-31'].map((day) => `${year}-${day}`);
  return [...moving, ...fixed];
}

/** Bank holidays of all of Britain; one that falls on a weekend is made up for on the next weekday. */
function britain(year: number): readonly string[] {
  const easter = easterSunday(year);
  const moving = [-2, 1].map((days) => dayOf(easter + days * DAY_MS));
  const [newYear, christmas] = [Date.UTC(year, 0, 1), Date.UTC(year, 11, 25)];
  // How many days later each is made up for, by its day of the week.
  const single: Readonly<Record<number, number>> = { 0: 1, 6: 2 };
  const first: Readonly<Record<number, number>> = { 0: 2, 6: 2 };
  const second: Readonly<Record<number, number>> = { 0: 2, 6: 2 };
  const madeUp = (day: number, by: Readonly<Record<number, number>>): string =>
    dayOf(day + (by[new Date(day).getUTCDay()] ?? 0) * DAY_MS);
  return [
    ...moving,
    mondayOf(year, 5, 'first'),
    mondayOf(year, 5, 'last'),
    madeUp(newYear, single),
    madeUp(christmas, first),
    madeUp(christmas + DAY_MS, second),
    dayOf(christmas),
    dayOf(christmas + DAY_MS),
  ];
}

const known = new Map<string, ReadonlySet<string>>();

/** `2026-12-25` in `DE` or `GB`: worked out here, from the law and not from the program's library. */
export function isHoliday(day: string, place: string): boolean {
  const year = Number(day.slice(0, 4));
  const key = `${place}/${year}`;
  const days = known.get(key) ?? new Set(place === 'DE' ? germany(year) : britain(year));
  known.set(key, days);
  return days.has(day);
}
