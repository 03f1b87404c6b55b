import type { World } from './world.js';

/** What becomes of one call to a platform. `unknown_*`: the answer never comes; it was done, or not. */
export type Fate = 'done' | 'limited' | 'unavailable' | 'unknown_done' | 'unknown_undone' | 'refused';

const MINUTE_MS = 60_000;
const PLATFORMS = ['slack', 'teams'] as const;

/** How the platforms fare. */
export class Weather {
  private readonly downUntil = new Map<string, number>();
  /** Calls into a conversation before this are against the platform's word. */
  private readonly limitedUntil = new Map<string, number>();

  constructor(private readonly world: World) {}

  /** A platform goes down for a while. */
  strike(): void {
    this.goDown(this.world.random.pick(PLATFORMS), this.usualLength());
  }

  /** The program's own line to all platforms is cut for a day's work: what is said then is held up, often into the night. */
  cutOff(): void {
    const lasts = this.world.random.between(3, 16) * 60 * MINUTE_MS;
    for (const platform of PLATFORMS) this.goDown(platform, lasts);
  }

  /** Whose clock jumps ahead believes that what it was asked to wait for is over. */
  setClock(): void {
    if (this.world.clock.turn()) this.forgetLimits();
  }

  private goDown(platform: string, lasts: number): void {
    this.downUntil.set(platform, this.world.now + lasts);
    this.world.count('weather', `${platform} is down for ${Math.round(lasts / 1000)} s`);
  }

  private usualLength(): number {
    const { random } = this.world;
    return random.pick([1, 3, 10, 10, 60, 600]) * random.between(20_000, MINUTE_MS);
  }

  clear(): void {
    for (const [platform, until] of this.downUntil) this.downUntil.set(platform, Math.min(until, this.world.now));
  }

  /** When a platform was, or will be, up again after the last time that it was down. */
  downUntilOf(platform: string): number {
    return this.downUntil.get(platform) ?? 0;
  }

  isDown(platform: string): boolean {
    return (this.downUntil.get(platform) ?? 0) > this.world.now;
  }

  fateOf(platform: string, isPost: boolean): Fate {
    const { random, isCalm } = this.world;
    if (isCalm) return 'done';
    if (this.isDown(platform)) {
      return random.pick(['unavailable', 'unavailable', 'unavailable', 'unknown_undone', 'unknown_done']);
    }
    const roll = random.next();
    if (roll < 0.006) return 'limited';
    if (roll < 0.012) return 'unavailable';
    if (roll < 0.018) return 'unknown_done';
    if (roll < 0.022) return 'unknown_undone';
    return isPost && roll < 0.0225 ? 'refused' : 'done';
  }

  limit(conversation: string): number {
    const waitMs = this.world.random.pick([1, 1, 5, 30, 60]) * 1000;
    this.limitedUntil.set(conversation, this.world.now + waitMs);
    return waitMs;
  }

  isLimited(conversation: string): boolean {
    return (this.limitedUntil.get(conversation) ?? 0) > this.world.now;
  }

  /** Whoever starts anew knows nothing of what was asked of them before. */
  forgetLimits(): void {
    this.limitedUntil.clear();
  }
}
