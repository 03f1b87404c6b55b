/** What somebody's wall clock and calendar show. */
export interface Wall {
  /** `2026-03-29` */
  readonly day: string;
  readonly hour: number;
  readonly minute: number;
  readonly isWeekend: boolean;
}

const QUARTER_MS = 900_000;
const MINUTE_MS = 60_000;
/** More quarters of an hour than are asked about again and again. */
const KEPT_MAX = 50_000;

const formats = new Map<string, Intl.DateTimeFormat>();
const kept = new Map<string, Wall>();

/** By Intl alone: the program works the hours out by offsets of its own. */
export function wallOf(at: number, zone: string): Wall {
  const start = Math.floor(at / QUARTER_MS) * QUARTER_MS;
  const known = `${zone}/${start}`;
  let wall = kept.get(known);
  if (!wall) {
    if (kept.size >= KEPT_MAX) kept.clear();
    wall = shownAt(start, zone);
    kept.set(known, wall);
  }
  // No clock changes within a quarter of an hour, and each shows a full one where UTC does.
  return { ...wall, minute: wall.minute + Math.floor((at - start) / MINUTE_MS) };
}

function shownAt(at: number, zone: string): Wall {
  let format = formats.get(zone);
  if (!format) {
    const digits = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
    format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', weekday: 'short', ...digits });
    formats.set(zone, format);
  }
  const shown: Record<string, string> = {};
  for (const { type, value } of format.formatToParts(at)) shown[type] = value;
  const { year = '', month = '', day = '', hour = '', minute = '', weekday = '' } = shown;
  return {
    day: `${year}-${month}-${day}`,
    hour: Number(hour),
    minute: Number(minute),
    isWeekend: weekday === 'Sat' || weekday === 'Sun',
  };
}
