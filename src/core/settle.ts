import { evaluate, type Verdict } from './condition.js';
import type { HandoverEvent } from './event.js';
import { evolve } from './evolve.js';
import type { Handover, Step } from './handover.js';
import type { Instant, PersonId, Said, StepKey } from './ids.js';
import { repetitionsOf, subjectsOf } from './intake.js';
import { definitionOf, isGone, standIn } from './people.js';
import type { StepDefinition } from './procedure.js';
import { isSettled } from './progress.js';

/** No chain of consequences is longer than this; a procedure that needs more is broken. */
const ROUNDS_MAX = 100;

/** Follows up on what happened until nothing moves: plans, opens, holds and rules out steps, and ends the handover. */
export function settle(start: Handover, events: readonly HandoverEvent[], at: Instant) {
  const all = [...events];
  let handover = events.reduce(evolve, start);
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const moves = nextMoves(handover, at);
    if (moves.length === 0) return { handover, events: all };
    all.push(...moves);
    handover = moves.reduce(evolve, handover);
  }
  throw new Error(`the procedure ${handover.procedure.key} does not settle`);
}

function nextMoves(handover: Handover, at: Instant): readonly HandoverEvent[] {
  if (handover.status !== 'running') return [];
  const { gone, people } = handover;
  if (gone !== null && people.initiator === people.outgoing) {
    return [{ type: 'initiator_replaced', at, initiator: deputyOf(handover) }];
  }
  if (gone !== null && handover.intake.state === 'asking') return [{ type: 'intake_finished', at }];
  for (const moves of [
    planned(handover, at),
    afterTicket(handover, at),
    confirmedAgain(handover, at),
    moved(handover, at),
    ended(handover, at),
  ]) {
    if (moves.length > 0) return moves;
  }
  return [];
}

/** Whoever began their own handover and has gone decides nothing any more. */
function deputyOf({ people, unreachable }: Handover): PersonId {
  const others = [people.escalation_contact, people.administrator, people.successor];
  const left = others.filter((person) => person !== people.outgoing);
  return left.find((person) => unreachable[person] === undefined) ?? people.successor;
}

const isSame = (a: Said | null, b: Said | null): boolean => a?.said === b?.said;

/** Steps that ought to exist and do not. */
function planned(handover: Handover, at: Instant): readonly HandoverEvent[] {
  return handover.procedure.steps.flatMap((definition): HandoverEvent[] => {
    const subjects = subjectsOf(handover, definition);
    if (subjects === 'unknown') return [];
    const existing = repetitionsOf(handover, definition);
    return subjects
      .filter((subject) => !existing.some(([, step]) => isSame(step.subject, subject)))
      .map((subject, n) => {
        const step =
          definition.each === null ? definition.key : (`${definition.key}:${existing.length + n + 1}` as StepKey);
        return { type: 'step_planned', at, step, subject };
      });
  });
}

/** Steps that are not settled, each blocked, opened, held or ruled out as the answers and the order demand. */
function moved(handover: Handover, at: Instant): readonly HandoverEvent[] {
  return (Object.entries(handover.steps) as [StepKey, Step][]).flatMap(([key, step]): HandoverEvent[] => {
    const definition = definitionOf(handover, key);
    const move = definition.final ? finalMove(handover, step) : stepMove(handover, definition, step);
    if (move === null) return [];
    if (move === 'planned') return [{ type: 'step_planned', at, step: key, subject: step.subject }];
    if (move === 'opened') return [{ type: 'step_opened', at, step: key }];
    if (move === 'held') return [{ type: 'step_held', at, step: key }];
    return [{ type: 'step_ruled_out', at, step: key, why: move }];
  });
}

type Move = 'planned' | 'opened' | 'held' | 'answers' | 'covered_by_ticket' | null;

/** The final step opens by an escalation, or when the outgoing employee has left what only they could do. */
function finalMove(handover: Handover, step: Step): Move {
  const isWanted = handover.escalated !== null || leansOnTicket(handover);
  if (!isWanted) return null;
  if (step.state === 'not_applicable') return 'planned';
  return step.state === 'blocked' ? 'opened' : null;
}

