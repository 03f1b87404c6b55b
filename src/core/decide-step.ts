import { type Decision, accepted, refused } from './decision.js';
import type { Handover, RunningHandover, Step } from './handover.js';
import type { Instant, ItemKey, PersonId, StepKey } from './ids.js';
import type { Input } from './input.js';
import { assigneeOf, confirmerOf, definitionOf, isGone } from './people.js';
import { checkTyped, TEXT_MAX } from './typed.js';

type StepInput = Extract<Input, { type: 'tick' | 'done' | 'not_applicable' | 'confirm' | 'send_back' }>;

/** The step behind a press, if the procedure has it; a forged key is refused, not thrown. */
export const stepAt = (handover: RunningHandover, key: StepKey): Step | null =>
  Object.hasOwn(handover.steps, key) ? (handover.steps[key] ?? null) : null;

export function decideStep(handover: RunningHandover, input: StepInput, at: Instant): Decision {
  const step = stepAt(handover, input.step);
  if (!step) return refused({ code: 'unknown' });
  return input.type === 'confirm' || input.type === 'send_back'
    ? decideConfirmation(handover, step, input, at)
    : decideDoing(handover, step, input, at);
}

function decideDoing(
  handover: RunningHandover,
  step: Step,
  input: Extract<StepInput, { type: 'tick' | 'done' | 'not_applicable' }>,
  at: Instant,
): Decision {
  const { by, step: key } = input;
  const whose = assigneeOf(handover, key);
  if (by !== whose) return refused({ code: 'not_yours', whose });
  if (step.rev !== input.rev) return refused({ code: 'stale' });
  if (step.state !== 'open') return refused({ code: 'not_now', step: key });
  if (input.type === 'tick') return ticked(handover, step, input, at);
  if (input.type === 'done') {
    const problem = unfinished(handover, step, key);
    return problem ? refused(problem) : accepted({ type: 'step_reported_done', at, by, step: key });
  }
  // Without the outgoing employee the final ticket is the only way back to the account.
  if (definitionOf(handover, key).final && isGone(handover)) return refused({ code: 'not_now', step: key });
  const because = checkTyped(input.because, { field: 'text', max: TEXT_MAX, allowsNumber: false });
  return 'no' in because
    ? refused(because.no)
    : accepted({ type: 'step_reported_not_applicable', at, by, step: key, because: because.ok });
}

/** Items that can be ticked now: those after a ticket only once it is resolved. */
export function itemsOpen(handover: Handover, key: StepKey, step: Step): readonly ItemKey[] {
  const isResolved = step.ticket !== null && step.ticket.resolvedAt !== null;
  const items = definitionOf(handover, key).items;
  return items.filter((item) => isResolved || !item.afterTicket).map((item) => item.key);
}

function ticked(
  handover: RunningHandover,
  step: Step,
  input: Extract<StepInput, { type: 'tick' }>,
  at: Instant,
): Decision {
  const { by, step: key } = input;
  const wanted = new Map(input.ticks.map(({ item, isTicked }) => [item, isTicked]));
  const items = itemsOpen(handover, key, step).filter((item) => wanted.get(item) ?? step.ticked.includes(item));
  const isSame = items.length === step.ticked.length && items.every((item) => step.ticked.includes(item));
  return isSame ? accepted() : accepted({ type: 'items_ticked', at, by, step: key, items });
}

function unfinished(handover: RunningHandover, step: Step, key: StepKey) {
  const definition = definitionOf(handover, key);
  if (definition.ticket !== null && (step.ticket === null || step.ticket.resolvedAt === null)) {
    return { code: 'ticket_first', step: key } as const;
  }
  const items = definition.items.filter((i) => i.required && !step.ticked.includes(i.key)).map((i) => i.key);
  return items.length > 0 ? ({ code: 'items_open', step: key, items } as const) : null;
}

function decideConfirmation(
  handover: RunningHandover,
  step: Step,
  input: Extract<StepInput, { type: 'confirm' | 'send_back' }>,
  at: Instant,
): Decision {
  const { by, step: key } = input;
  if (step.rev !== input.rev) return staleOrForeign(handover, key, by);
  if (step.state !== 'awaiting_confirmation') return refused({ code: 'not_now', step: key });
  if (by === step.by) return refused({ code: 'self_confirmation' });
  const whose = confirmerOf(handover, key);
  if (by !== whose) return refused({ code: 'not_yours', whose });
  if (input.type === 'confirm') return accepted({ type: 'step_confirmed', at, by, step: key });
  const because = checkTyped(input.because, { field: 'text', max: TEXT_MAX, allowsNumber: false });
  return 'no' in because
    ? refused(because.no)
    : accepted({ type: 'step_sent_back', at, by, step: key, because: because.ok });
}

/** Somebody else's old button is still somebody else's. */
function staleOrForeign(handover: RunningHandover, key: StepKey, by: PersonId): Decision {
  const whose = confirmerOf(handover, key);
  return refused(by === whose ? { code: 'stale' } : { code: 'not_yours', whose });
}
