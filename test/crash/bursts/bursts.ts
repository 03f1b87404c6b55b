import type { Random } from '../../simulation/world/random.js';

/** One way in which a delivery comes more than once. */
export interface Copy {
  /** Milliseconds after the first. */
  readonly after: number;
  /** The platform brings it again under another delivery id. */
  readonly isRenamed: boolean;
  /** Somebody pressed once more; otherwise it is the same press, brought again. */
  readonly isPressedAgain: boolean;
  /** Somebody else pressed the same button. */
  readonly isByAnother: boolean;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const SAME = { isRenamed: false, isPressedAgain: false, isByAnother: false };

/** Ways in which one intent arrives, each with the first delivery left out. */
export const BURSTS = {
  once: () => [],
  'again with the same id': (random: Random) =>
    some(random, 1, 11, () => ({ ...SAME, after: random.pick([0, 0, 3_000, 30_000]) })),
  'again with new ids': (random: Random) =>
    some(random, 1, 11, () => ({ ...SAME, isRenamed: true, after: random.pick([0, 0, 3_000, 30_000]) })),
  'pressed twice': (random: Random) =>
    some(random, 1, 3, () => ({ ...SAME, isRenamed: true, isPressedAgain: true, after: random.pick([0, 0, 400]) })),
  'pressed by two people at once': () => [{ after: 0, isRenamed: true, isPressedAgain: true, isByAnother: true }],
  'again after 5 minutes': (random: Random) =>
    some(random, 1, 2, (n) => ({ ...SAME, isRenamed: n === 0 && random.chance(0.5), after: 5 * MINUTE_MS })),
  'again after 24 hours': (random: Random) =>
    some(random, 1, 2, () => ({ ...SAME, isRenamed: random.chance(0.5), after: 24 * HOUR_MS })),
  'an old button, days later': (random: Random) =>
    some(random, 1, 3, () => ({
      ...SAME,
      isRenamed: true,
      isPressedAgain: true,
      after: random.between(2, 400) * HOUR_MS,
    })),
} as const satisfies Record<string, (random: Random) => readonly Copy[]>;

export type BurstName = keyof typeof BURSTS;

const some = (random: Random, low: number, high: number, make: (n: number) => Copy): readonly Copy[] =>
  Array.from({ length: random.between(low, high) }, (_, n) => make(n));
