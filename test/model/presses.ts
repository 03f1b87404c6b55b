import type { Handover, Step } from '../../src/core/handover.js';
import type { Instant, ItemKey, PersonId, StepKey } from '../../src/core/ids.js';
import type { Input } from '../../src/core/input.js';
import { stepsToReopen } from '../../src/core/decide-changes.js';
import { assigneeOf, confirmerOf, definitionOf, isAlone } from '../../src/core/people.js';
import { alice, bob, candidate, carol, DAY_MS, ines } from '../support/a-handover.js';
import { helped, type Account, type Party, passedOn, without } from './account.js';
import {
  dave,
  erin,
  give,
  meaningOf,
  meantBy,
  partyOf,
  sceneOf,
  type State,
  stepsOf,
  successorOf,
  trulyApplies,
} from './bot.js';
import { type Deed, done } from './deeds.js';
import { trueAnswer } from './meaning.js';

/** What people do beside what brings the handover on. */
export const DETOURS = [
  'not_sure',
  'change_answer',
  'send_back',
  'undo',
  'decline',
  'reassign',
  'escalate',
  'ticket_refused',
  'choose_administrator',
  'reopen',
  'cancel',
  'pause',
  'slip',
  'any_order',
  /** Long lists item by item too, and not in one go. */
  'one_by_one',
  'outgoing_leaves',
  'first_leaves',
  'administrator_leaves',
  'initiator_leaves',
] as const;
export type Detour = (typeof DETOURS)[number];

/** Something that happens next. `good`: it brings the handover on, and people who work together do it in the end. */
export interface Move {
  readonly label: string;
  readonly isGood: boolean;
  readonly to: State;
}

/** All that may happen next: every button that the bot draws, pressed by honest people, and what befalls them. */
export function movesFrom(state: State, detours: ReadonlySet<Detour>): readonly Move[] {
  const moves: Move[] = [];
  const add = (label: string, isGood: boolean, to: State | null): void => {
    if (to !== null) moves.push({ label, isGood, to });
  };
  const { handover } = state;
  if (handover.status !== 'running') {
    if (detours.has('reopen')) reopenings(state, add);
    return moves;
  }
  acceptance(state, detours, add);
  intake(state, detours, add);
  for (const [key, step] of stepsOf(handover)) {
    if (step.state === 'open') open(state, key, step, detours, add);
    if (step.state === 'at_vendor') atVendor(state, key, step, detours, add);
    if (step.state === 'awaiting_confirmation') awaiting(state, key, step, detours, add);
    if (detours.has('undo')) undone(state, key, step, add);
  }
  changes(state, detours, add);
  departures(state, detours, add);
  return moves;
}

type Add = (label: string, isGood: boolean, to: State | null) => void;

const isAble = ({ account, handover }: State, person: PersonId): boolean =>
  account.here.includes(partyOf(person)) && handover.unreachable[person]?.why !== 'deactivated';
const words = (text: string): { readonly text: string; readonly isNoSecret: boolean } => ({ text, isNoSecret: false });

function acceptance(state: State, detours: ReadonlySet<Detour>, add: Add): void {
  const { acceptance: asked, people } = state.handover;
  const { rev } = asked;
  const by = people.successor;
  if (asked.state === 'asked' && isAble(state, by)) {
    add('accept', true, give(state, { type: 'accept', by, rev }));
    if (detours.has('decline')) add('decline', false, give(state, { type: 'decline', by, rev, because: words('no') }));
  }
  const isLost = !isAble(state, by) || asked.state === 'declined';
  if ((isLost || detours.has('reassign')) && isAble(state, people.initiator)) {
    const next = by === bob ? dave : asked.state === 'declined' && state.account.here.includes('first') ? bob : null;
    if (next === null) return;
    const input: Input = { type: 'choose_successor', by: people.initiator, rev, successor: candidate(next) };
    add(`choose ${next}`, isLost, give(state, input));
  }
}

