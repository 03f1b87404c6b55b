import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { StepKey } from '../../src/core/ids.js';
import { Sqlite } from '../../src/sqlite-library.js';
import { backUp } from '../../src/store/backup.js';
import { openDatabase } from '../../src/store/database.js';
import { explained } from '../../src/store/open-faults.js';
import { openStore } from '../../src/store/open-store.js';
import { refuseOldSqlite } from '../../src/store/pragmas.js';
import { countingIds, tempDatabase } from '../support/temp-database.js';
import { acme, doing, h, starting } from '../conformance/works.js';

let database: ReturnType<typeof tempDatabase>;
beforeEach(() => {
  database = tempDatabase();
});
afterEach(() => database.clean());

const opening = (path: string) => () => openStore({ path, ids: countingIds() });
const digestOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
const meddle = (sql: string): void => {
  const raw = new Sqlite(database.path);
  raw.exec(sql);
  raw.close();
};

it('a database of the schema before is brought up to date: steps were confirmed for the successor of now', () => {
  const store = database.open();
  doing(store, starting());
  store.close();
  const done = { rev: 1, subject: null, ticked: [], ticket: null, state: 'done', by: 'p2', at: 0, confirmedBy: 'p3' };
  const step = JSON.stringify({ ...done, confirmedAt: 0 });
  meddle(`UPDATE handover SET state = json_set(state, '$.steps.7a', json('${step}')); PRAGMA user_version = 5`);
  const handover = database.open().handovers.load(acme, h(1));
  expect(handover?.steps['7a' as StepKey]).toEqual({
    ...done,
    confirmedAt: 0,
    confirmedFor: handover?.people.successor,
  });
  expect(handover?.steps['7b' as StepKey]?.state).not.toBe('done');
});

describe('an open database', () => {
  it('has the settings that keep every acknowledged commit', () => {
    const { connection, close } = openDatabase(database.path);
    const read = (name: string): unknown => connection.pragma(name, { simple: true });
    expect({
      journal_mode: read('journal_mode'),
      synchronous: read('synchronous'),
      foreign_keys: read('foreign_keys'),
      busy_timeout: read('busy_timeout'),
      secure_delete: read('secure_delete'),
      trusted_schema: read('trusted_schema'),
      cell_size_check: read('cell_size_check'),
    }).toEqual({
      journal_mode: 'wal',
      synchronous: 2,
      foreign_keys: 1,
      busy_timeout: 5_000,
      secure_delete: 1,
      trusted_schema: 0,
      cell_size_check: 1,
    });
    close();
  });

  it('has strict tables whose keys the tenant leads', () => {
    const { connection, close } = openDatabase(database.path);
    const tables = connection
      .prepare(
        `SELECT t.name, t.strict, (SELECT group_concat(name) FROM (SELECT name FROM pragma_table_info(t.name) WHERE pk > 0 ORDER BY pk)) AS key
         FROM pragma_table_list t WHERE t.schema = 'main' AND t.name NOT LIKE 'sqlite%' ORDER BY t.name`,
      )
      .all();
    close();
    // The rows of inbox and outbox have a number; their unique keys begin with the tenant.
    expect(tables).toEqual([
      { name: 'handover', strict: 1, key: 'tenant,id' },
      { name: 'identity', strict: 1, key: 'tenant,platform,workspace,user' },
      { name: 'inbox', strict: 1, key: 'row' },
      { name: 'journal', strict: 1, key: 'tenant,handover,seq' },
      { name: 'meta', strict: 1, key: 'key' },
      { name: 'outbox', strict: 1, key: 'row' },
      { name: 'participant', strict: 1, key: 'tenant,person,handover' },
      { name: 'person', strict: 1, key: 'tenant,person' },
      { name: 'preference', strict: 1, key: 'tenant,person' },
      { name: 'procedure', strict: 1, key: 'tenant,hash' },
      { name: 'room', strict: 1, key: 'tenant,platform,conversation' },
      { name: 'said', strict: 1, key: 'tenant,handover,seq,n' },
    ]);
  });

  it('makes its folder, for this user alone', () => {
    const path = join(database.folder, 'a', 'b', 'handover.db');
    openStore({ path, ids: countingIds() }).close();
    expect(statSync(path).mode & 0o077).toBe(0);
  });

  it('keeps values of the deployment over a restart', () => {
    const first = database.open();
    expect(first.meta('seal')).toBeNull();
    expect(first.ownValue('seal', () => 'made')).toBe('made');
    first.setMeta('workspace', 'T1');
    first.close();
    const second = database.open();
    expect(second.ownValue('seal', () => 'made anew')).toBe('made');
    expect(second.meta('workspace')).toBe('T1');
  });

  it('wants messages in the order of time over a restart', () => {
    const first = database.open();
    doing(first, starting());
    first.close();
    const second = database.open();
    doing(second, starting({ id: h(2), form: { account: 'two' } }));
    const raw = new Sqlite(database.path, { readonly: true });
    const ids = raw.prepare('SELECT subject FROM outbox ORDER BY wanted').pluck().all().map(String);
    raw.close();
    const isOfFirst = ids.map((subject) => subject.includes('"h1"'));
    expect(isOfFirst.indexOf(false)).toBeGreaterThan(isOfFirst.lastIndexOf(true));
  });
});

