import { describe, expect, it } from '@jest/globals';
import { evolve } from '../../src/core/evolve.js';
import type { StepKey } from '../../src/core/ids.js';
import { assigneeOf, confirmerOf } from '../../src/core/people.js';
import { begin } from '../../src/core/start.js';
import { DEFAULT_RULES } from '../../src/core/rules.js';
import { nextDue } from '../../src/core/schedule.js';
import { start } from '../../src/core/transition.js';
import { waitsOf } from '../../src/core/waits.js';
import { huaweiCloud } from '../../src/procedures/load-procedure.js';
import { aForm, alice, bob, candidate, carol, DAY_MS, ines, MONDAY, Play, stranger } from '../support/a-handover.js';

const words = (text: string) => ({ text, isNoSecret: false });
const EVERYTHING = {
  huawei_id: 'company',
  authenticator: 'yes',
  third_party: 'yes',
  iam_user: 'yes',
  access_keys: 'yes',
  services: ['AWS', 'GitHub'],
};

/** Does and confirms whatever is open until nothing is left to press. Gives the order in which steps were settled. */
function finish(play: Play): string[] {
  const order: string[] = [];
  for (let turn = 0; turn < 200 && play.handover.status === 'running'; turn += 1) {
    const open = waitsOf(play.handover).find(({ key }) => key !== 'acceptance' && key !== 'intake');
    if (!open) break;
    const key = open.key as StepKey;
    const step = play.handover.steps[key];
    if (step?.state === 'open') {
      const needsTicket = play.handover.procedure.steps.find((s) => s.key === key)?.ticket !== null;
      if (needsTicket && step.ticket === null && !key.includes(':')) {
        play.give({ type: 'ticket_submitted', by: open.on, ...play.on(key), number: words('HW-1') });
        continue;
      }
      play.tick(key, open.on);
      play.give({ type: 'done', by: open.on, ...play.on(key) });
    } else if (step?.state === 'at_vendor') play.give({ type: 'ticket_resolved', by: open.on, ...play.on(key) });
    else {
      play.give({ type: 'confirm', by: open.on, ...play.on(key) });
      order.push(key);
    }
    play.wait(60_000);
  }
  return order;
}

describe('a whole handover', () => {
  it('goes through branch A in the safe order and is completed', () => {
    const play = new Play().accept().answer(EVERYTHING);
    const order = finish(play);
    expect(play.handover.status).toBe('completed');
    expect(order.indexOf('5')).toBeLessThan(order.indexOf('4'));
    expect(order.indexOf('1')).toBeLessThan(order.indexOf('3'));
    expect(order.indexOf('8a')).toBeLessThan(order.indexOf('8b'));
    expect(order).toEqual(expect.arrayContaining(['1', '3', '4', '5', '6', '7a', '7b', '8a', '8b', '9:1', '9:2']));
    expect(play.state('2')).toBe('not_applicable');
    expect(play.state('F')).toBe('not_applicable');
  });

  it('goes through branch B with its ticket, and never asks for step 1', () => {
    const play = new Play().accept().answer({ huawei_id: 'personal', services: 'none' });
    expect(play.state('1')).toBe('not_applicable');
    expect(play.give({ type: 'done', by: alice, ...play.on('2') })).toBe('ticket_first');
    expect(finish(play)).toEqual(expect.arrayContaining(['2', '3', '4']));
    expect(play.handover.status).toBe('completed');
  });

  it('has the final ticket ready from the first minute when the outgoing employee is gone', () => {
    const play = new Play({ reason: 'already_gone' });
    expect(play.state('F')).toBe('open');
    expect(play.handover.intake.state).toBe('skipped');
    play.accept();
    expect(waitsOf(play.handover).every(({ on }) => on !== alice)).toBe(true);
    finish(play);
    expect(play.handover.status).toBe('completed_by_ticket');
  });

  it('ends by the ticket when it stalls, whatever was open', () => {
    const play = new Play().accept().answer(EVERYTHING);
    expect(play.give({ type: 'escalate', by: carol })).toBe('may_not_escalate');
    expect(play.give({ type: 'escalate', by: bob })).toBe('moved');
    const final = play.on('F');
    expect(assigneeOf(play.handover, final.step)).toBe(ines);
    play.give({ type: 'ticket_submitted', by: ines, ...final, number: words('123456') });
    play.give({ type: 'ticket_refused', by: ines, ...play.on('F'), because: words('a letter is missing') });
    expect(play.state('F')).toBe('open');
    play.give({ type: 'ticket_submitted', by: ines, ...play.on('F'), number: words('123457') });
    play.give({ type: 'ticket_resolved', by: ines, ...play.on('F') });
    play.tick('F', ines);
    play.give({ type: 'done', by: ines, ...play.on('F') });
    play.give({ type: 'confirm', by: bob, ...play.on('F') });
    expect(play.state('1')).toBe('not_applicable');
    finish(play);
    expect(play.handover.status).toBe('completed_by_ticket');
  });

  it('folds its journal to the stored state, and survives JSON', () => {
    const play = new Play().accept().answer(EVERYTHING);
    finish(play);
    const [first, ...rest] = play.events;
    if (first?.type !== 'handover_started') throw new Error('the journal starts with the start');
    const folded = rest.reduce(evolve, begin(play.handover, first));
    expect(folded).toEqual(play.handover);
    expect(JSON.parse(JSON.stringify(folded))).toEqual(play.handover);
    expect(play.handover.version).toBe(play.events.length);
  });
});

