import { confirmerOf, definitionOf, isAlone } from '../../src/core/people.js';
import { nextQuestion } from '../../src/core/intake.js';
import { waitsOf } from '../../src/core/waits.js';
import { heldByOutgoing, isInHands, missingFor, programsRun, without } from './account.js';
import { bob } from '../support/a-handover.js';
import { meaningOf, partyOf, sceneOf, type State, stepsOf, successorOf, teamOf, trulyApplies } from './bot.js';
import { type Deed, disableOldKeys, disableUser, type Lack } from './deeds.js';
import { deedsLeft, isFinished } from './presses.js';

/** What is promised of every handover; `ends` is looked at over the whole graph, the others at each state. */
export const PROPERTIES = [
  'somebody entitled gets in',
  'programs run',
  'nothing is left behind',
  'asks for what can be done',
  'what cannot be done later is marked',
  'the dismissed are shut out first',
  'ends',
] as const;
export type Property = (typeof PROPERTIES)[number];

export interface Violation {
  readonly property: Property;
  readonly what: string;
}

/** What is wrong at this very moment; null when all is well. */
export function violationAt(state: State): Violation | null {
  return (
    lockedOut(state) ??
    programsStopped(state) ??
    leftBehind(state) ??
    notShutOut(state) ??
    askedInVain(state) ??
    unmarked(state)
  );
}

const isTicketCalledFor = ({ handover }: State): boolean =>
  stepsOf(handover).some(
    ([key, { state }]) =>
      definitionOf(handover, key).final &&
      (state === 'open' || state === 'at_vendor' || state === 'awaiting_confirmation'),
  );

/**
 * Those who are entitled can, together, sign in and recover the account. When the outgoing employee has gone with it,
 * the bot says so, and the final ticket is called for.
 */
function lockedOut(state: State): Violation | null {
  const { handover, account } = state;
  if (isInHands(account, teamOf(account))) return null;
  const isWithVendor = isTicketCalledFor(state) && (handover.gone !== null || !account.here.includes('first'));
  // A successor who leaves with the account: the initiator hears of it at once, and may call for the ticket.
  const isTold = !account.here.includes('first') && handover.unreachable[bob] !== undefined;
  if (handover.status === 'cancelled' || isWithVendor || isTold) return null;
  const { phone, email, authenticator } = account;
  return {
    property: 'somebody entitled gets in',
    what: `phone ${phone}, e-mail ${email}, authenticator ${authenticator}`,
  };
}

/** Somebody dismissed may have to be shut out faster than programs can be moved. */
function programsStopped({ handover, account }: State): Violation | null {
  if (programsRun(account) || handover.reason === 'dismissed') return null;
  return {
    property: 'programs run',
    what: `old keys ${account.oldKeys}, IAM user ${account.iamUser}, new ${account.newKeys}`,
  };
}

function leftBehind({ handover, account }: State): Violation | null {
  const violation = (what: string): Violation => ({ property: 'nothing is left behind', what });
  if (account.isOwnIdTaken) return violation('the personal HUAWEI ID was taken from its owner');
  if (!isFinished(handover)) return null;
  const held = heldByOutgoing(account);
  if (held.length > 0) return violation(`the outgoing employee still holds ${held.join(', ')}`);
  const missing = missingFor(account, successorOf(handover));
  return missing.length > 0 ? violation(`the successor lacks ${missing.join(', ')}`) : null;
}

/** The administrator is asked from the first minute on to shut somebody dismissed out. */
function notShutOut({ handover, account }: State): Violation | null {
  if (handover.reason !== 'dismissed' || handover.status !== 'running') return null;
  const isAsked = (deed: Deed): boolean =>
    stepsOf(handover).some(
      ([key, step]) =>
        (step.state === 'open' || step.state === 'awaiting_confirmation') &&
        Object.values(meaningOf(key).items([])).includes(deed),
    );
  const violation = (what: string): Violation => ({ property: 'the dismissed are shut out first', what });
  if (account.iamUser === 'enabled' && !isAsked(disableUser))
    return violation('nobody is asked to disable the IAM user');
  return account.oldKeys === 'active' && !isAsked(disableOldKeys)
    ? violation('nobody is asked to disable the keys')
    : null;
}

