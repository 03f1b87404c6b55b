import { fdatasyncSync, openSync } from 'node:fs';
import type { HandoverId, Instant } from '../../src/core/ids.js';
import { DEFAULT_RULES } from '../../src/core/rules.js';
import { createCalendar } from '../../src/engine/calendar.js';
import { createEngine, type Engine } from '../../src/engine/engine.js';
import type { ChatPlatform, Clock, HandoverStore, Outbox } from '../../src/engine/ports.js';
import { huaweiCloud } from '../../src/procedures/load-procedure.js';
import { checkpointBeside } from '../../src/store/checkpoints.js';
import { openDatabase, type Database } from '../../src/store/database.js';
import { type Store, storeOn } from '../../src/store/open-store.js';
import { benchIds, MONDAY, TENANT } from './seed.js';

export interface BenchEngine {
  readonly engine: Engine;
  readonly store: Store;
  readonly connection: Database['connection'];
  readonly platforms: Map<string, ChatPlatform>;
  readonly clock: Clock;
  /** Moves the clock on, in milliseconds. */
  passTime(ms: number): void;
  /** Transactions of presses and nudges so far. */
  commits(): number;
  /** How often the log was written back into the file. */
  checkpoints(): number;
}

const silent = (): void => undefined;
const fail = (error: Error): never => {
  throw error;
};

/**
 * The program as it is put together in app.ts, up to the commit. What is sent afterwards is another bench's: no row is
 * ever claimed here. `batchMax`: works a transaction.
 */
export function openEngine(path: string, batchMax?: number): BenchEngine {
  const database = openDatabase(path);
  let checkpoints = 0;
  let log: number | null = null;
  checkpointBeside(database.connection, {
    onWritten: () => void (checkpoints += 1),
    onFailed: (why) => fail(new Error(why)),
  });
  const ids = benchIds();
  const store = storeOn(database, ids);
  const outbox: Outbox = { ...store.outbox, claim: () => [], nextAt: () => null };
  const began = Date.now();
  let slept = 0;
  let commits = 0;
  const handovers: HandoverStore = {
    ...store.handovers,
    // One by one, each is on the disk before the next.
    onDisk: batchMax === undefined ? store.handovers.onDisk : () => null,
    process(batch) {
      commits += 1;
      if (batchMax === undefined) return store.handovers.process(batch);
      return batch.flatMap((one) => {
        const done = store.handovers.process([one]);
        fdatasyncSync((log ??= openSync(`${path}-wal`, 'r+')));
        return done;
      });
    },
  };
  const clock = { now: () => (MONDAY + Date.now() - began + slept) as Instant };
  const preferencesOf = (person: Parameters<HandoverStore['preferences']>[1]) => handovers.preferences(TENANT, person);
  const platforms = new Map<string, ChatPlatform>();
  const engine = createEngine({
    store: handovers,
    outbox,
    platforms,
    procedure: huaweiCloud(),
    rules: { ...DEFAULT_RULES, ...createCalendar({ nudgeHour: 9, holidays: null, preferencesOf }) },
    sealKey: store.ownValue('seal_key', ids.secret),
    clock,
    timer: { after: () => silent },
    ids: { ...ids, handover: () => 'h0' as HandoverId },
    random: () => 0.5,
    mayStart: () => true,
    starters: () => [],
    log: {
      debug: silent,
      info: silent,
      warn: silent,
      error: (event, more) => fail(new Error(`${event} ${JSON.stringify(more)}`)),
    },
    onFatal: fail,
  });
  return {
    engine,
    store,
    connection: database.connection,
    platforms,
    clock,
    passTime: (ms) => void (slept += ms),
    commits: () => commits,
    checkpoints: () => checkpoints,
  };
}
