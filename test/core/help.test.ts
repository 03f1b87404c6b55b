import { describe, expect, it } from '@jest/globals';
import type { Input } from '../../src/core/input.js';
import { alice, bob, candidate, carol, ines, Play } from '../support/a-handover.js';
import { smallProcedure } from '../support/core/a-procedure.js';
import { branchA, helpAsked, reported, small, submitted } from '../support/core/a-small-play.js';
import { effectLines } from '../support/core/effect-lines.js';
import { examples, given, words } from '../support/core/given.js';

const ask =
  (step: string, what: string, by = alice) =>
  (play: Play): Input => ({ type: 'ask_help', by, ...play.on(step), what: words(what) });
const help = (text: string, by = carol, number = 0): Input => ({
  type: 'answer_help',
  by,
  help: number,
  text: words(text),
});

describe('I need help', () => {
  examples({
    'is asked by the assignee': given(branchA, small())
      .when(ask('phone', 'Which number?'))
      .thenComes({ type: 'help_asked', by: alice, step: 'phone', what: { said: 'Which number?' } }),
    'is asked by the confirmer once it is theirs': given(reported, small())
      .when(ask('phone', 'Where do I look?', bob))
      .thenComes({ type: 'help_asked', by: bob, step: 'phone' }),
    'is not the assignee’s any more while the confirmer looks': given(reported, small())
      .when(ask('phone', 'Which number?'))
      .thenRefused({ code: 'not_yours', whose: bob }),
    'may be asked while the vendor works on a ticket': given(submitted, small())
      .when(ask('split', 'They do not answer.'))
      .thenComes({ type: 'help_asked', by: alice, step: 'split' }),
    'says what': given(branchA, small()).when(ask('phone', ' ')).thenRefused({ code: 'text_missing' }),
    'holds no secret': given(branchA, small())
      .when(ask('phone', 'My code is 482913'))
      .thenRefused({ code: 'looks_like_secret', kind: 'one_time_code', isCertain: false }),
    'holds what only seemed to be a secret': given(branchA, small())
      .when((play) => ({ ...ask('phone', '')(play), what: { text: 'My code is 482913', isNoSecret: true } }) as Input)
      .thenComes({ type: 'help_asked', what: { said: 'My code is 482913' } }),
    'is not asked of a step that is blocked': given(branchA, small())
      .when(ask('keys', 'When?', carol))
      .thenRefused({ code: 'not_now', step: 'keys' }),
    'is not asked from an old card': given(branchA, small())
      .when((play) => ({ ...ask('phone', 'Which number?')(play), rev: 0 }) as Input)
      .thenRefused({ code: 'stale' }),
    'is not asked of a step that there is not': given(branchA, small())
      .when((play) => ({ ...ask('phone', 'Which number?')(play), ...play.on('toString') }))
      .thenRefused({ code: 'unknown' }),
    'that was asked already with the same words changes nothing': given(helpAsked, small())
      .when(ask('phone', 'Which number?'))
      .thenNothing(),
    'may be asked again with other words': given(helpAsked, small())
      .when(ask('phone', 'And which mailbox?'))
      .thenComes({ type: 'help_asked', by: alice, what: { said: 'And which mailbox?' } }),
    'may be asked again with the same words once it was answered': given((play) => {
      helpAsked(play).give(help('The company’s.'));
    }, small())
      .when(ask('phone', 'Which number?'))
      .thenComes({ type: 'help_asked', by: alice }),
  });
});

describe('an answer to a call for help', () => {
  examples({
    'is given by the administrator': given(helpAsked, small())
      .when(help('The company’s.'))
      .thenComes({ type: 'help_answered', by: carol, help: 0, text: { said: 'The company’s.' } }),
    'is given by the initiator': given(helpAsked, small())
      .when(help('The company’s.', ines))
      .thenComes({ type: 'help_answered', by: ines }),
    'is not given by others': given(helpAsked, small())
      .when(help('No idea.', bob))
      .thenRefused({ code: 'not_yours', whose: ines }),
    'is not given by who asked': given(helpAsked, small())
      .when(help('Never mind.', alice))
      .thenRefused({ code: 'not_yours' }),
    'is given once': given((play) => {
      helpAsked(play).give(help('The company’s.'));
    }, small())
      .when(help('The other one.', ines))
      .thenRefused({ code: 'already_answered' }),
    'says something': given(helpAsked, small()).when(help('')).thenRefused({ code: 'text_missing' }),
    'holds no secret': given(helpAsked, small())
      .when(help('password: hunter22x'))
      .thenRefused({ code: 'looks_like_secret' }),
    'is not given to a call that there is not': given(helpAsked, small())
      .when(help('What?', carol, 1))
      .thenRefused({ code: 'unknown' }),
    'is not given to a call before the first': given(helpAsked, small())
      .when(help('What?', carol, -1))
      .thenRefused({ code: 'unknown' }),
  });

  it('goes to somebody else when who asks is initiator and administrator', () => {
    const change = { administrator: candidate(ines), escalationContact: candidate(carol) };
    const play = new Play(change, smallProcedure());
    branchA(play).tick('phone', alice);
    play.give({ type: 'done', by: alice, ...play.on('phone') });
    play.give({ type: 'confirm', by: bob, ...play.on('phone') });
    const effects = play.effectsOf(ask('keys', 'Which key?', ines)(play));
    expect(effectLines(effects)).toContain('show carol help 0');
    expect(effectLines(effects).filter((line) => line.includes('help'))).toHaveLength(1);
  });
});
