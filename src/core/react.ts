import { helpersOf } from './decide-whole.js';
import { isChange } from './change-event.js';
import type { Effect, Notice } from './effect.js';
import type { HandoverEvent } from './event.js';
import type { Handover, Step } from './handover.js';
import { assertNever, type PersonId, type QuestionKey, type StepKey } from './ids.js';
import { respondent } from './intake.js';
import { assigneeOf, confirmerOf, isGone, isNamed, participants } from './people.js';
import { zoneOf } from './reach-hours.js';
import {
  changedHands,
  changedHandsIfAny,
  openCards,
  redraw,
  redrawStep,
  redrawWait,
  roots,
  show,
  shownStep,
} from './react-cards.js';
import { reactToChange } from './react-change.js';
import { localDate } from './time.js';

/** What people should see of an event. `before` and `after` are the handover around it; `after.version` numbers it. */
export function react(before: Handover, event: HandoverEvent, after: Handover): readonly Effect[] {
  const { people } = after;
  const tell = (to: PersonId, notice: Notice): Effect => show(to, { card: 'notice', notice, seq: after.version });
  if (isChange(event)) return reactToChange(before, event, after);
  switch (event.type) {
    case 'handover_started':
      return started(after);
    case 'successor_accepted':
      return [...roots(after), redraw(event.by, { card: 'invite' }), ...shownConfirms(after)];
    case 'successor_declined':
      return [
        ...roots(after),
        redraw(event.by, { card: 'invite' }),
        tell(people.initiator, { about: 'declined' }),
        // Whoever declined tries no step any more.
        ...changedHands(before, after),
      ];
    case 'successor_chosen': {
      const previous = before.people.successor;
      const gone = [redraw(previous, { card: 'invite' }), redraw(previous, { card: 'root' })];
      return [...gone, ...roots(after), show(people.successor, { card: 'invite' }), ...changedHands(before, after)];
    }
    case 'question_asked':
    case 'question_answered':
    case 'answer_reopened':
      return isGone(after) ? [] : askedNext(before, event, after);
    case 'intake_finished':
      return [...roots(after), redraw(respondent(after), { card: 'intake' })];
    case 'step_planned':
      // It counts at once; whether it opens now is another matter, and not so while the handover is paused.
      return roots(after);
    case 'step_opened': {
      const assignee = assigneeOf(after, event.step);
      const card = show(assignee, { card: 'step', step: event.step });
      return [...roots(after), card, ...again(wasAsked(before, event.step, 'open'), assignee, tell, event.step)];
    }
    case 'step_held':
    case 'step_ruled_out':
      return [...roots(after), ...redrawStep(after, event.step)];
    case 'items_ticked':
      return [redraw(event.by, { card: 'step', step: event.step })];
    case 'ticket_still_waiting':
      return [...roots(after), redraw(event.by, { card: 'step', step: event.step })];
    case 'step_reported_done':
    case 'step_reported_not_applicable': {
      const confirmer = confirmerOf(after, event.step);
      return [
        ...roots(after),
        redraw(event.by, { card: 'step', step: event.step }),
        show(confirmer, { card: 'confirm', step: event.step }),
        ...again(wasAsked(before, event.step, 'confirm'), confirmer, tell, event.step),
      ];
    }
    case 'step_confirmed':
      return [...roots(after), ...redrawStep(after, event.step)];
    case 'step_sent_back': {
      const assignee = assigneeOf(after, event.step);
      return [
        ...roots(after),
        ...shownStep(after, event.step),
        ...redrawStep(after, event.step),
        tell(assignee, { about: 'sent_back', step: event.step }),
      ];
    }
    case 'ticket_submitted':
    case 'ticket_resolved':
      return [...roots(after), ...redrawStep(after, event.step)];
    case 'ticket_more_asked':
    case 'ticket_refused': {
      const about = event.type === 'ticket_refused' ? 'ticket_refused' : 'more_asked';
      const others = [...new Set([people.initiator, people.administrator])].filter((person) => person !== event.by);
      const told = others.map((person) => tell(person, { about, step: event.step }));
      return [...roots(after), ...redrawStep(after, event.step), ...told];
    }
    case 'help_asked': {
      const help = after.helps.length - 1;
      const asked = helpersOf(after, event.by).map((person) => show(person, { card: 'help', help }));
      return [...redrawStep(after, event.step), ...roots(after), ...asked];
    }
    case 'help_answered': {
      const help = after.helps[event.help];
      if (!help) return [];
      const helpers = helpersOf(after, help.by).map((person) => redraw(person, { card: 'help', help: event.help }));
      // Whoever asked may have handed their role over since, and then hears nothing more.
      const answer = isNamed(after, help.by) ? [tell(help.by, { about: 'help_answered', help: event.help })] : [];
      return [...roots(after), ...helpers, ...redrawStep(after, help.step), ...answer];
    }
    case 'snoozed':
      return redrawWait(after, event.wait, event.by);
    case 'nudged':
      // The overview says how many days are left, so it is drawn anew each working day.
      return [redraw(event.to, { card: 'root' }), ...nudge(after, event.to, event.at)];
    case 'initiator_told':
      return [...roots(after), tell(people.initiator, { about: 'stalled', wait: event.wait })];
    case 'escalated': {
      const others = [people.initiator, people.successor].filter((person) => person !== event.by);
      const told = [...new Set(others)].map((person) => tell(person, { about: 'escalated' }));
      // Called in, the escalation contact takes part, and may be the one who tries what others do.
      return [...roots(after), ...told, ...changedHandsIfAny(before, after)];
    }
    case 'step_undone':
      return [...roots(after), ...shownStep(after, event.step), ...redrawStep(after, event.step)];
    case 'step_to_confirm_again': {
      const confirmer = confirmerOf(after, event.step);
      return [
        ...roots(after),
        ...redrawStep(after, event.step),
        show(confirmer, { card: 'confirm', step: event.step }),
      ];
    }
    case 'handover_completed':
    case 'handover_cancelled':
      return ended(after);
    default:
      return assertNever(event);
  }
}

