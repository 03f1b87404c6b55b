import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Sqlite } from '../../src/sqlite-library.js';
import type { Store } from '../../src/store/open-store.js';
import { foldOf } from '../conformance/handover-store.suite.js';
import { acme, declining, doing, h, starting } from '../conformance/works.js';
import { tempDatabase } from '../support/temp-database.js';

const TYPED = 'I shall leave too, sorry.';
let database: ReturnType<typeof tempDatabase>;
beforeEach(() => {
  database = tempDatabase();
  const store = database.open();
  doing(store, starting());
  doing(store, declining(TYPED));
  store.close();
});
afterEach(() => database.clean());

/** Changes the file behind the store's back and opens it again. */
function after(sql: string): Store {
  const raw = new Sqlite(database.path);
  raw.pragma('foreign_keys = OFF');
  raw.exec(sql);
  raw.close();
  return database.open();
}
const journalOf = (store: Store) => store.handovers.journal(acme, h(1));
const column = (sql: string): readonly unknown[] => {
  const raw = new Sqlite(database.path, { readonly: true });
  const values = raw.prepare(sql).pluck().all();
  raw.close();
  return values;
};

describe('the journal', () => {
  it('keeps what people typed apart from the events, and puts it back', () => {
    expect(column('SELECT event FROM journal').join()).not.toMatch(/sorry|acme-prod/);
    expect(column('SELECT text FROM said ORDER BY seq')).toEqual(['acme-prod', TYPED]);
    const store = database.open();
    expect(journalOf(store).at(-1)?.event).toMatchObject({ type: 'successor_declined', because: { said: TYPED } });
    expect(foldOf(store, { tenant: acme, id: h(1) })).toEqual(store.handovers.load(acme, h(1)));
  });

  it('names the procedure by the hash of its content', () => {
    const [start] = column('SELECT event FROM journal ORDER BY seq LIMIT 1').map(String);
    expect(start).toContain(`"procedure":"${String(column('SELECT hash FROM procedure')[0])}"`);
    expect(start?.length).toBeLessThan(1_000);
  });

  it('still verifies after a text was erased', () => {
    const store = after(`UPDATE said SET text = NULL, salt = NULL WHERE text = '${TYPED}'`);
    expect(journalOf(store).at(-1)?.event).toMatchObject({ because: { said: '[erased]' } });
  });

  it.each([
    ['an event was changed', "UPDATE journal SET event = replace(event, 'successor_declined', 'successor_accepted')"],
    ['a time was changed', 'UPDATE journal SET at = at + 1 WHERE seq = 2'],
    ['an event is missing in the middle', 'DELETE FROM journal WHERE seq = 2'],
    ['the last event is missing', 'DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)'],
    ['a hash was changed', `UPDATE journal SET hash = replace(hash, substr(hash, 1, 1), 'z') WHERE seq = 1`],
    ['a text was changed', `UPDATE said SET text = 'I stay.' WHERE text = '${TYPED}'`],
    ['a text is missing', `DELETE FROM said WHERE text = '${TYPED}'`],
    ['it was taken from another handover', `UPDATE handover SET head = (SELECT hash FROM journal WHERE seq = 1)`],
  ])('is found to be broken when %s', (_fault, sql) => {
    const store = after(sql);
    expect(() => journalOf(store)).toThrow(/^the journal of handover h1 is broken at entry \d+: /);
  });

  it('is empty for a handover that there is not', () => {
    expect(database.open().handovers.journal(acme, h(9))).toEqual([]);
  });
});

describe('what is read back', () => {
  it.each([
    ['a state of another shape', `UPDATE handover SET state = json_set(state, '$.intake.state', 'dreaming')`],
    ['a state with more than we know', `UPDATE handover SET state = json_set(state, '$.mood', 'good')`],
    ['a state that lacks something', `UPDATE handover SET state = json_remove(state, '$.lastDay')`],
    ['a state of another version', `UPDATE handover SET version = version + 1`],
    ['a procedure that was changed', `UPDATE procedure SET json = replace(json, 'Huawei', 'Hauwei')`],
  ])('is refused when it is %s', (_fault, sql) => {
    const store = after(sql);
    expect(() => store.handovers.load(acme, h(1))).toThrow(
      /invalid|Invalid|Unrecognized|expected|another's|was changed/,
    );
    expect(doing(store, declining('again', { deliveryId: 'd9' }))).not.toBe('moved');
  });
});

it('erases a text from the file itself once it is deleted', () => {
  const found = (): boolean => readFileSync(database.path).includes(TYPED);
  expect(found()).toBe(true);
  const raw = new Sqlite(database.path);
  raw.pragma('secure_delete = ON');
  raw.exec(`UPDATE said SET text = NULL, salt = NULL; UPDATE handover SET state = replace(state, '${TYPED}', '-')`);
  raw.pragma('wal_checkpoint(TRUNCATE)');
  raw.close();
  expect(found()).toBe(false);
});
