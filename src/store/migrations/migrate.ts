import { z } from 'zod';
import { DatabaseFault } from '../open-faults.js';
import type { Connection } from '../sqlite.js';
import { CONFIRMED_FOR } from './confirmed-for.js';
import { EMAIL_COLUMN } from './email-column.js';
import { FIRST_TABLES } from './first-tables.js';
import { PREFERENCE_TABLE } from './preference-table.js';
import { REPAIR_COLUMNS } from './repair-columns.js';
import { RETENTION_COLUMNS } from './retention-columns.js';

/** Each brings the schema from its place in this list to the next number. Never changed once released, only added to. */
const MIGRATIONS: readonly string[] = [
  FIRST_TABLES,
  PREFERENCE_TABLE,
  RETENTION_COLUMNS,
  EMAIL_COLUMN,
  REPAIR_COLUMNS,
  CONFIRMED_FOR,
];

/** The schema that this program reads and writes. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/** Marks the file as ours; shown by `file` and kept in the header: https://www.sqlite.org/pragma.html#pragma_application_id */
const APPLICATION_ID = 0x68616e64;

const count = z.number().int();
const readNumber = (connection: Connection, pragma: string): number =>
  count.parse(connection.pragma(pragma, { simple: true }));

/** Refuses a file of somebody else's or of a newer version; changes nothing. Gives the file's schema, 0 for a new file. */
export function checkSchema(connection: Connection): number {
  const version = readNumber(connection, 'user_version');
  const tables = count.parse(connection.prepare('SELECT count(*) FROM sqlite_schema').pluck().get());
  if (tables === 0 && version === 0) return 0;
  if (readNumber(connection, 'application_id') !== APPLICATION_ID) {
    throw new DatabaseFault(`${connection.name} is the database of another program. Name another file.`);
  }
  if (version > SCHEMA_VERSION) {
    throw new DatabaseFault(
      `${connection.name} was written by a newer version of Handover (schema ${version}, this one knows ${SCHEMA_VERSION}). ` +
        'Install that version again, or restore a backup from before the upgrade.',
    );
  }
  return version;
}

/** Brings the file to {@link SCHEMA_VERSION}, all in one transaction. */
export function migrate(connection: Connection): void {
  const run = connection.transaction(() => {
    const from = checkSchema(connection);
    if (from === SCHEMA_VERSION) return;
    for (const sql of MIGRATIONS.slice(from)) connection.exec(sql);
    connection.pragma(`application_id = ${APPLICATION_ID}`);
    connection.pragma(`user_version = ${SCHEMA_VERSION}`);
  });
  run.immediate();
}
