import { describe } from '@jest/globals';
import { alice, bob, candidate, carol, ines, stranger } from '../support/a-handover.js';
import { declined, fresh, small } from '../support/core/a-small-play.js';
import { examples, given, words } from '../support/core/given.js';

const because = words('I am on leave.');
const choose = { type: 'choose_successor', by: ines, rev: 1 } as const;

describe('the invitation', () => {
  examples({
    'is accepted by the successor': given(fresh, small())
      .when({ type: 'accept', by: bob, rev: 0 })
      .thenComes({ type: 'successor_accepted', by: bob }),
    'is declined by the successor with the reason as it was typed': given(fresh, small())
      .when({ type: 'decline', by: bob, rev: 0, because: words('  I am on leave. ') })
      .thenComes({ type: 'successor_declined', by: bob, because: { said: 'I am on leave.' } }),
    'cannot be declined without a reason': given(fresh, small())
      .when({ type: 'decline', by: bob, rev: 0, because: words(' ') })
      .thenRefused({ code: 'text_missing', field: 'text' }),
    'is the successor’s alone to accept': given(fresh, small())
      .when({ type: 'accept', by: ines, rev: 0 })
      .thenRefused({ code: 'not_yours', whose: bob }),
    'is the successor’s alone to decline': given(fresh, small())
      .when({ type: 'decline', by: alice, rev: 0, because })
      .thenRefused({ code: 'not_yours', whose: bob }),
    'is nobody’s who is not in the handover': given(fresh, small())
      .when({ type: 'accept', by: stranger, rev: 0 })
      .thenRefused({ code: 'not_a_participant' }),
    'is accepted once': given((play) => play.accept(), small())
      .when({ type: 'accept', by: bob, rev: 0 })
      .thenRefused({ code: 'stale' }),
    'cannot be declined any more once accepted': given((play) => play.accept(), small())
      .when({ type: 'decline', by: bob, rev: 1, because })
      .thenRefused({ code: 'stale' }),
    'opens the steps whose turn it is when the answers are there already': given(
      (play) => play.answer({ branch: 'company', keys: 'yes', others: ['AWS'] }),
      small(),
    )
      .when({ type: 'accept', by: bob, rev: 0 })
      .thenComes(
        { type: 'successor_accepted', by: bob },
        { type: 'step_opened', step: 'phone' },
        { type: 'step_opened', step: 'other:1' },
      ),
  });
});

describe('another successor', () => {
  examples({
    'is chosen by the initiator after a decline': given(declined, small())
      .when({ ...choose, successor: candidate(carol, 'Asia/Kolkata') })
      .thenComes({ type: 'successor_chosen', by: ines, successor: carol, zone: 'Asia/Kolkata' }),
    'may be chosen before the first has answered': given(fresh, small())
      .when({ ...choose, rev: 0, successor: candidate(carol) })
      .thenComes({ type: 'successor_chosen', successor: carol }),
    'may be chosen after one has accepted, too': given((play) => play.accept(), small())
      .when({ ...choose, successor: candidate(carol) })
      .thenComes({ type: 'successor_chosen', successor: carol }),
    'is not chosen from an old card': given(declined, small())
      .when({ ...choose, rev: 0, successor: candidate(carol) })
      .thenRefused({ code: 'stale' }),
    'is the initiator’s alone to choose': given(declined, small())
      .when({ ...choose, by: bob, successor: candidate(carol) })
      .thenRefused({ code: 'initiator_only' }),
    'is never the outgoing employee': given(declined, small())
      .when({ ...choose, successor: candidate(alice) })
      .thenRefused({ code: 'same_person' }),
    'is never a bot': given(declined, small())
      .when({ ...choose, successor: { ...candidate(carol), isBot: true } })
      .thenRefused({ code: 'is_bot', field: 'successor', person: carol }),
    'is never somebody of another organization': given(declined, small())
      .when({ ...choose, successor: { ...candidate(carol), isForeign: true } })
      .thenRefused({ code: 'is_foreign', field: 'successor' }),
    'is never somebody whose account is off': given(declined, small())
      .when({ ...choose, successor: { ...candidate(carol), isDeactivated: true } })
      .thenRefused({ code: 'is_deactivated', field: 'successor' }),
    'is somebody who leaves two to do and to confirm when the outgoing employee is gone': given(
      declined,
      small({ reason: 'already_gone', administrator: null }),
    )
      .when({ ...choose, successor: candidate(ines) })
      .thenRefused({ code: 'nobody_to_confirm', field: 'successor' }),
    'accepts like the first one': given((play) => {
      declined(play).give({ ...choose, successor: candidate(carol) });
    }, small())
      .when({ type: 'accept', by: carol, rev: 2 })
      .thenComes({ type: 'successor_accepted', by: carol }),
    'leaves the first one nothing to press': given((play) => {
      declined(play).give({ ...choose, successor: candidate(carol) });
    }, small())
      .when({ type: 'accept', by: bob, rev: 0 })
      .thenRefused({ code: 'not_a_participant' }),
  });
});
