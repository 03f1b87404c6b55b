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
  const because = { text: 'It is settled.', isNoSecret: true };
  for (let n = 1; n <= Number(handovers); n += 1) {
    const id = `h${n}` as HandoverId;
    const works: readonly ((deliveryId: string) => Work<string>)[] = [
      (deliveryId) => starting({ id, deliveryId, form: { account: `account ${n}` } }),
      (deliveryId) => accepting({ id, deliveryId }),
      (deliveryId) => giving('ines', (by) => ({ type: 'cancel', by, because }), { id, deliveryId }),
    ];
    for (const work of works) {
      // oxlint-disable-next-line no-await-in-loop -- one transaction after the other
      await acknowledge(work(`t${stored + 1}`));
    }
  }
}

void main();
