import type { Handover, Step } from './handover.js';
import type { StepKey } from './ids.js';
import { definitionOf } from './people.js';

export const isSettled = (step: Step): boolean => step.state === 'done' || step.state === 'not_applicable';

/** Steps that apply, in the procedure's order; a step that was ruled out does not count. */
export function stepsInOrder(handover: Handover): readonly (readonly [StepKey, Step])[] {
  const order = new Map(handover.procedure.steps.map(({ key }, n) => [key, n]));
  const placeOf = (key: StepKey): number => order.get(definitionOf(handover, key).key) ?? 0;
  const entries = (Object.entries(handover.steps) as [StepKey, Step][]).map((entry) => ({
    entry,
    place: placeOf(entry[0]),
  }));
  entries.sort((a, b) => a.place - b.place || repetition(a.entry[0]) - repetition(b.entry[0]));
  return entries.map(({ entry }) => entry);
}

const repetition = (key: StepKey): number => Number(key.split(':')[1] ?? 0);

/** How far it is: of the steps that apply as far as known, how many are done. The final step counts once it is open. */
export function progressOf(handover: Handover): { readonly done: number; readonly total: number } {
  let done = 0;
  let total = 0;
  for (const [key, step] of Object.entries(handover.steps) as [StepKey, Step][]) {
    if (step.state === 'not_applicable') continue;
    if (step.state === 'blocked' && definitionOf(handover, key).final) continue;
    total += 1;
    if (step.state === 'done') done += 1;
  }
  return { done, total };
}
