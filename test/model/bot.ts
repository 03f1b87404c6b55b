import { type Account, type Facts, firstAccount, isInHands, type Party } from './account.js';
import { decide } from '../../src/core/decide.js';
import type { Handover, Reason, Step } from '../../src/core/handover.js';
import type { Instant, PersonId, StepKey } from '../../src/core/ids.js';
import type { Input, StartForm } from '../../src/core/input.js';
import { baseKey, definitionOf, holderOf } from '../../src/core/people.js';
import type { Procedure } from '../../src/core/procedure.js';
import { DEFAULT_RULES } from '../../src/core/rules.js';
import { settle } from '../../src/core/settle.js';
import { start } from '../../src/core/transition.js';
import { aForm, alice, bob, candidate, MONDAY } from '../support/a-handover.js';
import type { Scene } from './deeds.js';
import { type Meaning, MEANINGS, servicesMeant } from './meaning.js';

/** The bot and the account side by side. */
export interface State {
  readonly handover: Handover;
  readonly account: Account;
  readonly now: Instant;
}

export const dave = 'p_dave' as PersonId;
/** Of the staff: takes over from an administrator who left. */
export const erin = 'p_erin' as PersonId;

/** Who plays the roles; those left out are filled in by the core. */
export const CASTS = {
  all_apart: {},
  no_administrator: { administrator: null },
  successor_administers: { administrator: candidate(bob) },
  successor_starts: { initiator: candidate(bob) },
  outgoing_starts: { initiator: candidate(alice) },
  outgoing_and_successor_alone: { initiator: candidate(alice), administrator: null },
  successor_is_everybody: { initiator: candidate(bob), administrator: null },
  outgoing_administers: { administrator: candidate(alice) },
} satisfies Record<string, Partial<StartForm>>;
export type Cast = keyof typeof CASTS;

export function begin(facts: Facts, reason: Reason, cast: Cast, procedure: Procedure): State | null {
  const form = aForm({ reason, lastDay: reason === 'already_gone' ? '2026-11-20' : '2026-12-04', ...CASTS[cast] });
  const begun = start(form, procedure, { mayStart: true, clash: null, isNoSecret: false }, MONDAY, DEFAULT_RULES);
  if (begun.kind !== 'moved') return null;
  const isHere = reason === 'transferred' || reason === 'resigned';
  return { handover: begun.handover, account: firstAccount(facts, isHere), now: MONDAY };
}

/** What the bot makes of a press; null when it refuses, or nothing changes by it. What people would see is left out. */
export function give(state: State, input: Input): State | null {
  const decision = decide(state.handover, input, state.now, DEFAULT_RULES);
  if (decision.kind === 'refused' || decision.events.length === 0) return null;
  return { ...state, handover: settle(state.handover, decision.events, state.now).handover };
}

export function partyOf(person: PersonId): Party {
  if (person === alice) return 'outgoing';
  if (person === bob) return 'first';
  return person === dave ? 'second' : 'staff';
}

export const successorOf = (handover: Handover): Party => partyOf(handover.people.successor);

export const stepsOf = (handover: Handover): readonly (readonly [StepKey, Step])[] =>
  Object.entries(handover.steps) as [StepKey, Step][];

export function sceneOf({ handover, account }: State, by: Party): Scene {
  const administrator = partyOf(holderOf(handover, 'administrator'));
  return { account, by, successor: successorOf(handover), administrator, isEmergency: handover.reason === 'dismissed' };
}

/** Those who are entitled to the account, or hold a part of it and hand it on when asked. */
export const teamOf = ({ here }: Account): readonly Party[] => here.filter((party) => party !== 'staff');

export function meaningOf(step: StepKey): Meaning {
  const meaning = MEANINGS[baseKey(step)];
  if (!meaning) throw new Error(`the model does not know step ${step}`);
  return meaning;
}

export const meantBy = (account: Account, step: Step): readonly number[] =>
  servicesMeant(account, step.subject?.said ?? null);

/** Whether a step has anything to do in this account, whatever was answered. */
export function trulyApplies({ handover, account }: State, key: StepKey, step: Step): boolean {
  if (definitionOf(handover, key).final) {
    return !account.here.includes('outgoing') || account.isHelpedByVendor || !isInHands(account, teamOf(account));
  }
  return meaningOf(key).applies(account.facts, meantBy(account, step));
}

