import { type ChangeEvent, isChange } from './change-event.js';
import type { HandoverEvent } from './event.js';
import { evolveChange } from './evolve-change.js';
import { evolveStep } from './evolve-step.js';
import type { Handover } from './handover.js';
import { assertNever } from './ids.js';
import { freshWait, withWait } from './waits.js';

/** Events worth showing as the last thing that happened. */
const TOLD: ReadonlySet<HandoverEvent['type']> = new Set<HandoverEvent['type']>([
  'successor_accepted',
  'successor_declined',
  'successor_chosen',
  'intake_finished',
  'step_reported_done',
  'step_reported_not_applicable',
  'step_confirmed',
  'step_sent_back',
  'ticket_submitted',
  'ticket_resolved',
  'ticket_more_asked',
  'ticket_refused',
  'help_asked',
  'help_answered',
  'escalated',
  'administrator_chosen',
  'initiator_replaced',
  'outgoing_left',
  'handover_paused',
  'handover_resumed',
  'last_day_changed',
  'handover_reopened',
  'step_undone',
  'handover_completed',
  'handover_cancelled',
]);

/** The only way a handover changes. */
export function evolve(handover: Handover, event: HandoverEvent): Handover {
  const changed = isChange(event) ? evolveChange(handover, event) : apply(handover, event);
  const version = handover.version + 1;
  if (!TOLD.has(event.type)) return { ...changed, version };
  const by = 'by' in event ? event.by : null;
  const step = 'step' in event ? event.step : null;
  return { ...changed, version, last: { what: event.type, at: event.at, by, step } };
}

function apply(handover: Handover, event: Exclude<HandoverEvent, ChangeEvent>): Handover {
  switch (event.type) {
    case 'handover_started':
      throw new Error('a handover starts once');
    case 'successor_accepted':
      return { ...handover, acceptance: { state: 'accepted', rev: handover.acceptance.rev + 1, at: event.at } };
    case 'successor_declined': {
      const rev = handover.acceptance.rev + 1;
      const { at, because } = event;
      return { ...handover, acceptance: { state: 'declined', rev, at, because, wait: freshWait(at) } };
    }
    case 'successor_chosen':
      return {
        ...handover,
        people: { ...handover.people, successor: event.successor },
        zones: { ...handover.zones, [event.successor]: event.zone },
        acceptance: { state: 'asked', rev: handover.acceptance.rev + 1, wait: freshWait(event.at) },
      };
    case 'question_asked':
      return { ...handover, intake: { state: 'asking', question: event.question, wait: freshWait(event.at) } };
    case 'question_answered': {
      const rev = (handover.answers[event.question]?.rev ?? 0) + 1;
      const answer = { rev, value: event.value, by: event.by, at: event.at };
      return { ...handover, answers: { ...handover.answers, [event.question]: answer } };
    }
    case 'answer_reopened':
      return { ...handover, intake: { state: 'asking', question: event.question, wait: freshWait(event.at) } };
    case 'intake_finished':
      return { ...handover, intake: { state: 'finished' } };
    case 'step_undone':
    case 'step_to_confirm_again':
    case 'step_planned':
    case 'step_opened':
    case 'step_held':
    case 'step_ruled_out':
    case 'items_ticked':
    case 'step_reported_done':
    case 'step_reported_not_applicable':
    case 'step_confirmed':
    case 'step_sent_back':
    case 'ticket_submitted':
    case 'ticket_resolved':
    case 'ticket_still_waiting':
    case 'ticket_more_asked':
    case 'ticket_refused':
      return evolveStep(handover, event);
    case 'help_asked': {
      const help = { step: event.step, by: event.by, at: event.at, what: event.what, answer: null };
      return { ...handover, helps: [...handover.helps, help] };
    }
    case 'help_answered': {
      const answer = { by: event.by, at: event.at, text: event.text };
      return { ...handover, helps: handover.helps.map((help, n) => (n === event.help ? { ...help, answer } : help)) };
    }
    case 'snoozed':
      return withWait(handover, event.wait, (wait) => ({ ...wait, askedAt: event.at, snoozedUntil: event.until }));
    case 'nudged':
      return withWait(handover, event.wait, (wait) => ({
        ...wait,
        askedAt: event.at,
        nudges: wait.nudges + 1,
        snoozedUntil: null,
      }));
    case 'initiator_told':
      return withWait(handover, event.wait, (wait) => ({ ...wait, rung: 'initiator_told' }));
    case 'escalated': {
      const escalated = { at: event.at, by: event.by };
      const told =
        event.wait === null ? handover : withWait(handover, event.wait, (w) => ({ ...w, rung: 'escalated' }));
      return { ...told, escalated };
    }
    case 'handover_completed': {
      const status = event.byTicket ? 'completed_by_ticket' : 'completed';
      return { ...handover, status, endedAt: event.at, endedBy: event.by, because: null };
    }
    case 'handover_cancelled':
      return { ...handover, status: 'cancelled', endedAt: event.at, endedBy: event.by, because: event.because };
    default:
      return assertNever(event);
  }
}
