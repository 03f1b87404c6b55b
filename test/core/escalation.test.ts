import { describe, expect, it } from '@jest/globals';
import type { Input } from '../../src/core/input.js';
import { alice, bob, carol, ines, Play, stranger } from '../support/a-handover.js';
import { smallProcedure } from '../support/core/a-procedure.js';
import { branchA, fresh, small } from '../support/core/a-small-play.js';
import { examples, given, words } from '../support/core/given.js';

const escalate = (by = bob): Input => ({ type: 'escalate', by });
const because = words('Alice is back.');
const calledOff = (play: Play): void => {
  branchA(play).give(escalate());
  play.give({ type: 'not_applicable', by: ines, ...play.on('final'), because });
};

describe('Escalate', () => {
  examples({
    'opens the final step for the escalation contact': given(branchA, small())
      .when(escalate())
      .thenComes({ type: 'escalated', by: bob, wait: null }, { type: 'step_opened', step: 'final' }),
    'is the initiator’s to press too, and at any time': given(fresh, small())
      .when(escalate(ines))
      .thenComes({ type: 'escalated', by: ines }, { type: 'step_opened', step: 'final' }),
    'is not the outgoing employee’s': given(branchA, small())
      .when(escalate(alice))
      .thenRefused({ code: 'may_not_escalate' }),
    'is not the administrator’s': given(branchA, small())
      .when(escalate(carol))
      .thenRefused({ code: 'may_not_escalate' }),
    'is not a stranger’s': given(branchA, small()).when(escalate(stranger)).thenRefused({ code: 'not_a_participant' }),
    'is pressed once': given((play) => {
      branchA(play).give(escalate());
    }, small())
      .when(escalate(ines))
      .thenRefused({ code: 'already_escalated' }),
    'may be called off by agreeing that the ticket does not apply': given(calledOff, small())
      .when((play) => ({ type: 'confirm', by: bob, ...play.on('final') }))
      .thenComes({ type: 'step_confirmed', by: bob, step: 'final' }),
    'may be pressed again after that': given((play) => {
      calledOff(play);
      play.give({ type: 'confirm', by: bob, ...play.on('final') });
    }, small())
      .when(escalate())
      .thenComes(
        { type: 'escalated', by: bob },
        { type: 'step_planned', step: 'final' },
        { type: 'step_opened', step: 'final' },
      ),
    'leaves what is open to whoever has it': given((play) => {
      branchA(play).give(escalate());
      play.tick('phone', alice);
    }, small())
      .when((play) => ({ type: 'done', by: alice, ...play.on('phone') }))
      .thenComes({ type: 'step_reported_done', step: 'phone' }),
  });

  it('is not needed when the outgoing employee is gone: the final step is ready at once, and nothing else of theirs', () => {
    const play = new Play({ reason: 'already_gone' }, smallProcedure());
    expect(play.state('final')).toBe('open');
    expect([play.state('phone'), play.state('split')]).toEqual(['not_applicable', 'not_applicable']);
    play.accept();
    expect([play.state('keys'), play.state('other:1')]).toEqual(['open', 'open']);
    const asked = ['question_asked', 'intake_finished'];
    expect(play.events.filter(({ type }) => asked.includes(type))).toEqual([]);
  });
});
