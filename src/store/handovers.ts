import { z } from 'zod';
import type { Handover } from '../core/handover.js';
import type { HandoverId, Instant, PersonId, TenantId } from '../core/ids.js';
import { accountKey } from './account-key.js';
import type { Procedures } from './procedures.js';
import { createRecent } from './recent.js';
import { readState, writeState } from './rows/state.js';
import { handoverId, instant, tenantId } from './rows/values.js';
import { type Connection, LIMIT } from './sqlite.js';

/** A handover with what the store keeps beside its state. */
export interface Kept {
  readonly handover: Handover;
  /** The hash of its last journal entry. */
  readonly head: string;
  readonly dueAt: Instant | null;
}

/** The states of all handovers. They are also remembered in memory: this process alone writes the file. */
export interface Handovers {
  load(tenant: TenantId, id: HandoverId): Kept | null;
  /** `before` is what was loaded; null for a new handover. @throws when something else was stored meanwhile. */
  save(kept: Kept, before: Kept | null): void;
  setDue(tenant: TenantId, id: HandoverId, dueAt: Instant): void;
  /** Puts a state in the place of another one of the same version, of which words were erased. */
  replace(handover: Handover): void;
  /** The running handover of this outgoing person for an account of this label. */
  running(tenant: TenantId, outgoing: PersonId, account: string): HandoverId | null;
  due(now: Instant, limit: number): readonly { readonly tenant: TenantId; readonly id: HandoverId }[];
  /** Running ones first, then newest first. */
  ofPerson(tenant: TenantId, person: PersonId, limit: number): readonly Handover[];
  /** Forgets all that is remembered of the tables: after a rollback it may be untrue. */
  forget(): void;
}

/** Parsed handovers kept in memory: about ten kilobytes each. */
const RECENT_MAX = 1_000;

const maybeHandover = z
  .strictObject({
    version: z.int(),
    procedure: z.string(),
    head: z.string(),
    dueAt: instant.nullable(),
    state: z.string(),
  })
  .optional();
const idRow = z.strictObject({ id: handoverId });
const maybeId = idRow.optional();
const idRows = z.array(idRow);
const dueRows = z.array(z.strictObject({ tenant: tenantId, id: handoverId }));

const SELECT = `SELECT version, procedure, head, due_at AS dueAt, state FROM handover WHERE tenant = ? AND id = ?`;
const INSERT = `
  INSERT INTO handover (tenant, id, version, status, due_at, started_at, ended_at, outgoing, account_key, procedure, head, state)
  VALUES (@tenant, @id, @version, @status, @dueAt, @startedAt, @endedAt, @outgoing, @accountKey, @procedure, @head, @state)`;
// A column that is named is written into its indexes again, changed or not, so those that stay are left out.
const updateOf = (changed: string): string => `
  UPDATE handover SET ${changed} version = @version, head = @head, state = @state
  WHERE tenant = @tenant AND id = @id AND version = @before`;
export const RUNNING = `
  SELECT id FROM handover WHERE tenant = ? AND outgoing = ? AND account_key = ? AND status = 'running' LIMIT 1`;
export const DUE = `
  SELECT tenant, id FROM handover WHERE status = 'running' AND due_at IS NOT NULL AND due_at <= ?
  ORDER BY due_at, tenant, id ${LIMIT}`;
export const OF_PERSON = `
  SELECT handover AS id FROM participant WHERE tenant = ? AND person = ?
  ORDER BY is_running DESC, started_at DESC, handover ${LIMIT}`;

const endedAtOf = (handover: Handover): Instant | null => (handover.status === 'running' ? null : handover.endedAt);
const nameOf = (tenant: TenantId, id: HandoverId): string => `${tenant}/${id}`;

