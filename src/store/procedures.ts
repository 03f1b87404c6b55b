import { z } from 'zod';
import type { TenantId } from '../core/ids.js';
import type { Procedure } from '../core/procedure.js';
import { sha256 } from './canonical.js';
import { readProcedure, writeProcedure } from './rows/procedure.js';
import type { Connection } from './sqlite.js';

/** The procedures that handovers carry, each content stored and parsed once. */
export interface Procedures {
  /** Stores the content if it is new to the tenant, and gives its hash. */
  save(tenant: TenantId, procedure: Procedure): string;
  load(tenant: TenantId, hash: string): Procedure;
}

const row = z.strictObject({ json: z.string() });

export function createProcedures(connection: Connection): Procedures {
  const insert = connection.prepare('INSERT OR IGNORE INTO procedure (tenant, hash, json) VALUES (?, ?, ?)');
  const select = connection.prepare('SELECT json FROM procedure WHERE tenant = ? AND hash = ?');
  const byHash = new Map<string, Procedure>();
  const written = new WeakMap<Procedure, { json: string; hash: string }>();

  const write = (procedure: Procedure) => {
    const json = writeProcedure(procedure);
    const entry = { json, hash: sha256(json) };
    written.set(procedure, entry);
    return entry;
  };

  return {
    save(tenant, procedure) {
      const { json, hash } = written.get(procedure) ?? write(procedure);
      insert.run(tenant, hash, json);
      return hash;
    },
    load(tenant, hash) {
      const known = byHash.get(hash);
      if (known) return known;
      const { json } = row.parse(select.get(tenant, hash));
      if (sha256(json) !== hash) throw new Error(`the stored procedure ${hash} was changed`);
      const procedure = readProcedure(json);
      byHash.set(hash, procedure);
      return procedure;
    },
  };
}