function stepMove(handover: Handover, definition: StepDefinition, step: Step): Move {
  if (step.state === 'not_applicable') {
    if (step.why.kind !== 'answers') return null;
    return verdictOf(handover, definition, step) === 'no' ? null : 'planned';
  }
  if (step.state !== 'blocked' && step.state !== 'open') return null;
  const verdict = verdictOf(handover, definition, step);
  if (verdict === 'no') return 'answers';
  // A ticket that is under way goes on in other hands.
  const isCovered = isGone(handover) && standIn(handover, definition).by === 'ticket';
  if (isCovered && step.ticket === null) return 'covered_by_ticket';
  const mayOpen = verdict === 'yes' && isReady(handover, definition);
  if (step.state === 'open') return mayOpen ? null : 'held';
  return mayOpen ? 'opened' : null;
}

/** Once nobody is left to ask, an open question counts as yes: the step opens with how to find out. */
function verdictOf(handover: Handover, definition: StepDefinition, step: Step): Verdict {
  const subjects = subjectsOf(handover, definition);
  if (subjects === 'unknown') return 'unknown';
  if (!subjects.some((subject) => isSame(subject, step.subject))) return 'no';
  const verdict = evaluate(definition.when, handover.procedure, handover.answers);
  return verdict === 'unknown' && handover.intake.state !== 'asking' ? 'yes' : verdict;
}

function isReady(handover: Handover, definition: StepDefinition): boolean {
  if (handover.reason === 'dismissed') {
    if (definition.isEmergency) return true;
    const first = handover.procedure.steps.filter((s) => s.isEmergency).flatMap((s) => repetitionsOf(handover, s));
    if (!first.every(([, step]) => isSettled(step))) return false;
  }
  if (handover.acceptance.state !== 'accepted') return false;
  return definition.after.every((key) => {
    const before = handover.procedure.steps.find((s) => s.key === key);
    if (!before || subjectsOf(handover, before) === 'unknown') return false;
    return repetitionsOf(handover, before).every(([, step]) => isSettled(step));
  });
}

/** A new successor has accepted: what was confirmed by the one before, and holds for one person only, is asked anew. */
function confirmedAgain(handover: Handover, at: Instant): readonly HandoverEvent[] {
  if (handover.acceptance.state !== 'accepted') return [];
  const { successor } = handover.people;
  return (Object.entries(handover.steps) as [StepKey, Step][]).flatMap(([key, step]): HandoverEvent[] => {
    const definition = definitionOf(handover, key);
    const isOfSuccessor = definition.confirmer === 'successor' || definition.assignee === 'successor';
    if (step.state !== 'done' || !definition.isPersonal || !isOfSuccessor) return [];
    // Whoever did it, and whoever confirmed it: it was the phone or the password of who was the successor then.
    if (step.confirmedFor === successor) return [];
    return [{ type: 'step_to_confirm_again', at, step: key }];
  });
}

/** The final ticket gave the account back: what only the outgoing employee could do is covered by it. */
function afterTicket(handover: Handover, at: Instant): readonly HandoverEvent[] {
  if (finalStep(handover)?.state !== 'done') return [];
  const events: HandoverEvent[] = [];
  if (handover.intake.state === 'asking') events.push({ type: 'intake_finished', at });
  for (const [key, step] of Object.entries(handover.steps) as [StepKey, Step][]) {
    if (isSettled(step) || standIn(handover, definitionOf(handover, key)).by !== 'ticket') continue;
    events.push({ type: 'step_ruled_out', at, step: key, why: 'covered_by_ticket' });
  }
  return events;
}

function ended(handover: Handover, at: Instant): readonly HandoverEvent[] {
  if (handover.intake.state === 'asking' || handover.acceptance.state !== 'accepted') return [];
  const steps = Object.entries(handover.steps) as [StepKey, Step][];
  const others = steps.filter(([key]) => !definitionOf(handover, key).final);
  if (!others.every(([, step]) => isSettled(step))) return [];
  const [finalKey, final] = steps.find(([key]) => definitionOf(handover, key).final) ?? [];
  if (!finalKey || !final) throw new Error('a procedure has a final step');
  if (final.state === 'done') return [{ type: 'handover_completed', at, by: final.confirmedBy, byTicket: true }];
  if (leansOnTicket(handover)) return [];
  const completed: HandoverEvent = { type: 'handover_completed', at, by: null, byTicket: false };
  return isSettled(final)
    ? [completed]
    : [{ type: 'step_ruled_out', at, step: finalKey, why: 'not_needed' }, completed];
}

const leansOnTicket = (handover: Handover): boolean =>
  Object.values(handover.steps).some((s) => s.state === 'not_applicable' && s.why.kind === 'covered_by_ticket');

const finalStep = (handover: Handover): Step | undefined => {
  const definition = handover.procedure.steps.find((s) => s.final);
  return definition && handover.steps[definition.key];
};
