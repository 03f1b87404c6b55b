import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Sqlite } from '../../src/sqlite-library.js';
import type { Store } from '../../src/store/open-store.js';
import { guarded } from '../../src/store/guard.js';
import { foldOf } from '../conformance/handover-store.suite.js';
import { accepting, acme, doing, h, starting } from '../conformance/works.js';
import { tempDatabase } from '../support/temp-database.js';

let database: ReturnType<typeof tempDatabase>;
let store: Store;
beforeEach(() => {
  database = tempDatabase();
  store = database.open();
  doing(store, starting());
});
afterEach(() => database.clean());

/** From now on the delivery `bad` fails at the last of its writes; `how` is SQLite's RAISE. */
function failing(how: 'ABORT' | 'ROLLBACK'): void {
  const raw = new Sqlite(database.path);
  raw.exec(`CREATE TRIGGER bad BEFORE INSERT ON inbox WHEN NEW.delivery = 'bad' BEGIN SELECT RAISE(${how}, 'no'); END`);
  raw.close();
}

const expectUnmoved = (): void => {
  const stored = store.handovers.load(acme, h(1));
  expect(stored?.acceptance.state).toBe('asked');
  expect(foldOf(store, { tenant: acme, id: h(1) })).toEqual(stored);
  expect(doing(store, accepting({ deliveryId: 'good' }))).toBe('moved');
  expect(foldOf(store, { tenant: acme, id: h(1) })).toEqual(store.handovers.load(acme, h(1)));
};

describe('a write that fails', () => {
  it('undoes its own work alone, when the rest is certain', () => {
    failing('ABORT');
    const kinds = store.handovers
      .process([accepting({ deliveryId: 'bad' }), starting({ id: h(2), form: { account: 'two' } })])
      .map(({ kind }) => kind);
    expect(kinds).toEqual(['broken', 'done']);
    expect(store.handovers.load(acme, h(2))).not.toBeNull();
    expectUnmoved();
  });

  it('makes the whole batch throw, and undoes it, when nothing is certain', () => {
    failing('ROLLBACK');
    const batch = [starting({ id: h(2), form: { account: 'two' } }), accepting({ deliveryId: 'bad' })];
    expect(() => store.handovers.process(batch)).toThrow(/no such savepoint/);
    expect(store.handovers.load(acme, h(2))).toBeNull();
    expectUnmoved();
  });

  it('makes the whole batch throw, with the cure, when the disk fails', () => {
    const failed = Object.assign(new Error('disk I/O error'), { name: 'SqliteError', code: 'SQLITE_IOERR_READ' });
    const bad: ReturnType<typeof accepting> = {
      ...accepting(),
      decide() {
        throw failed;
      },
    };
    const batch = [starting({ id: h(2), form: { account: 'two' } }), bad];
    expect(() => store.handovers.process(batch)).toThrow(/^The disk that holds .*handover\.db failed\. Check the disk/);
    expect(store.handovers.load(acme, h(2))).toBeNull();
    expectUnmoved();
  });

  it('throws once the file is closed', () => {
    store.close();
    expect(() => store.handovers.process([accepting()])).toThrow(/not open/);
  });
});

describe('a fault of the disk in any call', () => {
  it('is reported with its cure before it is thrown, so that the process can end', () => {
    const target = {
      settle(): void {
        throw Object.assign(new Error('disk I/O error'), { name: 'SqliteError', code: 'SQLITE_IOERR_FSYNC' });
      },
      mistake(): void {
        throw new Error('a fault of ours');
      },
      name: 'outbox',
    };
    const reported: string[] = [];
    const guard = guarded(target, 'x.db', ({ message }) => void reported.push(message));
    expect(() => guard.mistake()).toThrow('a fault of ours');
    expect(reported).toEqual([]);
    expect(() => guard.settle()).toThrow('Check the disk');
    expect(reported).toEqual([expect.stringMatching(/^The disk that holds x\.db failed\. Check the disk/)]);
    expect(guard.name).toBe('outbox');
  });
});
