import { it } from '@jest/globals';
import { huaweiCloud } from '../../src/procedures/load-procedure.js';
import { explore, type Scenario } from './explore.js';

const all = { huaweiId: 'company', authenticator: true, thirdParty: true, iamUser: true, keys: 'of_user', services: 1 } as const;
const runs: Scenario[] = [
  { facts: all, reason: 'resigned', cast: 'all_apart', detours: [] },
  { facts: all, reason: 'resigned', cast: 'all_apart', detours: ['outgoing_leaves'] },
  { facts: all, reason: 'resigned', cast: 'all_apart', detours: ['not_sure'] },
  { facts: { ...all, huaweiId: 'personal' }, reason: 'resigned', cast: 'all_apart', detours: ['outgoing_leaves'] },
  { facts: all, reason: 'already_gone', cast: 'all_apart', detours: [] },
  { facts: all, reason: 'dismissed', cast: 'all_apart', detours: [] },
];
it.each(runs)('%j', (run) => {
  const t = Date.now();
  const { states, transitions, finding } = explore(run, huaweiCloud(), 2_000_000);
  process.stdout.write(`${states.length} states ${transitions.length / 3} transitions ${Date.now() - t} ms ${JSON.stringify(finding, null, 1)}\n`);
});
