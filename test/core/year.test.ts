import { describe, expect, it } from '@jest/globals';
import type { Handover } from '../../src/core/handover.js';
import type { Instant, LocalDate, PersonId, Zone } from '../../src/core/ids.js';
import { DEFAULT_RULES, isWeekday, type Rules } from '../../src/core/rules.js';
import { nextDue } from '../../src/core/schedule.js';
import { start, transition } from '../../src/core/transition.js';
import { huaweiCloud } from '../../src/procedures/load-procedure.js';
import { aForm, alice, bob, candidate, DAY_MS, HOUR_MS, ines } from '../support/a-handover.js';

// A year of minutes: the clock ticks every minute, as node-cron does, and the core is asked whenever something is due. What
// ought to come is worked out apart, minute by minute, from the wall clock of the zone alone.

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
];
const MINUTE_MS = 60_000;
/** Of no country: days off that fall on weekdays, so that the calendar is asked. */
const HOLIDAYS = new Set(['2028-01-03', '2028-02-29', '2028-05-01', '2028-10-03', '2028-12-25', '2028-12-26']);
const isDayOff = (day: string): boolean => !isWeekday(day as LocalDate) || HOLIDAYS.has(day);
// The ladder ends nothing here: the wait goes on for the whole year.
const rules: Rules = {
  ...DEFAULT_RULES,
  nudgesUntilTold: 10_000,
  nudgesUntilEscalated: 10_001,
  lastDayWithinDays: 2_000,
  isWorkingDay: (day) => !isDayOff(day),
};

/** `2028-03-26 09:00`, as the wall clock shows it. */
function wallClocks(zone: string): (at: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  return (at) => format.format(at);
}

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

  constructor(zone: string, from: number) {
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
    const result = transition(this.handover, input, now as Instant, rules);
    if (result.kind === 'moved') this.handover = result.handover;
    this.dueAt = nextDue(this.handover, now as Instant, rules);
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

const YEAR = { from: Date.UTC(2028, 0, 1, 0, 0), to: Date.UTC(2029, 0, 1, 0, 0) };

/** Nine in the morning, on each working day after the first: minute by minute, from the wall clock alone. */
function mornings(zone: string, from: number, to: number): readonly number[] {
  const clock = wallClocks(zone);
  const first = clock(from).slice(0, 10);
  const seen = new Set<string>();
  const found: number[] = [];
  for (let at = from; at < to; at += MINUTE_MS) {
    const [day = '', time = ''] = clock(at).split(' ');
    if (time < '09:00' || time >= '18:00' || day === first || seen.has(day) || isDayOff(day)) continue;
    seen.add(day);
    found.push(at);
  }
  return found;
}

describe('a year of minutes', () => {
  it.each(ZONES)('nudges exactly once on each working morning in %s, clock changes and leap day included', (zone) => {
    const waiting = new Waiting(zone, YEAR.from);
    for (let now = YEAR.from; now < YEAR.to; now += MINUTE_MS) waiting.tick(now);
    const expected = mornings(zone, YEAR.from, YEAR.to);
    expect(expected.length).toBeGreaterThan(250);
    expect(waiting.ofBob().map(({ at }) => at)).toEqual(expected);
    const clock = wallClocks(zone);
    expect(waiting.ofBob().every(({ at, day }) => clock(at) === `${day} 09:00`)).toBe(true);
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

  it('gives nobody two messages on one day, however they travel', () => {
    for (let seed = 1; seed <= 10; seed += 1) {
      const waiting = new Waiting('Europe/Berlin', YEAR.from);
      let state = seed;
      const random = (below: number): number => {
        state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
        return state % below;
      };
      for (let now = YEAR.from; now < YEAR.from + 60 * DAY_MS; now += 10 * MINUTE_MS) {
        if (random(400) === 0) {
          const zone = ZONES[random(ZONES.length)] as Zone;
          waiting.give({ type: 'zone_changed', person: bob, zone }, now);
        }
        waiting.tick(now);
      }
      // The message of a day is one row: a second effect for the same day only draws it anew.
      const days = waiting.ofBob().map(({ day }) => day);
      const gaps = waiting.ofBob().map(({ at }, n, all) => at - (all[n - 1]?.at ?? 0));
      expect({ seed, isOrdered: days.every((day, n) => n === 0 || day >= (days[n - 1] ?? '')) }).toEqual({
        seed,
        isOrdered: true,
      });
      expect({ seed, isSpaced: gaps.every((gap, n) => gap >= HOUR_MS || days[n] === days[n - 1]) }).toEqual({
        seed,
        isSpaced: true,
      });
    }
  });
});
