import type { StartForm } from '../../../src/core/input.js';
import type { Rules } from '../../../src/core/rules.js';
import { alice, bob, Play } from '../a-handover.js';
import { smallProcedure } from './a-procedure.js';
import { words } from './given.js';

/** Alice hands over to Bob by the small procedure; Ines began it, and Carol is the administrator. */
export const small =
  (change: Partial<StartForm> = {}, rules?: Rules) =>
  (): Play =>
    new Play(change, smallProcedure(), rules);

export const fresh = (play: Play): Play => play;

/** Bob accepted, and Alice answered: branch A, with access keys and one more service. */
export const branchA = (play: Play): Play => play.accept().answer({ branch: 'company', keys: 'yes', others: ['AWS'] });

/** The branch with the ticket, and nothing else. */
export const branchB = (play: Play): Play => play.accept().answer({ branch: 'personal', keys: 'no', others: 'none' });

/** The step `phone` is reported done. */
export function reported(play: Play): Play {
  branchA(play).tick('phone', alice);
  play.give({ type: 'done', by: alice, ...play.on('phone') });
  return play;
}

/** The ticket of `split` is with the vendor. */
export function submitted(play: Play): Play {
  branchB(play).give({ type: 'ticket_submitted', by: alice, ...play.on('split'), number: words('HW-1') });
  return play;
}

export function declined(play: Play): Play {
  play.give({ type: 'decline', by: bob, rev: 0, because: words('I am on leave.') });
  return play;
}

/** Carol was shown a call for help of Alice's. */
export function helpAsked(play: Play): Play {
  branchA(play).give({ type: 'ask_help', by: alice, ...play.on('phone'), what: words('Which number?') });
  return play;
}
