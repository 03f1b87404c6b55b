import type { ChangeEvent } from './change-event.js';
import type { Effect, Notice, NudgeKey } from './effect.js';
import type { Handover } from './handover.js';
import { assertNever, type Instant, type PersonId } from './ids.js';
import type { WaitKey } from './input.js';
import { assigneeOf, participants } from './people.js';
import { zoneOf } from './reach-hours.js';
import { changedHands, changedHandsIfAny, openCards, redraw, roots, show } from './react-cards.js';
import { localDate } from './time.js';
import { waitsOf } from './waits.js';

/** What people should see of a change of the handover as a whole. */
export function reactToChange(before: Handover, event: ChangeEvent, after: Handover): readonly Effect[] {
  const { people } = after;
  const tell = (to: PersonId, notice: Notice): Effect => show(to, { card: 'notice', notice, seq: after.version });
  switch (event.type) {
    case 'administrator_chosen':
      return [...roots(after), redraw(before.people.administrator, { card: 'root' }), ...changedHands(before, after)];
    case 'initiator_replaced':
      return [...roots(after), tell(event.initiator, { about: 'initiator_replaced' }), ...changedHands(before, after)];
    case 'outgoing_left': {
      const told = [people.initiator, people.successor, people.administrator].filter(
        (one) => one !== event.by && one !== people.outgoing,
      );
      const notices = [...new Set(told)].map((person) => tell(person, { about: 'outgoing_left' }));
      return [...roots(after), redraw(people.outgoing, { card: 'root' }), ...notices, ...changedHands(before, after)];
    }
    case 'handover_paused':
    case 'handover_resumed':
    case 'last_day_changed':
      return [...roots(after), ...openCards(after)];
    case 'handover_reopened':
      return [
        ...roots(after),
        ...participants(before).map((person) => redraw(person, { card: 'closing' })),
        ...participants(after).map((person) => tell(person, { about: 'reopened' })),
        ...event.steps.map((step) => show(assigneeOf(after, step), { card: 'step', step })),
        ...openCards(after),
      ];
    case 'nudge_wanted':
      return nudgedNow(after, event.waits, event.at);
    case 'deadline_told':
      return [...roots(after), tell(people.initiator, { about: 'deadline' })];
    case 'zone_changed':
      return [];
    case 'person_unreachable': {
      const isInitiator = event.person === people.initiator;
      const told = isInitiator ? people.escalation_contact : people.initiator;
      // Another reason for the same silence is no news, unless it means that they are gone for good.
      const isNews = before.unreachable[event.person] === undefined || event.why === 'deactivated';
      const isTold = isNews && told !== event.person;
      const notice = isTold ? [tell(told, { about: 'unreachable', person: event.person })] : [];
      return [...roots(after), ...notice, ...changedHandsIfAny(before, after)];
    }
    case 'person_reachable':
      return [...roots(after), ...changedHandsIfAny(before, after)];
    default:
      return assertNever(event);
  }
}

/** At the initiator's wish, once for each person, whatever the day's own nudge did. */
function nudgedNow(after: Handover, waits: readonly WaitKey[], at: Instant): readonly Effect[] {
  const people = waitsOf(after)
    .filter(({ key }) => waits.includes(key))
    .map(({ on }) => on);
  return [...new Set(people)].map((to) => {
    const day: NudgeKey = `${localDate(at, zoneOf(after, to))}/${after.version}`;
    return { type: 'nudge', to, day };
  });
}