/** What after-sales gives when the final ticket is called for. */
const GIVEN_BY_VENDOR: readonly Lack[] = ['password', 'second factor', 'code', 'code of the old authenticator'];

/** Another successor gets it from the one before, whom people ask in person, not by the bot. */
const isPassedOn = ({ handover, account }: State): boolean =>
  account.knows.some((party) => (party === 'first' || party === 'second') && party !== successorOf(handover));

/** In an emergency the new keys are made while the old ones are shut out. */
const isComing = (state: State, lack: Lack): boolean =>
  (GIVEN_BY_VENDOR.includes(lack) && (isTicketCalledFor(state) || isPassedOn(state))) ||
  (lack === 'new keys' && state.handover.reason === 'dismissed');

/** Nobody is waited on in vain: they are there, the step applies, and its next deed can be done. */
function askedInVain(state: State): Violation | null {
  const { handover, account } = state;
  const violation = (what: string): Violation => ({ property: 'asks for what can be done', what });
  for (const { key, on } of waitsOf(handover)) {
    if (handover.gone !== null && partyOf(on) === 'outgoing') return violation(`${key} waits on somebody who has gone`);
    const step = key === 'acceptance' || key === 'intake' ? undefined : handover.steps[key];
    if (key === 'acceptance' || key === 'intake' || step === undefined) continue;
    // Who is alone with the account is told to choose somebody who can confirm.
    if (step.state === 'awaiting_confirmation' && step.by === confirmerOf(handover, key) && !isAlone(handover)) {
      return violation(`${key} waits for somebody to confirm their own step`);
    }
    if (step.state !== 'open') continue;
    if (!trulyApplies(state, key, step)) {
      if (isKnownNotToApply(state, key)) return violation(`${key} is asked though the answers rule it out`);
      continue;
    }
    if (!account.here.includes('first')) continue;
    const next = deedsLeft(state, key, step).find(({ isSo }) => !isSo);
    const scene = sceneOf(state, partyOf(on));
    const lacks = next?.deed.lacks(scene).filter((lack) => !isComing(state, lack));
    if (next && lacks && lacks.length > 0)
      return violation(`${key} asks ${on} for ${next.item}, without ${lacks.join(', ')}`);
  }
  return null;
}

/** What is asked of the outgoing employee, and what nobody else could do without them, is said to end with their last day. */
function unmarked(state: State): Violation | null {
  const { handover, account } = state;
  if (handover.gone !== null || !account.here.includes('outgoing') || !account.here.includes('first')) return null;
  const later = { ...state, account: without(account, 'outgoing') };
  for (const { key, on } of waitsOf(handover)) {
    const step = key === 'acceptance' || key === 'intake' ? undefined : handover.steps[key];
    if (key === 'acceptance' || key === 'intake' || step?.state !== 'open' || partyOf(on) !== 'outgoing') continue;
    // Somebody else can be given the rights of an administrator.
    const { assignee, beforeLastDay } = definitionOf(handover, key);
    if (assignee !== 'outgoing' || beforeLastDay || isPassedOn(state) || !trulyApplies(state, key, step)) continue;
    const next = deedsLeft(state, key, step).find(({ isSo }) => !isSo);
    const lacks = next?.deed.lacks(sceneOf(later, successorOf(handover))) ?? [];
    if (next && lacks.length > 0) {
      const what = `${next.item} of ${key} cannot be done later, without ${lacks.join(', ')}`;
      return { property: 'what cannot be done later is marked', what };
    }
  }
  return null;
}

/** All questions were answered, and none with *Not sure*: then the bot knows what applies. */
function isKnownNotToApply({ handover }: State, key: Parameters<typeof meaningOf>[0]): boolean {
  const isSure = Object.values(handover.answers).every(({ value }) => value !== 'not_sure');
  const isAnswered = nextQuestion(handover) === null && handover.intake.state === 'finished' && handover.gone === null;
  return isSure && isAnswered && !definitionOf(handover, key).final;
}
