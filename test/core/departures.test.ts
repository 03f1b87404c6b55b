import { describe, expect, it } from '@jest/globals';
import type { Input } from '../../src/core/input.js';
import { helpersOf } from '../../src/core/decide-whole.js';
import { assigneeOf, confirmerOf, participants } from '../../src/core/people.js';
import type { PersonId, StepKey } from '../../src/core/ids.js';
import { alice, bob, candidate, carol, ines, Play } from '../support/a-handover.js';
import { branchA, branchB, reported, small, submitted } from '../support/core/a-small-play.js';
import { examples, given, words } from '../support/core/given.js';

const dave = 'p_dave' as PersonId;
const leaves = (person: PersonId): Input => ({ type: 'unreachable', person, why: 'deactivated' });
const saidGone: Input = { type: 'say_gone', by: ines };

describe('the outgoing employee who leaves', () => {
  examples({
    'leaves to the ticket what nobody else can do, and the rest to others': given(branchA, small())
      .when(leaves(alice))
      .thenComes(
        { type: 'person_unreachable', person: alice },
        { type: 'outgoing_left', why: 'deactivated' },
        { type: 'step_ruled_out', step: 'phone', why: 'covered_by_ticket' },
        { type: 'step_opened', step: 'keys' },
        { type: 'step_opened', step: 'final' },
      ),
    'is asked no more questions': given((play) => play.accept(), small())
      .when(leaves(alice))
      .thenComes(
        { type: 'person_unreachable' },
        { type: 'outgoing_left' },
        { type: 'intake_finished' },
        { type: 'step_planned', step: 'other:1' },
        { type: 'step_ruled_out', step: 'phone' },
        { type: 'step_ruled_out', step: 'split' },
        { type: 'step_opened', step: 'other:1' },
        { type: 'step_opened', step: 'keys' },
        { type: 'step_opened', step: 'final' },
      ),
    'has left the ticket that is with the vendor to somebody else': given(submitted, small())
      .when(saidGone)
      .thenComes({ type: 'outgoing_left', why: 'said', by: ines }),
    'has done what is only to be confirmed': given(reported, small())
      .when(saidGone)
      .thenComes({ type: 'outgoing_left', why: 'said' }),
    'is said to be gone by the initiator alone': given(branchA, small())
      .when({ type: 'say_gone', by: bob })
      .thenRefused({ code: 'initiator_only' }),
    'is said to be gone once': given((play) => {
      branchA(play).give(saidGone);
    }, small())
      .when(saidGone)
      .thenRefused({ code: 'already_gone' }),
  });

  it('confirms nothing any more', () => {
    const play = new Play().accept().answer({ huawei_id: 'company', services: ['AWS'] });
    const step = '9:1' as StepKey;
    expect(confirmerOf(play.handover, step)).toBe(alice);
    play.give(saidGone);
    expect([assigneeOf(play.handover, step), confirmerOf(play.handover, step)]).toEqual([bob, ines]);
  });
});

describe('whoever leaves and held another role too', () => {
  const lastDayOver = (play: Play): void => {
    play.accept().answer({ huawei_id: 'company', iam_user: 'yes' });
    play.wait(Date.UTC(2026, 11, 5, 9) - play.now);
  };
  it('decides no more as the initiator: the escalation contact does, whatever told us', () => {
    for (const input of [{ type: 'clock' } as const, leaves(alice), { type: 'say_gone', by: alice } as const]) {
      const play = new Play({ initiator: candidate(alice), escalationContact: candidate(dave) });
      lastDayOver(play);
      expect(play.give(input)).toBe('moved');
      expect(play.handover).toMatchObject({ gone: {}, people: { initiator: dave } });
      expect(play.events.filter(({ type }) => type === 'initiator_replaced')).toHaveLength(1);
    }
  });

  it('does nothing more as the administrator: the initiator does', () => {
    const play = new Play({ administrator: candidate(alice) });
    lastDayOver(play);
    play.give({ type: 'clock' });
    expect(assigneeOf(play.handover, '7a' as StepKey)).toBe(ines);
    expect(participants(play.handover)).not.toContain(alice);
    expect(helpersOf(play.handover, bob)).toEqual([ines]);
  });

  const administer =
    (person: PersonId) =>
    (play: Play): Input => ({
      type: 'choose_administrator',
      by: play.handover.people.initiator,
      rev: play.handover.acceptance.rev,
      administrator: candidate(person),
    });
  examples({
    'is not made the administrator after that': given((play) => branchA(play).give(saidGone), small())
      .when(administer(alice))
      .thenRefused({ code: 'is_deactivated', field: 'administrator' }),
    'leaves nobody to confirm who is made everything at once': given(
      (play) => branchA(play).give(leaves(alice)),
      small({ initiator: candidate(bob) }),
    )
      .when(administer(bob))
      .thenRefused({ code: 'nobody_to_confirm', field: 'administrator' }),
    'leaves a successor who is alone, and who may choose somebody to confirm': given(
      (play) => {
        branchA(play).give(leaves(alice));
      },
      small({ initiator: candidate(alice), administrator: null }),
    )
      .when(administer(carol))
      .thenComes({ type: 'administrator_chosen', by: bob, administrator: carol }),
  });
});

