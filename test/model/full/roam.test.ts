import { expect, it } from '@jest/globals';
import type { Reason } from '../../../src/core/handover.js';
import { huaweiCloud } from '../../../src/procedures/load-procedure.js';
import { CASTS, type Cast } from '../bot.js';
import type { Scenario } from '../explore.js';
import { everyFacts } from '../meaning.js';
import { type Detour, DETOURS } from '../presses.js';
import { roam } from '../roam.js';

const REASONS: readonly Reason[] = ['transferred', 'resigned', 'already_gone', 'dismissed'];
const casts = Object.keys(CASTS) as Cast[];
const WALKS = Math.round(1_500 / Number(process.env['MODEL_EVERY'] ?? 1));

it('keeps its promises on long walks with all detours at once', () => {
  const facts = everyFacts([0, 1, 2]);
  // A successor who leaves with what they took over is looked at alone: nobody can pass it on.
  const alone: readonly Detour[] = ['cancel', 'first_leaves'];
  const detours = DETOURS.filter((detour) => !alone.includes(detour));
  const startedAt = performance.now();
  const findings: unknown[] = [];
  let presses = 0;
  for (let seed = 1; seed <= WALKS; seed += 1) {
    const fact = facts[seed % facts.length];
    if (!fact) throw new Error('there are accounts');
    const scenario: Scenario = {
      facts: fact,
      reason: REASONS[seed % REASONS.length] ?? 'resigned',
      cast: casts[seed % casts.length] ?? 'all_apart',
      detours,
    };
    const roamed = roam(scenario, huaweiCloud(), seed, 60);
    presses += roamed.presses;
    if (roamed.finding) findings.push({ seed, scenario, finding: roamed.finding });
  }
  const seconds = (performance.now() - startedAt) / 1000;
  process.stdout.write(`  long walks: ${WALKS} seeds, ${presses} presses, ${seconds.toFixed(1)} s\n`);
  expect(findings).toEqual([]);
}, 600_000);
