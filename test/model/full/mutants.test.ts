import { expect, it } from '@jest/globals';
import { huaweiCloud } from '../../../src/procedures/load-procedure.js';
import type { Scenario } from '../explore.js';
import { FEW_FACTS } from '../meaning.js';
import { HARMLESS, type Mutant, MUTANTS } from '../mutant.js';
import { survey } from '../survey.js';

const surveyOf = ({ change, reason = 'resigned', detours = [] }: Mutant): ReturnType<typeof survey> => {
  const scenarios = FEW_FACTS.map((facts): Scenario => ({ facts, reason, cast: 'all_apart', detours }));
  return survey(scenarios, change(huaweiCloud()), true);
};

it.each(MUTANTS)(
  'finds what is wrong with a procedure after: $title',
  (mutant) => {
    const [finding] = surveyOf(mutant).findings;
    expect(finding).toBeDefined();
    process.stdout.write(`  ${mutant.title}\n      ${finding?.what} after [${finding?.path.join(', ')}]\n`);
  },
  60_000,
);

it.each(HARMLESS)(
  'finds nothing wrong after: $title; $because',
  (mutant) => {
    expect(surveyOf(mutant).findings).toEqual([]);
  },
  60_000,
);
