import type { HandoverStore, Ids, Outbox } from '../engine/ports.js';
import { openDatabase } from './database.js';
import { createHandoverStore } from './handover-store.js';
import { createOutboxStore } from './outbox-store.js';
import { createPeople } from './people.js';

export interface Store {
  readonly handovers: HandoverStore;
  readonly outbox: Outbox;
  /** A value of the deployment's own, such as the key that seals buttons; made once and kept. */
  ownValue(key: string, make: () => string): string;
  /** A consistent copy while the program runs. */
  backupTo(path: string): Promise<void>;
  close(): void;
}

/** Opens the store on a file, or on `:memory:` for a simulation. Throws a StoreError that names the cure. */
export function openStore(path: string, ids: Pick<Ids, 'person'>): Store {
  const { db, close } = openDatabase(path);
  const outbox = createOutboxStore(db);
  const read = db.prepare('SELECT value FROM meta WHERE key = ?').pluck();
  const write = db.prepare('INSERT OR IGNORE INTO meta (key, value) VALUES (?, ?)');
  return {
    handovers: createHandoverStore(db, createPeople(db, ids), outbox),
    outbox,
    ownValue(key, make) {
      write.run(key, make());
      return String(read.get(key));
    },
    async backupTo(to) {
      await db.backup(to);
    },
    close,
  };
}