describe('who may press what', () => {
  it('refuses strangers, others and the assignee confirming', () => {
    const play = new Play().accept().answer({ huawei_id: 'company', services: 'none' });
    expect(play.give({ type: 'done', by: stranger, ...play.on('1') })).toBe('not_a_participant');
    expect(play.give({ type: 'done', by: bob, ...play.on('1') })).toBe('not_yours');
    expect(play.give({ type: 'done', by: alice, ...play.on('1') })).toBe('items_open');
    play.tick('1', alice);
    play.give({ type: 'done', by: alice, ...play.on('1') });
    expect(play.give({ type: 'confirm', by: alice, ...play.on('1') })).toBe('self_confirmation');
    expect(confirmerOf(play.handover, '1' as StepKey)).toBe(bob);
    expect(play.give({ type: 'confirm', by: bob, ...play.on('1') })).toBe('moved');
  });

  it('sends a step back with the reason, and knows the old button', () => {
    const play = new Play().accept().answer({ huawei_id: 'company', services: 'none' });
    const old = play.on('1');
    play.tick('1', alice);
    play.give({ type: 'done', by: alice, ...old });
    play.give({ type: 'send_back', by: bob, ...play.on('1'), because: words('No code arrived.') });
    const step = play.handover.steps['1' as StepKey];
    expect(step).toMatchObject({ state: 'open', sentBack: { by: bob, because: { said: 'No code arrived.' } } });
    expect(play.give({ type: 'done', by: alice, ...old })).toBe('stale');
  });

  it('gives a decline to the initiator, who chooses another successor', () => {
    const play = new Play();
    play.give({ type: 'decline', by: bob, rev: 0, because: words('I am leaving too.') });
    expect(waitsOf(play.handover).find(({ key }) => key === 'acceptance')?.on).toBe(ines);
    const choose = { type: 'choose_successor', by: ines, rev: 1 } as const;
    expect(play.give({ ...choose, successor: candidate(alice) })).toBe('same_person');
    expect(play.give({ ...choose, successor: candidate(carol) })).toBe('moved');
    expect(play.give({ type: 'accept', by: bob, rev: 2 })).toBe('not_a_participant');
    expect(play.give({ type: 'accept', by: carol, rev: 2 })).toBe('moved');
  });

  it('takes no secret, and lets a false alarm through', () => {
    const play = new Play().accept().answer({ huawei_id: 'company', services: 'none' });
    const help = { type: 'ask_help', by: alice, ...play.on('1') } as const;
    expect(play.give({ ...help, what: words('otpauth://totp/x?secret=ABC') })).toBe('looks_like_secret');
    expect(play.give({ ...help, what: words('my code is 482913') })).toBe('looks_like_secret');
    expect(play.give({ ...help, what: { text: 'my code is 482913', isNoSecret: true } })).toBe('moved');
    expect(play.give({ type: 'answer_help', by: bob, help: 0, text: words('try again') })).toBe('not_yours');
    expect(play.give({ type: 'answer_help', by: carol, help: 0, text: words('try again') })).toBe('moved');
    expect(play.give({ type: 'answer_help', by: ines, help: 0, text: words('late') })).toBe('already_answered');
  });

  it('closes for good', () => {
    const play = new Play().accept();
    expect(play.give({ type: 'cancel', by: bob, because: words('no') })).toBe('initiator_only');
    expect(play.give({ type: 'cancel', by: ines, because: words('Alice stays.') })).toBe('moved');
    expect(waitsOf(play.handover)).toEqual([]);
    expect(play.give({ type: 'escalate', by: ines })).toBe('closed');
    expect(play.give({ type: 'clock' })).toBe('unmoved');
  });
});

