import type { Instant, Zone } from '../../core/ids.js';
import { addDays, instantAt, localDate } from '../../core/time.js';

/** The hour at which a morning begins. */
const MORNING = 9;
const DAY_MS = 86_400_000;

/** The time in which the bot and the platforms live: the real one, moved forward. */
export interface WorldClock {
  now(): Instant;
  /** How far it is ahead of the real time, in milliseconds. */
  ahead(): number;
  /** Never moves backward. */
  moveTo(at: Instant): void;
}

export function createWorldClock(wallClock: () => number, ahead: number): WorldClock {
  let offset = ahead;
  const now = (): Instant => (wallClock() + offset) as Instant;
  return {
    now,
    ahead: () => offset,
    moveTo(at) {
      offset += Math.max(0, at - now());
    },
  };
}

/** The next time that the clock on the wall shows nine in the morning. */
export function nextMorning(now: Instant, zone: Zone): Instant {
  const today = localDate(now, zone);
  const morning = instantAt(today, MORNING, zone);
  return morning > now ? morning : instantAt(addDays(today, 1), MORNING, zone);
}

export const threeDaysOn = (now: Instant): Instant => (now + 3 * DAY_MS) as Instant;

/** The morning after a day. */
export const morningAfter = (day: Parameters<typeof addDays>[0], zone: Zone): Instant =>
  instantAt(addDays(day, 1), MORNING, zone);

/** Every morning on the way, and the end itself: a bot that runs lives through them one by one. */
export function stopsUntil(now: Instant, end: Instant, zone: Zone): readonly Instant[] {
  const stops: Instant[] = [];
  for (let at = nextMorning(now, zone); at < end; at = nextMorning(at, zone)) stops.push(at);
  return [...stops, end];
}
