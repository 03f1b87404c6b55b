import type { HandoverEvent } from '../../../src/core/event.js';
import type { Handover } from '../../../src/core/handover.js';
import type { World } from '../world/world.js';
import { wallOf } from './nudges/wall-clock.js';
import { turnsIn } from './nudges/whose-turn.js';

/** Only whoever is waited on may do these. */
const THEIRS: ReadonlySet<HandoverEvent['type']> = new Set<HandoverEvent['type']>([
  'items_ticked',
  'step_reported_done',
  'step_reported_not_applicable',
  'step_confirmed',
  'step_sent_back',
  'ticket_submitted',
  'ticket_resolved',
  'ticket_still_waiting',
  'ticket_more_asked',
  'ticket_refused',
  'snoozed',
  'nudged',
]);

/** Holds every event to whose turn it was, by rules written apart from the program's, and every snooze to its day. */
export class TurnCheck {
  constructor(private readonly world: World) {}

  look(key: string, event: HandoverEvent, before: Handover): void {
    const { world } = this;
    const by = event.type === 'nudged' ? event.to : 'by' in event ? event.by : null;
    if (!THEIRS.has(event.type) || by === null) return;
    const place = 'step' in event ? event.step : 'wait' in event ? event.wait : null;
    const turn = turnsIn(before).find((one) => one.key === place);
    const what = `${key} ${event.type} ${place ?? ''} ${by}`;
    if (turn?.on !== by) return world.breaks('only whose turn it is acts', `${what} and not ${turn?.on ?? 'anybody'}`);
    if (event.type !== 'nudged') return;
    const { day } = wallOf(event.at, before.zones[event.to] ?? 'UTC');
    const until = turn?.snoozedUntil ?? null;
    if (until !== null && until > day) world.breaks('a snooze is kept', `${what} on ${day}`);
  }
}
