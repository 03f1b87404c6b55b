import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MONDAY } from '../support/a-handover.js';
import { tempDatabase } from '../support/temp-database.js';
import { acme, h } from '../conformance/works.js';
import { startChild } from './child.js';

const OPEN = `
  const { openStore } = require('./src/store/open-store.ts');
  const { countingIds } = require('./test/support/temp-database.ts');
  const { starting } = require('./test/conformance/works.ts');
  const store = openStore({ path: process.argv[1], ids: countingIds() });
`;
const HOLD = `${OPEN} console.log('open'); setInterval(() => undefined, 1000);`;
const BEGIN_AND_DIE = `${OPEN}
  store.handovers.process([starting()]);
  const rows = store.outbox.claim(${MONDAY}, new Set(), 9);
  store.outbox.begin(rows[0], ${MONDAY});
  require('node:fs').writeSync(1, String(rows[0].row) + '\\n');
  process.kill(process.pid, 'SIGKILL');
`;

describe('one file, several processes', () => {
  let database: ReturnType<typeof tempDatabase>;
  beforeEach(() => {
    database = tempDatabase();
  });
  afterEach(() => database.clean());

  it('is refused while another process uses it, and free once that one is killed', async () => {
    const holder = startChild(HOLD, database.path);
    expect(await holder.firstLine).toBe('open');
    expect(() => database.open()).toThrow(
      `Another process already uses ${database.path}. Stop it first, or give this one a database file of its own.`,
    );
    holder.kill();
    expect(await holder.ended).toBe('SIGKILL');
    expect(() => database.open()).not.toThrow();
  });

  it('knows after a kill what was committed, and which post may stand without our knowing', async () => {
    const child = startChild(BEGIN_AND_DIE, database.path);
    const row = Number(await child.firstLine);
    expect(await child.ended).toBe('SIGKILL');
    const store = database.open();
    expect(store.handovers.load(acme, h(1))?.status).toBe('running');
    const pending = store.outbox.claim(MONDAY, new Set(), 9);
    expect(pending.filter(({ unknownSince }) => unknownSince !== null)).toMatchObject([{ row, unknownSince: MONDAY }]);
    expect(store.outbox.nextAt()).toBeNull();
  });
});
