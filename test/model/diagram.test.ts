import { describe, expect, it } from '@jest/globals';
import { huaweiCloud } from '../../src/procedures/load-procedure.js';
import { begin, type State } from './bot.js';
import { arrowsOf, drawn } from './core-page.js';
import { type Edge, phaseEdges, stepEdges } from './diagram.js';
import { FEW_FACTS } from './meaning.js';
import { DETOURS, movesFrom } from './presses.js';

/** Some of what `npm run test:model` explores to its end: what a few walks with all detours see. */
function seen(): readonly { readonly handover: Edge[]; readonly step: Edge[] }[] {
  const detours = new Set(DETOURS);
  let number = 7;
  const pick = (below: number): number => {
    number = (Math.imul(number, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((number / 2 ** 32) * below);
  };
  return FEW_FACTS.flatMap((facts) =>
    (['resigned', 'already_gone'] as const).map((reason) => {
      const edges: { handover: Edge[]; step: Edge[] } = { handover: [], step: [] };
      let state: State | null = begin(facts, reason, 'all_apart', huaweiCloud());
      for (let n = 0; n < 80 && state !== null; n += 1) {
        const moves = movesFrom(state, detours);
        const move = moves[pick(moves.length)];
        if (!move) break;
        edges.handover.push(...phaseEdges(state.handover, move.to.handover, move.label));
        edges.step.push(...stepEdges(state.handover, move.to.handover, move.label));
        state = move.to;
      }
      return edges;
    }),
  );
}

const told = ({ from, to, label }: Edge): string => `${from} to ${to} by ${label}`;

describe('the diagrams in the core’s page', () => {
  const walks = seen();
  it.each(['handover', 'step'] as const)('show everything that a %s does on a few walks', (name) => {
    const arrows = new Set(arrowsOf(drawn(name)).map((edge) => `${edge.from} to ${edge.to}`));
    const walked = walks.flatMap((edges) => edges[name]);
    expect(walked.length).toBeGreaterThan(20);
    expect(walked.filter(({ from, to }) => !arrows.has(`${from} to ${to}`)).map(told)).toEqual([]);
  });

  it('show every state, and every end', () => {
    const states = (name: 'handover' | 'step'): ReadonlySet<string> =>
      new Set(arrowsOf(drawn(name)).flatMap(({ from, to }) => [from, to]));
    const ofStep = ['blocked', 'open', 'at_vendor', 'awaiting_confirmation', 'done', 'not_applicable'];
    expect([...states('step')].sort()).toEqual(['[*]', ...ofStep].sort());
    for (const end of ['completed', 'completed_by_ticket', 'cancelled']) expect(states('handover')).toContain(end);
  });
});
