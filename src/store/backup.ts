import { closeSync, existsSync, fsyncSync, openSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { checkSchema } from './migrations/migrate.js';
import { DatabaseFault, explained } from './open-faults.js';
import { BUSY_TIMEOUT_MS } from './pragmas.js';
import { connectReading } from './sqlite.js';

/** What was copied. */
export interface Backup {
  readonly path: string;
  readonly handovers: number;
  readonly entries: number;
}

/**
 * Pages in one step, each of which is synced before the next. What is written in one go to the disk that holds the
 * database would keep the presses of the serving process waiting until it is there.
 */
const STEP_PAGES = 128;
const count = z.int();

/**
 * Copies the database while another process uses it, which is not held up. The copy is looked through, has its name only
 * once it is whole, and replaces an older one. It holds this thread: not for the process that serves people.
 * @throws DatabaseFault that names what is wrong with either file.
 */
export async function backUp(wantedSource: string, wanted: string): Promise<Backup> {
  const [source, target] = [resolve(wantedSource), resolve(wanted)];
  if (target === source) throw new DatabaseFault(`${target} is the database itself. Name another file for the backup.`);
  if (!existsSync(source)) throw new DatabaseFault(`${source} does not exist. Set DATABASE_PATH to the file in use.`);
  if (!existsSync(dirname(target))) throw new DatabaseFault(`There is no folder ${dirname(target)}. Create it first.`);
  const partial = `${target}.partial`;
  await removeAll(partial);
  try {
    await copy(source, partial);
    const found = check(partial);
    await rename(partial, target);
    sync(dirname(target));
    return { path: target, ...found };
  } catch (error) {
    throw explained(error, target);
  } finally {
    await removeAll(partial);
  }
}

async function copy(source: string, partial: string): Promise<void> {
  const connection = opened(source);
  try {
    checkSchema(connection);
    // From here on this connection reads the file as it is now, however much is written meanwhile: all steps are of one
    // moment, and none has to begin anew.
    connection.exec('BEGIN; SELECT 1 FROM sqlite_schema');
    await connection.backup(partial, {
      progress() {
        if (existsSync(partial)) sync(partial);
        return STEP_PAGES;
      },
    });
  } catch (error) {
    if (error instanceof DatabaseFault) throw error;
    throw explained(error, partial);
  } finally {
    connection.close();
  }
  sync(partial);
}

const opened = (path: string): ReturnType<typeof connectReading> => {
  try {
    return connectReading(path, BUSY_TIMEOUT_MS);
  } catch (error) {
    throw explained(error, path);
  }
};

function check(path: string): Omit<Backup, 'path'> {
  const connection = connectReading(path, BUSY_TIMEOUT_MS);
  try {
    const found = connection.pragma('integrity_check(1)', { simple: true });
    if (found !== 'ok') throw new DatabaseFault(`The database is damaged: ${String(found)}. Restore an older backup.`);
    const one = (sql: string): number => count.parse(connection.prepare(sql).pluck().get());
    return {
      handovers: one('SELECT count(*) FROM handover'),
      entries: one('SELECT count(*) FROM journal'),
    };
  } finally {
    connection.close();
  }
}

/** A copy that is named is on the disk, also when the power goes. */
function sync(path: string): void {
  const file = openSync(path, 'r');
  fsyncSync(file);
  closeSync(file);
}

const removeAll = async (path: string): Promise<void> => {
  await Promise.all([path, `${path}-wal`, `${path}-shm`, `${path}-journal`].map((file) => rm(file, { force: true })));
};
