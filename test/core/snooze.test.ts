import { describe, expect, it } from '@jest/globals';
import type { Input, SnoozeUntil } from '../../src/core/input.js';
import { nextDue } from '../../src/core/schedule.js';
import { alice, bob, candidate, carol, DAY_MS, ines, Play } from '../support/a-handover.js';
import { smallProcedure } from '../support/core/a-procedure.js';
import { branchA, branchB, declined, fresh, small, submitted } from '../support/core/a-small-play.js';
import { examples, given } from '../support/core/given.js';

const snooze =
  (wait: string, until: SnoozeUntil, by = alice, rev?: number) =>
  (play: Play): Input => ({ type: 'snooze', by, wait: wait as never, until, rev: rev ?? Math.max(0, play.rev(wait)) });

describe('Snooze', () => {
  examples({
    'puts a step off until tomorrow': given(branchA, small())
      .when(snooze('phone', 'tomorrow'))
      .thenComes({ type: 'snoozed', by: alice, wait: 'phone', until: '2026-11-24' }),
    'puts a step off for three days': given(branchA, small())
      .when(snooze('phone', 'in_3_days'))
      .thenComes({ type: 'snoozed', by: alice, wait: 'phone', until: '2026-11-26' }),
    'counts the days where the person is': given(
      (play) => branchA(play).wait(4 * 3_600_000),
      small({ outgoing: candidate(alice, 'Pacific/Auckland') }),
    )
      .when(snooze('phone', 'tomorrow'))
      .thenComes({ type: 'snoozed', until: '2026-11-25' }),
    'puts a question off': given(fresh, small())
      .when(snooze('intake', 'tomorrow'))
      .thenComes({ type: 'snoozed', by: alice, wait: 'intake', until: '2026-11-24' }),
    'puts the invitation off': given(fresh, small())
      .when(snooze('acceptance', 'tomorrow', bob))
      .thenComes({ type: 'snoozed', by: bob, wait: 'acceptance' }),
    'puts the choice of another successor off': given(declined, small())
      .when(snooze('acceptance', 'tomorrow', ines, 1))
      .thenComes({ type: 'snoozed', by: ines, wait: 'acceptance' }),
    'puts the question about a ticket off': given(submitted, small())
      .when(snooze('split', 'in_3_days'))
      .thenComes({ type: 'snoozed', by: alice, wait: 'split', until: '2026-11-26' }),
    'is for who is waited on': given(branchA, small())
      .when(snooze('phone', 'tomorrow', bob))
      .thenRefused({ code: 'not_yours', whose: alice }),
    'is not pressed on an old card': given(branchA, small())
      .when(snooze('phone', 'tomorrow', alice, 0))
      .thenRefused({ code: 'stale' }),
    'is not pressed on a step that waits for nobody': given(branchA, small())
      .when(snooze('keys', 'tomorrow', carol))
      .thenRefused({ code: 'stale' }),
    'is not pressed on what there is not': given(branchA, small())
      .when(snooze('__proto__', 'tomorrow'))
      .thenRefused({ code: 'stale' }),
    'changes nothing the second time that day': given((play) => {
      branchA(play).give(snooze('phone', 'tomorrow')(play));
    }, small())
      .when(snooze('phone', 'tomorrow'))
      .thenNothing(),
    'may be prolonged': given((play) => {
      branchA(play).give(snooze('phone', 'tomorrow')(play));
    }, small())
      .when(snooze('phone', 'in_3_days'))
      .thenComes({ type: 'snoozed', until: '2026-11-26' }),
    'ends on the last working day for who leaves': given(branchB, small({ lastDay: '2026-11-25' }))
      .when(snooze('split', 'in_3_days'))
      .thenRefused({ code: 'too_late_to_snooze' }),
    'may reach to the last working day itself': given(branchB, small({ lastDay: '2026-11-26' }))
      .when(snooze('split', 'in_3_days'))
      .thenComes({ type: 'snoozed', until: '2026-11-26' }),
    'may go on beyond it for who stays': given(branchA, small({ lastDay: '2026-11-25' }))
      .when(snooze('other:1', 'in_3_days', bob))
      .thenComes({ type: 'snoozed', by: bob, until: '2026-11-26' }),
  });

  it('keeps the clock silent until its day, and no longer', () => {
    const play = branchB(new Play({}, smallProcedure()));
    play.give(snooze('split', 'in_3_days')(play));
    const morning = Date.UTC(2026, 10, 26, 9);
    expect(nextDue(play.handover, play.now, play.rules)).toBe(morning);
    play.wait(2 * DAY_MS);
    expect(play.give({ type: 'clock' })).toBe('unmoved');
    play.wait(morning - play.now);
    expect(play.give({ type: 'clock' })).toBe('moved');
  });

  it('is over once the nudge has come', () => {
    const play = branchB(new Play({}, smallProcedure()));
    play.give(snooze('split', 'tomorrow')(play));
    play.wait(Date.UTC(2026, 10, 24, 9) - play.now).give({ type: 'clock' });
    expect(play.handover.steps['split' as never]).toMatchObject({ wait: { snoozedUntil: null, nudges: 1 } });
  });
});
