import { describe, expect, it } from '@jest/globals';
import type { Input } from '../../src/core/input.js';
import { alice, bob, ines, Play } from '../support/a-handover.js';
import { smallProcedure } from '../support/core/a-procedure.js';
import { branchA, branchB, small, submitted } from '../support/core/a-small-play.js';
import { examples, given, words } from '../support/core/given.js';

const submit =
  (number: string, by = alice) =>
  (play: Play): Input => ({ type: 'ticket_submitted', by, ...play.on('split'), number: words(number) });
const news =
  (type: 'ticket_resolved' | 'ticket_still_waiting', by = alice) =>
  (play: Play): Input => ({ type, by, ...play.on('split') });
const moreAsked =
  (what: string) =>
  (play: Play): Input => ({ type: 'ticket_more_asked', by: alice, ...play.on('split'), what: words(what) });
const vendorRefused =
  (because: string) =>
  (play: Play): Input => ({ type: 'ticket_refused', by: alice, ...play.on('split'), because: words(because) });
const done = (play: Play): Input => ({ type: 'done', by: alice, ...play.on('split') });
const resolved = (play: Play): void => {
  submitted(play).give(news('ticket_resolved')(play));
};

describe('a ticket', () => {
  examples({
    'is submitted with its number': given(branchB, small())
      .when(submit(' HW-445566 '))
      .thenComes({ type: 'ticket_submitted', by: alice, step: 'split', number: { said: 'HW-445566' } }),
    'may have a number of digits alone': given(branchB, small())
      .when(submit('482913'))
      .thenComes({ type: 'ticket_submitted', number: { said: '482913' } }),
    'needs its number': given(branchB, small()).when(submit(' ')).thenRefused({ code: 'text_missing' }),
    'has a number of eighty characters at most': given(branchB, small())
      .when(submit('9'.repeat(81)))
      .thenRefused({ code: 'text_too_long', max: 80 }),
    'is the assignee’s to submit': given(branchB, small())
      .when(submit('HW-1', bob))
      .thenRefused({ code: 'not_yours', whose: alice }),
    'is submitted once': given(submitted, small()).when(submit('HW-2')).thenRefused({ code: 'not_now', step: 'split' }),
    'is not submitted for a step that needs none': given(branchA, small())
      .when((play) => ({ ...submit('HW-1')(play), ...play.on('phone') }))
      .thenRefused({ code: 'unknown' }),
    'is not submitted while its step is blocked': given((play) => play.answer({ branch: 'personal' }), small())
      .when(submit('HW-1'))
      .thenRefused({ code: 'not_now', step: 'split' }),
    'comes before Done': given(branchB, small()).when(done).thenRefused({ code: 'ticket_first', step: 'split' }),
    'holds Done back while the vendor works on it': given(submitted, small())
      .when(done)
      .thenRefused({ code: 'not_now', step: 'split' }),
  });
});

describe('news of a ticket', () => {
  examples({
    'may be that it is resolved': given(submitted, small())
      .when(news('ticket_resolved'))
      .thenComes({ type: 'ticket_resolved', by: alice, step: 'split' }),
    'may be that there is none yet': given(submitted, small())
      .when(news('ticket_still_waiting'))
      .thenComes({ type: 'ticket_still_waiting', by: alice, step: 'split' }),
    'may be that more was asked': given(submitted, small())
      .when(moreAsked('The company seal.'))
      .thenComes({ type: 'ticket_more_asked', by: alice, step: 'split', what: { said: 'The company seal.' } }),
    'may be that it was refused': given(submitted, small())
      .when(vendorRefused('No seal.'))
      .thenComes({ type: 'ticket_refused', by: alice, step: 'split', because: { said: 'No seal.' } }),
    'says what more was asked': given(submitted, small()).when(moreAsked('')).thenRefused({ code: 'text_missing' }),
    'says why it was refused': given(submitted, small()).when(vendorRefused('')).thenRefused({ code: 'text_missing' }),
    'holds no secret in what was asked': given(submitted, small())
      .when(moreAsked('password: hunter22x'))
      .thenRefused({ code: 'looks_like_secret' }),
    'holds no secret in why it was refused': given(submitted, small())
      .when(vendorRefused('password: hunter22x'))
      .thenRefused({ code: 'looks_like_secret' }),
    'is the assignee’s to bring': given(submitted, small())
      .when(news('ticket_resolved', bob))
      .thenRefused({ code: 'not_yours', whose: alice }),
    'is not brought of a ticket that was not submitted': given(branchB, small())
      .when(news('ticket_resolved'))
      .thenRefused({ code: 'not_now', step: 'split' }),
    'is brought from a card once': given((play) => {
      submitted(play).give(news('ticket_still_waiting')(play));
    }, small())
      .when((play) => ({ ...news('ticket_still_waiting')(play), rev: play.rev('split') - 1 }) as Input)
      .thenRefused({ code: 'stale' }),
  });
});

