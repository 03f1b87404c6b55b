import { describe, expect, it } from '@jest/globals';
import type { Input, StartForm } from '../../src/core/input.js';
import { alice, bob, candidate, carol, ines, Play, stranger } from '../support/a-handover.js';
import { smallProcedure } from '../support/core/a-procedure.js';
import { branchA, reported, small } from '../support/core/a-small-play.js';
import { examples, given, words } from '../support/core/given.js';

const confirm =
  (step: string, by = bob) =>
  (play: Play): Input => ({ type: 'confirm', by, ...play.on(step) });
const sendBack =
  (step: string, because: string, by = bob) =>
  (play: Play): Input => ({ type: 'send_back', by, ...play.on(step), because: words(because) });
const older =
  (asked: (play: Play) => Input) =>
  (play: Play): Input =>
    ({ ...asked(play), rev: play.rev('phone') - 1 }) as Input;

const notNeeded = (play: Play): void => {
  const input = { type: 'not_applicable', by: alice, because: words('There is none.') } as const;
  branchA(play).give({ ...input, ...play.on('phone') });
};

describe('Confirm', () => {
  examples({
    'settles the step': given(reported, small())
      .when(confirm('phone'))
      .thenComes({ type: 'step_confirmed', by: bob, step: 'phone' }, { type: 'step_opened', step: 'keys' }),
    'settles a step that does not apply in the same way': given(notNeeded, small())
      .when(confirm('phone'))
      .thenComes({ type: 'step_confirmed', by: bob, step: 'phone' }, { type: 'step_opened', step: 'keys' }),
    'is never said by who did it': given(reported, small())
      .when(confirm('phone', alice))
      .thenRefused({ code: 'self_confirmation' }),
    'is the confirmer’s to say': given(reported, small())
      .when(confirm('phone', ines))
      .thenRefused({ code: 'not_yours', whose: bob }),
    'is not a stranger’s to say': given(reported, small())
      .when(confirm('phone', stranger))
      .thenRefused({ code: 'not_a_participant' }),
    'is said once': given((play) => {
      reported(play).give(confirm('phone')(play));
    }, small())
      .when(older(confirm('phone')))
      .thenRefused({ code: 'stale' }),
    'from an old card that was somebody else’s is still somebody else’s': given(reported, small())
      .when(older(confirm('phone', carol)))
      .thenRefused({ code: 'not_yours', whose: bob }),
    'is not said of what nobody reported': given(branchA, small())
      .when(confirm('phone'))
      .thenRefused({ code: 'not_now', step: 'phone' }),
    'is not said of a step that there is not': given(reported, small())
      .when((play) => ({ type: 'confirm', by: bob, ...play.on('constructor') }))
      .thenRefused({ code: 'unknown' }),
  });

  it('keeps who did the step, who confirmed it, and when', () => {
    const play = reported(new Play({}, smallProcedure()));
    const reportedAt = play.now;
    play.wait(60_000).give(confirm('phone')(play));
    expect(play.handover.steps['phone' as never]).toMatchObject({
      state: 'done',
      by: alice,
      at: reportedAt,
      confirmedBy: bob,
      confirmedAt: play.now,
      confirmedFor: bob,
      ticked: ['changed', 'proven', 'noted'],
    });
  });

  it('keeps why a step does not apply, and who agreed', () => {
    const play = new Play({}, smallProcedure());
    notNeeded(play);
    play.give(confirm('phone')(play));
    expect(play.handover.steps['phone' as never]).toMatchObject({
      state: 'not_applicable',
      why: { kind: 'claimed', because: { said: 'There is none.' } },
      by: alice,
      confirmedBy: bob,
    });
  });
});

describe('Send back', () => {
  examples({
    'opens the step again with the reason': given(reported, small())
      .when(sendBack('phone', 'No code came.'))
      .thenComes({ type: 'step_sent_back', by: bob, step: 'phone', because: { said: 'No code came.' } }),
    'needs a reason': given(reported, small())
      .when(sendBack('phone', ' '))
      .thenRefused({ code: 'text_missing', field: 'text' }),
    'holds no secret in its reason': given(reported, small())
      .when(sendBack('phone', 'otpauth://totp/x?secret=ABC'))
      .thenRefused({ code: 'looks_like_secret', isCertain: true }),
    'is not for who did it': given(reported, small())
      .when(sendBack('phone', 'no', alice))
      .thenRefused({ code: 'self_confirmation' }),
    'is not for others': given(reported, small())
      .when(sendBack('phone', 'no', carol))
      .thenRefused({ code: 'not_yours', whose: bob }),
    'makes the first card’s Done an old button': given((play) => {
      reported(play).give(sendBack('phone', 'No code came.')(play));
    }, small())
      .when((play) => ({ type: 'done', by: alice, ...play.on('phone'), rev: play.rev('phone') - 2 }))
      .thenRefused({ code: 'stale' }),
    'keeps the ticks, so that Done can be said again': given((play) => {
      reported(play).give(sendBack('phone', 'No code came.')(play));
    }, small())
      .when((play) => ({ type: 'done', by: alice, ...play.on('phone') }))
      .thenComes({ type: 'step_reported_done', by: alice, step: 'phone' }),
  });
});

describe('who confirms', () => {
  const cases: readonly (readonly [string, Partial<StartForm>, string, string])[] = [
    ['the successor, what the outgoing employee did', {}, 'phone', bob],
    ['the outgoing employee, what the successor took over', {}, 'other:1', alice],
    ['the initiator, when the confirmer did it in another role', { administrator: candidate(bob) }, 'keys', ines],
    [
      'the outgoing employee, when all others are one person',
      { initiator: candidate(bob), administrator: null },
      'keys',
      alice,
    ],
  ];
  it.each(cases)('is %s', (_who, change, step, confirmer) => {
    const play = branchA(new Play(change, smallProcedure()));
    const people = Object.values(play.handover.people);
    const settle = (key: string): string => {
      play.tick(key, alice);
      for (const by of people) play.give({ type: 'done', by, ...play.on(key) });
      return people.find((by) => play.give({ type: 'confirm', by, ...play.on(key) }) === 'moved') ?? 'nobody';
    };
    if (step === 'keys') settle('phone');
    expect(settle(step)).toBe(confirmer);
  });
});
