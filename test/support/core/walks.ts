import fc from 'fast-check';
import type { HandoverEvent } from '../../../src/core/event.js';
import type { Handover, Reason } from '../../../src/core/handover.js';
import type { Instant } from '../../../src/core/ids.js';
import type { Input, StartForm } from '../../../src/core/input.js';
import { alice, bob, candidate, HOUR_MS, Play } from '../a-handover.js';
import { deepFreeze } from './deep-freeze.js';
import { someInput } from './some-input.js';

const CASTS: readonly Partial<StartForm>[] = [
  {},
  { administrator: null },
  { administrator: candidate(bob) },
  { initiator: candidate(bob) },
  { initiator: candidate(alice) },
  { initiator: candidate(alice), administrator: null },
];
const REASONS: readonly Reason[] = ['transferred', 'resigned', 'resigned', 'already_gone', 'dismissed'];

/** One moment of a walk: what was asked, and the handover before and after it. */
export interface Moment {
  /** Which walk, and which of its inputs. */
  readonly at: readonly [walk: number, input: number];
  readonly before: Handover;
  readonly input: Input;
  /** `moved`, `unmoved`, or the refusal's code. */
  readonly came: string;
  readonly after: Handover;
  readonly events: readonly HandoverEvent[];
  readonly now: Instant;
}

export interface Walk {
  readonly moments: readonly Moment[];
  readonly journal: readonly HandoverEvent[];
}

/** People who press about, sensibly and not, as the numbers say. */
function walk(numbers: readonly number[], n: number): Walk {
  let turn = 0;
  const pick = (below: number): number => {
    turn += 1;
    return ((numbers[turn % numbers.length] ?? 0) + turn) % below;
  };
  const reason = REASONS[pick(REASONS.length)] ?? 'resigned';
  const lastDay = reason === 'already_gone' ? '2026-11-20' : '2026-12-18';
  const mayBeAlone = reason === 'transferred' || reason === 'resigned';
  const play = new Play({ reason, lastDay, ...(mayBeAlone ? CASTS[pick(CASTS.length)] : {}) });
  const moments = numbers.map((_, turns): Moment => {
    if (pick(6) === 0) play.wait(pick(40) * HOUR_MS);
    const before = deepFreeze(play.handover);
    const known = play.events.length;
    const input = someInput(before, pick);
    const came = play.give(input);
    const events = play.events.slice(known);
    return { at: [n, turns], before, input, came, after: play.handover, events, now: play.now };
  });
  return { moments, journal: play.events };
}

/** The same walks each time, as the seed says. */
export const walks = (count: number, seed: number): readonly Walk[] =>
  fc
    .sample(fc.array(fc.nat(0xffff), { minLength: 150, maxLength: 250, size: 'max' }), { numRuns: count, seed })
    .map(walk);
