import type { Reason } from '../../src/core/handover.js';
import type { Procedure } from '../../src/core/procedure.js';
import type { Facts } from './account.js';
import { begin, type Cast, keys, type State } from './bot.js';
import { type Detour, isFinished, movesFrom } from './presses.js';
import { type Property, violationAt } from './properties.js';

/** What is explored in one go. */
export interface Scenario {
  readonly facts: Facts;
  readonly reason: Reason;
  readonly cast: Cast;
  readonly detours: readonly Detour[];
}

export interface Finding {
  readonly property: Property;
  readonly what: string;
  /** The shortest way there, press by press. */
  readonly path: readonly string[];
}

export interface Explored {
  readonly states: readonly State[];
  /** Each transition as three numbers: from, to, and the place of its label in `labels`. */
  readonly transitions: readonly number[];
  readonly labels: readonly string[];
  readonly finding: Finding | null;
}

/** Every state that can be reached, each once, breadth first; stops at the first that breaks a promise. */
export function explore(scenario: Scenario, procedure: Procedure, maxStates: number): Explored {
  const first = begin(scenario.facts, scenario.reason, scenario.cast, procedure);
  const states: State[] = [];
  const places = new Map<string, number>();
  const cameBy: { readonly from: number; readonly label: string }[] = [];
  const transitions: number[] = [];
  const backwards: number[][] = [];
  const labels: string[] = [];
  const labelPlaces = new Map<string, number>();
  const detours = new Set(scenario.detours);
  const keyOf = keys();

  const pathTo = (place: number): readonly string[] => {
    const path: string[] = [];
    for (let at = place; at > 0; at = cameBy[at]?.from ?? 0) path.push(cameBy[at]?.label ?? '');
    return path.reverse();
  };
  const placeOf = (state: State, from: number, label: string): number => {
    const key = keyOf(state);
    const known = places.get(key);
    if (known !== undefined) return known;
    const place = states.length;
    places.set(key, place);
    states.push(state);
    cameBy.push({ from, label });
    backwards.push([]);
    return place;
  };
  const labelPlace = (label: string): number => {
    const known = labelPlaces.get(label);
    if (known !== undefined) return known;
    labelPlaces.set(label, labels.length);
    return labels.push(label) - 1;
  };

  if (first === null) return { states, transitions, labels, finding: null };
  placeOf(first, 0, 'start');
  for (let at = 0; at < states.length; at += 1) {
    const state = states[at];
    if (!state) break;
    const violation = violationAt(state);
    if (violation) return { states, transitions, labels, finding: { ...violation, path: pathTo(at) } };
    if (states.length > maxStates) throw new Error(`more than ${maxStates} states: ${JSON.stringify(scenario)}`);
    for (const { label, isGood, to } of movesFrom(state, detours)) {
      const place = placeOf(to, at, label);
      if (place === at) continue;
      transitions.push(at, place, labelPlace(label));
      if (isGood) backwards[place]?.push(at);
    }
  }
  const stuck = firstStuck(states, backwards);
  const what = 'people who work together cannot end the handover from here';
  return {
    states,
    transitions,
    labels,
    finding: stuck === null ? null : { property: 'ends', what, path: pathTo(stuck) },
  };
}

/** The first state from which good moves alone do not lead to the end; a cancelled handover has ended. */
function firstStuck(states: readonly State[], backwards: readonly (readonly number[])[]): number | null {
  const ends = new Uint8Array(states.length);
  const queue = states.flatMap(({ handover }, n) =>
    isFinished(handover) || handover.status === 'cancelled' ? [n] : [],
  );
  for (const n of queue) ends[n] = 1;
  for (let n = queue.pop(); n !== undefined; n = queue.pop()) {
    for (const before of backwards[n] ?? []) {
      if (ends[before] === 1) continue;
      ends[before] = 1;
      queue.push(before);
    }
  }
  const stuck = ends.indexOf(0);
  return stuck === -1 ? null : stuck;
}
