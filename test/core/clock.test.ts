import { describe, expect, it } from '@jest/globals';
import type { Zone } from '../../src/core/ids.js';
import { DEFAULT_RULES } from '../../src/core/rules.js';
import { nextDue } from '../../src/core/schedule.js';
import { alice, bob, candidate, DAY_MS, HOUR_MS, ines, MONDAY, Play } from '../support/a-handover.js';
import { smallProcedure } from '../support/core/a-procedure.js';
import { branchB, declined, fresh, reported, small, submitted } from '../support/core/a-small-play.js';
import { examples, given } from '../support/core/given.js';

const at =
  (setUp: (play: Play) => unknown, ...utc: readonly [number, number, number?, number?]) =>
  (play: Play): void => {
    setUp(play);
    const [month, day, hour = 9, minute = 0] = utc;
    play.wait(Date.UTC(2026, month - 1, day, hour, minute) - play.now);
  };
const clock = { type: 'clock' } as const;
const nudged = (wait: string, to: string) => ({ type: 'nudged', wait, to }) as const;

describe('the first nudge', () => {
  examples({
    'comes on the next working morning': given(at(branchB, 11, 24), small())
      .when(clock)
      .thenComes(nudged('split', alice)),
    'does not come before nine': given(at(branchB, 11, 24, 8, 59), small())
      .when(clock)
      .thenNothing(),
    'does not come on the day on which we asked': given(at(branchB, 11, 23, 17), small())
      .when(clock)
      .thenNothing(),
    'comes later that day after a pause': given(at(branchB, 11, 24, 17, 59), small())
      .when(clock)
      .thenComes(nudged('split', alice)),
    'does not come in the evening': given(at(branchB, 11, 24, 18), small())
      .when(clock)
      .thenNothing(),
    'does not come on a Saturday': given(at(branchB, 11, 28), small())
      .when(clock)
      .thenNothing(),
    'comes at nine where the person is': given(
      at(branchB, 11, 24, 3, 30),
      small({ outgoing: candidate(alice, 'Asia/Kolkata') }),
    )
      .when(clock)
      .thenComes(nudged('split', alice)),
    'does not come on a day that is off for this person': given(
      at(branchB, 11, 24),
      small({}, { ...DEFAULT_RULES, isWorkingDay: (day, person) => person !== alice || day !== '2026-11-24' }),
    )
      .when(clock)
      .thenNothing(),
    'goes to the successor for the invitation, and to the outgoing employee for the question': given(
      at(fresh, 11, 24),
      small(),
    )
      .when(clock)
      .thenComes(nudged('acceptance', bob), nudged('intake', alice)),
    'goes to the initiator after a decline': given(
      at((play) => declined(play).answer({}), 11, 24),
      small(),
    )
      .when(clock)
      .thenComes(nudged('acceptance', ines), nudged('intake', alice)),
    'goes to the confirmer for what is to be confirmed': given(at(reported, 11, 24), small())
      .when(clock)
      .thenComes(nudged('phone', bob), nudged('other:1', bob)),
    'asks about a ticket on the second working day': given(at(submitted, 11, 25), small())
      .when(clock)
      .thenComes(nudged('split', alice)),
    'does not ask about a ticket on the first': given(at(submitted, 11, 24), small())
      .when(clock)
      .thenNothing(),
  });
});

/** Every hour for so many days: what the clock brought, as `24T09 nudged split`. */
function hours(play: Play, days: number): readonly string[] {
  const told: string[] = [];
  for (let hour = 0; hour < 24 * days; hour += 1) {
    play.wait(HOUR_MS);
    const before = play.events.length;
    play.give(clock);
    for (const event of play.events.slice(before)) {
      const wait = 'wait' in event ? event.wait : 'step' in event ? event.step : '';
      told.push(`${new Date(play.now).toISOString().slice(8, 13)} ${event.type} ${wait}`);
    }
  }
  return told;
}

