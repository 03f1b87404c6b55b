import { helpersOf } from './decide-whole.js';
import type { CardKey, Effect, Notice, NudgeKey } from './effect.js';
import type { HandoverEvent } from './event.js';
import type { Handover, Step } from './handover.js';
import { assertNever, type PersonId, type StepKey } from './ids.js';
import { respondent } from './intake.js';
import { assigneeOf, confirmerOf, isGone, participants } from './people.js';
import { zoneOf } from './reach-hours.js';
import type { WaitKey } from './input.js';
import { localDate } from './time.js';
import { waitsOf } from './waits.js';

/** What people should see of an event. `before` and `after` are the handover around it; `after.version` numbers it. */
export function react(before: Handover, event: HandoverEvent, after: Handover): readonly Effect[] {
  const { people } = after;
  const tell = (to: PersonId, notice: Notice): Effect => show(to, { card: 'notice', notice, seq: after.version });
  switch (event.type) {
    case 'handover_started':
      return started(after);
    case 'successor_accepted':
      return [...roots(after), redraw(event.by, { card: 'invite' }), ...shownConfirms(after)];
    case 'successor_declined':
      return [...roots(after), redraw(event.by, { card: 'invite' }), tell(people.initiator, { about: 'declined' })];
    case 'successor_chosen': {
      const previous = before.people.successor;
      const gone = [redraw(previous, { card: 'invite' }), redraw(previous, { card: 'root' })];
      return [...gone, ...roots(after), show(people.successor, { card: 'invite' }), ...moved(before, after)];
    }
    case 'question_asked':
    case 'question_answered':
    case 'answer_reopened':
      return isGone(after) ? [] : [show(respondent(after), { card: 'intake' })];
    case 'intake_finished':
      return [...roots(after), redraw(respondent(after), { card: 'intake' })];
    case 'step_planned':
      return [];
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
      const answer = tell(help.by, { about: 'help_answered', help: event.help });
      return [...roots(after), ...helpers, ...redrawStep(after, help.step), answer];
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
      return [...roots(after), ...[...new Set(others)].map((person) => tell(person, { about: 'escalated' }))];
    }
    case 'administrator_chosen':
      return [...roots(after), redraw(before.people.administrator, { card: 'root' }), ...moved(before, after)];
    case 'initiator_replaced':
      return [...roots(after), tell(event.initiator, { about: 'initiator_replaced' }), ...moved(before, after)];
    case 'outgoing_left': {
      const told = [people.initiator, people.successor, people.administrator].filter(
        (one) => one !== event.by && one !== people.outgoing,
      );
      const notices = [...new Set(told)].map((person) => tell(person, { about: 'outgoing_left' }));
      return [...roots(after), redraw(people.outgoing, { card: 'root' }), ...notices, ...moved(before, after)];
    }
    case 'handover_paused':
    case 'handover_resumed':
    case 'last_day_changed':
      return [...roots(after), ...openCards(after)];
    case 'handover_reopened':
      return [
        ...roots(after),
        ...participants(after).map((person) => tell(person, { about: 'reopened' })),
        ...event.steps.map((step) => show(assigneeOf(after, step), { card: 'step', step })),
        ...openCards(after),
      ];
    case 'step_undone':
      return [...roots(after), ...redrawStep(after, event.step)];
    case 'step_to_confirm_again': {
      const confirmer = confirmerOf(after, event.step);
      return [
        ...roots(after),
        ...redrawStep(after, event.step),
        show(confirmer, { card: 'confirm', step: event.step }),
      ];
    }
    case 'nudge_wanted':
      return nudgedNow(after, event.waits, event.at);
    case 'deadline_told':
      return [...roots(after), tell(people.initiator, { about: 'deadline' })];
    case 'zone_changed':
      return [];
    case 'person_unreachable': {
      const isInitiator = event.person === people.initiator;
      const told = isInitiator ? people.escalation_contact : people.initiator;
      const notice = told === event.person ? [] : [tell(told, { about: 'unreachable', person: event.person })];
      return [...roots(after), ...notice];
    }
    case 'person_reachable':
      return roots(after);
    case 'handover_completed':
    case 'handover_cancelled':
      return ended(after);
    default:
      return assertNever(event);
  }
}

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

const show = (to: PersonId, card: CardKey): Effect => ({ type: 'show', to, card });
const redraw = (to: PersonId, card: CardKey): Effect => ({ type: 'redraw', to, card, force: false });

/** Cards that are somebody else's now: shown to the new one, and redrawn, without buttons, for the one before. */
function moved(before: Handover, after: Handover): readonly Effect[] {
  return (Object.keys(after.steps) as StepKey[]).flatMap((step): readonly Effect[] => {
    const state = after.steps[step]?.state;
    if (state === 'open' || state === 'at_vendor') return handed(before, after, step, assigneeOf, 'step');
    return state === 'awaiting_confirmation' ? handed(before, after, step, confirmerOf, 'confirm') : [];
  });
}

function handed(
  before: Handover,
  after: Handover,
  step: StepKey,
  whose: (handover: Handover, step: StepKey) => PersonId,
  card: 'step' | 'confirm',
): readonly Effect[] {
  const from = whose(before, step);
  const to = whose(after, step);
  return from === to ? [] : [show(to, { card, step }), redraw(from, { card, step })];
}

/** The cards that can be pressed now, drawn anew. */
const openCards = (handover: Handover): readonly Effect[] =>
  waitsOf(handover).flatMap(({ key, on }) => redrawWait(handover, key, on));

/** At the initiator's wish, once for each person, whatever the day's own nudge did. */
function nudgedNow(after: Handover, waits: readonly WaitKey[], at: HandoverEvent['at']): readonly Effect[] {
  const people = waitsOf(after)
    .filter(({ key }) => waits.includes(key))
    .map(({ on }) => on);
  return [...new Set(people)].map((to) => {
    const day: NudgeKey = `${localDate(at, zoneOf(after, to))}/${after.version}`;
    return { type: 'nudge', to, day };
  });
}

const roots = (handover: Handover): readonly Effect[] =>
  participants(handover).map((person) => show(person, { card: 'root' }));

function redrawStep(handover: Handover, step: StepKey): readonly Effect[] {
  const assignee = assigneeOf(handover, step);
  return [
    redraw(assignee, { card: 'step', step }),
    ...participants(handover).map((person) => redraw(person, { card: 'confirm', step })),
  ];
}

function redrawWait(handover: Handover, wait: string, by: PersonId): readonly Effect[] {
  if (wait === 'acceptance') return [redraw(by, { card: 'invite' })];
  if (wait === 'intake') return [redraw(by, { card: 'intake' })];
  return redrawStep(handover, wait as StepKey);
}

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
  if (after.unreachable[to] !== undefined) return [];
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
