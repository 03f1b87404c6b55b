import type { Log } from '../engine/log-port.js';
import type { HandoverStore, Ids, Outbox } from '../engine/ports.js';
import { type Database, openDatabase } from './database.js';
import { BESIDE_FROM_BYTES } from './check-file.js';
import { checkpointBeside, type CheckpointListener } from './checkpoints.js';
import { createDiskSync } from './disk-sync.js';
import { createDeliveries } from './deliveries.js';
import { createErasure, type Erasure } from './erasure.js';
import { guarded } from './guard.js';
import { createHandoverStore } from './handover-store.js';
import { createHandovers } from './handovers.js';
import { createJournal } from './journal.js';
import { createMarks, type UnderWay } from './marks.js';
import { createMeta, createSequence } from './meta.js';
import { SCHEMA_VERSION } from './migrations/migrate.js';
import { explained } from './open-faults.js';
import { createOutbox } from './outbox-store.js';
import { createPeople } from './people.js';
import { createPreferences } from './preferences.js';
import { createProcedures } from './procedures.js';
import { createRooms } from './rooms.js';

export interface StoreOptions {
  /** The database file, made if need be; `:memory:` for one that ends with the store. */
  readonly path: string;
  readonly ids: Pick<Ids, 'person' | 'secret'>;
  readonly log?: Log;
  /** Lets a large file be looked through for damage while it is in use already, and hears of it; else it is before. */
  readonly onDamaged?: (fault: Error) => void;
  /** Lets a thread of its own write the log back into the file, and hears of it; else that is done between presses. */
  readonly checkpoints?: CheckpointListener;
  /** The disk failed or is full, or the file is damaged: nothing is certain any more, and the process has to end. */
  readonly onFatal?: (error: Error) => void;
}

export interface Store {
  readonly handovers: HandoverStore;
  readonly outbox: Outbox;
  readonly erasure: Erasure;
  /** A value of the deployment's own, such as the key that seals its buttons; null while it was not set. */
  meta(key: string): string | null;
  setMeta(key: string, value: string): void;
  /** The same value at every call and after every restart; made at the first. */
  ownValue(key: string, make: () => string): string;
  close(): void;
}

/**
 * Opens the one database of a deployment. It belongs to this process until {@link Store.close}.
 * @throws Error whose message names what is wrong with the file and how to mend it.
 */
export function openStore(options: StoreOptions): Store {
  const { path, ids, log, onDamaged, checkpoints, onFatal = () => undefined } = options;
  const database = openDatabase(path, onDamaged ? { from: BESIDE_FROM_BYTES, onDamaged } : null);
  log?.info('database_opened', { path: database.path, schema: SCHEMA_VERSION });
  try {
    const store = storeOn(database, ids, onFatal);
    if (!checkpoints) return store;
    const end = checkpointBeside(database.connection, checkpoints);
    return {
      ...store,
      close() {
        end();
        store.close();
      },
    };
  } catch (error) {
    database.close();
    throw explained(error, database.path);
  }
}

/** The store on a database that is open already; closing the one closes the other. */
export function storeOn(
  database: Database,
  ids: StoreOptions['ids'],
  onFatal: (error: Error) => void = () => undefined,
): Store {
  const { connection } = database;
  const meta = guarded(createMeta(connection), database.path, onFatal);
  const procedures = createProcedures(connection);
  const underWay: UnderWay = new Map();
  const marks = createMarks(connection, createSequence(meta), underWay);
  const outbox = createOutbox(connection, marks, underWay);
  const tables = {
    people: createPeople(connection, ids),
    rooms: createRooms(connection),
    preferences: createPreferences(connection),
    handovers: createHandovers(connection, procedures),
    journal: createJournal(connection, procedures, ids),
    deliveries: createDeliveries(connection),
    marks,
  };
  const erasure = createErasure(connection, tables);
  const disk = createDiskSync(connection);
  return {
    handovers: guarded(createHandoverStore(connection, tables, outbox, erasure, disk), database.path, onFatal),
    outbox: guarded<Outbox>(outbox, database.path, onFatal),
    erasure,
    meta: meta.get,
    setMeta: meta.set,
    ownValue: meta.own,
    close() {
      disk.close();
      database.close();
    },
  };
}
