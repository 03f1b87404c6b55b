import { createHash } from 'node:crypto';
import type { Handover } from '../core/handover.js';
import type { HandoverId, Instant, PersonId, TenantId } from '../core/ids.js';
import type { Procedure } from '../core/procedure.js';
import type { Change, Done, HandoverStore, Loaded, Work } from '../engine/ports.js';
import type { Database } from './database.js';
import { canonical, createJournal } from './journal.js';
import type { OutboxStore } from './outbox-store.js';
import type { People } from './people.js';
import { handoverRow, idRow, parseState } from './rows.js';

/** `  ACME  Prod ` and `acme prod` are the same account. */
export const accountKey = (label: string): string => label.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();

export function createHandoverStore(db: Database, people: People, outbox: OutboxStore): HandoverStore {
  const journal = createJournal(db);
  const procedures = new Map<string, Procedure>();
  const hashes = new WeakMap<Procedure, string>();

  const select = db.prepare('SELECT version, procedure, state FROM handover WHERE tenant = ? AND handover = ?');
  const body = db.prepare('SELECT body FROM procedure WHERE hash = ?').pluck();
  const keep = db.prepare('INSERT OR IGNORE INTO procedure (hash, body) VALUES (?, ?)');
  const insert = db.prepare(
    `INSERT INTO handover (tenant, handover, version, is_running, due_at, outgoing, account, started_at, procedure, state)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const update = db.prepare(
    'UPDATE handover SET version = ?, is_running = ?, due_at = ?, state = ? WHERE tenant = ? AND handover = ?',
  );
  const setDue = db.prepare('UPDATE handover SET due_at = ? WHERE tenant = ? AND handover = ?');
  const join = db.prepare('INSERT OR IGNORE INTO participant (tenant, person, handover) VALUES (?, ?, ?)');
  const clashing = db
    .prepare('SELECT handover FROM handover WHERE tenant = ? AND outgoing = ? AND account = ? AND is_running = 1')
    .pluck();
  const dueNow = db.prepare('SELECT tenant, handover FROM handover WHERE due_at <= ? ORDER BY due_at LIMIT ?');
  const ofPerson = db.prepare(
    `SELECT h.version, h.procedure, h.state FROM participant p JOIN handover h USING (tenant, handover)
     WHERE p.tenant = ? AND p.person = ? ORDER BY h.is_running DESC, h.started_at DESC LIMIT ?`,
  );
  const atMessage = db
    .prepare(
      'SELECT handover FROM outbox WHERE tenant = ? AND conversation = ? AND message = ? AND handover IS NOT NULL',
    )
    .pluck();
  const seen = db.prepare('SELECT 1 FROM inbox WHERE tenant = ? AND key = ?').pluck();
  const remember = db.prepare('INSERT OR IGNORE INTO inbox (tenant, key, at) VALUES (?, ?, ?)');
  const forget = db.prepare('DELETE FROM inbox WHERE at < ?');

  const procedureOf = (hash: string): Procedure => {
    const cached = procedures.get(hash);
    if (cached) return cached;
    // Written by this program under the hash of its own text, which is checked here.
    const text = String(body.get(hash));
    if (createHash('sha256').update(text).digest('hex') !== hash) throw new Error(`the procedure ${hash} was changed`);
    const procedure = JSON.parse(text) as Procedure;
    procedures.set(hash, procedure);
    hashes.set(procedure, hash);
    return procedure;
  };

  const hashOf = (procedure: Procedure, isNew: boolean): string => {
    const known = hashes.get(procedure);
    if (known && !isNew) return known;
    const text = canonical(procedure);
    const hash = createHash('sha256').update(text).digest('hex');
    keep.run(hash, text);
    hashes.set(procedure, hash);
    return hash;
  };

  const opened = (raw: unknown): Handover => {
    const row = handoverRow.parse(raw);
    return parseState(row.state, procedureOf(row.procedure));
  };

  const load = (tenant: TenantId, id: HandoverId): Handover | null => {
    const raw: unknown = select.get(tenant, id);
    return raw === undefined ? null : opened(raw);
  };

  const loaded = (work: Work<unknown>): Loaded => {
    const { tenant, target, from } = work;
    const personOf: Loaded['personOf'] = (identity) => people.personOf(tenant, identity);
    const actor = from && personOf(from);
    if (target.kind === 'handover') return { actor, handover: load(tenant, target.id), clash: null, personOf };
    const outgoing = personOf(target.outgoing);
    const clash: unknown = outgoing && clashing.get(tenant, outgoing, accountKey(target.account));
    return {
      actor,
      handover: load(tenant, target.id),
      clash: typeof clash === 'string' ? (clash as HandoverId) : null,
      personOf,
    };
  };

  const save = (tenant: TenantId, before: number, change: Change<unknown>): void => {
    if (!change.moved) return;
    const { handover, events } = change.moved;
    if (handover.version !== before + events.length) throw new Error(`the events of ${handover.id} do not number on`);
    const { procedure, ...state } = handover;
    const hash = hashOf(procedure, before === 0);
    const isRunning = handover.status === 'running' ? 1 : 0;
    const json = JSON.stringify(state);
    const { id, people: roles, startedAt, account } = handover;
    if (before === 0) {
      const key = accountKey(account.said);
      insert.run(tenant, id, handover.version, isRunning, change.dueAt, roles.outgoing, key, startedAt, hash, json);
    } else update.run(handover.version, isRunning, change.dueAt, json, tenant, id);
    for (const person of new Set(Object.values(roles))) join.run(tenant, person, id);
    journal.append(tenant, id, before, events, hash);
  };

  const one = <T>(work: Work<T>): Done<T> => {
    const { tenant, at } = work;
    const keys = work.deliveryId === null ? [] : [`id:${work.deliveryId}`];
    if (keys.some((key) => seen.get(tenant, key) === 1)) return { kind: 'duplicate' };
    for (const profile of work.learned) people.learn(tenant, profile);
    const given = loaded(work);
    const change = work.decide(given);
    if (change.meaning !== null) {
      if (change.moved !== null && seen.get(tenant, `meaning:${change.meaning}`) === 1) return { kind: 'duplicate' };
      keys.push(`meaning:${change.meaning}`);
    }
    const handover = change.moved?.handover ?? given.handover;
    save(tenant, given.handover?.version ?? 0, change);
    if (!change.moved && given.handover && work.deliveryId === null)
      setDue.run(change.dueAt, tenant, given.handover.id);
    if (handover) for (const effect of change.effects) outbox.mark(tenant, handover.id, handover.channel, effect);
    // A refusal may be asked again and is answered again; only what changed something is remembered.
    if (change.moved) for (const key of keys) remember.run(tenant, key, at);
    return { kind: 'done', result: change.result };
  };

  const guarded = db.transaction(one);
  const batchOf = db.transaction((batch: readonly Work<unknown>[]): readonly Done<unknown>[] =>
    batch.map((work) => {
      try {
        return guarded(work);
      } catch (error) {
        // A fault of the disk makes everything uncertain; a fault of ours only this one work.
        if (!(error instanceof Error) || ('code' in error && String(error.code).startsWith('SQLITE'))) throw error;
        return { kind: 'broken', error };
      }
    }),
  );

  return {
    // The results stand in the order of the works, so each has its own work's type.
    process: <T>(batch: readonly Work<T>[]) => batchOf.immediate(batch) as readonly Done<T>[],
    load,
    due: (now: Instant, limit: number) =>
      dueNow.all(now, limit).map((raw) => {
        const row = idRow.parse(raw);
        return { tenant: row.tenant as TenantId, id: row.handover as HandoverId };
      }),
    ofPerson: (tenant: TenantId, person: PersonId, limit: number) =>
      ofPerson.all(tenant, person, limit).map((raw) => opened(raw)),
    person: people.person,
    personOf: people.personOf,
    learn: people.learn,
    setConversation: people.setConversation,
    handoverAt(tenant, ref) {
      const id: unknown = atMessage.get(tenant, ref.conversation, ref.message);
      return typeof id === 'string' ? (id as HandoverId) : null;
    },
    journal: (tenant, id) =>
      journal.read(tenant, id).map((entry) => {
        // The first event names its procedure by hash; the copy is put back.
        const { event } = entry;
        if (event.type !== 'handover_started') return entry;
        const hash: unknown = event.procedure;
        return { ...entry, event: { ...event, procedure: procedureOf(typeof hash === 'string' ? hash : '') } };
      }),
    forgetDeliveries: (before) => forget.run(before).changes,
  };
}
