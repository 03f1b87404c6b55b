import type { Handover } from './handover.js';
import type { PersonId, StepKey } from './ids.js';
import type { Localized, Role, StepDefinition } from './procedure.js';

/** A procedure never changes, and every transition asks for its steps many times: each is sought once. */
const definitions = new WeakMap<readonly StepDefinition[], ReadonlyMap<StepKey, StepDefinition>>();

function byKey(steps: readonly StepDefinition[]): ReadonlyMap<StepKey, StepDefinition> {
  const known = definitions.get(steps);
  if (known) return known;
  const made = new Map(steps.map((step) => [step.key, step]));
  definitions.set(steps, made);
  return made;
}

/** The definition behind a step; `9:2` is the second repetition of `9`. */
export function definitionOf(handover: Handover, step: StepKey): StepDefinition {
  const found = byKey(handover.procedure.steps).get(baseKey(step));
  if (!found) throw new Error(`the procedure has no step ${step}`);
  return found;
}

export function baseKey(step: StepKey): StepKey {
  const end = step.indexOf(':');
  return end === -1 ? step : (step.slice(0, end) as StepKey);
}

/** Nothing is asked of the outgoing employee any more. */
export const isGone = (handover: Handover): boolean => handover.gone !== null;

/** Who stands in for the outgoing employee at a step, and what they are told. `ticket`: the final ticket covers it. */
export function standIn(
  handover: Handover,
  definition: StepDefinition,
): { readonly by: Role | 'ticket'; readonly note: Localized } {
  const { onceDone } = definition.whenGone;
  const isEasier = onceDone !== null && onceDone.steps.some((key) => handover.steps[key]?.state === 'done');
  return isEasier ? onceDone : definition.whenGone;
}

/** Who does the step: the procedure's role, or who stands in when the outgoing employee is gone. */
export function assigneeOf(handover: Handover, step: StepKey): PersonId {
  return holderOf(handover, assigneeRole(handover, definitionOf(handover, step)));
}

/**
 * Who holds a role now. Whoever is gone holds none but their own any more, and nobody can choose another escalation
 * contact when that one has left: the initiator fills in.
 */
export function holderOf(handover: Handover, role: Role): PersonId {
  const { people, unreachable } = handover;
  const person = people[role];
  const isGoneNow = isGone(handover) && role !== 'outgoing' && person === people.outgoing;
  const hasLeft = role === 'escalation_contact' && unreachable[person]?.why === 'deactivated';
  return isGoneNow || hasLeft ? people.initiator : person;
}

function assigneeRole(handover: Handover, definition: StepDefinition): Role {
  if (!isGone(handover)) return definition.assignee;
  const { by } = standIn(handover, definition);
  return by === 'ticket' ? 'escalation_contact' : by;
}

/**
 * Who proves it: the procedure's confirmer, unless that is the assignee in another role, has declined, or is gone; then
 * the first of the others who may.
 */
export function confirmerOf(handover: Handover, step: StepKey): PersonId {
  const definition = definitionOf(handover, step);
  const state = handover.steps[step];
  // Whoever reported it may have handed a role over since; they still do not confirm their own.
  const doer = state?.state === 'awaiting_confirmation' ? state.by : assigneeOf(handover, step);
  // What a successor did for themselves, the next one proves for themselves.
  const isOfFormer = definition.isPersonal && definition.assignee === 'successor' && doer !== handover.people.successor;
  const order: Role[] = [
    isOfFormer ? 'successor' : definition.confirmer,
    'successor',
    'initiator',
    'administrator',
    'escalation_contact',
    'outgoing',
  ];
  for (const role of order) {
    const person = holderOf(handover, role);
    if (person === doer) continue;
    if (person === handover.people.outgoing && isGone(handover)) continue;
    if (role === 'successor' && handover.acceptance.state === 'declined') continue;
    return person;
  }
  return handover.people.successor;
}

/** Everybody who takes part, each once. The outgoing employee does not when gone; the escalation contact once called in. */
export function participants(handover: Handover): readonly PersonId[] {
  const held: Role[] = ['initiator', 'successor', 'administrator'];
  if (!isGone(handover)) held.push('outgoing');
  if (handover.escalated !== null || isGone(handover)) held.push('escalation_contact');
  const all = held.map((role) => holderOf(handover, role));
  return [...new Set(all)];
}

/** With the outgoing employee gone, two others are needed, because nobody confirms their own step. */
export const somebodyConfirms = (people: Handover['people']): boolean =>
  new Set(Object.values(people).filter((person) => person !== people.outgoing)).size >= 2;

/** Once the outgoing employee is gone: whether one person holds all that is left, so that nobody can confirm. */
export const isAlone = (handover: Handover): boolean =>
  isGone(handover) && new Set(ROLES.map((role) => holderOf(handover, role))).size < 2;

const ROLES: readonly Role[] = ['initiator', 'successor', 'administrator', 'escalation_contact'];

/** Whether a person is named in the handover in any role, and so may see it. */
export const isNamed = (handover: Handover, person: PersonId): boolean =>
  Object.values(handover.people).includes(person);
