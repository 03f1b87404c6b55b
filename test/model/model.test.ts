import { expect, it } from '@jest/globals';
import type { Reason } from '../../src/core/handover.js';
import type { Scenario } from './explore.js';
import { everyFacts, FEW_FACTS } from './meaning.js';
import { survey } from './survey.js';

// A few accounts, and every order of presses that the bot allows with nobody who errs. `npm run test:model` takes every
// account, every detour and every way to hold the roles.
it.each<Reason>(['resigned', 'already_gone', 'dismissed'])('keeps its promises for somebody %s', (reason) => {
  const scenarios = FEW_FACTS.slice(0, 4).map((facts): Scenario => ({ facts, reason, cast: 'all_apart', detours: [] }));
  expect(survey(scenarios).findings).toEqual([]);
});

it('keeps its promises at whatever moment the outgoing employee leaves', () => {
  const [facts] = everyFacts([0]).filter(({ huaweiId, authenticator, thirdParty, iamUser, keys }) => {
    return huaweiId === 'personal' && !authenticator && !thirdParty && !iamUser && keys === 'none';
  });
  if (!facts) throw new Error('there is the plainest account');
  const found = survey([{ facts, reason: 'resigned', cast: 'all_apart', detours: ['outgoing_leaves'] }]);
  expect(found.findings).toEqual([]);
});

it('knows every account there can be', () => {
  expect(everyFacts([1])).toHaveLength(40);
});