describe('the initiator who leaves', () => {
  examples({
    'is replaced by the escalation contact': given(branchB, small({ escalationContact: candidate(dave) }))
      .when(leaves(ines))
      .thenComes({ type: 'person_unreachable', person: ines }, { type: 'initiator_replaced', initiator: dave }),
    'is replaced by the administrator when that was the same': given(branchB, small())
      .when(leaves(ines))
      .thenComes({ type: 'person_unreachable', person: ines }, { type: 'initiator_replaced', initiator: carol }),
    'is replaced by the outgoing employee when everything else was theirs too': given(
      branchB,
      small({ initiator: candidate(bob), administrator: null }),
    )
      .when(leaves(bob))
      .thenComes({ type: 'person_unreachable', person: bob }, { type: 'initiator_replaced', initiator: alice }),
    'is not replaced for being away': given(branchB, small())
      .when({ type: 'unreachable', person: ines, why: 'blocked' })
      .thenComes({ type: 'person_unreachable', person: ines }),
  });
});

it('leaves the final step to the initiator when the escalation contact has left', () => {
  const play = new Play({ escalationContact: candidate(dave), reason: 'already_gone' });
  const final = 'F' as StepKey;
  expect(assigneeOf(play.handover, final)).toBe(dave);
  expect(play.effectsOf(leaves(dave))).toContainEqual({ type: 'show', to: ines, card: { card: 'step', step: final } });
  play.give(leaves(dave));
  expect(assigneeOf(play.handover, final)).toBe(ines);
  play.give({ type: 'reachable', person: dave });
  expect(assigneeOf(play.handover, final)).toBe(dave);
});

const choose =
  (successor = candidate(dave), by = ines) =>
  (play: Play): Input => ({ type: 'choose_successor', by, rev: play.handover.acceptance.rev, successor });
const confirmed = (play: Play): void => {
  play.accept().answer({ huawei_id: 'company', authenticator: 'no', access_keys: 'yes' });
  play.tick('8a', carol);
  play.give({ type: 'done', by: carol, ...play.on('8a') });
  play.give({ type: 'confirm', by: bob, ...play.on('8a') });
  play.tick('1', alice);
  play.give({ type: 'done', by: alice, ...play.on('1') });
  play.give({ type: 'confirm', by: bob, ...play.on('1') });
};
const replaced = (play: Play): void => {
  confirmed(play);
  play.give(choose()(play));
};

describe('another successor', () => {
  examples({
    'is asked to accept, and what comes next is held': given(confirmed)
      .when(choose())
      .thenComes({ type: 'successor_chosen', by: ines, successor: dave }, { type: 'step_held', step: '3' }),
    'confirms again what holds for one person only, and nothing else': given(replaced)
      .when((play) => ({ type: 'accept', by: dave, rev: play.handover.acceptance.rev }))
      .thenComes({ type: 'successor_accepted', by: dave }, { type: 'step_to_confirm_again', step: '1' }),
    'is not the outgoing employee': given(confirmed)
      .when(choose(candidate(alice)))
      .thenRefused({ code: 'same_person' }),
    'is chosen by the initiator alone': given(confirmed)
      .when(choose(candidate(dave), carol))
      .thenRefused({ code: 'initiator_only' }),
    'who is the same changes nothing': given(confirmed)
      .when(choose(candidate(bob)))
      .thenNothing(),
    'leaves somebody to confirm': given(
      (play) => {
        branchA(play).give(saidGone);
      },
      small({ administrator: null }),
    )
      .when(choose(candidate(ines)))
      .thenRefused({ code: 'nobody_to_confirm', field: 'successor' }),
  });
});

