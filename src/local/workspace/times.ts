/** Formatters are slow to make, so each is kept. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function format(at: number, zone: string, options: Intl.DateTimeFormatOptions): string {
  const key = `${zone} ${JSON.stringify(options)}`;
  const formatter = formatters.get(key) ?? new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone });
  formatters.set(key, formatter);
  return formatter.format(at);
}

const CLOCK = { hour: '2-digit', minute: '2-digit' } as const;
const DAY = { weekday: 'short', day: 'numeric', month: 'short' } as const;

/** `Tue 24 Nov, 09:00` */
export const shortTime = (at: number, zone: string): string =>
  `${format(at, zone, DAY).replace(',', '')}, ${format(at, zone, CLOCK)}`;

/** `Tuesday 24 November 2026` */
export const longDay = (at: number, zone: string): string =>
  format(at, zone, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).replace(',', '');

/** `09:00` */
export const clockTime = (at: number, zone: string): string => format(at, zone, CLOCK);

/** `09:00:07` */
export const exactTime = (at: number, zone: string): string => format(at, zone, { ...CLOCK, second: '2-digit' });
