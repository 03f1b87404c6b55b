import { describe, expect, it } from '@jest/globals';
import type { Input } from '../../src/core/input.js';
import type { ItemKey } from '../../src/core/ids.js';
import { alice, bob, carol, ines, Play } from '../support/a-handover.js';
import { answered, aProcedure } from '../support/core/a-procedure.js';
import { branchA, fresh, reported, small } from '../support/core/a-small-play.js';
import { examples, given, words } from '../support/core/given.js';

const tick =
  (step: string, items: Readonly<Record<string, boolean>>, by = alice) =>
  (play: Play): Input => ({
    type: 'tick',
    by,
    ...play.on(step),
    ticks: Object.entries(items).map(([item, isTicked]) => ({ item: item as ItemKey, isTicked })),
  });
const done =
  (step: string, by = alice) =>
  (play: Play): Input => ({ type: 'done', by, ...play.on(step) });
const notApplicable =
  (step: string, because: string, by = alice) =>
  (play: Play): Input => ({ type: 'not_applicable', by, ...play.on(step), because: words(because) });

describe('an item', () => {
  examples({
    'is kept when it is ticked': given(branchA, small())
      .when(tick('phone', { proven: true }))
      .thenComes({ type: 'items_ticked', by: alice, step: 'phone', items: ['proven'] }),
    'is added to the ones that are ticked already, in the procedure’s order': given(
      (play) => branchA(play).give(tick('phone', { proven: true })(play)),
      small(),
    )
      .when(tick('phone', { changed: true }))
      .thenComes({ type: 'items_ticked', items: ['changed', 'proven'] }),
    'may be unticked, and the others stay': given((play) => {
      branchA(play).tick('phone', alice);
    }, small())
      .when(tick('phone', { noted: false }))
      .thenComes({ type: 'items_ticked', items: ['changed', 'proven'] }),
    'that is ticked twice changes nothing': given(
      (play) => branchA(play).give(tick('phone', { proven: true })(play)),
      small(),
    )
      .when(tick('phone', { proven: true }))
      .thenNothing(),
    'that the step does not have changes nothing': given(branchA, small())
      .when(tick('phone', { ['__proto__']: true, constructor: true, nothing: true }))
      .thenNothing(),
    'is the assignee’s to tick': given(branchA, small())
      .when(tick('phone', { proven: true }, bob))
      .thenRefused({ code: 'not_yours', whose: alice }),
    'is not ticked before the step is open': given(branchA, small())
      .when(tick('keys', { any: true }, carol))
      .thenRefused({ code: 'not_now', step: 'keys' }),
    'is not ticked once the step is reported': given(reported, small())
      .when(tick('phone', { noted: false }))
      .thenRefused({ code: 'not_now', step: 'phone' }),
  });
});

describe('Done', () => {
  examples({
    'is refused while required items are open, and they are named': given(
      (play) => branchA(play).give(tick('phone', { changed: true })(play)),
      small(),
    )
      .when(done('phone'))
      .thenRefused({ code: 'items_open', step: 'phone', items: ['proven'] }),
    'needs no optional item': given(
      (play) => branchA(play).give(tick('phone', { changed: true, proven: true })(play)),
      small(),
    )
      .when(done('phone'))
      .thenComes({ type: 'step_reported_done', by: alice, step: 'phone' }),
    'needs nothing where there are no items': given(branchA, small())
      .when(done('other:1', bob))
      .thenComes({ type: 'step_reported_done', by: bob, step: 'other:1' }),
    'is the assignee’s to say': given(branchA, small())
      .when(done('phone', bob))
      .thenRefused({ code: 'not_yours', whose: alice }),
    'is not the initiator’s to say either': given(branchA, small())
      .when(done('phone', ines))
      .thenRefused({ code: 'not_yours', whose: alice }),
    'is said once': given(reported, small())
      .when((play) => ({ ...done('phone')(play), rev: play.rev('phone') - 1 }) as Input)
      .thenRefused({ code: 'stale' }),
    'waits for the confirmer once it is said': given(reported, small())
      .when(done('phone'))
      .thenRefused({ code: 'not_now', step: 'phone' }),
    'is not said of a step that is blocked': given(branchA, small())
      .when(done('keys', carol))
      .thenRefused({ code: 'not_now', step: 'keys' }),
    'is not said of a step that does not apply': given(branchA, small())
      .when(done('split'))
      .thenRefused({ code: 'not_now', step: 'split' }),
    'is not said of a step that nobody planned': given(branchA, small())
      .when((play) => ({ ...done('phone')(play), ...play.on('__proto__') }))
      .thenRefused({ code: 'unknown' }),
  });
});

describe('Does not apply', () => {
  examples({
    'is said with the reason, and waits for the confirmer too': given(branchA, small())
      .when(notApplicable('phone', 'There is no phone.'))
      .thenComes({
        type: 'step_reported_not_applicable',
        by: alice,
        step: 'phone',
        because: { said: 'There is no phone.' },
      }),
    'needs a reason': given(branchA, small())
      .when(notApplicable('phone', ''))
      .thenRefused({ code: 'text_missing', field: 'text' }),
    'has a reason of a thousand characters at most': given(branchA, small())
      .when(notApplicable('phone', 'x'.repeat(1001)))
      .thenRefused({ code: 'text_too_long', field: 'text', max: 1000 }),
    'holds no secret in its reason': given(branchA, small())
      .when(notApplicable('phone', 'the password is hunter22x'))
      .thenRefused({ code: 'looks_like_secret', kind: 'password', field: 'text' }),
    'is never said of the final ticket when the outgoing employee is gone': given(
      fresh,
      small({ reason: 'already_gone' }),
    )
      .when(notApplicable('final', 'We need none.', ines))
      .thenRefused({ code: 'not_now', step: 'final' }),
  });
});

describe('the order of the steps', () => {
  examples({
    'opens a step once all before it are settled': given((play) => reported(play), small())
      .when((play) => ({ type: 'confirm', by: bob, ...play.on('phone') }))
      .thenComes({ type: 'step_confirmed', by: bob, step: 'phone' }, { type: 'step_opened', step: 'keys' }),
    'opens nothing before the successor has accepted': given(
      (play) => play.answer({ branch: 'company', keys: 'yes' }),
      small(),
    )
      .when((play) => ({ type: 'done', by: alice, ...play.on('phone') }))
      .thenRefused({ code: 'not_now', step: 'phone' }),
  });

  it('takes a step that does not apply for settled, and completes when nothing is left', () => {
    const play = new Play(
      {},
      aProcedure(
        [{ key: 'q', kind: 'yes_no' }],
        [
          { key: 'a', assignee: 'outgoing', confirmer: 'successor', when: answered('q', 'yes') },
          { key: 'b', assignee: 'successor', confirmer: 'outgoing', after: ['a'] },
          { key: 'f', assignee: 'escalation_contact', confirmer: 'successor', isFinal: true },
        ],
      ),
    );
    play.accept().answer({ q: 'no' });
    expect([play.state('a'), play.state('b')]).toEqual(['not_applicable', 'open']);
    play.give(done('b', bob)(play));
    play.give({ type: 'confirm', by: alice, ...play.on('b') });
    expect(play.handover).toMatchObject({ status: 'completed', endedBy: null, because: null });
    expect(play.events.slice(-3)).toMatchObject([
      { type: 'step_confirmed', step: 'b' },
      { type: 'step_ruled_out', step: 'f', why: 'not_needed' },
      { type: 'handover_completed', byTicket: false },
    ]);
  });
});
