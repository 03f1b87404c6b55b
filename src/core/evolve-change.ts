import type { ChangeEvent } from './change-event.js';
import type { EventOf } from './event.js';
import { stepReopened } from './evolve-step.js';
import type { Handover, Step } from './handover.js';
import { assertNever, type Instant, type StepKey } from './ids.js';
import { waitsOf, withWait } from './waits.js';

export function evolveChange(handover: Handover, event: ChangeEvent): Handover {
  switch (event.type) {
    case 'administrator_chosen':
      return {
        ...handover,
        people: { ...handover.people, administrator: event.administrator },
        zones: { ...handover.zones, [event.administrator]: event.zone },
      };
    case 'initiator_replaced':
      return { ...handover, people: { ...handover.people, initiator: event.initiator } };
    case 'outgoing_left':
      return { ...handover, gone: { at: event.at, why: event.why } };
    case 'handover_paused':
      return { ...handover, paused: { at: event.at, by: event.by } };
    case 'handover_resumed':
      return { ...everyWait(handover, event.at), paused: null };
    case 'last_day_changed':
      return { ...handover, lastDay: event.lastDay, isDeadlineTold: false };
    case 'handover_reopened':
      return reopened(handover, event);
    case 'nudge_wanted':
      return { ...handover, nudgedNowAt: event.at };
    case 'deadline_told':
      return { ...handover, isDeadlineTold: true };
    case 'zone_changed':
      return { ...handover, zones: { ...handover.zones, [event.person]: event.zone } };
    case 'person_unreachable': {
      const { at, why, person } = event;
      return { ...handover, unreachable: { ...handover.unreachable, [person]: { at, why } } };
    }
    case 'person_reachable': {
      const { [event.person]: _, ...unreachable } = handover.unreachable;
      return { ...handover, unreachable };
    }
    default:
      return assertNever(event);
  }
}

/** After a pause every wait begins anew to count its days; what was asked stays asked. */
function everyWait(handover: Handover, at: Instant): Handover {
  return waitsOf(handover).reduce(
    (changed, { key }) => withWait(changed, key, (wait) => ({ ...wait, askedAt: at })),
    handover,
  );
}

/** Everything stays as it was, but for the steps that are to be done again. */
function reopened(handover: Handover, event: EventOf<'handover_reopened'>): Handover {
  if (handover.status === 'running') return handover;
  const { endedAt: _at, endedBy: _by, because: _because, ...rest } = handover;
  const steps = Object.fromEntries(
    (Object.entries(handover.steps) as [StepKey, Step][]).map(([key, step]) => [key, stepReopened(key, step, event)]),
  );
  return { ...everyWait({ ...rest, steps, status: 'running' }, event.at), paused: null };
}
