import { Random } from '../../simulation/world/random.js';

/** Somebody is to be told something. */
export interface Telling {
  readonly at: number;
  /** Which channel, from 0; channel 0 is the one that is to fail. */
  readonly channel: number;
  /** Which message of the channel, from 0. */
  readonly number: number;
}

export const CHANNELS = 1_000;
const MINUTE_MS = 60_000;
/** The hour in which channel 0 fails, as milliseconds after the start. Nothing is to be said after it. */
export const FAILS_FROM = 5 * MINUTE_MS;
export const FAILS_UNTIL = FAILS_FROM + 60 * MINUTE_MS;
/** Now and then everybody gets a few messages at once, as when a step is confirmed. */
const VISITS = 6;
const AT_ONCE_MAX = 3;
/** The failing channel has one message in so many milliseconds, and so a backlog of 1,200 after its hour. */
const BUSY_EVERY_MS = 3_000;

/** The same for the same seed, in the order of time. */
export function traffic(seed: number): readonly Telling[] {
  const random = new Random(seed);
  const tellings: Omit<Telling, 'number'>[] = [];
  for (let at = 0; at < FAILS_UNTIL; at += BUSY_EVERY_MS) tellings.push({ at, channel: 0 });
  for (let channel = 1; channel < CHANNELS; channel += 1) {
    for (let visit = 0; visit < VISITS; visit += 1) {
      const at = random.between(0, FAILS_UNTIL);
      for (let n = random.between(1, AT_ONCE_MAX); n > 0; n -= 1) tellings.push({ at, channel });
    }
  }
  const counts = new Map<number, number>();
  return tellings
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, channel }) => {
      const number = counts.get(channel) ?? 0;
      counts.set(channel, number + 1);
      return { at, channel, number };
    });
}
