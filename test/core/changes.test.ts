import { describe } from '@jest/globals';
import type { Input } from '../../src/core/input.js';
import type { StepKey, Zone } from '../../src/core/ids.js';
import { alice, bob, candidate, carol, DAY_MS, HOUR_MS, ines, type Play } from '../support/a-handover.js';
import { branchA, branchB, fresh, reported, small } from '../support/core/a-small-play.js';
import { examples, given, words } from '../support/core/given.js';

const by = (type: 'pause' | 'resume' | 'nudge_now' | 'say_gone', person = ines): Input => ({ type, by: person });
const paused = (play: Play): void => {
  branchA(play).give(by('pause'));
};
const days =
  (setUp: (play: Play) => unknown, count: number) =>
  (play: Play): void => {
    setUp(play);
    play.wait(count * DAY_MS);
  };

describe('a pause', () => {
  examples({
    'is the initiator’s to make': given(branchA, small())
      .when(by('pause'))
      .thenComes({ type: 'handover_paused', by: ines }),
    'is nobody else’s': given(branchA, small()).when(by('pause', bob)).thenRefused({ code: 'initiator_only' }),
    'is made once': given(paused, small()).when(by('pause')).thenRefused({ code: 'already_paused' }),
    'stops the clock': given(days(paused, 20), small()).when({ type: 'clock' }).thenNothing(),
    'leaves the buttons as they are': given(paused, small())
      .when((play) => ({
        type: 'tick',
        by: alice,
        ...play.on('phone'),
        ticks: [{ item: 'changed' as never, isTicked: true }],
      }))
      .thenComes({ type: 'items_ticked', items: ['changed'] }),
    'is ended by the initiator': given(paused, small())
      .when(by('resume'))
      .thenComes({ type: 'handover_resumed', by: ines }),
    'is not ended when there is none': given(branchA, small()).when(by('resume')).thenRefused({ code: 'not_paused' }),
    'lets every wait count its days anew': given((play) => {
      days(paused, 3)(play);
      play.give(by('resume'));
    }, small())
      .when({ type: 'clock' })
      .thenNothing(),
  });
});

const extend = (lastDay: string, person = ines): Input => ({ type: 'extend', by: person, lastDay });

describe('another last working day', () => {
  examples({
    'is the initiator’s to say': given(branchA, small())
      .when(extend('2026-12-11'))
      .thenComes({ type: 'last_day_changed', by: ines, lastDay: '2026-12-11' }),
    'is nobody else’s': given(branchA, small())
      .when(extend('2026-12-11', alice))
      .thenRefused({ code: 'initiator_only' }),
    'that is the same changes nothing': given(branchA, small()).when(extend('2026-12-04')).thenNothing(),
    exists: given(branchA, small()).when(extend('2026-02-30')).thenRefused({ code: 'bad_date', why: 'not_a_date' }),
    'is not over': given(branchA, small()).when(extend('2026-11-22')).thenRefused({ code: 'bad_date', why: 'past' }),
    'is not in another age': given(branchA, small())
      .when(extend('2030-01-01'))
      .thenRefused({ code: 'bad_date', why: 'too_far' }),
    'moves the day on which somebody counts as gone': given((play) => {
      branchB(play).give(extend('2026-12-11'));
      play.wait(Date.UTC(2026, 11, 5, 9) - play.now);
    }, small())
      .when({ type: 'clock' })
      .thenNothing(),
  });
});

describe('the last working day', () => {
  const at = (month: number, day: number, hour: number) => (play: Play) => {
    branchB(play).wait(Date.UTC(2026, month - 1, day, hour) - play.now);
  };
  examples({
    'is not over while it lasts': given(at(12, 4, 23), small())
      .when({ type: 'clock' })
      .thenNothing(),
    'is over at midnight, and what only the outgoing employee could do goes to the ticket': given(at(12, 5, 0), small())
      .when({ type: 'clock' })
      .thenComes(
        { type: 'outgoing_left', why: 'last_day_over', by: null },
        { type: 'step_ruled_out', step: 'split', why: 'covered_by_ticket' },
        { type: 'step_opened', step: 'final' },
      ),
    'is midnight where the outgoing employee is': given(
      at(12, 4, 18),
      small({ outgoing: candidate(alice, 'Asia/Tokyo') }),
    )
      .when({ type: 'clock' })
      .thenComes({ type: 'outgoing_left' }, { type: 'step_ruled_out' }, { type: 'step_opened' }),
    'comes before any nudge that was slept through, for whoever was waited on is gone by then': given(
      at(12, 7, 10),
      small(),
    )
      .when({ type: 'clock' })
      .thenComes({ type: 'outgoing_left' }, { type: 'step_ruled_out' }, { type: 'step_opened' }),
  });
});

const nudgedNow = (play: Play): void => {
  branchA(play).give(by('nudge_now'));
};

describe('a nudge at once', () => {
  examples({
    'is the initiator’s to ask for, and goes to everybody but the initiator': given(branchA, small())
      .when(by('nudge_now'))
      .thenComes({ type: 'nudge_wanted', by: ines, waits: ['phone', 'other:1'] }),
    'is nobody else’s to ask for': given(branchA, small())
      .when(by('nudge_now', bob))
      .thenRefused({ code: 'initiator_only' }),
    'is not asked for twice in four hours': given((play) => {
      nudgedNow(play);
      play.wait(4 * HOUR_MS - 1);
    }, small())
      .when(by('nudge_now'))
      .thenRefused({ code: 'nudged_lately' }),
    'may be asked for again after that': given((play) => {
      nudgedNow(play);
      play.wait(4 * HOUR_MS);
    }, small())
      .when(by('nudge_now'))
      .thenComes({ type: 'nudge_wanted' }),
    'goes nowhere when nobody can be reached': given((play) => {
      branchB(play).give({ type: 'unreachable', person: alice, why: 'blocked' });
    }, small())
      .when(by('nudge_now'))
      .thenRefused({ code: 'nobody_to_nudge' }),
  });
});