describe('the ladder', () => {
  it('nudges each working morning, tells the initiator at the third and opens the final step at the fifth', () => {
    const play = branchB(new Play({ lastDay: '2027-03-01' }, smallProcedure()));
    expect(hours(play, 8)).toEqual([
      '24T09 nudged split',
      '25T09 nudged split',
      '26T09 nudged split',
      '26T09 initiator_told split',
      '27T09 nudged split',
      '30T09 nudged split',
      '30T09 escalated split',
      '30T09 step_opened final',
      '01T09 nudged split',
      '01T09 nudged final',
    ]);
  });

  it('asks about a ticket every second working day, and never climbs for it', () => {
    const play = submitted(new Play({ lastDay: '2027-03-01' }, smallProcedure()));
    const told = hours(play, 21);
    expect(told.slice(0, 4)).toEqual([
      '25T09 nudged split',
      '27T09 nudged split',
      '01T09 nudged split',
      '03T09 nudged split',
    ]);
    expect(told.filter((line) => !line.includes('nudged'))).toEqual([]);
  });

  it('escalates once, however many waits reach its end', () => {
    const play = new Play({ lastDay: '2027-03-01' }, smallProcedure());
    const told = hours(play, 14);
    expect(told.filter((line) => line.includes('escalated'))).toEqual(['30T09 escalated acceptance']);
    expect(told.filter((line) => line.includes('initiator_told'))).toEqual([
      '26T09 initiator_told acceptance',
      '26T09 initiator_told intake',
      '03T09 initiator_told final',
    ]);
  });

  it('starts again when the wait does', () => {
    const play = branchB(new Play({ lastDay: '2027-03-01' }, smallProcedure()));
    play.wait(3 * DAY_MS).give(clock);
    play.give({ type: 'change_answer', by: alice, ...play.question('branch') });
    play.give({ type: 'answer', by: alice, ...play.question('branch'), value: 'company' });
    expect(play.handover.steps['phone' as never]).toMatchObject({
      wait: { nudges: 0, rung: 'nudging', askedAt: play.now },
    });
  });
});

describe('after a long sleep', () => {
  it('one nudge comes for each wait, and none is made up for', () => {
    const play = branchB(new Play({ lastDay: '2027-03-01' }, smallProcedure()));
    play.wait(30 * DAY_MS);
    expect(play.give(clock)).toBe('moved');
    expect(play.events.filter(({ type }) => type === 'nudged')).toHaveLength(1);
    expect(play.give(clock)).toBe('unmoved');
  });

  it('at night, the nudge waits for the morning', () => {
    const play = branchB(new Play({ lastDay: '2027-03-01' }, smallProcedure()));
    play.wait(Date.UTC(2026, 11, 4, 23) - MONDAY);
    expect(play.give(clock)).toBe('unmoved');
    expect(nextDue(play.handover, play.now, play.rules)).toBe(Date.UTC(2026, 11, 7, 9));
  });
});

describe('another zone', () => {
  const zone = 'Asia/Tokyo' as Zone;
  examples({
    'is noted for the people of the handover': given(fresh, small())
      .when({ type: 'zone_changed', person: bob, zone })
      .thenComes({ type: 'zone_changed', person: bob, zone }),
    'that is the same changes nothing': given(fresh, small())
      .when({ type: 'zone_changed', person: bob, zone: 'UTC' as Zone })
      .thenNothing(),
    'of somebody else changes nothing': given(fresh, small())
      .when({ type: 'zone_changed', person: 'p_stranger' as typeof bob, zone })
      .thenNothing(),
    'moves the morning with the person': given((play) => {
      branchB(play).give({ type: 'zone_changed', person: alice, zone });
      play.wait(Date.UTC(2026, 10, 24, 0) - play.now);
    }, small())
      .when(clock)
      .thenComes(nudged('split', alice)),
  });
});

describe('the next moment', () => {
  it('is none once the handover is closed, and a tick is then silent', () => {
    const play = new Play({}, smallProcedure());
    play.give({ type: 'cancel', by: ines, because: { text: 'Alice stays.', isNoSecret: false } });
    expect(nextDue(play.handover, play.now, play.rules)).toBeNull();
    expect(play.wait(9 * DAY_MS).give(clock)).toBe('unmoved');
  });

  it('is the earliest of all that is waited for', () => {
    const play = new Play({ successor: candidate(bob, 'Asia/Tokyo') }, smallProcedure());
    expect(nextDue(play.handover, play.now, play.rules)).toBe(Date.UTC(2026, 10, 24, 0));
  });
});