describe('what follows a ticket', () => {
  examples({
    'is that its items can be ticked': given(resolved, small())
      .when((play) => ({
        type: 'tick',
        by: alice,
        ...play.on('split'),
        ticks: [{ item: 'reset' as never, isTicked: true }],
      }))
      .thenComes({ type: 'items_ticked', step: 'split', items: ['reset'] }),
    'cannot be ticked before': given(branchB, small())
      .when((play) => ({
        type: 'tick',
        by: alice,
        ...play.on('split'),
        ticks: ['reset', 'letter'].map((item) => ({ item: item as never, isTicked: true })),
      }))
      .thenComes({ type: 'items_ticked', step: 'split', items: ['letter'] }),
    'is asked for before Done': given(resolved, small())
      .when(done)
      .thenRefused({ code: 'items_open', items: ['reset'] }),
    'is not another ticket': given(resolved, small())
      .when(submit('HW-2'))
      .thenRefused({ code: 'not_now', step: 'split' }),
    'may be another ticket when the first was refused': given((play) => {
      submitted(play).give(vendorRefused('No seal.')(play));
    }, small())
      .when(submit('HW-2'))
      .thenComes({ type: 'ticket_submitted', number: { said: 'HW-2' } }),
  });

  it('keeps what the vendor asked, and says that the vendor sent it back', () => {
    const play = submitted(new Play({}, smallProcedure()));
    play.give(moreAsked('The seal.')(play));
    play.give(moreAsked('A letter.')(play));
    expect(play.handover.steps['split' as never]).toMatchObject({
      state: 'at_vendor',
      ticket: {
        number: { said: 'HW-1' },
        submittedBy: alice,
        resolvedAt: null,
        asked: [{ said: 'The seal.' }, { said: 'A letter.' }],
      },
    });
    play.give(vendorRefused('No seal.')(play));
    expect(play.handover.steps['split' as never]).toMatchObject({
      state: 'open',
      ticket: null,
      sentBack: { by: 'vendor', because: { said: 'No seal.' } },
    });
  });
});

describe('the final ticket', () => {
  const atTheEnd = (play: Play): void => {
    branchA(play).give({ type: 'escalate', by: bob });
    play.give({ type: 'ticket_submitted', by: ines, ...play.on('final'), number: words('HW-9') });
    play.give({ type: 'ticket_resolved', by: ines, ...play.on('final') });
    play.tick('final', ines);
    play.give({ type: 'done', by: ines, ...play.on('final') });
  };
  examples({
    'covers what only the outgoing employee could do, and the rest goes on': given(atTheEnd, small())
      .when((play) => ({ type: 'confirm', by: bob, ...play.on('final') }))
      .thenComes(
        { type: 'step_confirmed', by: bob, step: 'final' },
        { type: 'step_ruled_out', step: 'phone', why: 'covered_by_ticket' },
        { type: 'step_opened', step: 'keys' },
      ),
    'ends the questions that are still open': given((play) => {
      atTheEnd(play);
      play.give({ type: 'change_answer', by: alice, ...play.question('others') });
    }, small())
      .when((play) => ({ type: 'confirm', by: bob, ...play.on('final') }))
      .thenComes(
        { type: 'step_confirmed', step: 'final' },
        { type: 'intake_finished' },
        { type: 'step_ruled_out', step: 'phone', why: 'covered_by_ticket' },
        { type: 'step_opened', step: 'keys' },
      ),
    'is not needed when everything else got done': given((play) => {
      play.accept().answer({ branch: 'company', keys: 'no', others: 'none' });
      play.give({ type: 'escalate', by: bob });
      play.tick('phone', alice);
      play.give({ type: 'done', by: alice, ...play.on('phone') });
    }, small())
      .when((play) => ({ type: 'confirm', by: bob, ...play.on('phone') }))
      .thenComes(
        { type: 'step_confirmed', step: 'phone' },
        { type: 'step_ruled_out', step: 'final', why: 'not_needed' },
        { type: 'handover_completed', by: null, byTicket: false },
      ),
  });

  it('ends the handover as completed by ticket, by whoever confirmed it', () => {
    const play = new Play({}, smallProcedure());
    play.accept().answer({ branch: 'company', keys: 'no', others: 'none' });
    play.give({ type: 'escalate', by: bob });
    play.give({ type: 'ticket_submitted', by: ines, ...play.on('final'), number: words('HW-9') });
    play.give({ type: 'ticket_resolved', by: ines, ...play.on('final') });
    play.tick('final', ines);
    play.give({ type: 'done', by: ines, ...play.on('final') });
    play.give({ type: 'confirm', by: bob, ...play.on('final') });
    expect(play.handover).toMatchObject({ status: 'completed_by_ticket', endedBy: bob });
  });
});
