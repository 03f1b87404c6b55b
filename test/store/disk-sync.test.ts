import { afterAll, describe, expect, it, jest } from '@jest/globals';
import fs from 'node:fs';
import { openDatabase } from '../../src/store/database.js';
import { createDiskSync } from '../../src/store/disk-sync.js';
import { tempDatabase } from '../support/temp-database.js';

const { path, clean } = tempDatabase();
afterAll(clean);

describe('Waiting for the disk', () => {
  const database = openDatabase(path);
  const { connection } = database;
  const disk = createDiskSync(connection);
  const put = (key: string) =>
    connection
      .prepare('INSERT INTO meta (key, value) VALUES (?, ?)')
      .run(key, String(connection.pragma('synchronous', { simple: true })));
  const levelOf = (key: string) => connection.prepare('SELECT value FROM meta WHERE key = ?').pluck().get(key);
  afterAll(() => {
    disk.close();
    database.close();
  });

  it('leaves the syncing out of the commit alone, and every other commit with it', () => {
    disk.soon(() => put('soon'));
    put('another');
    expect(() =>
      disk.soon(() => {
        throw new Error('a slip');
      }),
    ).toThrow('a slip');
    put('last');
    expect(['soon', 'another', 'last'].map(levelOf)).toEqual(['1', '2', '2']);
  });

  it('syncs the log for what was committed, once', async () => {
    const syncs = jest.spyOn(fs, 'fdatasync');
    disk.soon(() => put('to sync'));
    await disk.onDisk();
    expect(syncs).toHaveBeenCalledTimes(1);
    expect(disk.onDisk()).toBeNull();
    syncs.mockRestore();
  });

  it('says in words for the operator that the disk failed', async () => {
    const full = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    const syncs = jest.spyOn(fs, 'fdatasync').mockImplementation((_, done) => done(full));
    disk.soon(() => put('lost'));
    await expect(disk.onDisk()).rejects.toThrow(/^The disk that holds .*handover\.db is full/);
    syncs.mockRestore();
  });

  it('has nothing to wait for in memory', () => {
    const memory = openDatabase(':memory:');
    const nothing = createDiskSync(memory.connection);
    expect(nothing.soon(() => 'committed')).toBe('committed');
    expect(nothing.onDisk()).toBeNull();
    memory.close();
  });
});