describe('a backup', () => {
  it('is the whole store, and replaces the one before', async () => {
    const target = join(database.folder, 'backup.db');
    const store = database.open();
    doing(store, starting());
    await backUp(database.path, target);
    doing(store, starting({ id: h(2), form: { account: 'two' } }));
    await backUp(database.path, target);
    expect(existsSync(`${target}.partial`)).toBe(false);
    const copy = openStore({ path: target, ids: countingIds() });
    expect(copy.handovers.load(acme, h(2))).toEqual(store.handovers.load(acme, h(2)));
    copy.close();
  });

  it('never takes the place of the database itself', async () => {
    database.open();
    await expect(backUp(database.path, database.path)).rejects.toThrow(/is the database itself. Name another file/);
  });
});

describe('a file that cannot be used', () => {
  it('is one that this process has open already, by whatever name', () => {
    database.open();
    const link = join(database.folder, 'link.db');
    symlinkSync(database.path, link);
    expect(opening(link)).toThrow(/^Another process already uses .*handover\.db\. Stop it first/);
  });

  it('is one of a newer version, which is left as it is', () => {
    database.open().close();
    meddle('PRAGMA user_version = 99');
    const before = digestOf(database.path);
    expect(opening(database.path)).toThrow(/written by a newer version of Handover \(schema 99, this one knows 6\)/);
    expect(digestOf(database.path)).toBe(before);
    meddle('PRAGMA user_version = 1');
    expect(opening(database.path)).not.toThrow(/newer/);
  });

  it('is the database of another program, which is left as it is', () => {
    meddle('CREATE TABLE song (title TEXT)');
    const before = digestOf(database.path);
    expect(opening(database.path)).toThrow(/is the database of another program. Name another file/);
    expect(digestOf(database.path)).toBe(before);
  });

  it('is no database at all', () => {
    writeFileSync(database.path, 'a text that is long enough to be looked at\n'.repeat(40));
    expect(opening(database.path)).toThrow(/is not a database. Name another file, or restore this one/);
  });

  it('is damaged', () => {
    const store = database.open();
    doing(store, starting());
    store.close();
    const bytes = readFileSync(database.path);
    bytes.fill(0xff, 4096 * 3, 4096 * 12);
    writeFileSync(database.path, bytes);
    expect(opening(database.path)).toThrow(/is damaged. Keep a copy of it, then restore the file from a backup/);
  });

  it('is damaged, and so large that it is looked through while it is in use', async () => {
    const store = database.open();
    doing(store, starting());
    store.close();
    const faults: string[] = [];
    const beside = { from: 0, onDamaged: ({ message }: Error) => void faults.push(message) };
    const sound = openDatabase(database.path, beside);
    await sound.checked;
    sound.close();
    expect(faults).toEqual([]);
    const bytes = readFileSync(database.path);
    bytes.fill(0xff, 4096 * 3, 4096 * 12);
    writeFileSync(database.path, bytes);
    const damaged = openDatabase(database.path, beside);
    await damaged.checked;
    damaged.close();
    expect(faults).toEqual([
      expect.stringMatching(/is damaged. Keep a copy of it, then restore the file from a backup/),
    ]);
  });

  it('is a folder, or lies behind a file', () => {
    const folder = join(database.folder, 'folder.db');
    mkdirSync(folder);
    expect(opening(folder)).toThrow(/is a folder. Name a file inside it/);
    writeFileSync(database.path, '');
    expect(opening(join(database.path, 'handover.db'))).toThrow(/Create the folder/);
  });

  it.each([
    ['EACCES', /cannot be written. Give this user the right/],
    ['EROFS', /cannot be written/],
    ['ENOSPC', /The disk that holds .* is full. Free some space, then start again/],
    ['EIO', /The disk that holds .* failed. Check the disk/],
  ])('is one for which the system says %s', (code, sentence) => {
    expect(explained(Object.assign(new Error('no'), { code }), 'x.db').message).toMatch(sentence);
  });

  it.each(['3.51.2', '3.7.17', '2.9.9'])('is any file for SQLite %s', (version) => {
    expect(() => refuseOldSqlite(version)).toThrow(
      `This is SQLite ${version}; 3.51.3 or newer is needed. Run "npm ci"`,
    );
  });

  it.each(['3.51.3', '3.53.2', '3.52.0', '4.0.0'])('is none for SQLite %s', (version) => {
    expect(() => refuseOldSqlite(version)).not.toThrow();
  });
});
