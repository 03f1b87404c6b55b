import { writeSync } from 'node:fs';
import type { HandoverId } from '../../../src/core/ids.js';
import { openStore } from '../../../src/store/open-store.js';
import { accepting, doing, giving, starting } from '../../conformance/works.js';
import { countingIds } from '../../support/temp-database.js';

// Runs under strace: stores one transaction after the other, and says of each that it is stored. Arguments: the database
// file, and how many handovers.
const [, , path = '', handovers = '0'] = process.argv;
const store = openStore({ path, ids: countingIds() });
let stored = 0;

function acknowledge(result: string): void {
  if (result !== 'moved') throw new Error(`not stored: ${result}`);
  stored += 1;
  writeSync(1, `ack ${stored}\n`);
}

for (let n = 1; n <= Number(handovers); n += 1) {
  const id = `h${n}` as HandoverId;
  const delivery = (): string => `t${stored + 1}`;
  acknowledge(doing(store, starting({ id, deliveryId: delivery(), form: { account: `account ${n}` } })));
  acknowledge(doing(store, accepting({ id, deliveryId: delivery() })));
  const cancel = giving(
    'ines',
    (by) => ({ type: 'cancel', by, because: { text: 'It is settled.', isNoSecret: true } }),
    {
      id,
      deliveryId: delivery(),
    },
  );
  acknowledge(doing(store, cancel));
}
