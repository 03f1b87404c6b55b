import { z } from 'zod';
import type { HandoverEvent } from '../core/event.js';
import { evolve } from '../core/evolve.js';
import type { Handover } from '../core/handover.js';
import type { HandoverId, Instant, PersonId, TenantId } from '../core/ids.js';
import { begin } from '../core/start.js';
import type { KnownPerson } from '../engine/ports.js';
import { handoverId, personId, tenantId } from './rows/values.js';
import type { Tables } from './process.js';
import { type Connection, LIMIT } from './sqlite.js';

/** What of somebody was erased. */
export interface Erased {
  readonly handovers: number;
  readonly texts: number;
}

export interface Erasure {
  /** The running handovers that name somebody: they need to know who it is until they end. */
  runningOf(tenant: TenantId, person: PersonId): readonly HandoverId[];
  /**
   * Erases who somebody is, what they typed, and what others typed that names them. The pseudonym stays in the journal,
   * whose chain holds. @throws while a running handover names them.
   */
  erasePerson(tenant: TenantId, person: PersonId): Erased;
  /**
   * Erases all that was typed in handovers that ended before, and everybody whom no other handover names. At most
   * `limit` handovers; gives how many there were.
   */
  eraseEnded(before: Instant, at: Instant, limit: number): number;
  /** Makes sure that nothing of it is left beside the file either. `isWhole`: writes the whole file anew. */
  scrub(isWhole: boolean): void;
}

interface TypedText {
  readonly seq: number;
  readonly n: number;
  readonly text: string | null;
}

const typedText = z.strictObject({ seq: z.int(), n: z.int(), text: z.string().nullable() });
const namedRow = z.strictObject({ tenant: tenantId, id: handoverId });

export const ENDED = `
  SELECT tenant, id FROM handover WHERE ended_at IS NOT NULL AND erased_at IS NULL AND ended_at < ?
  ORDER BY ended_at ${LIMIT}`;

export function createErasure(connection: Connection, tables: Tables): Erasure {
  const { handovers } = tables;
  const eraseTexts = createTextErasure(connection, tables);
  const forgetPerson = createForgetting(connection, tables);
  const selectEnded = connection.prepare(ENDED);
  const markErased = connection.prepare('UPDATE handover SET erased_at = ? WHERE tenant = ? AND id = ?');
  const selectRunning = connection
    .prepare('SELECT handover FROM participant WHERE tenant = ? AND person = ? AND is_running = 1')
    .pluck();
  const selectKept = connection.prepare(
    `SELECT 1 FROM participant p JOIN handover h ON h.tenant = p.tenant AND h.id = p.handover
     WHERE p.tenant = ? AND p.person = ? AND h.erased_at IS NULL LIMIT 1`,
  );
  const selectAll = connection.prepare('SELECT tenant, id FROM handover WHERE tenant = ?');

  const runningOf: Erasure['runningOf'] = (tenant, person) =>
    z.array(handoverId).parse(selectRunning.all(tenant, person));

  const erasePerson = connection.transaction((tenant: TenantId, person: PersonId): Erased => {
    if (runningOf(tenant, person).length > 0) throw new Error(`${person} takes part in a running handover`);
    const names = namesOf(tables.people.person(tenant, person));
    let [count, texts] = [0, 0];
    for (const { id } of z.array(namedRow).parse(selectAll.all(tenant))) {
      const erased = eraseTexts(tenant, id, (text, by) => by === person || names.some((name) => name.test(text)));
      if (erased === 0) continue;
      count += 1;
      texts += erased;
    }
    forgetPerson(tenant, person);
    return { handovers: count, texts };
  });

  const eraseEnded = connection.transaction((before: Instant, at: Instant, limit: number): number => {
    const ended = z.array(namedRow).parse(selectEnded.all(before, limit));
    for (const { tenant, id } of ended) {
      const people = peopleIn(tables, tenant, id);
      eraseTexts(tenant, id, () => true);
      eraseMessages(connection, tables, { tenant, id, at, people });
      markErased.run(at, tenant, id);
      for (const person of people) if (selectKept.get(tenant, person) === undefined) forgetPerson(tenant, person);
    }
    handovers.forget();
    return ended.length;
  });

  return {
    runningOf,
    erasePerson: (tenant, person) => erasePerson.immediate(tenant, person),
    eraseEnded: (before, at, limit) => eraseEnded.immediate(before, at, limit),
    scrub(isWhole) {
      if (isWhole) connection.exec('VACUUM');
      connection.pragma('wal_checkpoint(TRUNCATE)');
    },
  };
}