/** What is worked out once for each object; states share most of theirs. */
function kept<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, V>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const value = make(key);
    known.set(key, value);
    return value;
  };
}

/** A letter for each text, so that keys are short. */
function lettered(): (text: string) => string {
  const letters = new Map<string, string>();
  return (text) => {
    let letter = letters.get(text);
    if (letter === undefined) {
      letter = String.fromCodePoint(0x100 + letters.size);
      letters.set(text, letter);
    }
    return letter;
  };
}

/**
 * Makes keys of states: two with the same key go on alike. It leaves out times, counts of changes, and who is to be told
 * what.
 */
export function keys(): (state: State) => string {
  const ofWhole = lettered();
  const ofStep = lettered();
  const ofAccount = lettered();
  const ofNames = lettered();
  const step = kept((one: Step) => ofStep(stepKey(one)));
  const account = kept((one: Account) => ofAccount(accountKey(one)));
  // Its procedure is the same in all states of one exploration.
  let { procedure }: Partial<Handover> = {};
  const answered = kept((answers: Handover['answers']) =>
    Object.entries(answers)
      .map(([key, { value }]) => `${key}=${procedure ? answerKey(procedure, key, value) : ''}`)
      .sort()
      .join(),
  );
  const left = kept((unreachable: Handover['unreachable']) =>
    Object.keys(unreachable)
      .filter((person) => partyOf(person as PersonId) === 'staff')
      .filter((person) => unreachable[person as PersonId]?.why === 'deactivated')
      .sort()
      .join(),
  );
  return ({ handover, account: one }) => {
    ({ procedure } = handover);
    const { status, acceptance, intake, people, answers, escalated, gone, paused, unreachable } = handover;
    const asked = intake.state === 'asking' ? intake.question : intake.state;
    const roles = `${people.successor}${people.administrator}${people.initiator}`;
    const marks = `${escalated !== null} ${gone !== null} ${paused !== null}`;
    const whole = `${status} ${acceptance.state} ${asked} ${roles} ${marks} ${left(unreachable)} ${answered(answers)}`;
    let steps = '';
    let names = '';
    for (const key in handover.steps) {
      const each = handover.steps[key as StepKey];
      if (!each) continue;
      names += key;
      steps += step(each);
    }
    return `${ofWhole(whole)}${account(one)}${ofNames(names)}${steps}`;
  };
}

/** After *Not sure* a yes-or-no question counts as yes, so the two are one. */
function answerKey({ questions }: Procedure, key: string, value: unknown): string {
  const isYesNo = questions.some((q) => q.key === key && q.kind === 'yes_no');
  return isYesNo && value === 'not_sure' ? 'yes' : JSON.stringify(value);
}

function stepKey(step: Step): string {
  const ticket = step.ticket === null ? '' : step.ticket.resolvedAt === null ? 't' : 'r';
  const common = `${step.state}${step.ticked.length === 0 ? '' : [...step.ticked].sort().join('+')}${ticket}`;
  if (step.state === 'awaiting_confirmation') return `${common} ${step.claim.kind}${step.by}`;
  if (step.state === 'done') return `${common} ${step.by}${step.confirmedBy}${step.confirmedFor}`;
  return step.state === 'not_applicable'
    ? `${common} ${step.why.kind}${step.by ?? ''}${step.confirmedBy ?? ''}`
    : common;
}

function accountKey(account: Account): string {
  const { login, phone, email, knows, authenticator, thirdParty, trusted, contacts, services, here } = account;
  const { iamUser, oldKeys, newKeys, isOwnIdTaken, isHelpedByVendor } = account;
  const others = services.map(({ reachedBy, isClosed }) => `${reachedBy}${isClosed}`).join();
  const fields = Object.values(contacts).join('').replaceAll('outgoing', 'o').replaceAll('first', 'f');
  return [
    `${login} ${phone} ${email} ${knows.join('+')} ${authenticator} ${thirdParty} ${trusted.join('+')} ${fields}`,
    `${iamUser} ${oldKeys} ${newKeys} ${isOwnIdTaken} ${isHelpedByVendor} ${others} ${here.join('+')}`,
  ].join(' ');
}
