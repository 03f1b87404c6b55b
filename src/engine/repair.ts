import type { Log } from './log-port.js';
import {
  type ChatPlatform,
  type Clock,
  type HandoverStore,
  type Outbox,
  type OutboxRow,
  PlatformFailure,
} from './ports.js';
import type { SenderOptions } from './sender.js';

export interface RepairOptions extends Pick<SenderOptions, 'draw' | 'markerOf'> {
  readonly store: Pick<HandoverStore, 'person'>;
  readonly outbox: Pick<Outbox, 'doubtful' | 'settleDoubt' | 'leaveDoubt'>;
  readonly platforms: ReadonlyMap<string, ChatPlatform>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Looked at in one tick: each costs a call or two. */
const AT_ONCE = 20;

/**
 * A look-up that lags may have missed a message that stood already, and so it was posted twice. Once the look-up knows
 * everything, all copies but the one that is kept up to date are removed. Where the platform has no look-up, the doubt
 * stays with the message, for its reader and for the operator to see.
 */
export function createRepair({ store, outbox, platforms, clock, draw, markerOf, log }: RepairOptions) {
  /** How many were removed; null where the platform cannot say. */
  const removeCopies = async (row: OutboxRow, since: ReturnType<Clock['now']>): Promise<number | null> => {
    const person = 'person' in row.to ? store.person(row.tenant, row.to.person) : null;
    const platform = person ? platforms.get(person.profile.identity.platform) : undefined;
    if (platform !== undefined && !platform.capabilities.looksUpMessages) return null;
    if (row.ref === null || platform?.copies === undefined) return 0;
    const { conversation, message } = row.ref;
    const thread = draw(row, person, false)?.thread ?? null;
    const copies = await platform.copies({ conversation, thread, marker: markerOf(row) }, since);
    const others = copies.filter((copy) => copy.message !== message);
    // oxlint-disable-next-line no-await-in-loop -- one after the other, as the platform wants it
    for (const other of others) await platform.remove(other);
    return others.length;
  };

  return async (): Promise<void> => {
    for (const { row, since } of outbox.doubtful(clock.now(), AT_ONCE)) {
      try {
        // oxlint-disable-next-line no-await-in-loop -- one after the other, as the platform wants it
        const removed = await removeCopies(row, since);
        if (removed === null) {
          outbox.leaveDoubt(row);
          log.warn('may_stand_twice', { row: row.row });
          continue;
        }
        outbox.settleDoubt(row);
        if (removed > 0) log.warn('copies_removed', { row: row.row, copies: removed });
      } catch (error) {
        if (!(error instanceof PlatformFailure)) throw error;
        // The next tick looks again.
        log.warn('repair_put_off', { row: row.row, why: error.failure.code });
      }
    }
  };
}
