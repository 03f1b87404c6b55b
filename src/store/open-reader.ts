import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { Handover } from '../core/handover.js';
import type { HandoverId, PersonId, TenantId } from '../core/ids.js';
import type { JournalEntry, KnownPerson, Outbox, OutboxRow } from '../engine/ports.js';
import { lockFile } from './file-lock.js';
import { createHandovers } from './handovers.js';
import { createJournal } from './journal.js';
import { checkSchema, SCHEMA_VERSION } from './migrations/migrate.js';
import { DatabaseFault, explained } from './open-faults.js';
import { DEAD, DOUBTFUL, readOutboxRow } from './outbox-rows.js';
import { createPeople } from './people.js';
import { BUSY_TIMEOUT_MS } from './pragmas.js';
import { createProcedures } from './procedures.js';
import { handoverId, personId, tenantId } from './rows/values.js';
import { type Connection, connectReading } from './sqlite.js';

/** A database that another process may be using, to be looked at. Nothing in it can be changed. */
export interface Reader {
  readonly path: string;
  /** Whether a process has it open for its work. */
  isInUse(): boolean;
  /** What SQLite finds wrong with the file; null for nothing. */
  fault(): string | null;
  /** Newest first. */
  handovers(): readonly Handover[];
  /** @throws when the chain is broken. */
  journal(tenant: TenantId, id: HandoverId): readonly JournalEntry[];
  person(tenant: TenantId, person: PersonId): KnownPerson | null;
  /** People by their pseudonym, or by their id on a platform. */
  peopleCalled(name: string): readonly { readonly tenant: TenantId; readonly person: PersonId }[];
  /** Messages that were given up. */
  dead(limit: number): ReturnType<Outbox['dead']>;
  /** Messages that may stand twice, on a platform that cannot be asked. */
  doubtful(limit: number): readonly OutboxRow[];
  /** Messages that are still to be sent. */
  pending(): number;
  close(): void;
}

const named = z.array(z.strictObject({ tenant: tenantId, id: handoverId }));
const called = z.array(z.strictObject({ tenant: tenantId, person: personId }));
const deadRow = z.object({ dead: z.string() });

/** @throws DatabaseFault whose message names what is wrong with the file and how to mend it. */
export function openReader(wanted: string): Reader {
  const path = resolve(wanted);
  if (!existsSync(path)) throw new DatabaseFault(`${path} does not exist. Set DATABASE_PATH to the file in use.`);
  try {
    const connection = connectReading(path, BUSY_TIMEOUT_MS);
    try {
      // All that is read is of one moment, whatever the process that uses the file writes meanwhile.
      connection.exec('BEGIN');
      const schema = checkSchema(connection);
      if (schema === SCHEMA_VERSION) return reading(path, connection);
      throw new DatabaseFault(
        `${path} was written by an older version of Handover (schema ${schema}). Start Handover once: it brings the file up to date.`,
      );
    } catch (error) {
      connection.close();
      throw error;
    }
  } catch (error) {
    throw explained(error, path);
  }
}

const nothingNew = (): never => {
  throw new Error('nothing is made here');
};

function reading(path: string, connection: Connection): Reader {
  const procedures = createProcedures(connection);
  const handovers = createHandovers(connection, procedures);
  const journal = createJournal(connection, procedures, { secret: nothingNew });
  const people = createPeople(connection, { person: nothingNew });
  const selectAll = connection.prepare('SELECT tenant, id FROM handover ORDER BY started_at DESC, id');
  const selectCalled = connection.prepare(
    'SELECT DISTINCT tenant, person FROM identity WHERE person = @name OR user = @name ORDER BY tenant, person',
  );
  const selectDead = connection.prepare(DEAD);
  const selectDoubtful = connection.prepare(DOUBTFUL);
  const countPending = connection.prepare('SELECT count(*) FROM outbox WHERE wanted <> sent AND dead IS NULL').pluck();
  return {
    path,
    isInUse() {
      try {
        lockFile(path)();
        return false;
      } catch (error) {
        if (error instanceof DatabaseFault) return true;
        throw error;
      }
    },
    fault() {
      const found = String(connection.pragma('integrity_check(1)', { simple: true }));
      return found === 'ok' ? null : found;
    },
    handovers: () =>
      named.parse(selectAll.all()).flatMap(({ tenant, id }) => handovers.load(tenant, id)?.handover ?? []),
    journal(tenant, id) {
      const kept = handovers.load(tenant, id);
      return kept ? journal.read(tenant, id, { version: kept.handover.version, hash: kept.head }) : [];
    },
    person: people.person,
    peopleCalled: (name) => called.parse(selectCalled.all({ name })),
    dead: (limit) => selectDead.all(limit).map((row) => ({ row: readOutboxRow(row), why: deadRow.parse(row).dead })),
    doubtful: (limit) => selectDoubtful.all(limit).map(readOutboxRow),
    pending: () => z.int().parse(countPending.get()),
    close: () => void connection.close(),
  };
}
