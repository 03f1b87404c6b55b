import { expect, it } from '@jest/globals';
import type { Reason } from '../../src/core/handover.js';
import { huaweiCloud } from '../../src/procedures/load-procedure.js';
import { explore } from './explore.js';
import { everyFacts } from './meaning.js';

// Every account there can be, and every order of presses that the bot allows, with nobody who errs.
it.each<Reason>(['resigned', 'already_gone', 'dismissed'])('keeps its promises for somebody %s', (reason) => {
  const findings = everyFacts([1])
    .map((facts) => explore({ facts, reason, cast: 'all_apart', detours: [] }, huaweiCloud(), 100_000).finding)
    .filter((finding) => finding !== null);
  expect(findings).toEqual([]);
});
