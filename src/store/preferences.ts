import { z } from 'zod';
import type { PersonId, TenantId } from '../core/ids.js';
import type { Preferences } from '../engine/ports.js';
import type { Connection } from './sqlite.js';

/** What people chose for themselves. */
export interface PreferenceTable {
  preferences(tenant: TenantId, person: PersonId): Preferences;
  setPreferences(tenant: TenantId, person: PersonId, wanted: Preferences): void;
  erase(tenant: TenantId, person: PersonId): void;
}

const row = z.strictObject({ nudgeHour: z.int().nullable(), holidays: z.string().nullable() });
const NONE: Preferences = { nudgeHour: null, holidays: null };

export function createPreferences(connection: Connection): PreferenceTable {
  const select = connection.prepare(
    'SELECT nudge_hour AS nudgeHour, holidays FROM preference WHERE tenant = ? AND person = ?',
  );
  const upsert = connection.prepare(
    `INSERT INTO preference (tenant, person, nudge_hour, holidays) VALUES (@tenant, @person, @nudgeHour, @holidays)
     ON CONFLICT DO UPDATE SET nudge_hour = @nudgeHour, holidays = @holidays`,
  );
  const remove = connection.prepare('DELETE FROM preference WHERE tenant = ? AND person = ?');
  // The core asks for them with every day it looks at, and this process alone writes the file.
  const known = new Map<string, Preferences>();
  return {
    preferences(tenant, person) {
      const key = `${tenant}/${person}`;
      const before = known.get(key);
      if (before) return before;
      const found: unknown = select.get(tenant, person);
      const read = found === undefined ? NONE : row.parse(found);
      known.set(key, read);
      return read;
    },
    setPreferences(tenant, person, wanted) {
      upsert.run({ tenant, person, ...wanted });
      known.set(`${tenant}/${person}`, wanted);
    },
    erase(tenant, person) {
      remove.run(tenant, person);
      known.delete(`${tenant}/${person}`);
    },
  };
}