function askedNext(before: Handover, event: HandoverEvent, after: Handover): readonly Effect[] {
  return [
    // After an answer is changed, the overview has to say again that questions are waited for.
    ...(before.intake.state === after.intake.state ? [] : roots(after)),
    show(respondent(after), { card: 'intake' }),
    // A step that stays open says what an answer means for it, and to that another answer came.
    ...(event.type === 'question_answered' && isAnother(before, event.question) ? openCards(after) : []),
  ];
}

/** Whether the question was answered before. */
const isAnother = ({ answers }: Handover, question: QuestionKey): boolean => (answers[question]?.rev ?? 0) > 0;

/** Whether the person was asked for this step before, so that its card stands already. */
function wasAsked(before: Handover, key: StepKey, what: 'open' | 'confirm'): boolean {
  const step = before.steps[key];
  if (what === 'confirm') return step?.state === 'open' && step.sentBack !== null && step.sentBack.by !== 'vendor';
  // It was held or ruled out since it was planned, most often after it had been open.
  return step !== undefined && step.rev > 0;
}

const again = (
  isAgain: boolean,
  to: PersonId,
  tell: (to: PersonId, notice: Notice) => Effect,
  step: StepKey,
): readonly Effect[] => (isAgain ? [tell(to, { about: 'again', step })] : []);

/** What was waiting to be confirmed while there was no successor. */
const shownConfirms = (after: Handover): readonly Effect[] =>
  (Object.entries(after.steps) as [StepKey, Step][])
    .filter(([, step]) => step.state === 'awaiting_confirmation')
    .map(([step]) => show(confirmerOf(after, step), { card: 'confirm', step }));

function started(after: Handover): readonly Effect[] {
  const channel: Effect[] = after.confidential ? [] : [{ type: 'tell_channel', what: 'started' }];
  return [...roots(after), show(after.people.successor, { card: 'invite' }), ...channel];
}

function nudge(after: Handover, to: PersonId, at: HandoverEvent['at']): readonly Effect[] {
  // Somebody who cannot be reached gets no message; the ladder still climbs, and the initiator was told.
  const why = after.unreachable[to]?.why;
  // One message that was refused says nothing of the next.
  if (why !== undefined && why !== 'other') return [];
  return [{ type: 'nudge', to, day: localDate(at, zoneOf(after, to)) }];
}

/** At the end every card that could still be pressed loses its buttons. */
function ended(after: Handover): readonly Effect[] {
  const open = (Object.entries(after.steps) as [StepKey, Step][]).filter(([, step]) => 'wait' in step);
  const cards = open.flatMap(([key]) => redrawStep(after, key));
  const helps = after.helps.flatMap((help, n) =>
    help.answer === null ? helpersOf(after, help.by).map((person) => redraw(person, { card: 'help', help: n })) : [],
  );
  const asked = [redraw(after.people.successor, { card: 'invite' }), redraw(respondent(after), { card: 'intake' })];
  const closing = participants(after).map((person) => show(person, { card: 'closing' }));
  const channel: Effect[] = after.confidential ? [] : [{ type: 'tell_channel', what: 'ended' }];
  return [...roots(after), ...cards, ...helps, ...asked, ...closing, ...channel];
}
