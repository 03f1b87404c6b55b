import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import { evolve } from '../../src/core/evolve.js';
import type { HandoverId, Instant, PersonId, TenantId, Zone } from '../../src/core/ids.js';
import type { Input } from '../../src/core/input.js';
import { DEFAULT_RULES } from '../../src/core/rules.js';
import { nextDue } from '../../src/core/schedule.js';
import { begin } from '../../src/core/start.js';
import { start, transition } from '../../src/core/transition.js';
import type { Change, Identity, Profile, Work } from '../../src/engine/ports.js';
import type { Store } from '../../src/store/open-store.js';
import { huaweiCloud } from '../../src/procedures/load-procedure.js';
import { aForm, candidate, MONDAY } from '../support/a-handover.js';
import { tempDatabase } from '../support/temp-database.js';

const tenant = 't1' as TenantId;
const h1 = 'h1' as HandoverId;
const identity = (user: string): Identity => ({ platform: 'slack', workspace: 'T1', user });
const profile = (user: string): Profile => ({
  identity: identity(user),
  name: user,
  zone: 'UTC' as Zone,
  locale: 'en-US',
  isBot: false,
  isForeign: false,
  isDeactivated: false,
});
const NAMES = ['ines', 'alice', 'bob', 'carol'];

let database: ReturnType<typeof tempDatabase>;
let store: Store;
beforeEach(() => {
  database = tempDatabase();
  store = database.open();
});
afterEach(() => database.clean());

const toChange = (result: ReturnType<typeof transition>, meaning: string | null): Change<string> => ({
  result: result.kind,
  moved: result.kind === 'moved' ? { handover: result.handover, events: result.events } : null,
  dueAt: result.kind === 'moved' ? nextDue(result.handover, MONDAY, DEFAULT_RULES) : null,
  effects: result.kind === 'unmoved' ? [] : result.effects,
  meaning,
});

function starting(deliveryId: string): Work<string> {
  return {
    tenant,
    deliveryId,
    at: MONDAY,
    from: identity('ines'),
    target: { kind: 'start', id: h1, outgoing: identity('alice'), account: 'acme-prod' },
    learned: NAMES.map(profile),
    decide({ personOf, clash }) {
      const of = (name: string) => candidate(personOf(identity(name)) ?? ('none' as PersonId));
      const form = aForm({
        initiator: of('ines'),
        outgoing: of('alice'),
        successor: of('bob'),
        administrator: of('carol'),
        confidential: false,
        channel: 'C1',
      });
      const permission = { mayStart: true, clash, isNoSecret: false };
      return toChange(start(form, huaweiCloud(), permission, MONDAY, DEFAULT_RULES), `start/${deliveryId}`);
    },
  };
}

function pressing(deliveryId: string, name: string, input: (by: PersonId) => Input, meaning: string): Work<string> {
  return {
    tenant,
    deliveryId,
    at: MONDAY,
    from: identity(name),
    target: { kind: 'handover', id: h1 },
    learned: [],
    decide({ actor, handover }) {
      if (!handover || !actor) throw new Error('not there');
      return toChange(transition(handover, input(actor), MONDAY, DEFAULT_RULES), meaning);
    },
  };
}

const accepting = (deliveryId: string, name = 'bob', meaning = 'accept'): Work<string> =>
  pressing(deliveryId, name, (by) => ({ type: 'accept', by, rev: 0 }), meaning);
const declining = (text: string): Work<string> =>
  pressing('d9', 'bob', (by) => ({ type: 'decline', by, rev: 0, because: { text, isNoSecret: false } }), 'decline');

