import type { EventOf, HandoverEvent } from './event.js';
import type { Handover, Step } from './handover.js';
import { assertNever, type PersonId, type StepKey } from './ids.js';
import { definitionOf } from './people.js';
import { freshWait } from './waits.js';

type StepEvent = Extract<HandoverEvent, { type: `step_${string}` | 'items_ticked' | `ticket_${string}` }>;

/** How one step changes. `rev` moves with `state`, so that older buttons are known as stale. */
export function evolveStep(handover: Handover, event: StepEvent): Handover {
  const step = next(handover.steps[event.step], event, handover.people.successor);
  const steps = { ...handover.steps, [event.step]: step };
  // The ticket turned out not to be needed after all; it can be called for again.
  const isCalledOff = step.state === 'not_applicable' && definitionOf(handover, event.step).final;
  return isCalledOff ? { ...handover, steps, escalated: null } : { ...handover, steps };
}

function common(step: Step, moves: boolean) {
  const { rev, subject, ticked, ticket } = step;
  return { rev: moves ? rev + 1 : rev, subject, ticked, ticket };
}

function next(before: Step | undefined, event: StepEvent, successor: PersonId): Step {
  if (event.type === 'step_planned') {
    const rev = before ? before.rev + 1 : 0;
    return { state: 'blocked', rev, subject: event.subject, ticked: [], ticket: null };
  }
  if (!before) throw new Error(`unknown step ${event.step}`);
  return event.type.startsWith('ticket_') ? afterTicketEvent(before, event) : afterStepEvent(before, event, successor);
}

function afterStepEvent(step: Step, event: StepEvent, successor: PersonId): Step {
  const { at, step: key } = event;
  switch (event.type) {
    case 'step_opened':
      return { ...common(step, true), state: 'open', wait: freshWait(at), sentBack: null };
    case 'step_held':
      return { ...common(step, true), state: 'blocked' };
    case 'step_ruled_out':
      return {
        ...common(step, true),
        state: 'not_applicable',
        why: { kind: event.why },
        by: null,
        confirmedBy: null,
        at,
      };
    case 'items_ticked':
      return { ...step, ticked: event.items };
    case 'step_reported_done':
      return {
        ...common(step, true),
        state: 'awaiting_confirmation',
        wait: freshWait(at),
        claim: { kind: 'done' },
        by: event.by,
        at,
      };
    case 'step_reported_not_applicable': {
      const claim = { kind: 'not_applicable', because: event.because } as const;
      return { ...common(step, true), state: 'awaiting_confirmation', wait: freshWait(at), claim, by: event.by, at };
    }
    case 'step_sent_back': {
      const sentBack = { by: event.by, at, because: event.because };
      return { ...common(step, true), state: 'open', wait: freshWait(at), sentBack };
    }
    case 'step_confirmed': {
      if (step.state !== 'awaiting_confirmation') throw new Error(`step ${key} is not to be confirmed`);
      const settled = { ...common(step, true), by: step.by, confirmedBy: event.by };
      return step.claim.kind === 'done'
        ? { ...settled, state: 'done', at: step.at, confirmedAt: at, confirmedFor: successor }
        : { ...settled, state: 'not_applicable', why: { kind: 'claimed', because: step.claim.because }, at };
    }
    case 'step_undone':
      return undone(step, event);
    case 'step_to_confirm_again': {
      if (step.state !== 'done') throw new Error(`step ${key} is not done`);
      const { by, at: doneAt } = step;
      const claim = { kind: 'done' } as const;
      return { ...common(step, true), state: 'awaiting_confirmation', wait: freshWait(at), claim, by, at: doneAt };
    }
    default:
      throw new Error(`${event.type} is not a step's`);
  }
}

/** *Done* taken back opens the step as it was; *Confirm* taken back asks for it anew. */
function undone(step: Step, { at, by, step: key }: EventOf<'step_undone'>): Step {
  const wait = freshWait(at);
  if (step.state === 'awaiting_confirmation') return { ...common(step, true), state: 'open', wait, sentBack: null };
  if (step.state === 'done') {
    return {
      ...common(step, true),
      state: 'awaiting_confirmation',
      wait,
      claim: { kind: 'done' },
      by: step.by,
      at: step.at,
    };
  }
  if (step.state === 'not_applicable' && step.why.kind === 'claimed' && step.by !== null) {
    const claim = { kind: 'not_applicable', because: step.why.because } as const;
    return { ...common(step, true), state: 'awaiting_confirmation', wait, claim, by: step.by, at: step.at };
  }
  throw new Error(`there is nothing of ${by} to undo in step ${key}`);
}

/** When a handover is reopened: the steps that were named open again, and the final one waits to be called for. */
export function stepReopened(key: StepKey, step: Step, event: EventOf<'handover_reopened'>): Step {
  const { at, by, because } = event;
  if (event.steps.includes(key)) {
    return { ...common(step, true), state: 'open', wait: freshWait(at), sentBack: { by, at, because } };
  }
  const isDropped = step.state === 'not_applicable' && step.why.kind === 'not_needed';
  return isDropped ? { ...common(step, true), state: 'blocked' } : step;
}

function afterTicketEvent(step: Step, event: StepEvent): Step {
  const { at } = event;
  if (event.type === 'ticket_submitted') {
    const ticket = { number: event.number, submittedBy: event.by, submittedAt: at, resolvedAt: null, asked: [] };
    return { ...common(step, true), ticket, state: 'at_vendor', wait: freshWait(at) };
  }
  const { ticket } = step;
  if (!ticket || step.state !== 'at_vendor') throw new Error(`step ${event.step} has no ticket with the vendor`);
  switch (event.type) {
    case 'ticket_resolved':
      return {
        ...common(step, true),
        ticket: { ...ticket, resolvedAt: at },
        state: 'open',
        wait: freshWait(at),
        sentBack: null,
      };
    case 'ticket_still_waiting':
      return { ...step, rev: step.rev + 1, wait: { ...step.wait, askedAt: at, snoozedUntil: null } };
    case 'ticket_more_asked': {
      const asked = [...ticket.asked, event.what];
      return { ...step, rev: step.rev + 1, ticket: { ...ticket, asked }, wait: { ...step.wait, askedAt: at } };
    }
    case 'ticket_refused': {
      const sentBack = { by: 'vendor', at, because: event.because } as const;
      return { ...common(step, true), ticket: null, state: 'open', wait: freshWait(at), sentBack };
    }
    case 'step_planned':
    case 'step_opened':
    case 'step_held':
    case 'step_ruled_out':
    case 'items_ticked':
    case 'step_reported_done':
    case 'step_reported_not_applicable':
    case 'step_confirmed':
    case 'step_sent_back':
    case 'step_undone':
    case 'step_to_confirm_again':
      throw new Error(`${event.type} is not a ticket's`);
    default:
      return assertNever(event);
  }
}
