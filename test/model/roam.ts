import type { Procedure } from '../../src/core/procedure.js';
import { begin } from './bot.js';
import type { Finding, Scenario } from './explore.js';
import { isFinished, movesFrom } from './presses.js';
import { violationAt } from './properties.js';

/** What a walk came to. */
export interface Roamed {
  readonly finding: Finding | null;
  readonly presses: number;
  readonly hasEnded: boolean;
}

/**
 * One walk through what is too large to be explored: a good move most of the time, any other now and then, the same for the
 * same seed. After `presses` moves only good ones are made, and the end must come.
 */
export function roam(scenario: Scenario, procedure: Procedure, seed: number, presses: number): Roamed {
  let state = begin(scenario.facts, scenario.reason, scenario.cast, procedure);
  let number = seed;
  const pick = (below: number): number => {
    number = (Math.imul(number, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((number / 2 ** 32) * below);
  };
  const detours = new Set(scenario.detours);
  const path: string[] = [];
  for (let n = 0; state !== null && n < presses + MOVES_TO_END; n += 1) {
    const violation = violationAt(state);
    if (violation) return { finding: { ...violation, path }, presses: n, hasEnded: false };
    if (n >= presses && (isFinished(state.handover) || state.handover.status === 'cancelled')) break;
    const moves = movesFrom(state, detours);
    const good = moves.filter(({ isGood }) => isGood);
    const from = good.length > 0 && (n >= presses || pick(5) > 0) ? good : moves;
    const move = from[pick(from.length)];
    if (!move) break;
    path.push(move.label);
    state = move.to;
  }
  const hasEnded = state === null || isFinished(state.handover) || state.handover.status === 'cancelled';
  const what = 'people who work together did not come to the end';
  return { finding: hasEnded ? null : { property: 'ends', what, path }, presses: path.length, hasEnded };
}

/** More good moves than any handover takes. */
const MOVES_TO_END = 600;
