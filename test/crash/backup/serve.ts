import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { HandoverId } from '../../../src/core/ids.js';
import { Sqlite } from '../../../src/sqlite-library.js';
import { openStore } from '../../../src/store/open-store.js';
import { accepting, starting } from '../../conformance/works.js';
import { countingIds } from '../../support/temp-database.js';

// Stores handovers without a pause until it is told to end, and then says how long the event loop was held at most.
// Arguments: the database file, how many handovers it begins with, and where to copy it to on this thread, or nothing.
const [, , path = '', before = '0', copyTo = ''] = process.argv;
const checkpoints = {
  onWritten: () => undefined,
  onFailed(why: string) {
    throw new Error(why);
  },
};
const store = openStore({ path, ids: countingIds(), checkpoints });
let count = 0;
const work = (): void => {
  count += 1;
  const id = `h${count}` as HandoverId;
  store.handovers.process([
    starting({ id, deliveryId: `s${count}`, form: { account: `account ${count}` } }),
    accepting({ id, deliveryId: `a${count}` }),
  ]);
};
while (count < Number(before)) work();

const delay = monitorEventLoopDelay({ resolution: 1 });
let isOver = false;
const turn = async (): Promise<void> => {
  if (isOver) return;
  work();
  await store.handovers.onDisk();
  // A press now and then, as people press; the loop is free in between.
  setTimeout(() => {
    running = turn();
  }, 5);
};
let running = Promise.resolve();
process.stdin.on('data', () => {
  isOver = true;
  delay.disable();
  console.log(JSON.stringify({ heldMs: delay.max / 1e6, count }));
  // What is under way is still synced.
  void running.then(() => store.close());
  process.stdin.destroy();
});
console.log('serving');
delay.enable();
running = turn();
if (copyTo !== '') {
  const connection = new Sqlite(path, { readonly: true });
  void connection.backup(copyTo, { progress: () => 2 ** 31 - 1 }).then(() => {
    connection.close();
    console.log('copied');
  });
}
