import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PersonId } from '../../src/core/ids.js';
import { openStore, type Store } from '../../src/store/open-store.js';

/** Persons `p1`, `p2`, ... and secrets that are as plain. */
export function countingIds() {
  let people = 0;
  let secrets = 0;
  return {
    person(): PersonId {
      people += 1;
      return `p${people}` as PersonId;
    },
    secret(): string {
      secrets += 1;
      return `secret-${secrets}`;
    },
  };
}

/** A folder of its own for each test; `clean` closes what was opened in it and removes it. */
export function tempDatabase() {
  const folder = mkdtempSync(join(tmpdir(), 'handover-'));
  const path = join(folder, 'handover.db');
  const ids = countingIds();
  const stores: Store[] = [];
  return {
    folder,
    path,
    open(): Store {
      const store = openStore({ path, ids });
      stores.push(store);
      return store;
    },
    clean(): void {
      for (const store of stores) store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