/** Erases texts of one handover in its journal, and then folds the journal into a state that lacks them too. */
function createTextErasure(connection: Connection, { handovers, journal }: Tables) {
  const select = connection.prepare('SELECT seq, n, text FROM said WHERE tenant = ? AND handover = ?');
  const blank = connection.prepare(
    'UPDATE said SET salt = NULL, text = NULL WHERE tenant = ? AND handover = ? AND seq = ? AND n = ?',
  );
  return (tenant: TenantId, id: HandoverId, isMeant: (text: string, by: PersonId | null) => boolean): number => {
    const kept = handovers.load(tenant, id);
    if (!kept) return 0;
    const head = { version: kept.handover.version, hash: kept.head };
    const events = journal.read(tenant, id, head).map(({ event }) => event);
    const texts = z.array(typedText).parse(select.all(tenant, id));
    const authorOf = ({ seq }: TypedText): PersonId | null => byOf(events[seq - 1]);
    const meant = texts.filter((one) => one.text !== null && isMeant(one.text, authorOf(one)));
    // A name that was typed once is repeated where a step was planned for it.
    const words = new Set(meant.map(({ text }) => text));
    const erased = texts.filter(({ text }) => text !== null && words.has(text));
    for (const { seq, n } of erased) blank.run(tenant, id, seq, n);
    if (erased.length > 0) handovers.replace(folded({ tenant, id }, journal.read(tenant, id, head)));
    return erased.length;
  };
}

const byOf = (event: HandoverEvent | undefined): PersonId | null =>
  event !== undefined && 'by' in event ? event.by : null;

function folded(of: Pick<Handover, 'tenant' | 'id'>, entries: readonly { readonly event: HandoverEvent }[]): Handover {
  const [first, ...rest] = entries.map(({ event }) => event);
  if (first?.type !== 'handover_started') throw new Error(`the journal of handover ${of.id} has no beginning`);
  return rest.reduce(evolve, begin(of, first));
}

/** Everybody who ever took part, also those who were replaced. */
function peopleIn({ handovers, journal }: Tables, tenant: TenantId, id: HandoverId): readonly PersonId[] {
  const kept = handovers.load(tenant, id);
  if (!kept) return [];
  const people = new Set<PersonId>(Object.values(kept.handover.people));
  for (const { event } of journal.read(tenant, id, { version: kept.handover.version, hash: kept.head })) {
    if (event.type === 'handover_started') for (const person of Object.values(event.people)) people.add(person);
    for (const key of ['by', 'successor', 'administrator', 'initiator'] as const) {
      const found = personId.safeParse(Object.entries(event).find(([name]) => name === key)?.[1]);
      if (found.success) people.add(found.data);
    }
  }
  return [...people];
}

/** Where the cards of a handover stand, for everybody who has any, and in its channel. */
function eraseMessages(
  connection: Connection,
  { handovers, marks }: Tables,
  of: Pick<Handover, 'tenant' | 'id'> & { readonly at: Instant; readonly people: readonly PersonId[] },
): void {
  const remove = connection.prepare(
    "DELETE FROM outbox WHERE tenant = ? AND lane = ? AND json_extract(subject, '$.handover') = ?",
  );
  const channel = handovers.load(of.tenant, of.id)?.handover.channel ?? null;
  for (const lane of [...of.people, ...(channel === null ? [] : [`#${channel}`])]) {
    remove.run(of.tenant, lane, of.id);
    marks.promote(of.tenant, lane, of.at);
  }
}

/** Removes what ties a pseudonym to somebody: who they are, their wishes, their conversation, their deliveries. */
function createForgetting(connection: Connection, { people, preferences }: Tables) {
  const removeMessages = connection.prepare('DELETE FROM outbox WHERE tenant = ? AND lane = ?');
  const removeDeliveries = connection.prepare(
    `DELETE FROM inbox WHERE tenant = @tenant
       AND (instr(coalesce(meaning, ''), @person) > 0 OR instr(coalesce(delivery, ''), @user) > 0
            OR instr(coalesce(delivery, ''), @conversation) > 0)`,
  );
  return (tenant: TenantId, person: PersonId): void => {
    const known = people.person(tenant, person);
    const user = known?.profile.identity.user ?? person;
    removeDeliveries.run({ tenant, person, user, conversation: known?.conversation ?? user });
    removeMessages.run(tenant, person);
    preferences.erase(tenant, person);
    people.erase(tenant, person);
  };
}

const SHORTEST_NAME = 3;

/** Finds a person's name, or a part of it, and their id as words of their own. */
function namesOf(known: KnownPerson | null): readonly RegExp[] {
  if (!known) return [];
  const { name, identity } = known.profile;
  const parts = [name, identity.user, ...name.split(/\s+/)].filter((part) => part.length >= SHORTEST_NAME);
  return parts.map((part) => new RegExp(`(?<![\\p{L}\\p{N}])${escaped(part)}(?![\\p{L}\\p{N}])`, 'iu'));
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, (found) => `\\${found}`);
