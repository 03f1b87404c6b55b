import { handoverStoreSuite } from '../conformance/handover-store.suite.js';
import { outboxSuite } from '../conformance/outbox.suite.js';
import { openStore } from '../../src/store/open-store.js';
import { countingIds, tempDatabase } from '../support/temp-database.js';

const onFile = () => {
  const database = tempDatabase();
  const { handovers, outbox } = database.open();
  return { handovers, outbox, close: database.clean };
};
const inMemory = () => openStore({ path: ':memory:', ids: countingIds() });

handoverStoreSuite('a store on a file', onFile);
outboxSuite('an outbox on a file', onFile);
handoverStoreSuite('a store in memory', inMemory);
outboxSuite('an outbox in memory', inMemory);
