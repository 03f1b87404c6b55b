import { describe, expect, it } from '@jest/globals';
import type { Input } from '../../src/core/input.js';
import { alice, bob, ines, Play } from '../support/a-handover.js';
import { answered, aProcedure, smallProcedure } from '../support/core/a-procedure.js';
import { branchA, branchB, fresh, reported, small, submitted } from '../support/core/a-small-play.js';
import { examples, given, words } from '../support/core/given.js';

const answer =
  (question: string, value: string, by = alice) =>
  (play: Play): Input => ({ type: 'answer', by, ...play.question(question), value });
const names =
  (...list: string[]) =>
  (play: Play): Input => ({
    type: 'answer_names',
    by: alice,
    ...play.question('others'),
    names: list,
    isNoSecret: false,
  });
const change =
  (question: string) =>
  (play: Play): Input => ({ type: 'change_answer', by: alice, ...play.question(question) });

/** Two questions answered; the list of names is asked for. */
const atTheList = (play: Play): void => {
  play.accept();
  play.give(answer('branch', 'company')(play));
  play.give(answer('keys', 'no')(play));
};

describe('a question', () => {
  examples({
    'is answered with one of its choices, and the next is asked': given(fresh, small())
      .when(answer('branch', 'company'))
      .thenComes(
        { type: 'question_answered', by: alice, question: 'branch', value: 'company' },
        { type: 'question_asked', question: 'keys' },
        { type: 'step_ruled_out', step: 'split', why: 'answers' },
      ),
    'takes no answer that it does not offer': given(fresh, small())
      .when(answer('branch', 'yes'))
      .thenRefused({ code: 'unknown' }),
    'takes no answer before it is asked': given(fresh, small())
      .when(answer('keys', 'yes'))
      .thenRefused({ code: 'stale' }),
    'that the procedure does not have is refused': given(fresh, small())
      .when(answer('__proto__', 'yes'))
      .thenRefused({ code: 'unknown' }),
    'is the outgoing employee’s to answer': given(fresh, small())
      .when(answer('branch', 'company', bob))
      .thenRefused({ code: 'not_yours', whose: alice }),
    'is answered once': given((play) => play.give(answer('branch', 'company')(play)), small())
      .when((play) => ({ ...answer('branch', 'personal')(play), rev: 0 }) as Input)
      .thenRefused({ code: 'stale' }),
    'may be answered Not sure, and a yes-or-no step then opens all the same': given((play) => {
      play.accept();
      play.give(answer('branch', 'not_sure')(play));
    }, small())
      .when(answer('keys', 'not_sure'))
      .thenComes(
        { type: 'question_answered', question: 'keys', value: 'not_sure' },
        { type: 'question_asked', question: 'others' },
      ),
    'about a branch that was answered Not sure is asked again at the end': given((play) => {
      play.accept();
      play.give(answer('branch', 'not_sure')(play));
      play.give(answer('keys', 'no')(play));
    }, small())
      .when(answer('others', 'none'))
      .thenComes(
        { type: 'question_answered', question: 'others', value: [] },
        { type: 'question_asked', question: 'branch' },
      ),
    'is asked of nobody when the outgoing employee is already gone': given(fresh, small({ reason: 'already_gone' }))
      .when(answer('branch', 'company'))
      .thenRefused({ code: 'unknown' }),
  });
});

describe('the list of services', () => {
  examples({
    'becomes a step for each name, without blanks and doubles': given(atTheList, small())
      .when(names(' AWS ', '', 'GitHub', 'aws'))
      .thenComes(
        { type: 'question_answered', question: 'others', value: [{ said: 'AWS' }, { said: 'GitHub' }] },
        { type: 'intake_finished' },
        { type: 'step_planned', step: 'other:1', subject: { said: 'AWS' } },
        { type: 'step_planned', step: 'other:2', subject: { said: 'GitHub' } },
        { type: 'step_opened', step: 'other:1' },
        { type: 'step_opened', step: 'other:2' },
      ),
    'becomes one step without a name after Not sure': given(atTheList, small())
      .when(answer('others', 'not_sure'))
      .thenComes(
        { type: 'question_answered', value: 'not_sure' },
        { type: 'intake_finished' },
        { type: 'step_planned', step: 'other:1', subject: null },
        { type: 'step_opened', step: 'other:1' },
      ),
    'names at least one when it is not none': given(atTheList, small())
      .when(names(' ', ''))
      .thenRefused({ code: 'text_missing', field: 'names' }),
    'holds ten names': given(atTheList, small())
      .when(names(...Array.from({ length: 11 }, (_, n) => `Service ${n}`)))
      .thenRefused({ code: 'text_too_long', field: 'names', max: 10 }),
    'holds names of sixty characters': given(atTheList, small())
      .when(names('x'.repeat(61)))
      .thenRefused({ code: 'text_too_long', field: 'names', max: 60 }),
    'holds no secret': given(atTheList, small())
      .when(names('GitHub', 'password: hunter22x'))
      .thenRefused({ code: 'looks_like_secret', field: 'names' }),
    'is no answer to another question': given(fresh, small())
      .when((play) => ({ ...names('AWS')(play), ...play.question('branch') }))
      .thenRefused({ code: 'unknown' }),
    'may grow later; what was planned stays': given((play) => {
      branchA(play).give(change('others')(play));
    }, small())
      .when(names('AWS', 'GitHub'))
      .thenComes(
        { type: 'question_answered', question: 'others' },
        { type: 'intake_finished' },
        { type: 'step_planned', step: 'other:2', subject: { said: 'GitHub' } },
        { type: 'step_opened', step: 'other:2' },
      ),
    'may shrink later; the step of a name that is gone does not apply': given((play) => {
      branchA(play).give(change('others')(play));
    }, small())
      .when(answer('others', 'none'))
      .thenComes(
        { type: 'question_answered', question: 'others', value: [] },
        { type: 'intake_finished' },
        { type: 'step_ruled_out', step: 'other:1', why: 'answers' },
      ),
  });
});

