import type { HandoverStore } from '../engine/ports.js';
import type { DiskSync } from './disk-sync.js';
import type { Erasure } from './erasure.js';
import type { OutboxStore } from './outbox-store.js';
import { createProcess, type Tables } from './process.js';
import type { Connection } from './sqlite.js';

export function createHandoverStore(
  connection: Connection,
  tables: Tables,
  outbox: Pick<OutboxStore, 'handoverAt'>,
  erasure: Pick<Erasure, 'eraseEnded' | 'scrub'>,
  disk: DiskSync,
): HandoverStore {
  const { people, rooms, preferences, handovers, journal, deliveries } = tables;
  const process = createProcess(connection, tables);
  return {
    process: (batch) => disk.soon(() => process(batch)),
    onDisk: disk.onDisk,
    load: (tenant, id) => handovers.load(tenant, id)?.handover ?? null,
    due: handovers.due,
    ofPerson: handovers.ofPerson,
    person: people.person,
    personOf: people.personOf,
    learn: people.learn,
    knownAs: people.knownAs,
    withEmail: people.withEmail,
    setConversation: people.setConversation,
    rooms: rooms.rooms,
    keepRoom: rooms.keepRoom,
    preferences: preferences.preferences,
    setPreferences: preferences.setPreferences,
    handoverAt: outbox.handoverAt,
    journal(tenant, id) {
      const kept = handovers.load(tenant, id);
      return kept ? journal.read(tenant, id, { version: kept.handover.version, hash: kept.head }) : [];
    },
    forgetDeliveries: deliveries.forget,
    eraseEnded(before, at, limit) {
      const count = erasure.eraseEnded(before, at, limit);
      if (count > 0) erasure.scrub(false);
      return count;
    },
  };
}
