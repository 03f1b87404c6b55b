import { type Decision, accepted, refused } from './decision.js';
import { decideAcceptance } from './decide-acceptance.js';
import { decideHelp, decideWhole } from './decide-whole.js';
import { decideIntake } from './decide-intake.js';
import { decideStep } from './decide-step.js';
import { decideTicket } from './decide-ticket.js';
import type { Handover, RunningHandover } from './handover.js';
import { assertNever, type Instant } from './ids.js';
import type { Input } from './input.js';
import { isNamed } from './people.js';
import type { Rules } from './rules.js';
import { dueEvents } from './schedule.js';

/** Decides what happened. Never what to say about it: that is `react`. Total: it never throws for any input. */
export function decide(handover: Handover, input: Input, now: Instant, rules: Rules): Decision {
  if ('by' in input && !isNamed(handover, input.by)) return refused({ code: 'not_a_participant' });
  if (handover.status !== 'running') return 'by' in input ? refused({ code: 'closed' }) : accepted();
  return decideRunning(handover, input, now, rules);
}

function decideRunning(handover: RunningHandover, input: Input, now: Instant, rules: Rules): Decision {
  switch (input.type) {
    case 'accept':
    case 'decline':
    case 'choose_successor':
      return decideAcceptance(handover, input, now);
    case 'answer':
    case 'answer_names':
    case 'change_answer':
      return decideIntake(handover, input, now);
    case 'tick':
    case 'done':
    case 'not_applicable':
    case 'confirm':
    case 'send_back':
      return decideStep(handover, input, now);
    case 'ticket_submitted':
    case 'ticket_resolved':
    case 'ticket_still_waiting':
    case 'ticket_more_asked':
    case 'ticket_refused':
      return decideTicket(handover, input, now);
    case 'ask_help':
    case 'answer_help':
      return decideHelp(handover, input, now);
    case 'snooze':
    case 'escalate':
    case 'cancel':
      return decideWhole(handover, input, now);
    case 'clock':
      return accepted(...dueEvents(handover, now, rules));
    case 'zone_changed': {
      const { person, zone } = input;
      const isNews = isNamed(handover, person) && handover.zones[person] !== zone;
      return isNews ? accepted({ type: 'zone_changed', at: now, person, zone }) : accepted();
    }
    case 'unreachable': {
      const { person, why } = input;
      const isNews = isNamed(handover, person) && handover.unreachable[person]?.why !== why;
      return isNews ? accepted({ type: 'person_unreachable', at: now, person, why }) : accepted();
    }
    case 'reachable':
      return !isNamed(handover, input.person) || handover.unreachable[input.person] === undefined
        ? accepted()
        : accepted({ type: 'person_reachable', at: now, person: input.person });
    default:
      return assertNever(input);
  }
}
