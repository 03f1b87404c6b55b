import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { CardKey, Effect } from '../../src/core/effect.js';
import type { Instant, LocalDate, PersonId } from '../../src/core/ids.js';
import { laneOf, type OutboxRow, type Outcome, type Subject, type Work } from '../../src/engine/ports.js';
import { MONDAY } from '../support/a-handover.js';
import { accepting, acme, doing, h, type Opened, other, known, starting } from './works.js';

const at = (ms: number): Instant => (MONDAY + ms) as Instant;
const ref = (message: string) => ({ conversation: 'D1', message });
const card = (key: CardKey): Subject => ({ kind: 'card', handover: h(1), card: key });
const nameOf = ({ subject }: OutboxRow): string => {
  if (subject.kind === 'card') return subject.card.card;
  return subject.kind === 'nudge' ? subject.day : subject.kind;
};

/** What every {@link import('../../src/engine/ports.js').Outbox} does. `open` gives an empty one. */
export function outboxSuite(name: string, open: () => Opened & { close(): void }): void {
  let store: ReturnType<typeof open>;
  let bob: PersonId;
  beforeEach(() => {
    store = open();
    doing(store, starting());
    bob = known(store, 'bob');
    // From here on only what a test itself wants is pending.
    for (let rows = claim(0); rows.length > 0; rows = claim(0)) {
      for (const row of rows)
        store.outbox.settle(row, { kind: 'sent', ref: ref(`m${row.row}`), shown: 'start' }, at(0));
    }
  });
  afterEach(() => store.close());

  const claim = (ms: number, busy: readonly string[] = [], limit = 99): readonly OutboxRow[] =>
    store.outbox.claim(at(ms), new Set(busy), limit);
  const one = (ms: number): OutboxRow => {
    const [row, ...more] = claim(ms);
    if (!row || more.length > 0) throw new Error(`${more.length + 1} rows, or none`);
    return row;
  };
  const mark = (ms: number, ...effects: readonly Effect[]): void => {
    const work: Work<string> = {
      ...accepting({ at: at(ms) }),
      decide: () => ({ result: 'marked', moved: null, dueAt: null, effects, meaning: null }),
    };
    expect(doing(store, work)).toBe('marked');
  };
  const show = (key: CardKey, to = bob): Effect => ({ type: 'show', to, card: key });
  const redraw = (key: CardKey, force = false): Effect => ({ type: 'redraw', to: bob, card: key, force });
  const settle = (row: OutboxRow, outcome: Outcome, ms: number): void => store.outbox.settle(row, outcome, at(ms));
  const sent = (row: OutboxRow, ms: number, shown = 'x'): void =>
    settle(row, { kind: 'sent', ref: row.ref ?? ref(`m${row.row}`), shown }, ms);
  const later = (ms: number, isUnknown = false): Outcome => ({ kind: 'later', at: at(ms), isUnknown });
  /** Sends all of Bob's lane that can be sent, and gives it in order. */
  const drain = (ms: number): readonly string[] => {
    const names: string[] = [];
    for (let [row] = claim(ms); row; [row] = claim(ms)) {
      names.push(nameOf(row));
      sent(row, ms);
    }
    return names;
  };

  describe(`${name}: what is to be sent`, () => {
    it('comes one at a time in each lane, in the order in which it was wanted', () => {
      const ines = known(store, 'ines');
      mark(1, show({ card: 'closing' }), show({ card: 'root' }), show({ card: 'closing' }, ines));
      const rows = claim(1);
      expect(rows.map(nameOf)).toEqual(['closing', 'closing']);
      expect(new Set(rows.map(({ tenant, to }) => laneOf(tenant, to))).size).toBe(2);
      for (const row of rows) sent(row, 1);
      expect(drain(1)).toEqual(['root']);
      expect(store.outbox.nextAt()).toBeNull();
    });

    it('is not given while its lane is busy, and at most as much as asked for', () => {
      const ines = known(store, 'ines');
      mark(1, show({ card: 'closing' }), show({ card: 'closing' }, ines));
      expect(claim(1, [`${acme}/${bob}`]).map(({ to }) => to)).toEqual([{ person: ines }]);
      expect(claim(1, [`${acme}/${bob}`, `${acme}/${ines}`])).toEqual([]);
      expect(claim(1, [], 1)).toHaveLength(1);
    });

    it('keeps the lanes of two tenants apart', () => {
      doing(store, starting({ tenant: other }));
      expect(claim(0).every(({ tenant }) => tenant === other)).toBe(true);
    });

    it('keeps its place when it is wanted again while it waits', () => {
      mark(1, show({ card: 'closing' }), show({ card: 'intake' }));
      mark(2, show({ card: 'closing' }));
      expect(drain(2)).toEqual(['closing', 'intake']);
    });

    it('is one row for all its life, with where it stands and what is shown', () => {
      mark(1, show({ card: 'closing' }));
      const first = one(1);
      expect(first).toMatchObject({ ref: null, shown: null, attempts: 0, unknownSince: null });
      settle(first, { kind: 'sent', ref: ref('9'), shown: 'a' }, 1);
      mark(2, show({ card: 'closing' }));
      expect(one(2)).toMatchObject({ row: first.row, ref: ref('9'), shown: 'a' });
      expect(store.outbox.refOf(acme, bob, card({ card: 'closing' }))).toEqual(ref('9'));
      expect(store.outbox.refOf(other, bob, card({ card: 'closing' }))).toBeNull();
      expect(store.outbox.refOf(acme, bob, card({ card: 'intake' }))).toBeNull();
    });

    it('is redrawn only where it stands or is about to', () => {
      mark(1, redraw({ card: 'closing' }), redraw({ card: 'closing' }, true));
      expect(claim(1)).toEqual([]);
      mark(2, redraw({ card: 'root' }));
      expect(one(2)).toMatchObject({ shown: 'start' });
    });

    it('is sent again by force even when it seems to be shown', () => {
      mark(1, redraw({ card: 'root' }, true));
      expect(one(1)).toMatchObject({ shown: null, ref: { conversation: 'D1' } });
    });

    it('is one nudge a day for each person, and a line for a channel that is known', () => {
      const nudge: Effect = { type: 'nudge', to: bob, day: '2026-11-24' as LocalDate };
      mark(1, nudge, nudge, { type: 'tell_channel', what: 'started' });
      expect(drain(1)).toEqual(['2026-11-24']);
      doing(store, starting({ id: h(2), form: { account: 'two', confidential: false, channel: 'C7' } }));
      const line = claim(1).find(({ to }) => 'channel' in to);
      expect(line).toMatchObject({
        to: { channel: 'C7' },
        subject: { kind: 'channel', handover: h(2), what: 'started' },
      });
    });

    it('is an answer to free text', () => {
      const reply: Subject = { kind: 'reply', id: 'd7', reply: 'help', thread: '1.5' };
      store.outbox.reply(acme, bob, reply, at(1));
      store.outbox.reply(acme, bob, reply, at(2));
      expect(one(2).subject).toEqual(reply);
    });
  });

  describe(`${name}: what became of it`, () => {
    it('stays wanted when it was wanted again while it was under way', () => {
      mark(1, show({ card: 'root' }));
      const row = one(1);
      mark(2, show({ card: 'root' }));
      sent(row, 3, 'older');
      const again = one(3);
      expect(again).toMatchObject({ row: row.row, shown: 'older' });
      sent(again, 4);
      expect(claim(9)).toEqual([]);
    });

    it('is sent again by a force that came while it was under way', () => {
      mark(1, show({ card: 'root' }));
      const row = one(1);
      mark(2, redraw({ card: 'root' }, true));
      sent(row, 3);
      expect(one(3)).toMatchObject({ row: row.row, shown: null });
    });

    it('is over when nothing had to be sent', () => {
      mark(1, show({ card: 'root' }), show({ card: 'closing' }));
      const row = one(1);
      settle(row, { kind: 'skipped' }, 1);
      expect(drain(1)).toEqual(['closing']);
      mark(2, show({ card: 'root' }));
      expect(one(2)).toMatchObject({ ref: row.ref, shown: 'start' });
    });

    it('holds its whole lane back until it may be tried again, and no other lane', () => {
      const ines = known(store, 'ines');
      mark(1, show({ card: 'root' }), show({ card: 'closing' }));
      settle(one(1), later(100), 1);
      mark(2, show({ card: 'intake' }), show({ card: 'root' }, ines));
      expect(one(99).to).toEqual({ person: ines });
      sent(one(99), 99);
      expect(store.outbox.nextAt()).toBe(at(100));
      expect(claim(100)[0]).toMatchObject({ attempts: 1, shown: null });
      expect(drain(100)).toEqual(['root', 'closing', 'intake']);
    });

    it('is put off no longer than to a moment, when that is asked for', () => {
      mark(1, show({ card: 'root' }));
      settle(one(1), later(100), 1);
      expect(store.outbox.hurry(at(100))).toBe(false);
      expect(store.outbox.hurry(at(20))).toBe(true);
      expect(store.outbox.nextAt()).toBe(at(20));
      expect(claim(19)).toEqual([]);
      expect(drain(20)).toEqual(['root']);
      expect(store.outbox.hurry(at(20))).toBe(false);
    });

    it('keeps its place when it failed and was wanted again meanwhile', () => {
      mark(1, show({ card: 'root' }), show({ card: 'closing' }));
      const row = one(1);
      mark(2, show({ card: 'root' }));
      settle(row, later(5), 3);
      expect(drain(5)).toEqual(['root', 'closing']);
    });

    it('counts the attempts of one message, and begins anew once it is sent', () => {
      mark(1, show({ card: 'root' }));
      settle(one(1), later(2), 1);
      settle(one(2), later(3), 2);
      expect(one(3).attempts).toBe(2);
      sent(one(3), 3);
      mark(4, show({ card: 'root' }));
      expect(one(4).attempts).toBe(0);
    });

    it('is unknown from the first begin on, until its outcome is known', () => {
      mark(1, show({ card: 'closing' }));
      const row = one(1);
      store.outbox.begin(row, at(1));
      settle(row, later(5, true), 2);
      store.outbox.begin(row, at(5));
      expect(one(5).unknownSince).toBe(at(1));
      settle(row, later(9), 5);
      expect(one(9).unknownSince).toBeNull();
      store.outbox.begin(row, at(9));
      sent(row, 9);
      mark(10, show({ card: 'closing' }));
      expect(one(10).unknownSince).toBeNull();
    });

    it('is doubtful once it was sent after a post of unknown outcome, until that is settled', () => {
      mark(1, show({ card: 'closing' }));
      store.outbox.begin(one(1), at(1));
      settle(one(1), later(2, true), 1);
      expect(one(2).isDoubtful).toBe(false);
      sent(one(2), 2);
      mark(3, show({ card: 'closing' }));
      expect(one(3).isDoubtful).toBe(true);
      const soon = at(3 + 200_000);
      expect(store.outbox.doubtful(soon, 9)).toMatchObject([{ since: at(1) }]);
      store.outbox.leaveDoubt(one(3));
      expect(store.outbox.doubtful(soon, 9)).toEqual([]);
      expect(one(3).isDoubtful).toBe(true);
      store.outbox.settleDoubt(one(3));
      expect(one(3).isDoubtful).toBe(false);
    });

    it('is posted anew when it is lost', () => {
      mark(1, show({ card: 'root' }), show({ card: 'closing' }));
      const row = one(1);
      settle(row, { kind: 'lost' }, 1);
      expect(one(1)).toMatchObject({ row: row.row, ref: null, shown: null });
      expect(drain(1)).toEqual(['root', 'closing']);
    });

    it('is kept when it is given up, and does not stop its lane', () => {
      mark(1, show({ card: 'closing' }), show({ card: 'intake' }));
      const row = one(1);
      settle(row, { kind: 'dead', why: 'refused: too long' }, 1);
      expect(store.outbox.dead(9)).toMatchObject([{ row: { row: row.row }, why: 'refused: too long' }]);
      mark(2, redraw({ card: 'closing' }));
      expect(drain(2)).toEqual(['intake']);
      expect(store.outbox.nextAt()).toBeNull();
    });

    it('is tried again, in its order, when its person can be reached again', () => {
      mark(1, show({ card: 'closing' }), show({ card: 'intake' }), show({ card: 'invite' }));
      settle(one(1), { kind: 'dead', why: 'blocked' }, 1);
      settle(one(1), { kind: 'dead', why: 'blocked' }, 1);
      store.outbox.revive(acme, bob, at(2));
      expect(store.outbox.dead(9)).toEqual([]);
      expect(drain(2)).toEqual(['invite', 'closing', 'intake']);
    });

    it('is tried again when its person can be reached again just before it is given up', () => {
      mark(1, show({ card: 'closing' }));
      const row = one(1);
      store.outbox.revive(acme, bob, at(2));
      settle(row, { kind: 'dead', why: 'blocked' }, 2);
      expect(store.outbox.dead(9)).toEqual([]);
      expect(drain(2)).toEqual(['closing']);
    });

    it('is tried again when it was given up and is to be shown anew', () => {
      mark(1, show({ card: 'closing' }));
      settle(one(1), { kind: 'dead', why: 'refused: too long' }, 1);
      mark(2, show({ card: 'closing' }));
      expect(store.outbox.dead(9)).toEqual([]);
      expect(drain(2)).toEqual(['closing']);
    });

    it('is tried once more when it is given up after it was wanted anew', () => {
      mark(1, show({ card: 'closing' }));
      const row = one(1);
      mark(2, show({ card: 'closing' }));
      settle(row, { kind: 'dead', why: 'refused: too long' }, 3);
      expect(drain(3)).toEqual(['closing']);
    });

    it('says when the next may be tried, leaving out what is under way', () => {
      const ines = known(store, 'ines');
      mark(1, show({ card: 'root' }));
      mark(7, show({ card: 'root' }, ines));
      expect(store.outbox.nextAt()).toBe(at(1));
      const row = one(1);
      expect(store.outbox.nextAt()).toBe(at(7));
      sent(row, 2);
      expect(store.outbox.nextAt()).toBe(at(7));
    });
  });
}