/** A procedure whose second question is asked in one branch alone. */
const onlyOfCompanies = (): Play =>
  new Play(
    {},
    aProcedure(
      [
        { key: 'branch', kind: ['company', 'personal'] },
        { key: 'more', kind: 'yes_no', when: answered('branch', 'company') },
        { key: 'keys', kind: 'yes_no' },
      ],
      [
        { key: 'phone', assignee: 'outgoing', confirmer: 'successor' },
        { key: 'final', assignee: 'escalation_contact', confirmer: 'successor', isFinal: true },
      ],
    ),
  );

describe('an answer', () => {
  examples({
    'may be changed while nothing that hangs on it is under way': given(branchA, small())
      .when(change('branch'))
      .thenComes({ type: 'answer_reopened', by: alice, question: 'branch' }),
    'that changed moves the steps to the other branch': given((play) => {
      branchA(play).give(change('branch')(play));
    }, small())
      .when(answer('branch', 'personal'))
      .thenComes(
        { type: 'question_answered', question: 'branch', value: 'personal' },
        { type: 'intake_finished' },
        { type: 'step_ruled_out', step: 'phone', why: 'answers' },
        { type: 'step_planned', step: 'split' },
        { type: 'step_opened', step: 'split' },
      ),
    'that is not known any more holds what was open': given((play) => {
      branchA(play).give(change('branch')(play));
    }, small())
      .when(answer('branch', 'not_sure'))
      .thenComes(
        { type: 'question_answered', value: 'not_sure' },
        { type: 'question_asked', question: 'branch' },
        { type: 'step_held', step: 'phone' },
        { type: 'step_planned', step: 'split' },
      ),
    'stays once a step that hangs on it is reported': given(reported, small())
      .when(change('branch'))
      .thenRefused({ code: 'hangs_on_it', step: 'phone' }),
    'stays once a ticket that hangs on it is submitted': given(submitted, small())
      .when(change('branch'))
      .thenRefused({ code: 'hangs_on_it', step: 'split' }),
    'stays when that ticket was resolved': given((play) => {
      submitted(play).give({ type: 'ticket_resolved', by: alice, ...play.on('split') });
    }, small())
      .when(change('branch'))
      .thenRefused({ code: 'hangs_on_it', step: 'split' }),
    'may be changed again when that ticket was refused': given((play) => {
      const refusal = { type: 'ticket_refused', by: alice, because: words('no letter') } as const;
      submitted(play).give({ ...refusal, ...play.on('split') });
    }, small())
      .when(change('branch'))
      .thenComes({ type: 'answer_reopened', question: 'branch' }),
    'that does not hang on a reported step may still be changed': given(reported, small())
      .when(change('keys'))
      .thenComes({ type: 'answer_reopened', question: 'keys' }),
    'stays once the final ticket has given the account back': given((play) => {
      branchA(play).give({ type: 'escalate', by: bob });
      play.give({ type: 'ticket_submitted', by: ines, ...play.on('final'), number: words('HW-9') });
      play.give({ type: 'ticket_resolved', by: ines, ...play.on('final') });
      play.tick('final', ines);
      play.give({ type: 'done', by: ines, ...play.on('final') });
      play.give({ type: 'confirm', by: bob, ...play.on('final') });
    }, small())
      .when(change('keys'))
      .thenRefused({ code: 'hangs_on_it', step: 'final' }),
    'is not changed any more once another answer has made its question idle': given((play) => {
      play.accept();
      play.give(answer('branch', 'company')(play));
      play.give(answer('more', 'yes')(play));
      play.give(change('branch')(play));
      play.give(answer('branch', 'personal')(play));
    }, onlyOfCompanies)
      .when(change('more'))
      .thenRefused({ code: 'stale' }),
    'that nobody gave cannot be changed': given(fresh, small()).when(change('keys')).thenRefused({ code: 'stale' }),
    'is not changed from an old card': given(branchA, small())
      .when((play) => ({ ...change('branch')(play), rev: 0 }) as Input)
      .thenRefused({ code: 'stale' }),
    'is the outgoing employee’s to change': given(branchA, small())
      .when((play) => ({ ...change('branch')(play), by: ines }) as Input)
      .thenRefused({ code: 'not_yours', whose: alice }),
  });
});

describe('a question that is asked again while its step is reported', () => {
  const reopened = (play: Play): void => {
    branchA(play).give(change('branch')(play));
    play.tick('phone', alice);
    play.give({ type: 'done', by: alice, ...play.on('phone') });
  };
  examples({
    'takes the answer that stands': given(reopened, small())
      .when(answer('branch', 'company'))
      .thenComes({ type: 'question_answered', question: 'branch', value: 'company' }, { type: 'intake_finished' }),
    'takes no other answer': given(reopened, small())
      .when(answer('branch', 'personal'))
      .thenRefused({ code: 'hangs_on_it', step: 'phone' }),
  });
});

describe('the order of the questions', () => {
  it('is the procedure’s, and each is asked once', () => {
    const play = branchB(new Play({}, smallProcedure()));
    const asked = play.events.flatMap((event) => (event.type === 'question_asked' ? [event.question] : []));
    expect(asked).toEqual(['branch', 'keys', 'others']);
  });
});
