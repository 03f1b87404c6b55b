import type { Instant } from '../../../src/core/ids.js';
import type { World } from './world.js';

const MINUTE_MS = 60_000;
/** Somebody forgot a zone's change, or the machine had drifted. */
const WRONG_BY_MINUTES = [-60, -60, -20, -5, 5, 20, 60, 60];

/** The clock of the machine on which the program runs: now and then somebody sets it wrong, and later right again. */
export class MachineClock {
  /** What it showed ahead of what is so, each from a moment on. */
  private readonly set: { readonly at: number; readonly ahead: number }[] = [{ at: -Infinity, ahead: 0 }];

  constructor(private readonly world: World) {}

  now(): Instant {
    return (this.world.now + this.ahead) as Instant;
  }

  /** In milliseconds; less than nothing while it is behind. */
  get ahead(): number {
    return this.set.at(-1)?.ahead ?? 0;
  }

  /** When it was set last. */
  get setAt(): number {
    return this.set.at(-1)?.at ?? -Infinity;
  }

  /** True: to a later time. */
  turn(): boolean {
    const { world } = this;
    const before = this.ahead;
    const ahead = before === 0 ? world.random.pick(WRONG_BY_MINUTES) * MINUTE_MS : 0;
    this.set.push({ at: world.now, ahead });
    world.count('weather', `the clock of the program is set by ${Math.round((ahead - before) / MINUTE_MS)} minutes`);
    return ahead > before;
  }

  wasSetBackSince(from: number): boolean {
    const { set } = this;
    return set.some(({ at, ahead }, n) => at >= from && ahead < (set[n - 1]?.ahead ?? 0));
  }

  /** The earliest and the latest that it showed from one moment to another. */
  shownBetween(from: number, to: number): { readonly first: number; readonly last: number } {
    const { set } = this;
    const inForce = set.filter(({ at }, n) => at <= to && (set[n + 1]?.at ?? Infinity) >= from);
    const all = inForce.map(({ ahead }) => ahead);
    return { first: from + Math.min(...all), last: to + Math.max(...all) };
  }
}
