import { type Decision, accepted, refused } from './decision.js';
import { decideAcceptance } from './decide-acceptance.js';
import { decideChange, decideReopen, decideUndo } from './decide-changes.js';
import { decideHelp, decideWhole } from './decide-whole.js';
import { decideIntake } from './decide-intake.js';
import { decideStep } from './decide-step.js';
import { decideTicket } from './decide-ticket.js';
import type { HandoverEvent } from './event.js';
import type { Handover, RunningHandover, Unreachable } from './handover.js';
import { assertNever, type Instant, type PersonId } from './ids.js';
import type { Input } from './input.js';
import { isGone, isNamed } from './people.js';
import type { Rules } from './rules.js';
import { dueEvents } from './schedule.js';

/** Decides what happened. Never what to say about it: that is `react`. Total: it never throws for any input. */
export function decide(handover: Handover, input: Input, now: Instant, rules: Rules): Decision {
  if ('by' in input && !isNamed(handover, input.by)) return refused({ code: 'not_a_participant' });
  if (handover.status !== 'running') {
    if (input.type === 'reopen') return decideReopen(handover, input, now, rules);
    return 'by' in input ? refused({ code: 'closed' }) : accepted();
  }
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
    case 'choose_administrator':
    case 'pause':
    case 'resume':
    case 'nudge_now':
    case 'say_gone':
    case 'extend':
      return decideChange(handover, input, now, rules);
    case 'reopen':
      return refused({ code: 'not_closed' });
    case 'undo':
      return decideUndo(handover, input, now);
    case 'clock':
      return accepted(...dueEvents(handover, now, rules));
    case 'zone_changed': {
      const { person, zone } = input;
      const isNews = isNamed(handover, person) && handover.zones[person] !== zone;
      return isNews ? accepted({ type: 'zone_changed', at: now, person, zone }) : accepted();
    }
    case 'unreachable':
      return unreachable(handover, input.person, input.why, now);
    case 'reachable':
      return !isNamed(handover, input.person) || handover.unreachable[input.person] === undefined
        ? accepted()
        : accepted({ type: 'person_reachable', at: now, person: input.person });
    default:
      return assertNever(input);
  }
}

/** Somebody cannot be reached; when they have left for good, somebody else takes over what they held. */
function unreachable(handover: RunningHandover, person: PersonId, why: Unreachable, at: Instant): Decision {
  const { people } = handover;
  if (!isNamed(handover, person) || handover.unreachable[person]?.why === why) return accepted();
  const events: HandoverEvent[] = [{ type: 'person_unreachable', at, person, why }];
  const hasLeft = why === 'deactivated';
  if (hasLeft && person === people.outgoing && !isGone(handover)) {
    events.push({ type: 'outgoing_left', at, why: 'deactivated', by: null });
  }
  if (hasLeft && person === people.initiator) {
    const others = [people.escalation_contact, people.administrator, people.successor];
    // When all of them are the one who left, whoever hands over is the last to know of it.
    if (!isGone(handover)) others.push(people.outgoing);
    const initiator = others.find((other) => other !== person && handover.unreachable[other] === undefined);
    if (initiator) events.push({ type: 'initiator_replaced', at, initiator });
  }
  return accepted(...events);
}
