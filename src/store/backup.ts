import { rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { DatabaseFault, explained } from './open-faults.js';
import type { Database } from './database.js';

/**
 * Copies the database while it is in use. The copy has its name only once it is whole, and replaces an older one.
 * @throws DatabaseFault that names what is wrong with the target.
 */
export async function backUp({ connection, path }: Database, wanted: string): Promise<void> {
  const target = resolve(wanted);
  if (target === path) throw new DatabaseFault(`${target} is the database itself. Name another file for the backup.`);
  const partial = `${target}.partial`;
  try {
    await rm(partial, { force: true });
    await connection.backup(partial);
    await rename(partial, target);
  } catch (error) {
    await rm(partial, { force: true });
    throw explained(error, target);
  }
}
