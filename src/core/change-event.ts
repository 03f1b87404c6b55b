import type { HandoverEvent } from './event.js';

const CHANGES = [
  'administrator_chosen',
  'initiator_replaced',
  'outgoing_left',
  'handover_paused',
  'handover_resumed',
  'last_day_changed',
  'handover_reopened',
  'nudge_wanted',
  'deadline_told',
  'zone_changed',
  'person_unreachable',
  'person_reachable',
] as const satisfies readonly HandoverEvent['type'][];

/** What changes the handover as a whole: its people, where and whether they can be reached, its clock, its last day. */
export type ChangeEvent = Extract<HandoverEvent, { type: (typeof CHANGES)[number] }>;

export const isChange = (event: HandoverEvent): event is ChangeEvent => CHANGES.some((type) => type === event.type);