/** Carol brought the vendor to give the account to Bob, and he confirmed it. */
function givenToBob(): Play {
  const play = new Play({ reason: 'already_gone', escalationContact: candidate(carol) }).accept();
  play.give({ type: 'ticket_submitted', by: carol, ...play.on('F'), number: words('HW-1') });
  play.give({ type: 'ticket_resolved', by: carol, ...play.on('F') });
  play.tick('F', carol);
  play.give({ type: 'done', by: carol, ...play.on('F') });
  play.give({ type: 'confirm', by: bob, ...play.on('F') });
  return play;
}

it('has proved again, as another successor, what they themselves did for the one before', () => {
  const play = givenToBob();
  play.give(choose(candidate(carol))(play));
  play.give({ type: 'accept', by: carol, rev: play.handover.acceptance.rev });
  expect(play.state('F')).toBe('awaiting_confirmation');
  expect(confirmerOf(play.handover, 'F' as StepKey)).toBe(ines);
});

it('confirms again, as another successor, what the vendor gave to the one before', () => {
  const play = givenToBob();
  expect(play.state('F')).toBe('done');
  play.give(choose()(play));
  play.give({ type: 'accept', by: dave, rev: play.handover.acceptance.rev });
  expect(play.state('F')).toBe('awaiting_confirmation');
  expect(confirmerOf(play.handover, 'F' as StepKey)).toBe(dave);
});

it('proves, as another successor, that the services which the one before took over are theirs', () => {
  const play = new Play({ reason: 'already_gone' }).accept();
  play.tick('9:1', bob);
  play.give({ type: 'done', by: bob, ...play.on('9:1') });
  play.give({ type: 'confirm', by: ines, ...play.on('9:1') });
  play.give(choose()(play));
  play.give({ type: 'accept', by: dave, rev: play.handover.acceptance.rev });
  expect(play.state('9:1')).toBe('awaiting_confirmation');
  expect(confirmerOf(play.handover, '9:1' as StepKey)).toBe(dave);
  expect(play.give({ type: 'confirm', by: dave, ...play.on('9:1') })).toBe('moved');
  expect(play.state('9:1')).toBe('done');
});

describe('somebody dismissed today', () => {
  const dismissed = (): Play => new Play({ reason: 'dismissed' });

  it('is shut out before anything else: the administrator is asked in the first minute', () => {
    const play = dismissed();
    const open = Object.entries(play.handover.steps).filter(([, { state }]) => state === 'open');
    expect(open.map(([key]) => key).sort()).toEqual(['7a', '8a', '8b', 'F']);
    play.accept();
    expect(play.state('9:1')).toBe('blocked');
  });

  it('is followed by the rest once that is done', () => {
    const play = dismissed().accept();
    for (const step of ['8a', '7a', '8b']) {
      play.tick(step, carol);
      play.give({ type: 'done', by: carol, ...play.on(step) });
      expect(play.state('7b')).toBe('blocked');
      play.give({ type: 'confirm', by: bob, ...play.on(step) });
    }
    expect([play.state('7b'), play.state('9:1')]).toEqual(['open', 'open']);
  });

  it('is asked nothing', () => {
    expect(dismissed().handover.intake.state).not.toBe('asking');
    expect(
      dismissed().give({ type: 'answer', by: alice, rev: 0, question: 'huawei_id' as never, value: 'company' }),
    ).toBe('unknown');
  });

  it('takes no word that the ticket does not apply', () => {
    const play = dismissed();
    expect(play.give({ type: 'not_applicable', by: ines, ...play.on('F'), because: words('Not so.') })).toBe('not_now');
  });
});
