import { afterAll, describe, expect, it } from '@jest/globals';
import type { Handover } from '../../src/core/handover.js';
import type { Instant, PersonId, Zone } from '../../src/core/ids.js';
import { DEFAULT_RULES, type Rules } from '../../src/core/rules.js';
import { nextDue } from '../../src/core/schedule.js';
import { start, transition } from '../../src/core/transition.js';
import { huaweiCloud } from '../../src/procedures/load-procedure.js';
import { type Figures, HEADING, Judge, row, sumOf } from '../support/core/year/figures.js';
import { type Habits, MINUTE_MS, nightly, USUAL, WallTable, YEAR } from '../support/core/year/wall-table.js';
import { aForm, alice, bob, candidate, DAY_MS, HOUR_MS, ines } from '../support/a-handover.js';

// A year of minutes: the clock ticks every minute, as node-cron does, and the core is asked whenever something is due. What
// ought to come is worked out apart, minute by minute, from the wall clock of the zone alone.

/** Whose clocks change in the year. */
const CHANGING = ['Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Pacific/Auckland'];
const ZONES = ['UTC', 'Asia/Kolkata', 'Asia/Kathmandu', ...CHANGING];
// The ladder ends nothing here: the wait goes on for the whole year.
const rulesFor = ({ hour, isDayOff }: Habits): Rules => ({
  ...DEFAULT_RULES,
  nudgesUntilTold: 10_000,
  nudgesUntilEscalated: 10_001,
  lastDayWithinDays: 2_000,
  nudgeHourOf: () => hour,
  isWorkingDay: (day) => !isDayOff(day),
});

interface Sent {
  readonly at: number;
  /** The person's local day, as the message is known by. */
  readonly day: string;
  readonly to: PersonId;
}

/** One handover that waits for Bob to accept, and nobody answers. */
class Waiting {
  handover: Handover;
  dueAt: Instant | null;
  readonly sent: Sent[] = [];
  private readonly rules: Rules;

  constructor(zone: string, from: number, habits = USUAL) {
    const rules = rulesFor(habits);
    this.rules = rules;
    const form = aForm({
      initiator: candidate(ines, zone),
      outgoing: candidate(alice, zone),
      successor: candidate(bob, zone),
      reason: 'already_gone',
      lastDay: '2027-12-31',
    });
    const begun = start(
      form,
      huaweiCloud(),
      { mayStart: true, clash: null, isNoSecret: false },
      from as Instant,
      rules,
    );
    if (begun.kind !== 'moved') throw new Error(`not started: ${JSON.stringify(begun)}`);
    this.handover = begun.handover;
    this.dueAt = nextDue(this.handover, from as Instant, rules);
  }

  give(input: Parameters<typeof transition>[1], now: number): void {
    const result = transition(this.handover, input, now as Instant, this.rules);
    if (result.kind === 'moved') this.handover = result.handover;
    this.dueAt = nextDue(this.handover, now as Instant, this.rules);
    for (const effect of result.kind === 'moved' ? result.effects : []) {
      if (effect.type === 'nudge') this.sent.push({ at: now, day: effect.day, to: effect.to });
    }
  }

  /** What the scheduler does with a tick. */
  tick(now: number): void {
    if (this.dueAt !== null && this.dueAt <= now) this.give({ type: 'clock' }, now);
  }

  ofBob(): readonly Sent[] {
    return this.sent.filter(({ to }) => to === bob);
  }
}

/** One tick: the clock of the machine, and where the person is. */
interface Tick {
  readonly at: number;
  readonly wall: WallTable;
}

/** Night and day, in the order in which the machine's own clock shows them. */
type Minutes = Iterable<number>;

function* minutes(from: number, to: number): Minutes {
  for (let at = from; at < to; at += MINUTE_MS) yield at;
}

