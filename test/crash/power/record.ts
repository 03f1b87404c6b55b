import { writeSync } from 'node:fs';
import type { HandoverId } from '../../../src/core/ids.js';
import type { Work } from '../../../src/engine/ports.js';
import { openDatabase } from '../../../src/store/database.js';
import { storeOn } from '../../../src/store/open-store.js';
import { accepting, doing, giving, starting } from '../../conformance/works.js';
import { countingIds } from '../../support/temp-database.js';

// Runs under strace: stores one transaction after the other, and says of each that it is stored. Arguments: the database
// file, and how many handovers.
const [, , path = '', handovers = '0'] = process.argv;
const database = openDatabase(path);
const store = storeOn(database, countingIds());
// More checkpoints than usual, because they are the moments at which most can go wrong.
database.connection.pragma('wal_autocheckpoint = 100');
let stored = 0;

async function acknowledge(work: Work<string>): Promise<void> {
  const result = doing(store, work);
  if (result !== 'moved') throw new Error(`not stored: ${result}`);
  await store.handovers.onDisk();
  stored += 1;
  writeSync(1, `ack ${stored}\n`);
}

async function main(): Promise<void> {
  for (let n = 1; n <= Number(handovers); n += 1) {
    const id = `h${n}` as HandoverId;
    const delivery = (): string => `t${stored + 1}`;
    // oxlint-disable-next-line no-await-in-loop -- one transaction after the other
    await acknowledge(starting({ id, deliveryId: delivery(), form: { account: `account ${n}` } }));
    // oxlint-disable-next-line no-await-in-loop
    await acknowledge(accepting({ id, deliveryId: delivery() }));
    const because = { text: 'It is settled.', isNoSecret: true };
    const cancel = giving('ines', (by) => ({ type: 'cancel', by, because }), { id, deliveryId: delivery() });
    // oxlint-disable-next-line no-await-in-loop
    await acknowledge(cancel);
  }
}

void main();