function intake(state: State, detours: ReadonlySet<Detour>, add: Add): void {
  const { handover, account } = state;
  if (!isAble(state, alice)) return;
  for (const { key: question } of handover.procedure.questions) {
    const rev = handover.answers[question]?.rev ?? 0;
    const value = trueAnswer(account.facts, question);
    const common = { by: alice, rev, question };
    add(
      `answer ${question}`,
      true,
      typeof value === 'string'
        ? give(state, { type: 'answer', ...common, value })
        : give(state, { type: 'answer_names', ...common, names: value, isNoSecret: false }),
    );
    if (detours.has('not_sure')) {
      add(`not sure of ${question}`, false, give(state, { type: 'answer', ...common, value: 'not_sure' }));
    }
    if (detours.has('change_answer'))
      add(`change ${question}`, false, give(state, { type: 'change_answer', ...common }));
  }
}

/** What an honest assignee does with an open step: its deeds one by one, then *Done*; or says truly that it does not apply. */
function open(state: State, key: StepKey, step: Step, detours: ReadonlySet<Detour>, add: Add): void {
  const { handover } = state;
  const by = assigneeOf(handover, key);
  if (!isAble(state, by)) return;
  const on = { by, step: key, rev: step.rev };
  if (!trulyApplies(state, key, step)) {
    const isGood = !definitionOf(handover, key).final;
    add(
      `${key} does not apply`,
      isGood,
      give(state, { type: 'not_applicable', ...on, because: words('there is none') }),
    );
    if (isGood) return;
  }
  if (definitionOf(handover, key).ticket !== null) {
    add(`${key} ticket submitted`, true, give(state, { type: 'ticket_submitted', ...on, number: words('T-1') }));
  }
  const left = deedsLeft(state, key, step);
  const isLong = definitionOf(handover, key).items.length > FEW;
  if (isLong && !detours.has('one_by_one') && left.length > 0) add(`${key} all`, true, allDone(state, key, step, by));
  else
    for (const { item, deed } of doable(state, key, left, detours)) {
      const scene = sceneOf(state, partyOf(by));
      const account = deed.isSo(scene) ? state.account : done(deed, scene);
      add(`${key} ${item}`, true, ticked({ ...state, account }, key, step, by, item));
      if (detours.has('slip') && (item === 'email_changed' || item === 'phone_changed') && key === '1') {
        const way = item === 'email_changed' ? 'email' : 'phone';
        const wrong: Account = { ...state.account, [way]: 'nobody' };
        add(`${key} ${item} with a slip`, false, ticked({ ...state, account: wrong }, key, step, by, item));
      }
    }
  if (left.length === 0) add(`${key} done`, true, give(state, { type: 'done', ...on }));
}

/** Lists longer than this are done from top to bottom. */
const FEW = 6;

interface DeedLeft {
  readonly item: ItemKey;
  readonly deed: Deed;
  readonly isSo: boolean;
}

/** Items whose deed is still to be done, or that are not ticked yet, in the order of the list. */
export function deedsLeft(state: State, key: StepKey, step: Step): readonly DeedLeft[] {
  const scene = sceneOf(state, partyOf(assigneeOf(state.handover, key)));
  const deeds = meaningOf(key).items(meantBy(state.account, step));
  return definitionOf(state.handover, key).items.flatMap(({ key: item, required, afterTicket }): DeedLeft[] => {
    const deed = deeds[item];
    if (!deed && required) throw new Error(`the model does not know item ${item} of step ${key}`);
    if (!deed || (afterTicket && (step.ticket?.resolvedAt ?? null) === null)) return [];
    const isSo = deed.isSo(scene);
    // What was only looked at, and ticked, is not looked at again.
    const isOver = isSo || (step.ticked.includes(item) && Object.keys(deed.after(scene)).length === 0);
    return isOver && step.ticked.includes(item) ? [] : [{ item, deed, isSo }];
  });
}

function doable(
  state: State,
  key: StepKey,
  left: readonly DeedLeft[],
  detours: ReadonlySet<Detour>,
): readonly DeedLeft[] {
  const scene = sceneOf(state, partyOf(assigneeOf(state.handover, key)));
  const isAnyOrder = detours.has('any_order') && definitionOf(state.handover, key).items.length <= FEW;
  return (isAnyOrder ? left : left.slice(0, 1)).filter(({ deed, isSo }) => isSo || deed.lacks(scene).length === 0);
}

