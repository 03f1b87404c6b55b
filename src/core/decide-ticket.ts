import { type Decision, accepted, refused } from './decision.js';
import { stepAt } from './decide-step.js';
import type { RunningHandover, Step } from './handover.js';
import { assertNever, type Instant } from './ids.js';
import type { Input } from './input.js';
import { assigneeOf, definitionOf } from './people.js';
import { checkTyped, LABEL_MAX, TEXT_MAX } from './typed.js';

type TicketInput = Extract<Input, { type: `ticket_${string}` }>;

/** A ticket is a wait on the vendor: submitted, asked about, and answered. */
export function decideTicket(handover: RunningHandover, input: TicketInput, at: Instant): Decision {
  const { by, step: key } = input;
  const step = stepAt(handover, key);
  if (!step || definitionOf(handover, key).ticket === null) return refused({ code: 'unknown' });
  const whose = assigneeOf(handover, key);
  if (by !== whose) return refused({ code: 'not_yours', whose });
  if (step.rev !== input.rev) return refused({ code: 'stale' });
  if (input.type === 'ticket_submitted') return submitted(step, input, at);
  if (step.state !== 'at_vendor') return refused({ code: 'not_now', step: key });
  switch (input.type) {
    case 'ticket_resolved':
    case 'ticket_still_waiting':
      return accepted({ type: input.type, at, by, step: key });
    case 'ticket_more_asked': {
      const what = checkTyped(input.what, { field: 'text', max: TEXT_MAX, allowsNumber: false });
      return 'no' in what ? refused(what.no) : accepted({ type: input.type, at, by, step: key, what: what.ok });
    }
    case 'ticket_refused': {
      const because = checkTyped(input.because, { field: 'text', max: TEXT_MAX, allowsNumber: false });
      return 'no' in because
        ? refused(because.no)
        : accepted({ type: input.type, at, by, step: key, because: because.ok });
    }
    default:
      return assertNever(input);
  }
}

function submitted(step: Step, input: Extract<TicketInput, { type: 'ticket_submitted' }>, at: Instant): Decision {
  const { by, step: key } = input;
  if (step.state !== 'open' || step.ticket !== null) return refused({ code: 'not_now', step: key });
  const number = checkTyped(input.number, { field: 'text', max: LABEL_MAX, allowsNumber: true });
  return 'no' in number
    ? refused(number.no)
    : accepted({ type: 'ticket_submitted', at, by, step: key, number: number.ok });
}
