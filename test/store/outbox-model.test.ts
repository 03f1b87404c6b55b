import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Effect } from '../../src/core/effect.js';
import type { Instant, PersonId } from '../../src/core/ids.js';
import { laneOf, type Outbox, type OutboxRow, type Work } from '../../src/engine/ports.js';
import { openStore, type Store } from '../../src/store/open-store.js';
import { MONDAY } from '../support/a-handover.js';
import { countingIds } from '../support/temp-database.js';
import { accepting, acme, doing, h, starting } from '../conformance/works.js';

/** One message as the simplest outbox that could be would keep it. */
interface Message {
  readonly name: string;
  readonly lane: string;
  /** Where it stands in its lane; null while it is not pending. */
  place: number | null;
  lastPlace: number;
  tryAt: number;
  isDead: boolean;
  isStanding: boolean;
  /** Where it was first marked again while it was under way. */
  nextPlace: number | null;
}

const CARDS = ['closing', 'intake', 'invite'] as const;
const PEOPLE = ['p1', 'p2'] as PersonId[];
const action = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('show', 'redraw'), who: fc.nat(1), card: fc.nat(2) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('claim'), limit: fc.integer({ min: 1, max: 3 }) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('settle'),
      which: fc.nat(3),
      how: fc.constantFrom('sent', 'skipped', 'later', 'lost', 'dead'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('revive'), who: fc.nat(1) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait'), ms: fc.integer({ min: 1, max: 20 }) }) },
);
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;

/** Runs the same actions on the store's outbox and on the model, and compares what each would send. */
class Run {
  readonly messages = new Map<string, Message>();
  readonly underWay = new Map<string, OutboxRow>();
  now = MONDAY;
  places = 0;

  constructor(readonly store: Store) {}

  get outbox(): Outbox {
    return this.store.outbox;
  }

  do(step: Action): void {
    if ('ms' in step) this.now = (this.now + step.ms) as Instant;
    else if ('card' in step) this.mark(step.do === 'show', PEOPLE[step.who], CARDS[step.card]);
    else if ('limit' in step) this.claim(step.limit);
    else if ('how' in step) this.settle(step.which, step.how);
    else this.revive(PEOPLE[step.who]);
  }

  mark(isShow: boolean, to: PersonId | undefined, card: (typeof CARDS)[number] | undefined): void {
    if (to === undefined || card === undefined) return;
    const effect: Effect = isShow
      ? { type: 'show', to, card: { card } }
      : { type: 'redraw', to, card: { card }, force: false };
    const work: Work<string> = {
      ...accepting({ at: this.now }),
      decide: () => ({ result: 'marked', moved: null, dueAt: null, effects: [effect], meaning: null }),
    };
    doing(this.store, work);
    const name = `${to}/${card}`;
    const known = this.messages.get(name);
    if (!known) {
      if (isShow) this.messages.set(name, this.fresh(name, laneOf(acme, { person: to })));
    } else if (this.underWay.has(name)) known.nextPlace ??= this.place();
    else if (known.place === null && (isShow || !known.isDead || known.isStanding)) this.want(known);
  }

  fresh(name: string, lane: string): Message {
    const message = {
      name,
      lane,
      place: null,
      lastPlace: 0,
      tryAt: 0,
      isDead: false,
      isStanding: false,
      nextPlace: null,
    };
    this.want(message);
    return message;
  }

  place(): number {
    this.places += 1;
    return this.places;
  }

  want(message: Message, place = this.place()): void {
    Object.assign(message, { place, lastPlace: place, tryAt: 0, isDead: false });
  }

  /** The first of each lane that is not busy. */
  heads(): readonly Message[] {
    const busy = new Set([...this.underWay.keys()].map((name) => this.messages.get(name)?.lane));
    const heads = new Map<string, Message>();
    for (const message of this.messages.values()) {
      const head = heads.get(message.lane);
      if (message.place !== null && (!head?.place || message.place < head.place)) heads.set(message.lane, message);
    }
    return [...heads.values()].filter(({ lane }) => !busy.has(lane));
  }

  claimable(): readonly string[] {
    return this.heads()
      .filter(({ tryAt }) => tryAt <= this.now)
      .map(({ name }) => name);
  }

  claim(limit: number): void {
    const expected = this.claimable();
    const busy = new Set([...this.underWay.values()].map(({ tenant, to }) => laneOf(tenant, to)));
    const rows = this.outbox.claim(this.now, busy, limit);
    expect(rows).toHaveLength(Math.min(limit, expected.length));
    for (const row of rows) {
      const name = `${'person' in row.to ? row.to.person : ''}/${row.subject.kind === 'card' ? row.subject.card.card : ''}`;
      expect(expected).toContain(name);
      this.underWay.set(name, row);
    }
  }

  settle(which: number, how: string): void {
    const [name, row] = [...this.underWay][which % this.underWay.size] ?? [];
    const message = name === undefined ? undefined : this.messages.get(name);
    if (name === undefined || !row || !message) return;
    this.underWay.delete(name);
    const at = (this.now + 10) as Instant;
    const { nextPlace } = message;
    message.nextPlace = null;
    if (how === 'later') {
      this.outbox.settle(row, { kind: 'later', at, isUnknown: false }, this.now);
      message.tryAt = at;
      return;
    }
    if (how === 'lost') {
      this.outbox.settle(row, { kind: 'lost' }, this.now);
      message.isStanding = false;
      return;
    }
    message.place = null;
    if (how === 'sent') {
      const ref = { conversation: 'D', message: name };
      this.outbox.settle(row, { kind: 'sent', ref, shown: 'x' }, this.now);
      message.isStanding = true;
    } else if (how === 'skipped') this.outbox.settle(row, { kind: 'skipped' }, this.now);
    else {
      this.outbox.settle(row, { kind: 'dead', why: 'no' }, this.now);
      message.isDead = nextPlace === null;
    }
    if (nextPlace !== null) this.want(message, nextPlace);
  }

  revive(person: PersonId | undefined): void {
    if (person === undefined) return;
    this.outbox.revive(acme, person, this.now);
    const lane = laneOf(acme, { person });
    for (const name of this.underWay.keys()) {
      const message = this.messages.get(name);
      if (message?.lane === lane) message.nextPlace ??= this.place();
    }
    const dead = [...this.messages.values()].filter((message) => message.isDead && message.lane === lane);
    for (const message of dead.toSorted((a, b) => a.lastPlace - b.lastPlace)) this.want(message);
  }

  check(): void {
    const dead = this.outbox.dead(99).map(({ row }) => row.subject.kind === 'card' && row.subject.card.card);
    expect(dead).toHaveLength([...this.messages.values()].filter(({ isDead }) => isDead).length);
    const next = this.outbox.nextAt();
    const heads = this.heads();
    if (heads.length === 0) expect(next).toBeNull();
    else if (this.claimable().length > 0) expect(next).toBeLessThanOrEqual(this.now);
    else expect(next).toBe(Math.min(...heads.map(({ tryAt }) => tryAt)));
  }
}

it('sends in the same order as the simplest outbox that could be', () => {
  const property = fc.property(fc.array(action, { minLength: 20, maxLength: 80, size: 'max' }), (actions) => {
    const store = openStore({ path: ':memory:', ids: countingIds() });
    const start = starting();
    doing(store, { ...start, decide: (loaded) => ({ ...start.decide(loaded), effects: [] }) });
    expect(store.handovers.load(acme, h(1))).not.toBeNull();
    const run = new Run(store);
    for (const step of actions) {
      run.do(step);
      run.check();
    }
    store.close();
  });
  fc.assert(property, { numRuns: 100 });
});