/** A whole list from top to bottom, ticked in one press; null when a deed in it cannot be done. */
function allDone(start: State, key: StepKey, step: Step, by: PersonId): State | null {
  let state = start;
  const items = deedsLeft(state, key, step).map(({ item }) => item);
  for (const item of items) {
    const deed = meaningOf(key).items(meantBy(state.account, step))[item];
    const scene = sceneOf(state, partyOf(by));
    if (!deed || (!deed.isSo(scene) && deed.lacks(scene).length > 0)) return null;
    if (!deed.isSo(scene)) state = { ...state, account: done(deed, scene) };
  }
  const ticks = items.map((item) => ({ item, isTicked: true }));
  return give(state, { type: 'tick', by, step: key, rev: step.rev, ticks }) ?? state;
}

function ticked(state: State, key: StepKey, step: Step, by: PersonId, item: ItemKey): State | null {
  if (step.ticked.includes(item)) return state;
  return give(state, { type: 'tick', by, step: key, rev: step.rev, ticks: [{ item, isTicked: true }] });
}

function atVendor(state: State, key: StepKey, step: Step, detours: ReadonlySet<Detour>, add: Add): void {
  const { handover, account } = state;
  const by = assigneeOf(handover, key);
  if (!isAble(state, by)) return;
  const on = { by, step: key, rev: step.rev };
  const isFinal = definitionOf(handover, key).final;
  const resolved = give(state, { type: 'ticket_resolved', ...on });
  const vendor = isFinal ? helped : (meaningOf(key).vendor ?? ((same: Account) => same));
  add(`${key} ticket resolved`, true, resolved && { ...resolved, account: vendor(account) });
  if (detours.has('ticket_refused')) {
    add(`${key} ticket refused`, false, give(state, { type: 'ticket_refused', ...on, because: words('no') }));
  }
}

function awaiting(
  state: State,
  key: StepKey,
  step: Extract<Step, { state: 'awaiting_confirmation' }>,
  detours: ReadonlySet<Detour>,
  add: Add,
): void {
  const by = confirmerOf(state.handover, key);
  if (!isAble(state, by)) return;
  const on = { by, step: key, rev: step.rev };
  const sentBack = give(state, { type: 'send_back', ...on, because: words('look again') });
  const seen = seenBy(state, key, step, partyOf(by));
  if (seen !== null) add(`${key} confirmed`, true, give({ ...state, account: seen }, { type: 'confirm', ...on }));
  if (seen === null || detours.has('send_back')) add(`${key} sent back`, seen === null, sentBack);
}

/** The account after an honest confirmer has tried what the check says; null when it did not work. */
function seenBy(
  state: State,
  key: StepKey,
  step: Extract<Step, { state: 'awaiting_confirmation' }>,
  by: Party,
): Account | null {
  if (step.claim.kind === 'not_applicable') return trulyApplies(state, key, step) ? null : state.account;
  const meaning = meaningOf(key);
  const successor = successorOf(state.handover);
  const doer = partyOf(step.by);
  if (meaning.isSeenBySuccessor && by !== successor && doer !== successor) return null;
  const scene = sceneOf(state, doer);
  const deeds = meaning.items(meantBy(state.account, step));
  const isAllSo = definitionOf(state.handover, key).items.every(({ key: item, required }) => {
    const deed = deeds[item];
    return !required || !deed || deed.isSo(scene) || Object.keys(deed.after(scene)).length === 0;
  });
  if (!isAllSo) return null;
  const { check } = meaning;
  const own = sceneOf(state, by);
  if (!check || check.isSo(own)) return state.account;
  return check.lacks(own).length === 0 ? done(check, own) : null;
}

function undone(state: State, key: StepKey, step: Step, add: Add): void {
  const people = [alice, bob, dave, carol, ines].filter((person) => isAble(state, person));
  for (const by of people) add(`${key} undone`, false, give(state, { type: 'undo', by, step: key, rev: step.rev }));
}