describe('answers', () => {
  it('may change until what hangs on them is done', () => {
    const play = new Play().accept().answer({ huawei_id: 'company', services: 'none' });
    expect(play.give({ type: 'change_answer', by: alice, ...play.question('huawei_id') })).toBe('moved');
    play.give({ type: 'answer', by: alice, ...play.question('huawei_id'), value: 'personal' });
    expect([play.state('1'), play.state('2')]).toEqual(['not_applicable', 'open']);
    play.give({ type: 'ticket_submitted', by: alice, ...play.on('2'), number: words('HW-1') });
    expect(play.give({ type: 'change_answer', by: alice, ...play.question('huawei_id') })).toBe('hangs_on_it');
  });

  it('opens a step on Not sure, but leaves a branch open until it is known', () => {
    const play = new Play().accept();
    const unsure = new Set<string>();
    for (let turn = 0; turn < 6 && play.handover.intake.state === 'asking'; turn += 1) {
      const { question } = play.handover.intake;
      unsure.add(question);
      play.give({ type: 'answer', by: alice, ...play.question(question), value: 'not_sure' });
    }
    expect(unsure.size).toBe(6);
    expect(play.handover.intake).toMatchObject({ state: 'asking', question: 'huawei_id' });
    expect(play.state('8a')).toBe('open');
    expect(play.state('1')).toBe('blocked');
    expect(play.state('9:1')).toBe('blocked');
  });
});

describe('the form', () => {
  const permission = { mayStart: true, clash: null, isNoSecret: false };
  const codes = (change: Parameters<typeof aForm>[0]): string[] => {
    const result = start(aForm(change), huaweiCloud(), permission, MONDAY, DEFAULT_RULES);
    return result.kind === 'refused' ? result.refusals.map(({ code }) => code) : [];
  };

  it('names everything that is wrong with it', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ successor: candidate(alice) })).toEqual(['same_person']);
    expect(codes({ successor: { ...candidate(bob), isBot: true } })).toEqual(['is_bot']);
    expect(codes({ successor: { ...candidate(bob), isForeign: true } })).toEqual(['is_foreign']);
    expect(codes({ lastDay: '2026-02-30', account: ' ' })).toEqual(['text_missing', 'bad_date']);
    expect(codes({ lastDay: '2026-11-22' })).toEqual(['bad_date']);
    expect(codes({ lastDay: '2029-01-01' })).toEqual(['bad_date']);
    expect(codes({ account: 'password: hunter22x' })).toEqual(['looks_like_secret']);
    expect(codes({ reason: 'already_gone', initiator: candidate(bob), administrator: null })).toEqual([
      'nobody_to_confirm',
    ]);
  });
});

describe('time', () => {
  it('nudges once each working morning, tells the initiator, then escalates, however long it slept', () => {
    const play = new Play().accept().answer({ huawei_id: 'company', services: 'none' });
    const told: string[] = [];
    for (let hour = 0; hour < 24 * 14; hour += 1) {
      play.wait(3_600_000);
      const before = play.events.length;
      play.give({ type: 'clock' });
      const clock = new Date(play.now).toISOString().slice(5, 13);
      told.push(
        ...play.events
          .slice(before)
          .filter(({ type }) => type !== 'step_opened')
          .map(({ type }) => `${clock} ${type}`),
      );
    }
    expect(told.slice(0, 7)).toEqual([
      '11-24T09 nudged',
      '11-25T09 nudged',
      '11-26T09 nudged',
      '11-26T09 initiator_told',
      '11-27T09 nudged',
      '11-30T09 nudged',
      '11-30T09 escalated',
    ]);
    play.wait(30 * DAY_MS);
    const before = play.events.length;
    play.give({ type: 'clock' });
    play.give({ type: 'clock' });
    const nudged = play.events.slice(before).filter(({ type }) => type === 'nudged');
    expect(nudged).toHaveLength(waitsOf(play.handover).length);
    expect(nextDue(play.handover, play.now, DEFAULT_RULES)).toBeGreaterThan(play.now);
  });

  it('asks about a ticket every second working day, and stays silent while snoozed', () => {
    const play = new Play().accept().answer({ huawei_id: 'personal', services: 'none' });
    play.give({ type: 'snooze', by: alice, wait: '2' as StepKey, rev: play.rev('2'), until: 'in_3_days' });
    expect(nextDue(play.handover, play.now, DEFAULT_RULES)).toBe(Date.UTC(2026, 10, 26, 9));
    play.give({ type: 'ticket_submitted', by: alice, ...play.on('2'), number: words('HW-1') });
    expect(nextDue(play.handover, play.now, DEFAULT_RULES)).toBe(Date.UTC(2026, 10, 25, 9));
  });
});