const choose =
  (administrator = candidate(bob), person = ines) =>
  (play: Play): Input => ({
    type: 'choose_administrator',
    by: person,
    rev: play.handover.acceptance.rev,
    administrator,
  });

describe('another administrator', () => {
  examples({
    'is the initiator’s to choose': given(branchA, small())
      .when(choose())
      .thenComes({ type: 'administrator_chosen', by: ines, administrator: bob }),
    'is nobody else’s to choose': given(branchA, small())
      .when(choose(candidate(bob), carol))
      .thenRefused({ code: 'initiator_only' }),
    'who is the same changes nothing': given(branchA, small())
      .when(choose(candidate(carol)))
      .thenNothing(),
    'is somebody': given(branchA, small())
      .when(choose({ ...candidate(bob), isBot: true }))
      .thenRefused({ code: 'is_bot' }),
    'works here still': given(branchA, small())
      .when(choose({ ...candidate(bob), isDeactivated: true }))
      .thenRefused({ code: 'is_deactivated' }),
  });
});

const undo =
  (step: string, person = alice, rev?: number) =>
  (play: Play): Input => ({ type: 'undo', by: person, step: step as StepKey, rev: rev ?? play.rev(step) });
const confirmed = (play: Play): void => {
  reported(play).give({ type: 'confirm', by: bob, ...play.on('phone') });
};

describe('Undo', () => {
  examples({
    'takes one’s own Done back': given(reported, small())
      .when(undo('phone'))
      .thenComes({ type: 'step_undone', step: 'phone' }),
    'takes nobody else’s Done back': given(reported, small())
      .when(undo('phone', bob))
      .thenRefused({ code: 'nothing_to_undo' }),
    'takes one’s own Confirm back, and what came after is held': given(confirmed, small())
      .when(undo('phone', bob))
      .thenComes({ type: 'step_undone', step: 'phone' }, { type: 'step_held', step: 'keys' }),
    'takes nobody else’s Confirm back': given(confirmed, small())
      .when(undo('phone'))
      .thenRefused({ code: 'nothing_to_undo' }),
    'comes too late once something rests on it': given((play) => {
      confirmed(play);
      play.give({ type: 'done', by: carol, ...play.on('keys') });
    }, small())
      .when(undo('phone', bob))
      .thenRefused({ code: 'rests_on_it', step: 'keys' }),
    'comes too late from an old card': given(confirmed, small())
      .when(undo('phone', bob, 1))
      .thenRefused({ code: 'stale' }),
    'is of a step that there is': given(confirmed, small())
      .when(undo('constructor', bob, -1))
      .thenRefused({ code: 'unknown' }),
  });
});

const KOLKATA = 'Asia/Kolkata' as Zone;
const reopen = (steps: readonly string[] = [], person = ines, text = 'Once more.'): Input => ({
  type: 'reopen',
  by: person,
  because: words(text),
  steps: steps as readonly StepKey[],
});
const canceled = (play: Play): void => {
  confirmed(play);
  play.give({ type: 'cancel', by: ines, because: words('Alice stays.') });
};
const completed = (play: Play): void => {
  branchB(play).give({ type: 'ticket_submitted', by: alice, ...play.on('split'), number: words('HW-1') });
  play.give({ type: 'ticket_resolved', by: alice, ...play.on('split') });
  play.tick('split', alice);
  play.give({ type: 'done', by: alice, ...play.on('split') });
  play.give({ type: 'confirm', by: bob, ...play.on('split') });
};

describe('Reopen', () => {
  examples({
    'lets a canceled handover go on where it stopped': given(canceled, small())
      .when(reopen())
      .thenComes({ type: 'handover_reopened', by: ines, steps: [], because: { said: 'Once more.' } }),
    'tells it where people are by now, who are somewhere else': given(canceled, small())
      .when({
        type: 'reopen',
        by: ines,
        because: words('Once more.'),
        steps: [],
        zones: { [bob]: KOLKATA, [ines]: 'UTC' as Zone },
      })
      .thenComes({ type: 'handover_reopened' }, { type: 'zone_changed', person: bob, zone: KOLKATA }),
    'opens the steps of a completed one that are to be done again': given(completed, small())
      .when(reopen(['split']))
      .thenComes({ type: 'handover_reopened', steps: ['split'] }),
    'needs steps to be done again': given(completed, small()).when(reopen()).thenRefused({ code: 'steps_missing' }),
    'takes no step that was not done': given(completed, small())
      .when(reopen(['keys']))
      .thenRefused({ code: 'steps_missing' }),
    'is the initiator’s': given(canceled, small()).when(reopen([], bob)).thenRefused({ code: 'initiator_only' }),
    'needs a reason': given(canceled, small())
      .when(reopen([], ines, ''))
      .thenRefused({ code: 'text_missing' }),
    'is possible for thirty days': given(days(canceled, 30), small())
      .when(reopen())
      .thenComes({ type: 'handover_reopened' }),
    'is too late after that': given(days(canceled, 31), small())
      .when(reopen())
      .thenRefused({ code: 'too_late_to_reopen', days: 30 }),
    'is not for one that runs': given(fresh, small()).when(reopen()).thenRefused({ code: 'not_closed' }),
  });
});