function changes(state: State, detours: ReadonlySet<Detour>, add: Add): void {
  const { handover } = state;
  const by = handover.people.initiator;
  // A successor who has left with the account leaves no other way than the vendor.
  const isLost = !state.account.here.includes('first');
  if (isAble(state, by)) {
    if (detours.has('escalate') || isLost) add('escalate', isLost, give(state, { type: 'escalate', by }));
    if (detours.has('cancel')) add('cancel', false, give(state, { type: 'cancel', by, because: words('not now') }));
    if (detours.has('pause')) {
      add('pause', false, give(state, { type: 'pause', by }));
      add('resume', true, give(state, { type: 'resume', by }));
    }
    // Whoever starts a handover is asked for another administrator when theirs has left.
    const isWanted = isAlone(handover) || !isAble(state, handover.people.administrator);
    if (detours.has('choose_administrator') || isWanted) {
      const others = [carol, ines, erin].filter((one) => one !== handover.people.administrator && isAble(state, one));
      const administrator = candidate(others[0] ?? erin);
      const { rev } = handover.acceptance;
      const input: Input = { type: 'choose_administrator', by, rev, administrator };
      add(`choose administrator ${administrator.person}`, isWanted, give(state, input));
    }
  }
  // Until another is chosen there is nobody to pass anything on to.
  const isOther = successorOf(handover) !== 'first' || detours.has('reassign') || detours.has('decline') || isLost;
  if (handover.acceptance.state === 'accepted' && isOther) {
    const account = passedOn(state.account, successorOf(handover));
    const isNews = JSON.stringify(account) !== JSON.stringify(state.account);
    if (isNews) add('passed on', true, { ...state, account });
  }
}

/** Somebody leaves: from then on they do nothing any more. The bot hears of it in three ways. */
function departures(state: State, detours: ReadonlySet<Detour>, add: Add): void {
  const { handover } = state;
  const left = (party: Party, to: State | null): State | null => to && { ...to, account: without(to.account, party) };
  if (detours.has('outgoing_leaves') && state.account.here.includes('outgoing')) {
    add(
      'outgoing deactivated',
      false,
      left('outgoing', give(state, { type: 'unreachable', person: alice, why: 'deactivated' })),
    );
    add('last day over', false, left('outgoing', lastDayOver(state)));
    const by = handover.people.initiator;
    if (by !== alice) add('said to be gone', false, left('outgoing', give(state, { type: 'say_gone', by })));
  }
  if (detours.has('first_leaves') && state.account.here.includes('first')) {
    add(
      'first deactivated',
      false,
      left('first', give(state, { type: 'unreachable', person: bob, why: 'deactivated' })),
    );
  }
  for (const role of ['administrator', 'initiator'] as const) {
    const person = handover.people[role];
    // One of them: with all of the staff gone there is nobody to hand anything to.
    const isFirst = Object.values(handover.unreachable).every(({ why }) => why !== 'deactivated');
    if (!detours.has(`${role}_leaves`) || partyOf(person) !== 'staff' || !isFirst) continue;
    add(`${role} deactivated`, false, give(state, { type: 'unreachable', person, why: 'deactivated' }));
  }
}

function lastDayOver(state: State): State | null {
  const now = (Date.parse(`${state.handover.lastDay}T00:00:00Z`) + DAY_MS) as Instant;
  if (now < state.now) return null;
  const after = give({ ...state, now }, { type: 'clock' });
  return after?.handover.gone ? after : null;
}

function reopenings(state: State, add: Add): void {
  const { handover } = state;
  const by = handover.people.initiator;
  if (!isAble(state, by)) return;
  const input = (steps: readonly StepKey[]): Input => ({ type: 'reopen', by, because: words('once more'), steps });
  if (handover.status === 'cancelled') return add('reopen', false, give(state, input([])));
  for (const key of stepsToReopen(handover)) add(`reopen ${key}`, false, give(state, input([key])));
}

export const isFinished = ({ status }: Handover): boolean => status === 'completed' || status === 'completed_by_ticket';
