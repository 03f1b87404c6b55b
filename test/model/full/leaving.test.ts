import { expect, it } from '@jest/globals';
import type { Scenario } from '../explore.js';
import { everyFacts, FEW_FACTS } from '../meaning.js';
import { CASTS, type Cast } from '../bot.js';
import type { Detour } from '../presses.js';
import { say, survey } from '../survey.js';

const LEAVING: readonly Detour[] = ['outgoing_leaves', 'first_leaves'];
/** A shorter look takes each so many-th account alone. */
const EVERY = Number(process.env['MODEL_EVERY'] ?? 1);
const casts = Object.keys(CASTS) as Cast[];

it('keeps its promises for every account, at whatever moment the outgoing employee leaves', () => {
  const accounts = everyFacts([0]).filter((_, n) => n % EVERY === 0);
  const scenarios = accounts.map((facts): Scenario => {
    return { facts, reason: 'resigned', cast: 'all_apart', detours: ['outgoing_leaves'] };
  });
  const found = survey(scenarios);
  say('outgoing employee leaves, every account', found);
  expect(found.findings).toEqual([]);
}, 600_000);

it.each(casts)(
  'keeps its promises whoever leaves when the roles are held so: %s',
  (cast) => {
    const scenarios = FEW_FACTS.filter((_, n) => n === 0 || n === 3).flatMap((facts) =>
      LEAVING.map((detour): Scenario => ({ facts, reason: 'transferred', cast, detours: [detour] })),
    );
    const found = survey(scenarios);
    say(`somebody leaves, ${cast}`, found);
    expect(found.findings).toEqual([]);
  },
  600_000,
);
