import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { evolve } from '../../src/core/evolve.js';
import type { Handover } from '../../src/core/handover.js';
import type { Instant, PersonId, Zone } from '../../src/core/ids.js';
import { begin } from '../../src/core/start.js';
import type { Work } from '../../src/engine/ports.js';
import { DAY_MS, HOUR_MS, MONDAY } from '../support/a-handover.js';
import {
  accepting,
  acme,
  cancelling,
  declining,
  doing,
  failing,
  giving,
  h,
  identity,
  NAMES,
  type Opened,
  other,
  known,
  profile,
  starting,
} from './works.js';

/** What the journal of a handover folds to. */
export function foldOf(store: Opened, of: Pick<Handover, 'tenant' | 'id'>): Handover {
  const [first, ...rest] = store.handovers.journal(of.tenant, of.id).map(({ event }) => event);
  if (first?.type !== 'handover_started') throw new Error('a journal begins with the start');
  return rest.reduce(evolve, begin(of, first));
}

/** What every {@link import('../../src/engine/ports.js').HandoverStore} does. `open` gives an empty one. */
export function handoverStoreSuite(name: string, open: () => Opened & { close(): void }): void {
  let store: ReturnType<typeof open>;
  beforeEach(() => {
    store = open();
  });
  afterEach(() => store.close());

  const stateOf = (n = 1) => store.handovers.load(acme, h(n));

  describe(`${name}: a unit of work`, () => {
    it('stores the state, and the events that lead to it', () => {
      expect(doing(store, starting())).toBe('moved');
      expect(doing(store, accepting())).toBe('moved');
      const stored = stateOf();
      expect(stored?.acceptance.state).toBe('accepted');
      expect(store.handovers.journal(acme, h(1)).map(({ seq }) => seq)).toEqual(
        Array.from({ length: stored?.version ?? 0 }, (_, i) => i + 1),
      );
      expect(foldOf(store, { tenant: acme, id: h(1) })).toEqual(stored);
    });

    it('does a delivery once, however often it comes', () => {
      const kinds = store.handovers
        .process([starting(), starting(), accepting({ deliveryId: 'd2' }), accepting({ deliveryId: 'd2' })])
        .map(({ kind }) => kind);
      expect(kinds).toEqual(['done', 'duplicate', 'done', 'duplicate']);
      expect(doing(store, accepting({ deliveryId: 'd2' }))).toBe('duplicate');
    });

    it('knows the same intent again under another delivery id', () => {
      doing(store, starting());
      expect(doing(store, accepting({ deliveryId: 'd2', meaning: 'bob accepts' }))).toBe('moved');
      const version = stateOf()?.version;
      expect(doing(store, accepting({ deliveryId: 'd3', meaning: 'bob accepts' }))).toBe('duplicate');
      expect(stateOf()?.version).toBe(version);
    });

    it('lets the same delivery id and the same meaning stand once in each tenant', () => {
      doing(store, starting());
      doing(store, starting({ tenant: other }));
      const given = { deliveryId: 'd2', meaning: 'bob accepts' };
      expect(doing(store, accepting(given))).toBe('moved');
      expect(doing(store, accepting({ ...given, tenant: other }))).toBe('moved');
    });

    it('lets what was refused be asked again by the same button', () => {
      const given = { meaning: 'bob accepts' };
      const refused: Work<string> = {
        ...accepting({ ...given, deliveryId: 'd2' }),
        decide: () => ({ result: 'not_now', moved: null, dueAt: null, effects: [], meaning: given.meaning }),
      };
      doing(store, starting());
      expect(doing(store, refused)).toBe('not_now');
      expect(doing(store, refused)).toBe('not_now');
      expect(doing(store, accepting({ ...given, deliveryId: 'd2' }))).toBe('moved');
    });

    it('redraws the card behind a refusal, and still takes the same button later', () => {
      doing(store, starting());
      const bob = known(store, 'bob');
      const redraw = { type: 'redraw', to: bob, card: { card: 'root' }, force: true } as const;
      const subject = { kind: 'card', handover: h(1), card: { card: 'root' } } as const;
      const root = store.outbox.claim(MONDAY, new Set(), 9).find(({ to }) => 'person' in to && to.person === bob);
      if (!root) throw new Error('Bob gets a root message');
      const ref = { conversation: 'D1', message: '1' };
      store.outbox.settle(root, { kind: 'sent', ref, shown: 'x' }, MONDAY);
      expect(store.outbox.refOf(acme, bob, subject)).toEqual(ref);
      const refused: Work<string> = {
        ...accepting({ deliveryId: 'd2' }),
        decide: () => ({ result: 'stale', moved: null, dueAt: null, effects: [redraw], meaning: 'bob accepts' }),
      };
      expect(doing(store, refused)).toBe('stale');
      expect(doing(store, refused)).toBe('duplicate');
      expect(doing(store, accepting({ deliveryId: 'd3', meaning: 'bob accepts' }))).toBe('moved');
    });

    it('decides anew on what was refused and means nothing, as a form that has to say again what is wrong', () => {
      doing(store, starting());
      const redraw = { type: 'redraw', to: known(store, 'bob'), card: { card: 'root' }, force: true } as const;
      const refused: Work<string> = {
        ...accepting({ deliveryId: 'd2' }),
        decide: () => ({ result: 'wrong', moved: null, dueAt: null, effects: [redraw], meaning: null }),
      };
      expect([doing(store, refused), doing(store, refused)]).toEqual(['wrong', 'wrong']);
    });

    it('forgets deliveries after their time, and only then', () => {
      doing(store, starting());
      doing(store, accepting({ deliveryId: 'd2', at: (MONDAY + HOUR_MS) as Instant }));
      expect(store.handovers.forgetDeliveries(MONDAY, 9)).toBe(0);
      expect(store.handovers.forgetDeliveries((MONDAY + 1) as Instant, 9)).toBe(1);
      expect(doing(store, accepting({ deliveryId: 'd2' }))).toBe('duplicate');
      expect(store.handovers.forgetDeliveries((MONDAY + DAY_MS) as Instant, 9)).toBe(1);
      expect(doing(store, accepting({ deliveryId: 'd2' }))).toBe('stale');
    });
  });

  describe(`${name}: a broken work`, () => {
    it('leaves nothing behind, and the others of its batch alone', () => {
      const stranger = { ...failing({ deliveryId: 'd2' }), learned: [profile('mallory')] };
      const batch = [starting(), stranger, accepting({ deliveryId: 'd3' }), starting({ id: h(2) })];
      expect(store.handovers.process(batch).map(({ kind }) => kind)).toEqual(['done', 'broken', 'done', 'done']);
      expect(store.handovers.personOf(acme, identity('mallory'))).toBeNull();
      expect(stateOf()?.acceptance.state).toBe('accepted');
      expect(doing(store, accepting({ deliveryId: 'd2' }))).toBe('stale');
    });

    it('may be a write, that is undone alone', () => {
      const learn = (person: string) => ({ run: () => store.handovers.learn(acme, profile(person)) });
      const fails = {
        run: (): string => {
          store.handovers.learn(acme, profile('mallory'));
          throw new Error('a slip');
        },
      };
      const batch = [learn('dave'), starting(), fails, accepting({ deliveryId: 'd3' })];
      const outcomes = store.handovers.process<string>(batch);
      expect(outcomes.map(({ kind }) => kind)).toEqual(['done', 'done', 'broken', 'done']);
      expect(outcomes[0]).toEqual({ kind: 'done', result: store.handovers.personOf(acme, identity('dave')) });
      expect(store.handovers.personOf(acme, identity('mallory'))).toBeNull();
      expect(stateOf()?.acceptance.state).toBe('accepted');
    });

    it.each<[string, (state: Handover) => Handover, number]>([
      ['events that are left out', (state) => state, 1],
      ['a version that jumps', (state) => ({ ...state, version: state.version + 1 }), 0],
      ['another handover', (state) => ({ ...state, id: h(7) }), 0],
      ['another tenant', (state) => ({ ...state, tenant: other }), 0],
    ])('is one with %s', (_fault, change, leftOut) => {
      doing(store, starting());
      const before = stateOf();
      const accept = accepting({ deliveryId: 'd2' });
      const wrong: Work<string> = {
        ...accept,
        decide(loaded) {
          const { moved, ...rest } = accept.decide(loaded);
          if (!moved) throw new Error('it moves');
          return { ...rest, moved: { handover: change(moved.handover), events: moved.events.slice(leftOut) } };
        },
      };
      expect(store.handovers.process([wrong])[0]?.kind).toBe('broken');
      expect(stateOf()).toEqual(before);
      expect(foldOf(store, { tenant: acme, id: h(1) })).toEqual(before);
      expect(doing(store, accept)).toBe('moved');
    });

    it('is a start of what is there already', () => {
      doing(store, starting());
      doing(store, cancelling());
      expect(store.handovers.process([starting({ deliveryId: 'd2' })])[0]?.kind).toBe('broken');
      expect(stateOf()?.status).toBe('cancelled');
    });
  });

  describe(`${name}: what it finds`, () => {
    it.each([['acme-prod'], ['  ACME-Prod '], ['ａｃｍｅ-prod']])('a running handover of the account %p', (account) => {
      doing(store, starting());
      expect(doing(store, starting({ id: h(2), form: { account } }))).toBe('already_running');
    });

    it('no clash with another account, another tenant, or what is over', () => {
      doing(store, starting());
      expect(doing(store, starting({ id: h(2), form: { account: 'acme-test' } }))).toBe('moved');
      expect(doing(store, starting({ tenant: other }))).toBe('moved');
      doing(store, cancelling());
      expect(doing(store, starting({ id: h(3) }))).toBe('moved');
    });

    it('what is due, oldest first, and nothing that is over', () => {
      const dueAt = (n: number, at: number): Work<string> => {
        const work = starting({ id: h(n), form: { account: `account ${n}` } });
        return { ...work, decide: (loaded) => ({ ...work.decide(loaded), dueAt: at as Instant }) };
      };
      store.handovers.process([dueAt(1, MONDAY + 2), dueAt(2, MONDAY + 1), dueAt(3, MONDAY + 3), dueAt(4, MONDAY)]);
      doing(store, cancelling({ id: h(4) }));
      expect(store.handovers.due((MONDAY + 2) as Instant, 9).map(({ id }) => id)).toEqual([h(2), h(1)]);
      expect(store.handovers.due((MONDAY + 2) as Instant, 1)).toEqual([{ tenant: acme, id: h(2) }]);
    });

    it('a due time that moves although nothing else does', () => {
      doing(store, starting());
      const later = (MONDAY + 9 * DAY_MS) as Instant;
      const look = (dueAt: Instant | null): Work<string> => ({
        ...accepting(),
        decide: () => ({ result: 'unmoved', moved: null, dueAt, effects: [], meaning: null }),
      });
      doing(store, look(later));
      expect(store.handovers.due((later - 1) as Instant, 9)).toEqual([]);
      doing(store, look(null));
      expect(store.handovers.due(later, 9)).toHaveLength(1);
    });

    it('the handovers of a person in any role, running ones first, then newest first', () => {
      const at = (n: number) => (MONDAY + n) as Instant;
      for (const n of [1, 2, 3]) doing(store, starting({ id: h(n), at: at(n), form: { account: `account ${n}` } }));
      doing(store, cancelling({ id: h(3), at: at(4) }));
      for (const who of NAMES) {
        const ids = store.handovers.ofPerson(acme, known(store, who), 9).map(({ id }) => id);
        expect(ids).toEqual([h(2), h(1), h(3)]);
      }
      expect(store.handovers.ofPerson(acme, known(store, 'bob'), 1).map(({ id }) => id)).toEqual([h(2)]);
    });

    it('no handover any more for a successor who was replaced', () => {
      doing(store, starting());
      doing(store, declining('I leave as well.'));
      const bob = known(store, 'bob');
      const dora = store.handovers.learn(acme, profile('dora'));
      const successor = { ...profile('dora'), person: dora };
      const choose = giving('ines', (by) => ({ type: 'choose_successor', by, rev: 1, successor }));
      expect(doing(store, choose)).toBe('moved');
      expect(store.handovers.ofPerson(acme, dora, 9)).toHaveLength(1);
      expect(store.handovers.ofPerson(acme, bob, 9)).toEqual([]);
    });

    it('the handover whose root message was replied to', () => {
      doing(store, starting());
      const ref = { conversation: 'D1', message: '1.5' };
      const [root] = store.outbox.claim(MONDAY, new Set(), 1);
      if (!root) throw new Error('there is a root message');
      expect(store.handovers.handoverAt(acme, ref)).toBeNull();
      store.outbox.settle(root, { kind: 'sent', ref, shown: 'x' }, MONDAY);
      expect(store.handovers.handoverAt(acme, ref)).toBe(h(1));
      expect(store.handovers.handoverAt(other, ref)).toBeNull();
      expect(store.handovers.handoverAt(acme, { ...ref, message: '1.6' })).toBeNull();
    });
  });

  describe(`${name}: people`, () => {
    it('are known by their identity, and keep their id when their profile changes', () => {
      const person = store.handovers.learn(acme, profile('bob'));
      store.handovers.setConversation(acme, identity('bob'), 'D1');
      const moved = profile('bob', { zone: 'Asia/Kolkata' as Zone, name: 'Bob B.', isDeactivated: true });
      expect(store.handovers.learn(acme, moved)).toBe(person);
      expect(store.handovers.person(acme, person)).toEqual({ person, profile: moved, conversation: 'D1' });
    });

    it('are others in another workspace, on another platform, and in another tenant', () => {
      const ids = [
        store.handovers.learn(acme, profile('bob')),
        store.handovers.learn(acme, profile('bob', { identity: { ...identity('bob'), workspace: 'T2' } })),
        store.handovers.learn(acme, profile('bob', { identity: { ...identity('bob'), platform: 'teams' } })),
        store.handovers.learn(other, profile('bob')),
      ];
      expect(new Set(ids).size).toBe(4);
      const [bob] = ids;
      expect(bob && store.handovers.person(other, bob)).toBeNull();
    });

    it('are the same human on two platforms when their address is the same, and are written to where they were known first', () => {
      const { handovers } = store;
      const there = { platform: 'teams', workspace: 'tenant', user: 'bob' };
      const person = handovers.learn(acme, profile('bob', { email: 'bob@acme.example' }));
      expect(handovers.learn(acme, profile('bob', { identity: there, email: 'bob@acme.example' }))).toBe(person);
      handovers.setConversation(acme, there, 'a:1');
      expect(handovers.person(acme, person)).toMatchObject({
        profile: { identity: identity('bob') },
        conversation: null,
      });
      expect(handovers.knownAs(acme, there)).toMatchObject({
        person,
        profile: { identity: there },
        conversation: 'a:1',
      });
      expect(
        handovers
          .withEmail(acme, 'bob@acme.example')
          .map(({ profile: { identity: one } }) => one.platform)
          .sort(),
      ).toEqual(['slack', 'teams']);
      expect(handovers.withEmail(other, 'bob@acme.example')).toEqual([]);
    });

    it.each([
      ['a second account on one platform', { identity: identity('bob2') }],
      ['somebody of another organization', { identity: { ...identity('x'), platform: 'teams' }, isForeign: true }],
      ['a bot', { identity: { ...identity('y'), platform: 'teams' }, isBot: true }],
    ])('are not taken for the same by their address: %s', (_, change) => {
      const email = 'bob@acme.example';
      const person = store.handovers.learn(acme, profile('bob', { email }));
      expect(store.handovers.learn(acme, profile('bob', { email, ...change }))).not.toBe(person);
    });

    it('keep an address that a platform does not tell any more', () => {
      store.handovers.learn(acme, profile('bob', { email: 'bob@acme.example' }));
      store.handovers.learn(acme, profile('bob'));
      expect(store.handovers.withEmail(acme, 'bob@acme.example')).toHaveLength(1);
    });

    it('are found in the conversations that the bot is in', () => {
      store.handovers.keepRoom(acme, 'teams', '19:b');
      store.handovers.keepRoom(acme, 'teams', '19:a');
      store.handovers.keepRoom(acme, 'teams', '19:a');
      expect(store.handovers.rooms(acme, 'teams')).toEqual(['19:a', '19:b']);
      expect(store.handovers.rooms(acme, 'slack')).toEqual([]);
    });

    it('are learned with a delivery before it is decided on', () => {
      doing(store, starting());
      expect(store.handovers.person(acme, known(store, 'carol'))?.profile).toEqual(profile('carol'));
    });

    it.each<[string, Work<string>]>([
      ['that means what was done before', accepting({ deliveryId: 'd3', meaning: 'bob accepts' })],
      ['that breaks', failing({ deliveryId: 'd3' })],
    ])('are not known from a delivery %s', (_why, work) => {
      doing(store, starting());
      doing(store, accepting({ deliveryId: 'd2', meaning: 'bob accepts' }));
      const seen: (PersonId | null)[] = [];
      const decide: Work<string>['decide'] = (loaded) => {
        seen.push(loaded.personOf(identity('mallory')));
        return work.decide(loaded);
      };
      const [done] = store.handovers.process([{ ...work, decide, learned: [profile('mallory')] }]);
      expect(done?.kind).not.toBe('done');
      expect(seen).toEqual([expect.any(String)]);
      expect(store.handovers.personOf(acme, identity('mallory'))).toBeNull();
      // The same delivery again meets somebody new, who can be stored.
      expect(store.handovers.learn(acme, profile('mallory'))).toBe(store.handovers.personOf(acme, identity('mallory')));
    });
  });
}
