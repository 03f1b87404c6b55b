import { describe, expect, it } from '@jest/globals';
import type { Input } from '../../src/core/input.js';
import { alice, bob, candidate, carol, ines, Play, stranger } from '../support/a-handover.js';
import { smallProcedure } from '../support/core/a-procedure.js';
import { branchA, helpAsked, reported, small } from '../support/core/a-small-play.js';
import { examples, given, words } from '../support/core/given.js';

const cancel = (text = 'Alice stays.', by = ines): Input => ({ type: 'cancel', by, because: words(text) });
const canceled = (play: Play): void => {
  reported(play).give(cancel());
};

describe('Cancel handover', () => {
  examples({
    'ends it with the reason': given(branchA, small())
      .when(cancel(' Alice stays. '))
      .thenComes({ type: 'handover_cancelled', by: ines, because: { said: 'Alice stays.' } }),
    'needs a reason': given(branchA, small()).when(cancel(' ')).thenRefused({ code: 'text_missing' }),
    'holds no secret in its reason': given(branchA, small())
      .when(cancel('password: hunter22x'))
      .thenRefused({ code: 'looks_like_secret' }),
    'holds no certain secret, whatever people say of it': given(branchA, small())
      .when({ type: 'cancel', by: ines, because: { text: 'otpauth://totp/x?secret=ABC', isNoSecret: true } })
      .thenRefused({ code: 'looks_like_secret', isCertain: true }),
    'is the initiator’s alone': given(branchA, small())
      .when(cancel('I would rather not.', bob))
      .thenRefused({ code: 'initiator_only' }),
    'happens once': given(canceled, small()).when(cancel()).thenRefused({ code: 'closed' }),
  });

  it('keeps everything readable', () => {
    const play = new Play({}, smallProcedure());
    helpAsked(play);
    const { steps, answers, helps } = play.handover;
    play.give(cancel());
    expect(play.handover).toMatchObject({ steps, answers, helps });
    expect(play.handover).toMatchObject({ status: 'cancelled', endedBy: ines, because: { said: 'Alice stays.' } });
  });
});

describe('a closed handover', () => {
  const every: Readonly<Record<string, (play: Play) => Input>> = {
    accept: () => ({ type: 'accept', by: bob, rev: 0 }),
    decline: () => ({ type: 'decline', by: bob, rev: 0, because: words('no') }),
    choose_successor: () => ({ type: 'choose_successor', by: ines, rev: 1, successor: candidate(carol) }),
    change_answer: (play) => ({ type: 'change_answer', by: alice, ...play.question('keys') }),
    confirm: (play) => ({ type: 'confirm', by: bob, ...play.on('phone') }),
    send_back: (play) => ({ type: 'send_back', by: bob, ...play.on('phone'), because: words('no') }),
    done: (play) => ({ type: 'done', by: bob, ...play.on('other:1') }),
    ask_help: (play) => ({ type: 'ask_help', by: bob, ...play.on('other:1'), what: words('How?') }),
    snooze: (play) => ({
      type: 'snooze',
      by: bob,
      wait: 'other:1' as never,
      rev: play.rev('other:1'),
      until: 'tomorrow',
    }),
    escalate: () => ({ type: 'escalate', by: bob }),
  };
  it.each(Object.keys(every))('takes no %s any more', (type) => {
    const play = new Play({}, smallProcedure());
    canceled(play);
    expect(play.give(every[type]?.(play) ?? { type: 'clock' })).toBe('closed');
  });

  examples({
    'is not in motion for the clock': given(canceled, small()).when({ type: 'clock' }).thenNothing(),
    'takes no notice of who can be reached': given(canceled, small())
      .when({ type: 'unreachable', person: alice, why: 'blocked' })
      .thenNothing(),
    'says nothing to strangers': given(canceled, small())
      .when(cancel('x', stranger))
      .thenRefused({ code: 'not_a_participant' }),
  });
});
