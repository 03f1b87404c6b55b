import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PersonId } from '../../src/core/ids.js';
import { openStore, type Store } from '../../src/store/open-store.js';

/** A folder of its own for each test; `clean` removes it. */
export function tempDatabase() {
  const folder = mkdtempSync(join(tmpdir(), 'handover-'));
  const path = join(folder, 'handover.db');
  let people = 0;
  const stores: Store[] = [];
  return {
    path,
    open(): Store {
      const store = openStore(path, {
        person() {
          people += 1;
          return `p${people}` as PersonId;
        },
      });
      stores.push(store);
      return store;
    },
    clean(): void {
      for (const store of stores) store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
