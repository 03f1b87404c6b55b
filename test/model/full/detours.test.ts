import { expect, it } from '@jest/globals';
import type { Reason } from '../../../src/core/handover.js';
import { CASTS, type Cast } from '../bot.js';
import type { Scenario } from '../explore.js';
import { everyFacts, FEW_FACTS } from '../meaning.js';
import { DETOURS } from '../presses.js';
import { say, survey } from '../survey.js';

const REASONS: readonly Reason[] = ['resigned', 'already_gone', 'dismissed'];

it.each(REASONS)(
  'keeps its promises for every account when nobody errs: %s',
  (reason) => {
    const found = survey(everyFacts([1]).map((facts): Scenario => ({ facts, reason, cast: 'all_apart', detours: [] })));
    say(`nobody errs, ${reason}`, found);
    expect(found.findings).toEqual([]);
  },
  600_000,
);

it.each(Object.keys(CASTS) as Cast[])(
  'keeps its promises when the roles are held so: %s',
  (cast) => {
    const found = survey(
      REASONS.flatMap((reason) => FEW_FACTS.map((facts): Scenario => ({ facts, reason, cast, detours: [] }))),
    );
    say(`nobody errs, ${cast}`, found);
    expect(found.findings).toEqual([]);
  },
  600_000,
);

it.each(DETOURS)(
  'keeps its promises with the detour: %s',
  (detour) => {
    const scenarios = REASONS.flatMap((reason) =>
      FEW_FACTS.map((facts): Scenario => ({ facts, reason, cast: 'all_apart', detours: [detour] })),
    );
    const found = survey(scenarios);
    say(`detour ${detour}`, found);
    expect(found.findings).toEqual([]);
  },
  600_000,
);
