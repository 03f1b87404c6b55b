import { helpersOf } from './decide-whole.js';
import type { CardKey, Effect } from './effect.js';
import type { Handover } from './handover.js';
import type { PersonId, StepKey } from './ids.js';
import { assigneeOf, confirmerOf, holderOf, participants } from './people.js';
import { waitsOf } from './waits.js';

export const show = (to: PersonId, card: CardKey): Effect => ({ type: 'show', to, card });
export const redraw = (to: PersonId, card: CardKey): Effect => ({ type: 'redraw', to, card, force: false });

export const roots = (handover: Handover): readonly Effect[] =>
  participants(handover).map((person) => show(person, { card: 'root' }));

export function redrawStep(handover: Handover, step: StepKey): readonly Effect[] {
  const assignee = assigneeOf(handover, step);
  return [
    redraw(assignee, { card: 'step', step }),
    ...participants(handover).map((person) => redraw(person, { card: 'confirm', step })),
  ];
}

/** The card of whoever is waited on for a step now; it may have changed hands since it was last with them. */
export function shownStep(handover: Handover, step: StepKey): readonly Effect[] {
  const state = handover.steps[step]?.state;
  if (state === 'awaiting_confirmation') return [show(confirmerOf(handover, step), { card: 'confirm', step })];
  return state === 'open' || state === 'at_vendor' ? [show(assigneeOf(handover, step), { card: 'step', step })] : [];
}

export function redrawWait(handover: Handover, wait: string, by: PersonId): readonly Effect[] {
  if (wait === 'acceptance') return [redraw(by, { card: 'invite' })];
  if (wait === 'intake') return [redraw(by, { card: 'intake' })];
  return redrawStep(handover, wait as StepKey);
}

/** The cards that can be pressed now, drawn anew. */
export const openCards = (handover: Handover): readonly Effect[] =>
  waitsOf(handover).flatMap(({ key, on }) => redrawWait(handover, key, on));

/**
 * Somebody takes part now who did not, or no more: what stands on a card that can be pressed may name them, as who tries a
 * step when it is done, in a ticket's text, or among all who know of a confidential handover.
 */
export const changedHands = (before: Handover, after: Handover): readonly Effect[] => [
  ...moved(before, after),
  ...openCards(after),
];

/** The same, if anybody came to it or went: most who cannot be reached keep their roles. */
export const changedHandsIfAny = (before: Handover, after: Handover): readonly Effect[] =>
  handsOf(before) === handsOf(after) ? [] : changedHands(before, after);

/** Who takes part, and who would step in: the escalation contact may try a step before being called in. */
const handsOf = (handover: Handover): string =>
  [...participants(handover), holderOf(handover, 'escalation_contact')].join();

/** Cards that are somebody else's now: shown to the new one, and redrawn, without buttons, for the one before. */
export function moved(before: Handover, after: Handover): readonly Effect[] {
  const steps = (Object.keys(after.steps) as StepKey[]).flatMap((step): readonly Effect[] => {
    const state = after.steps[step]?.state;
    if (state === 'open' || state === 'at_vendor') return handed(before, after, step, assigneeOf, 'step');
    return state === 'awaiting_confirmation' ? handed(before, after, step, confirmerOf, 'confirm') : [];
  });
  return [...steps, ...after.helps.flatMap((_, help) => helpMoved(before, after, help))];
}

/** A call for help that nobody has answered yet, when others are asked now. */
function helpMoved(before: Handover, after: Handover, help: number): readonly Effect[] {
  const asked = after.helps[help];
  if (!asked || asked.answer !== null) return [];
  const from = helpersOf(before, asked.by);
  const to = helpersOf(after, asked.by);
  return [
    ...to.filter((person) => !from.includes(person)).map((person) => show(person, { card: 'help', help })),
    ...from.filter((person) => !to.includes(person)).map((person) => redraw(person, { card: 'help', help })),
  ];
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