/** Asleep for thirty days, four times a year; one of them ends in a night, and one on a Sunday. */
function* withSleep(): Minutes {
  const naps = [
    Date.UTC(2028, 0, 20, 7),
    Date.UTC(2028, 2, 10, 13),
    Date.UTC(2028, 5, 1, 2),
    Date.UTC(2028, 9, 13, 10),
  ];
  let awake = YEAR.from;
  for (const nap of naps) {
    yield* minutes(awake, nap);
    awake = nap + 30 * DAY_MS;
  }
  yield* minutes(awake, YEAR.to);
}

/** Every so often somebody sets the machine's clock back by an hour; at some hour of the day, and just after nine too. */
function* withSetBacks(): Minutes {
  let [set, at] = [0, YEAR.from];
  while (at < YEAR.to) {
    yield at;
    at += MINUTE_MS;
    if (Math.floor((at - YEAR.from) / (41 * HOUR_MS)) <= set) continue;
    set += 1;
    at -= HOUR_MS;
  }
}

/** Somebody who is in this zone all the time. */
function* staying(wall: WallTable, all: Minutes): Iterable<Tick> {
  for (const at of all) yield { at, wall };
}

/** A generator of numbers that gives the same ones each time. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state % below;
  };
}

/** Somebody who moves to another zone every few days, at any minute. */
function* moving(walls: readonly WallTable[], seed: number, all: Minutes): Iterable<Tick> {
  const random = numbersFrom(seed);
  let wall = walls[seed % walls.length];
  let stays = 0;
  for (const at of all) {
    stays -= 1;
    if (stays < 0) {
      stays = random(8_000);
      wall = walls[random(walls.length)];
    }
    if (wall) yield { at, wall };
  }
}

/** Plays it to the core, and holds what it sends to what ought to be. */
function played(ticks: Iterable<Tick>): Figures {
  let game: { readonly waiting: Waiting; readonly judge: Judge } | null = null;
  let zone = '';
  let heard = 0;
  for (const { at, wall } of ticks) {
    game ??= { waiting: new Waiting(wall.zone, at, wall.habits), judge: new Judge(at) };
    const { waiting, judge } = game;
    if (zone !== '' && wall.zone !== zone) {
      waiting.give({ type: 'zone_changed', person: bob, zone: wall.zone as Zone }, at);
    }
    zone = wall.zone;
    waiting.tick(at);
    const { sent } = waiting;
    const days = sent.length === heard ? NONE : sent.slice(heard).flatMap(({ to, day }) => (to === bob ? [day] : []));
    heard = sent.length;
    judge.look(at, wall, days);
  }
  if (!game) throw new Error('nothing to play');
  return game.judge.result();
}

const NONE: readonly string[] = [];
const walls = ZONES.map((zone) => new WallTable(zone));
const table: string[] = [];
afterAll(() => void process.stdout.write(`\n${[HEADING, ...table].join('\n')}\n\n`));

const flawless = { early: 0, late: 0, onDaysOff: 0, twice: 0 };