describe('the store', () => {
  it('does each delivery once, by its id and by its meaning', () => {
    const kinds = store.handovers
      .process([starting('d1'), starting('d1'), accepting('d2'), accepting('d2'), accepting('d3')])
      .map(({ kind }) => kind);
    expect(kinds).toEqual(['done', 'duplicate', 'done', 'duplicate', 'done']);
    // The late press under a new id met a step that had moved on: refused, and nothing changed.
    expect(store.handovers.load(tenant, h1)?.acceptance).toMatchObject({ state: 'accepted', rev: 1 });
  });

  it('keeps a broken work from touching the others of its batch', () => {
    const broken: Work<string> = {
      ...accepting('d3'),
      decide: () => {
        throw new Error('a fault of ours');
      },
    };
    const wrong: Work<string> = {
      ...accepting('d4'),
      decide(loaded) {
        const change = accepting('d4').decide(loaded);
        return { ...change, moved: change.moved && { ...change.moved, events: [] } };
      },
    };
    const kinds = store.handovers.process([starting('d1'), broken, wrong, accepting('d5')]).map(({ kind }) => kind);
    expect(kinds).toEqual(['done', 'broken', 'broken', 'done']);
    expect(store.handovers.load(tenant, h1)?.acceptance.state).toBe('accepted');
  });

  it('stores what the journal folds to, and finds it again after a restart', () => {
    store.handovers.process([starting('d1'), declining('I leave as well.')]);
    const stored = store.handovers.load(tenant, h1);
    store.close();
    store = database.open();
    const [first, ...rest] = store.handovers.journal(tenant, h1).map(({ event }) => event);
    if (first?.type !== 'handover_started') throw new Error('the journal starts with the start');
    expect(rest.reduce(evolve, begin({ tenant, id: h1 }, first))).toEqual(stored);
    expect(store.handovers.load(tenant, h1)).toEqual(stored);
    expect(store.handovers.process([declining('again')])[0]?.kind).toBe('duplicate');
  });

  it('keeps typed words apart from the journal, and notices when either is changed', () => {
    store.handovers.process([starting('d1'), declining('I leave as well.')]);
    store.close();
    const raw = new Sqlite(database.path);
    expect(raw.prepare("SELECT count(*) FROM journal WHERE event LIKE '%leave as well%'").pluck().get()).toBe(0);
    raw.prepare("UPDATE said SET words = NULL WHERE words LIKE '%leave as well%'").run();
    raw.close();
    store = database.open();
    expect(JSON.stringify(store.handovers.journal(tenant, h1))).toContain('[erased]');
    store.close();
    const again = new Sqlite(database.path);
    again.prepare("UPDATE journal SET event = replace(event, 'successor_declined', 'successor_accepted')").run();
    again.close();
    store = database.open();
    expect(() => store.handovers.journal(tenant, h1)).toThrow(/broken/);
  });

  it('finds a running handover of the same account and person, and what is due, by index', () => {
    store.handovers.process([starting('d1')]);
    const second: Work<string> = {
      ...starting('d2'),
      target: { kind: 'start', id: 'h2' as HandoverId, outgoing: identity('alice'), account: ' ACME-prod ' },
    };
    expect(store.handovers.process([second])[0]).toMatchObject({ kind: 'done', result: 'refused' });
    expect(store.handovers.due(MONDAY, 10)).toEqual([]);
    expect(store.handovers.due((MONDAY + 86_400_000) as Instant, 10)).toEqual([{ tenant, id: h1 }]);
    expect(store.handovers.due((MONDAY + 86_400_000) as Instant, 10)).toHaveLength(1);
    const alice = store.handovers.personOf(tenant, identity('alice'));
    expect(alice && store.handovers.ofPerson(tenant, alice, 5).map(({ id }) => id)).toEqual([h1]);
    expect(store.handovers.personOf('t2' as TenantId, identity('alice'))).toBeNull();
  });
});