export function createHandovers(connection: Connection, procedures: Procedures): Handovers {
  const select = connection.prepare(SELECT);
  const insert = connection.prepare(INSERT);
  const updateState = connection.prepare(updateOf(''));
  const updateWithDue = connection.prepare(updateOf('due_at = @dueAt,'));
  const updateAll = connection.prepare(updateOf('due_at = @dueAt, status = @status, ended_at = @endedAt,'));
  const updateDue = connection.prepare('UPDATE handover SET due_at = ? WHERE tenant = ? AND id = ?');
  const replaceState = connection.prepare(
    `UPDATE handover SET account_key = @accountKey, state = @state
     WHERE tenant = @tenant AND id = @id AND version = @version`,
  );
  const selectRunning = connection.prepare(RUNNING);
  const selectDue = connection.prepare(DUE);
  const selectOfPerson = connection.prepare(OF_PERSON);
  const saveParticipants = participantsOf(connection);
  const recent = createRecent<Kept>(RECENT_MAX);

  const load = (tenant: TenantId, id: HandoverId): Kept | null => {
    const known = recent.get(nameOf(tenant, id));
    if (known) return known;
    const row = maybeHandover.parse(select.get(tenant, id));
    if (!row) return null;
    const handover = readState(row.state, procedures.load(tenant, row.procedure));
    if (handover.tenant !== tenant || handover.id !== id || handover.version !== row.version) {
      throw new Error(`the stored state of handover ${id} is another's`);
    }
    const kept = { handover, head: row.head, dueAt: row.dueAt };
    recent.set(nameOf(tenant, id), kept);
    return kept;
  };

  const update = ({ handover, head, dueAt }: Kept, before: Kept): boolean => {
    const { tenant, id, version, status } = handover;
    const row = { tenant, id, version, head, state: writeState(handover), before: before.handover.version };
    if (status !== before.handover.status) {
      return updateAll.run({ ...row, dueAt, status, endedAt: endedAtOf(handover) }).changes === 1;
    }
    if (dueAt !== before.dueAt) return updateWithDue.run({ ...row, dueAt }).changes === 1;
    return updateState.run(row).changes === 1;
  };

  return {
    load,
    save(kept, before) {
      const { handover, head, dueAt } = kept;
      const { tenant, id, version, status, startedAt, people, account } = handover;
      if (before === null) {
        const procedure = procedures.save(tenant, handover.procedure);
        const fixed = { startedAt, outgoing: people.outgoing, accountKey: accountKey(account.said), procedure };
        const endedAt = endedAtOf(handover);
        insert.run({ tenant, id, version, status, dueAt, endedAt, head, state: writeState(handover), ...fixed });
      } else if (!update(kept, before)) {
        throw new Error(`handover ${id} has moved on from version ${before.handover.version}`);
      }
      saveParticipants(handover, before?.handover ?? null);
      recent.set(nameOf(tenant, id), kept);
    },
    setDue(tenant, id, dueAt) {
      updateDue.run(dueAt, tenant, id);
      const known = recent.get(nameOf(tenant, id));
      if (known) recent.set(nameOf(tenant, id), { ...known, dueAt });
    },
    replace(handover) {
      const { tenant, id, version, account } = handover;
      replaceState.run({ tenant, id, version, accountKey: accountKey(account.said), state: writeState(handover) });
      recent.clear();
    },
    running: (tenant, outgoing, account) =>
      maybeId.parse(selectRunning.get(tenant, outgoing, accountKey(account)))?.id ?? null,
    due: (now, limit) => dueRows.parse(selectDue.all(now, limit)),
    ofPerson: (tenant, person, limit) =>
      idRows.parse(selectOfPerson.all(tenant, person, limit)).flatMap(({ id }) => load(tenant, id)?.handover ?? []),
    forget: () => recent.clear(),
  };
}

/** Keeps the list of the handovers that name somebody; written only when people or the status changed. */
function participantsOf(connection: Connection): (handover: Handover, before: Handover | null) => void {
  const remove = connection.prepare('DELETE FROM participant WHERE tenant = ? AND handover = ?');
  const insert = connection.prepare(
    'INSERT INTO participant (tenant, person, handover, is_running, started_at) VALUES (?, ?, ?, ?, ?)',
  );
  return (handover, before) => {
    const { tenant, id, people, status, startedAt } = handover;
    if (before?.people === people && before.status === status) return;
    remove.run(tenant, id);
    const isRunning = Number(status === 'running');
    for (const person of new Set(Object.values(people))) insert.run(tenant, person, id, isRunning, startedAt);
  };
}