describe('a year of minutes', () => {
  it.each(walls)(
    'nudges exactly once on each working morning in $zone: clock changes, leap day, sleep and a clock set back',
    (wall) => {
      const plain = played(staying(wall, minutes(YEAR.from, YEAR.to)));
      const slept = played(staying(wall, withSleep()));
      const back = played(staying(wall, withSetBacks()));
      const figures = sumOf([plain, slept, back]);
      table.push(row(wall.zone, figures));
      expect(figures).toMatchObject({ ...flawless, redrawn: 0, sent: figures.due });
      expect(plain.due).toBeGreaterThan(254);
      expect(back.due).toBe(plain.due);
      expect(slept.due).toBeGreaterThan(150);
    },
  );

  // Clocks change on Sundays, at two or at three: an hour is skipped, or comes twice.
  it.each([2, 3])(
    'nudges exactly once on each day at %i in the morning, also in the nights of clock changes',
    (hour) => {
      const all = CHANGING.map((zone) => {
        const wall = new WallTable(zone, nightly(hour));
        const plain = played(staying(wall, minutes(YEAR.from, YEAR.to)));
        const back = played(staying(wall, withSetBacks()));
        expect(back.due).toBe(plain.due);
        return sumOf([plain, back]);
      });
      const figures = sumOf(all);
      table.push(row(`at ${hour} at night`, figures));
      expect(figures).toMatchObject({ ...flawless, redrawn: 0, sent: figures.due });
      expect(figures.due).toBeGreaterThan(2 * 4 * 364);
    },
  );

  it('says it at nine on the dot, on the morning after each change of the clock and on the leap day too', () => {
    const nights: Readonly<Record<string, readonly string[]>> = {
      'Europe/Berlin': ['2028-03-27', '2028-10-30'],
      'America/St_Johns': ['2028-03-13', '2028-11-06'],
      'Australia/Lord_Howe': ['2028-04-03', '2028-10-02'],
      'Pacific/Auckland': ['2028-04-03', '2028-09-25'],
    };
    for (const wall of walls) {
      const waiting = new Waiting(wall.zone, YEAR.from);
      for (const at of minutes(YEAR.from, YEAR.to)) waiting.tick(at);
      const format = new Intl.DateTimeFormat('sv-SE', { timeZone: wall.zone, dateStyle: 'short', timeStyle: 'short' });
      const shown = waiting.ofBob().map(({ at }) => format.format(at));
      expect(shown.filter((time) => !time.endsWith(' 09:00'))).toEqual([]);
      for (const day of ['2028-02-29', ...(nights[wall.zone] ?? [])]) expect(shown).toContain(`${day} 09:00`);
    }
  });

  it('gives nobody two messages on one day, however they travel and whatever the clock does', () => {
    const figures = sumOf(
      [1, 2, 3].map((seed) => {
        const all = [minutes(YEAR.from, YEAR.to), withSleep(), withSetBacks()][seed % 3] ?? [];
        return played(moving(walls, seed, all));
      }),
    );
    table.push(row('moving between them', figures));
    expect(figures).toMatchObject({ ...flawless, sent: figures.due });
    expect(figures.due).toBeGreaterThan(500);
  });

  it('says one thing after thirty days asleep, at once by day, and in the morning by night or on a day off', () => {
    const fallAsleep = Date.UTC(2028, 3, 5, 12);
    for (const wake of [Date.UTC(2028, 4, 8, 13, 17), Date.UTC(2028, 4, 6, 13, 17), Date.UTC(2028, 4, 8, 22, 5)]) {
      const waiting = new Waiting('Europe/Berlin', YEAR.from);
      for (let now = YEAR.from; now < fallAsleep; now += MINUTE_MS) waiting.tick(now);
      const before = waiting.ofBob().length;
      for (let now = wake; now < wake + 3 * HOUR_MS; now += MINUTE_MS) waiting.tick(now);
      const isReachable = new Date(wake).getUTCDay() === 1 && new Date(wake).getUTCHours() < 16;
      expect(
        waiting
          .ofBob()
          .slice(before)
          .map(({ at }) => at),
      ).toEqual(isReachable ? [wake] : []);
      for (let now = wake + 3 * HOUR_MS; now < wake + 3 * DAY_MS; now += MINUTE_MS) waiting.tick(now);
      const days = waiting.ofBob().slice(before);
      expect(new Set(days.map(({ day }) => day)).size).toBe(days.length);
    }
  });

  it('stays silent while the clock is set back an hour, and never sends two for one day', () => {
    const waiting = new Waiting('Europe/Berlin', YEAR.from);
    const seven = Date.UTC(2028, 0, 12, 7);
    for (let now = YEAR.from; now < seven + 2 * HOUR_MS; now += MINUTE_MS) waiting.tick(now);
    const before = waiting.ofBob().length;
    for (let now = seven; now < seven + 12 * HOUR_MS; now += MINUTE_MS) waiting.tick(now);
    expect(waiting.ofBob()).toHaveLength(before);
  });
});
