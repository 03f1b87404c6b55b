/** A year of minutes; the year has a leap day. */
export const YEAR = { from: Date.UTC(2028, 0, 1), to: Date.UTC(2029, 0, 1) };
export const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** A little before and after, for what is asked across its edges. */
const MARGIN_MS = 2 * DAY_MS;
const SIZE = (YEAR.to - YEAR.from + 2 * MARGIN_MS) / MINUTE_MS;

/** Days off that fall on weekdays, of no country, so that the calendar is asked. */
const HOLIDAYS = new Set(['2028-01-03', '2028-05-01', '2028-10-03', '2028-12-25', '2028-12-26']);

/** `2028-12-25`. By the calendar alone. */
export function isDayOff(day: string): boolean {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6 || HOLIDAYS.has(day);
}

/** When somebody may be written to: from this hour of theirs, at most to six in the evening, and not on days off. */
export interface Habits {
  readonly hour: number;
  readonly isDayOff: (day: string) => boolean;
}
export const USUAL: Habits = { hour: 9, isDayOff };
/** Every day, so that the nights in which clocks change are followed by a nudge; at an hour of those nights. */
export const nightly = (hour: number): Habits => ({ hour, isDayOff: () => false });

/** Where the first and the last minute of a quarter lie as far apart as they should, nothing happens between. */
const QUARTER = 15;
const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** What the wall clock of a zone shows in every minute of the year, asked of Intl. */
export class WallTable {
  private readonly days: string[] = [];
  private readonly dayAt = new Int16Array(SIZE);
  private readonly openAt = new Int8Array(SIZE);

  constructor(
    readonly zone: string,
    readonly habits = USUAL,
  ) {
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
    const ask = (n: number): readonly [string, string] => {
      const [day = '', time = ''] = format.format(YEAR.from - MARGIN_MS + n * MINUTE_MS).split(' ');
      return [day, time];
    };
    for (let first = 0; first < SIZE; first += QUARTER) {
      const [day, time] = ask(first);
      const [lastDay, lastTime] = ask(first + QUARTER - 1);
      const isPlain = lastDay === day && minuteOf(lastTime) === minuteOf(time) + QUARTER - 1;
      if (isPlain) this.note(first, QUARTER, day, time);
      else for (let n = first; n < first + QUARTER; n += 1) this.note(n, 1, ...ask(n));
    }
  }

  private note(from: number, count: number, day: string, time: string): void {
    if (this.days.at(-1) !== day) this.days.push(day);
    this.dayAt.fill(this.days.length - 1, from, from + count);
    const { hour, isDayOff: isOff } = this.habits;
    const isOpen = minuteOf(time) >= hour * 60 && time < '18:00' && !isOff(day);
    this.openAt.fill(Number(isOpen), from, from + count);
  }

  private place(at: number): number {
    return Math.floor((at - YEAR.from + MARGIN_MS) / MINUTE_MS);
  }

  day(at: number): string {
    return this.days[this.dayAt[this.place(at)] ?? 0] ?? '';
  }

  /** Whether they may be written to. */
  isOpen(at: number): boolean {
    return this.openAt[this.place(at)] === 1;
  }
}
