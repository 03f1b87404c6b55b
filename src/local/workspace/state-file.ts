import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { Sqlite } from '../../sqlite-library.js';
import { isObject, parseJson } from '../json.js';

/** Another shape of what is saved begins afresh: nothing in it is anybody's work. */
const VERSION = 1;

const rows = z.array(z.strictObject({ owner: z.string(), part: z.string(), json: z.string() }));

/** Parts by name, as they were at the last save. */
export type Parts = Readonly<Record<string, unknown>>;

/** What the platforms and the clock know, in a SQLite file, so that it survives a restart. */
export interface StateFile {
  /** What was saved for one owner; null for nothing. */
  load(owner: string): Parts | null;
  /** Saves the parts that are other objects than at the last save, all in one transaction. */
  save(owner: string, parts: Parts): void;
  close(): void;
}

/** Opens the file, and makes it and its folder if need be. */
export function openStateFile(path: string): StateFile {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const connection = new Sqlite(path);
  connection.pragma('journal_mode = WAL');
  if (connection.pragma('user_version', { simple: true }) !== VERSION) {
    connection.exec('DROP TABLE IF EXISTS parts');
    connection.pragma(`user_version = ${VERSION}`);
  }
  connection.exec(
    'CREATE TABLE IF NOT EXISTS parts (owner TEXT, part TEXT, json TEXT, PRIMARY KEY (owner, part)) STRICT',
  );
  const select = connection.prepare('SELECT owner, part, json FROM parts WHERE owner = ?');
  const upsert = connection.prepare('INSERT OR REPLACE INTO parts (owner, part, json) VALUES (?, ?, ?)');
  const saved = new Map<string, Map<string, unknown>>();

  const write = connection.transaction((owner: string, changed: readonly (readonly [string, unknown])[]) => {
    for (const [part, value] of changed) upsert.run(owner, part, JSON.stringify(value));
  });

  return {
    load(owner) {
      const found = rows.parse(select.all(owner));
      if (found.length === 0) return null;
      return Object.fromEntries(found.map(({ part, json }) => [part, parseJson(json)]));
    },
    save(owner, parts) {
      const before = saved.get(owner) ?? new Map<string, unknown>();
      const changed = Object.entries(parts).filter(([part, value]) => !before.has(part) || before.get(part) !== value);
      if (changed.length === 0) return;
      write(owner, changed);
      saved.set(owner, new Map(Object.entries(parts)));
    },
    close: () => void connection.close(),
  };
}

/** A number that was saved; the other when there is none. */
export const numberIn = (parts: Parts | null, name: string, otherwise: number): number => {
  const value = isObject(parts) ? parts[name] : undefined;
  return typeof value === 'number' ? value : otherwise;
};
