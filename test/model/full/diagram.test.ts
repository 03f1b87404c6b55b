import { describe, expect, it } from '@jest/globals';
import { huaweiCloud } from '../../../src/procedures/load-procedure.js';
import { draw, drawn } from '../core-page.js';
import { edgesOf, mermaid, phaseEdges, stepEdges } from '../diagram.js';
import { explore } from '../explore.js';
import type { Facts } from '../account.js';
import type { Reason } from '../../../src/core/handover.js';
import { type Detour, DETOURS } from '../presses.js';

// `npm run diagram` writes the diagrams; without DIAGRAM=write they are compared.
const isWriting = process.env['DIAGRAM'] === 'write';

/** As little as there can be, so that every detour is explored to its end; with a step of each kind. */
const PLAIN: Facts = {
  huaweiId: 'personal',
  authenticator: false,
  thirdParty: false,
  iamUser: false,
  keys: 'none',
  services: 1,
};
const reasons: readonly Reason[] = ['resigned', 'already_gone'];
const together: readonly (readonly Detour[])[] = [
  ...DETOURS.map((detour) => [detour]),
  ['cancel', 'reopen', 'pause'],
  ['cancel', 'reopen', 'decline'],
  ['cancel', 'reopen', 'outgoing_leaves'],
  ['pause', 'decline', 'outgoing_leaves'],
];

describe('the diagrams in the core’s page', () => {
  const graphs = reasons.flatMap((reason) =>
    together.map((detours) => explore({ facts: PLAIN, reason, cast: 'all_apart', detours }, huaweiCloud(), 100_000)),
  );
  const handover = mermaid(
    edgesOf(graphs, phaseEdges),
    ['invited', 'invited_without_outgoing'],
    ['completed', 'completed_by_ticket', 'cancelled'],
  );
  const step = mermaid(edgesOf(graphs, stepEdges), [], ['done', 'not_applicable']);

  it('are those of the explored graph', () => {
    if (isWriting) draw('handover', handover);
    if (isWriting) draw('step', step);
    expect(drawn('handover')).toBe(handover);
    expect(drawn('step')).toBe(step);
  });
});
