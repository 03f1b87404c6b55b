import { afterAll, describe, expect, it } from '@jest/globals';
import { huaweiCloud } from '../../../src/procedures/load-procedure.js';
import { everyChange, HARMLESS } from '../every-change.js';
import type { Scenario } from '../explore.js';
import { FEW_FACTS } from '../meaning.js';
import { type Mutant, MUTANTS } from '../mutant.js';
import { survey } from '../survey.js';

const surveyOf = ({ change, reason = 'resigned', detours = [] }: Mutant): ReturnType<typeof survey> => {
  const scenarios = FEW_FACTS.map((facts): Scenario => ({ facts, reason, cast: 'all_apart', detours }));
  return survey(scenarios, change(huaweiCloud()), true);
};

const all = [...everyChange(huaweiCloud()), ...MUTANTS];
const harmful = all.filter(({ title }) => HARMLESS[title] === undefined);
const harmless = all.filter(({ title }) => HARMLESS[title] !== undefined);
const found = new Map<string, number>();

describe('a procedure with one thing wrong in it', () => {
  afterAll(() => {
    const by = [...found].map(([property, count]) => `${count} by "${property}"`).join(', ');
    process.stdout.write(`  ${all.length} changed procedures: found ${by}; ${harmless.length} do no harm\n`);
  });

  it.each(harmful)(
    'is found: $title',
    (mutant) => {
      const [finding] = surveyOf(mutant).findings;
      expect(finding).toBeDefined();
      if (finding) found.set(finding.property, (found.get(finding.property) ?? 0) + 1);
    },
    60_000,
  );

  it.each(harmless)(
    'does no harm: $title',
    (mutant) => {
      expect(surveyOf(mutant).findings).toEqual([]);
    },
    60_000,
  );

  it('is known by its name', () => {
    const titles = all.map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
    expect(Object.keys(HARMLESS).filter((title) => !titles.includes(title))).toEqual([]);
  });
});
