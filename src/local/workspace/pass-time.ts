import type { Handover } from '../../core/handover.js';
import type { Instant, Zone } from '../../core/ids.js';
import type { Timer } from '../../engine/ports.js';
import type { WorldAct } from './acts.js';
import type { Bot } from './bot.js';
import { morningAfter, nextMorning, stopsUntil, threeDaysOn, type WorldClock } from './world-clock.js';

export type Jump = Extract<WorldAct, { kind: 'jump' }>['to'];

/** How long a morning may take, in milliseconds: when a platform is slow, what is left over comes later. */
const MORNING_MS = 2_000;

/** Where a jump leads; null where there is nothing to jump to. */
export function endOf(
  jump: Jump,
  now: Instant,
  zone: Zone,
  handovers: readonly Handover[],
  nextTry: Instant | null,
): Instant | null {
  switch (jump) {
    case 'morning':
      return nextMorning(now, zone);
    case 'three_days':
      return threeDaysOn(now);
    case 'after_last_day': {
      const lastDays = handovers.filter(({ status }) => status === 'running').map(({ lastDay }) => lastDay);
      const last = lastDays.toSorted().at(-1);
      const end = last === undefined ? null : morningAfter(last, zone);
      return end !== null && end > now ? end : null;
    }
    case 'next_try':
      return nextTry !== null && nextTry > now ? nextTry : null;
  }
}

export interface Passing {
  readonly clock: WorldClock;
  readonly zone: Zone;
  readonly timer: Timer;
  readonly bot: () => Bot | null;
  readonly onStop: () => void;
}

/** Lets time pass until then. The bot lives through every morning on the way, as it would have. */
export async function passTime({ clock, zone, timer, bot, onStop }: Passing, end: Instant): Promise<void> {
  for (const stop of stopsUntil(clock.now(), end, zone)) {
    clock.moveTo(stop);
    const enough = new Promise<void>((resolve) => void timer.after(MORNING_MS, resolve));
    await Promise.race([bot()?.tick(), enough]);
    onStop();
  }
}
