import { backoffMs } from './backoff.js';
import type { Log } from './log-port.js';
import type { Inbox } from './inbox.js';
import type { Instant } from '../core/ids.js';
import { type Clock, laneOf, type Outbox, type OutboxRow, type Outcome, type Timer } from './ports.js';
import type { Sender } from './sender.js';

/** Lanes under way at once. Within a lane there is always one message at a time, so order is kept. */
const LANES_MAX = 16;
/**
 * What a lane rests between the beginnings of two messages once it was throttled, in milliseconds: Slack takes one a
 * second in a channel. To find that out anew by a refusal before each message would cost a fifth of the rate.
 * https://docs.slack.dev/apis/web-api/rate-limits
 */
const PACE_MS = 1_040;
/**
 * Nothing is put off for longer, in milliseconds: twice the longest back-off, and more than platforms ask for. What is put
 * off further was so by a clock that has been set back since, and would stand still for as long.
 */
const PUT_OFF_MAX_MS = 600_000;
/** So long after the last refusal a lane may send its messages in a burst again. */
const PACED_FOR_MS = 600_000;

export interface Relay {
  /** Look now: something was committed. */
  wake(): void;
  /** For each tick: catches up with a clock that was set back. */
  catchUp(): void;
  /** Resolves when nothing is under way and nothing can be tried at this moment. */
  idle(): Promise<void>;
  /** Starts nothing new, and lets what is under way finish. */
  stop(): Promise<void>;
}

export interface RelayOptions {
  readonly outbox: Outbox;
  /** What became of a message is stored with whatever else this turn of the event loop brings. */
  readonly write: Inbox['write'];
  readonly sender: Sender;
  readonly clock: Clock;
  readonly timer: Timer;
  /** In [0, 1). */
  readonly random: () => number;
  readonly log: Log;
  /** Runs something after this turn of the event loop; `setImmediate` when left out. */
  readonly later?: (run: () => void) => void;
}

/**
 * Sends what the outbox holds. It owns every retry, because the SDKs' own post the same message several times. A lane
 * that is throttled or fails waits alone; the others go on.
 */
export function createRelay({
  outbox,
  write,
  sender,
  clock,
  timer,
  random,
  log,
  later = (run) => void setImmediate(run),
}: RelayOptions): Relay {
  const busy = new Map<string, Promise<void>>();
  /** When each lane was throttled last. */
  const throttled = new Map<string, number>();
  let cancelTimer: (() => void) | null = null;
  let isStopped = false;
  let isWaking = false;
  let onIdle: (() => void)[] = [];

  /** Once for all that a turn brings, and only after the answers to it have gone out: drawing cards takes its time. */
  const wake = (): void => {
    if (isWaking) return;
    isWaking = true;
    later(() => {
      isWaking = false;
      pump();
    });
  };

  const pump = (): void => {
    if (isStopped) return;
    const free = LANES_MAX - busy.size;
    const rows = free === 0 ? [] : outbox.claim(clock.now(), new Set(busy.keys()), free);
    for (const row of rows) {
      const lane = laneOf(row.tenant, row.to);
      const run = handle(lane, row).finally(() => {
        busy.delete(lane);
        wake();
      });
      busy.set(lane, run);
    }
    // Also while others are under way: what waits for its own moment must not wait for them, too.
    sleepUntilNext();
    if (busy.size > 0) return;
    const resolved = onIdle;
    onIdle = [];
    resolved.forEach((resolve) => resolve());
  };

  const sleepUntilNext = (): void => {
    cancelTimer?.();
    const next = busy.size < LANES_MAX ? outbox.nextAt() : null;
    cancelTimer = next === null ? null : timer.after(Math.max(1, next - clock.now()), pump);
  };

  /** What a message that was begun then came to, with the rest that its lane needs. */
  const paced = (lane: string, outcome: Outcome, begun: Instant): Outcome => {
    if (outcome.kind === 'later' && outcome.isThrottled === true) throttled.set(lane, clock.now());
    const since = throttled.get(lane);
    if (since === undefined || outcome.kind !== 'sent') return outcome;
    if (begun - since < PACED_FOR_MS) return { ...outcome, restUntil: (begun + PACE_MS) as Instant };
    throttled.delete(lane);
    return outcome;
  };

  const handle = async (lane: string, row: OutboxRow): Promise<void> => {
    const begun = clock.now();
    try {
      const at = (wait?: number): number => clock.now() + (wait ?? backoffMs(row.attempts, random()));
      const outcome = paced(lane, await sender.send(row, at), begun);
      await write(() => outbox.settle(row, outcome, clock.now()));
      if (outcome.kind === 'dead') log.error('message_given_up', { row: row.row, why: outcome.why });
      if (outcome.kind === 'later') log.warn('message_put_off', { row: row.row, attempts: row.attempts + 1 });
    } catch (error) {
      // A fault of ours must not stop the lane for good, nor spin: it is tried again later and stays visible in the log.
      log.error('send_failed', { row: row.row, error: error instanceof Error ? error.message : 'unknown' });
      const at = (clock.now() + backoffMs(row.attempts, random())) as Instant;
      // It may have failed after the message was posted.
      await write(() => outbox.settle(row, { kind: 'later', at, isUnknown: true }, clock.now()));
    }
  };

  return {
    wake,
    catchUp() {
      if (outbox.hurry((clock.now() + PUT_OFF_MAX_MS) as Instant)) pump();
    },
    idle: () =>
      new Promise((resolve) => {
        onIdle.push(resolve);
        pump();
        if (isStopped) resolve();
      }),
    async stop() {
      isStopped = true;
      cancelTimer?.();
      await Promise.all(busy.values());
    },
  };
}