describe('the outbox', () => {
  const far = (MONDAY + 1_000) as Instant;
  const claim = () => store.outbox.claim(far, new Set(), 50);
  const ref = { conversation: 'D1', message: '1.0' };

  it('gives one row a lane, the root first, and keeps the order', () => {
    store.handovers.process([starting('d1')]);
    const rows = claim();
    expect(rows).toHaveLength(5);
    const cards = rows.map(({ subject }) => (subject.kind === 'card' ? subject.card.card : subject.kind));
    expect(cards.toSorted()).toEqual(['channel', 'root', 'root', 'root', 'root']);
    for (const row of rows) store.outbox.settle(row, { kind: 'sent', ref, shown: 'x' }, far);
    expect(
      claim()
        .map(({ subject }) => (subject.kind === 'card' ? subject.card.card : ''))
        .toSorted(),
    ).toEqual(['intake', 'invite']);
  });

  it('sends a card again when it changed while it was under way, and not otherwise', () => {
    store.handovers.process([starting('d1')]);
    const rows = claim();
    store.handovers.process([accepting('d2')]);
    for (const row of rows) store.outbox.settle(row, { kind: 'sent', ref, shown: 'x' }, far);
    const again = claim().filter(({ subject }) => subject.kind === 'card' && subject.card.card === 'root');
    expect(again.length).toBeGreaterThan(0);
    expect(again.every((row) => row.ref !== null)).toBe(true);
  });

  it('remembers across a crash that a post was begun, and holds the lane back', () => {
    store.handovers.process([starting('d1')]);
    const [row] = claim();
    if (!row) throw new Error('nothing to send');
    store.outbox.begin(row, MONDAY);
    store.close();
    store = database.open();
    const [after] = claim().filter((r) => r.row === row.row);
    expect(after?.unknownSince).toBe(MONDAY);
    if (!after) return;
    store.outbox.settle(after, { kind: 'later', at: (far + 5_000) as Instant, isUnknown: true }, far);
    expect(claim().some((r) => JSON.stringify(r.to) === JSON.stringify(after.to))).toBe(false);
    const later = store.outbox.claim((far + 5_000) as Instant, new Set(), 50).find((r) => r.row === row.row);
    expect(later).toMatchObject({ attempts: 1, unknownSince: MONDAY });
  });

  it('keeps what was given up, lets the lane go on, and tries it again on demand', () => {
    store.handovers.process([starting('d1')]);
    const [row] = claim().filter(({ to }) => 'person' in to);
    if (!row || !('person' in row.to)) throw new Error('nothing to send');
    store.outbox.settle(row, { kind: 'dead', why: 'cannot be reached: deactivated' }, far);
    expect(store.outbox.dead(5)).toMatchObject([{ why: 'cannot be reached: deactivated' }]);
    store.outbox.revive(tenant, row.to.person, far);
    expect(store.outbox.dead(5)).toEqual([]);
  });
});

describe('the file', () => {
  it('is refused to a second process, with the cure', () => {
    const script = `
      const Sqlite = require('better-sqlite3');
      try { new Sqlite(process.argv[1] + '.lock', { timeout: 0 }).exec('BEGIN EXCLUSIVE'); console.log('taken'); }
      catch (error) { console.log(error.code); }`;
    const told = execFileSync(process.execPath, ['-e', script, database.path], { encoding: 'utf8' });
    expect(told.trim()).toBe('SQLITE_BUSY');
    expect(() => database.open()).toThrow(/Another process is using/);
  });

  it('is written with full synchronization', () => {
    store.close();
    store = database.open();
    const raw = new Sqlite(database.path, { readonly: true });
    expect(raw.pragma('journal_mode', { simple: true })).toBe('wal');
    raw.close();
  });

  it('is left alone when a newer program wrote it, or when it is no database', () => {
    store.close();
    const raw = new Sqlite(database.path);
    raw.pragma('user_version = 99');
    raw.close();
    expect(() => database.open()).toThrow(/newer version/);
    writeFileSync(
      database.path,
      'this is a text file and no database at all, long enough to be looked at\n'.repeat(20),
    );
    expect(() => database.open()).toThrow(/not a database/);
  });
});
