import type { Instant } from '../core/ids.js';
import type { Change, Done, HandoverStore, Loaded, Target, Work, Write } from '../engine/ports.js';
import type { Deliveries } from './deliveries.js';
import { markEffects } from './effects.js';
import type { Handovers, Kept } from './handovers.js';
import type { Journal } from './journal.js';
import type { Marks } from './marks.js';
import { explained } from './open-faults.js';
import type { People } from './people.js';
import type { PreferenceTable } from './preferences.js';
import type { Rooms } from './rooms.js';
import { type Connection, sqliteCode } from './sqlite.js';

/** The tables that a unit of work reads and writes. */
export interface Tables {
  readonly people: People;
  readonly preferences: PreferenceTable;
  readonly rooms: Rooms;
  readonly handovers: Handovers;
  readonly journal: Journal;
  readonly deliveries: Deliveries;
  readonly marks: Marks;
}

export function createProcess(connection: Connection, tables: Tables): HandoverStore['process'] {
  const { people, handovers, deliveries } = tables;
  const savepoint = connection.prepare('SAVEPOINT work');
  const rollback = connection.prepare('ROLLBACK TO work');
  const release = connection.prepare('RELEASE work');

  const forget = (): void => {
    handovers.forget();
    people.forget();
  };

  const attempt = <T>(work: Work<T>): Done<T> => {
    const { tenant, deliveryId } = work;
    if (deliveryId !== null && deliveries.isKnown(tenant, deliveryId)) return { kind: 'duplicate' };
    for (const profile of work.learned) people.learn(tenant, profile);
    const kept = handovers.load(tenant, work.target.id);
    const change = work.decide(loadedFor(work, kept, tables));
    if (change.meaning !== null && deliveries.isMeant(tenant, change.meaning)) return { kind: 'duplicate' };
    store(work, change, kept, tables);
    return { kind: 'done', result: change.result };
  };

  /** Within a savepoint, so that nothing stays of a work that is broken or was seen before. */
  const isolated = <T>(work: Work<T> | Write<T>): Done<T> => {
    savepoint.run();
    let done: Done<T>;
    try {
      done = 'run' in work ? { kind: 'done', result: work.run() } : attempt(work);
    } catch (error) {
      if (!isOwnFault(error)) throw error;
      done = { kind: 'broken', error: error instanceof Error ? error : new Error(String(error)) };
    }
    if (done.kind !== 'done') {
      rollback.run();
      if (done.kind === 'broken' || ('learned' in work && work.learned.length > 0)) forget();
    }
    release.run();
    return done;
  };

  const inOne = connection.transaction(<T>(batch: readonly (Work<T> | Write<T>)[]) =>
    batch.map((work) => isolated(work)),
  );

  return <T>(batch: readonly (Work<T> | Write<T>)[]) => {
    try {
      // The library's type for a transaction drops the type parameter; the outcomes are those of this batch.
      return inOne.immediate(batch) as readonly Done<T>[];
    } catch (error) {
      forget();
      throw explained(error, connection.name);
    }
  };
}

/** A broken constraint is the fault of one work; any other error of SQLite leaves nothing certain. */
function isOwnFault(error: unknown): boolean {
  const code = sqliteCode(error);
  return code === null || code.startsWith('SQLITE_CONSTRAINT');
}

function loadedFor({ tenant, from, target }: Work<unknown>, kept: Kept | null, tables: Tables): Loaded {
  const { people } = tables;
  return {
    actor: from && people.personOf(tenant, from),
    handover: kept?.handover ?? null,
    clash: target.kind === 'start' ? clashOf(tenant, target, tables) : null,
    personOf: (identity) => people.personOf(tenant, identity),
  };
}

function clashOf(tenant: Work<unknown>['tenant'], target: Extract<Target, { kind: 'start' }>, tables: Tables) {
  const outgoing = tables.people.personOf(tenant, target.outgoing);
  return outgoing && tables.handovers.running(tenant, outgoing, target.account);
}

function store(work: Work<unknown>, change: Change<unknown>, kept: Kept | null, tables: Tables): void {
  const { tenant, at, deliveryId, target } = work;
  const { moved, effects, meaning } = change;
  if (moved) saveMove(moved, change.dueAt, kept, work, tables);
  else if (kept && change.dueAt !== null && change.dueAt !== kept.dueAt) {
    tables.handovers.setDue(tenant, target.id, change.dueAt);
  }
  const handover = moved?.handover ?? kept?.handover ?? null;
  if (handover) markEffects(handover, effects, at, tables.marks);
  // What was refused may be meant again later, by the same button: only its delivery is remembered, if it means anything.
  if (moved || (effects.length > 0 && meaning !== null))
    tables.deliveries.record(tenant, deliveryId, moved && meaning, at);
}

function saveMove(
  moved: NonNullable<Change<unknown>['moved']>,
  dueAt: Instant | null,
  kept: Kept | null,
  { tenant, target }: Work<unknown>,
  { handovers, journal }: Tables,
): void {
  const { handover, events } = moved;
  const version = kept?.handover.version ?? 0;
  if (handover.tenant !== tenant || handover.id !== target.id) throw new Error('the handover is not the one asked for');
  if (events.length === 0 || handover.version !== version + events.length) {
    throw new Error(`${events.length} events do not lead from version ${version} to ${handover.version}`);
  }
  const isStart = events.map(({ type }) => type === 'handover_started');
  if (isStart.some((is, i) => is !== (kept === null && i === 0))) {
    throw new Error('a handover begins with handover_started, and with it alone');
  }
  const sealed = journal.seal(handover, events, kept && { version, hash: kept.head });
  handovers.save({ handover, head: sealed.head, dueAt }, kept);
  journal.write(handover, sealed);
}
