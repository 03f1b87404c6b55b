import { schedule } from 'node-cron';
import type { HandoverStore, Clock } from './ports.js';
import type { Log } from './log-port.js';
import type { HandoverId, Instant, TenantId } from '../core/ids.js';

const HOUR_MS = 3_600_000;
/** How long deliveries are remembered. The platforms stop repeating one after minutes; a day is asked for. */
const REMEMBER_MS = 48 * HOUR_MS;
/** Handovers looked at in one turn, so that the loop is not held: one with many open steps takes milliseconds. */
const CHUNK = 1;
const FORGOTTEN_AT_ONCE = 500;
const ERASED_AT_ONCE = 2;

export interface Scheduler {
  /** Starts the ticks, the first at once: what came due during downtime is not left for the next minute. */
  start(): void;
  stop(): Promise<void>;
  /** One tick: hands every handover that is due to the core. Resolves when all is committed. */
  tick(): Promise<void>;
}

export interface SchedulerOptions {
  readonly store: Pick<HandoverStore, 'due' | 'forgetDeliveries' | 'eraseEnded'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Days after the end of a handover at which what was typed in it is erased; null for never. */
  readonly retentionDays: number | null;
  /** Gives one handover the clock input. */
  readonly ring: (tenant: TenantId, id: HandoverId) => Promise<void>;
  /** Catches up with a clock that was set back, and looks for second copies of messages. */
  readonly repair?: () => Promise<void>;
}

/** node-cron only says "now". It remembers nothing, so everything due is found in the store, by index. */
export function createScheduler({ store, clock, log, retentionDays, ring, repair }: SchedulerOptions): Scheduler {
  let running: Promise<void> | null = null;
  let forgottenAt = 0;
  let stopCron: (() => void | Promise<void>) | null = null;

  /** A few at a time, with room for others between. */
  const forget = async (before: Instant): Promise<void> => {
    while (store.forgetDeliveries(before, FORGOTTEN_AT_ONCE) === FORGOTTEN_AT_ONCE) {
      // oxlint-disable-next-line no-await-in-loop -- the loop is left to others meanwhile
      await new Promise(setImmediate);
    }
  };

  /** What was typed long ago, in the same way. */
  const erase = async (now: Instant): Promise<void> => {
    if (retentionDays === null) return;
    const before = (now - retentionDays * 24 * HOUR_MS) as Instant;
    for (let count = 0; ;) {
      const erased = store.eraseEnded(before, now, ERASED_AT_ONCE);
      if (erased === 0) return;
      count += erased;
      log.info('words_erased', { handovers: count });
      // oxlint-disable-next-line no-await-in-loop -- the loop is left to others meanwhile
      await new Promise(setImmediate);
    }
  };

  const sweep = async (): Promise<void> => {
    const now = clock.now();
    if (now - forgottenAt >= HOUR_MS) {
      forgottenAt = now;
      await forget((now - REMEMBER_MS) as Instant);
      await erase(now);
    }
    // A handover that stays due after its turn is broken; it must not keep the others from theirs.
    const seen = new Set<string>();
    let stuck = 0;
    for (;;) {
      const limit = CHUNK + stuck;
      const found = store.due(now, limit);
      const due = found.filter(({ tenant, id }) => !seen.has(`${tenant}/${id}`)).slice(0, CHUNK);
      if (due.length === 0 && found.length < limit) break;
      stuck = found.filter(({ tenant, id }) => seen.has(`${tenant}/${id}`)).length;
      for (const { tenant, id } of due) seen.add(`${tenant}/${id}`);
      // oxlint-disable-next-line no-await-in-loop -- the loop is left to others meanwhile
      await Promise.all(due.map(({ tenant, id }) => ring(tenant, id)));
    }
    await repair?.();
  };

  const tick = (): Promise<void> => {
    running ??= sweep()
      .catch((error: unknown) => log.error('tick_failed', { error: String(error) }))
      .finally(() => {
        running = null;
      });
    return running;
  };

  return {
    tick,
    start() {
      const task = schedule('* * * * *', tick, { timezone: 'UTC', noOverlap: true, name: 'tick' });
      stopCron = () => task.destroy();
      void tick();
    },
    async stop() {
      await stopCron?.();
      await running;
    },
  };
}
