import type { Handover } from '../../src/core/handover.js';
import type { StepKey } from '../../src/core/ids.js';
import type { Explored } from './explore.js';

/** From one state to another, for a reason. */
export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly label: string;
}

/** How far a handover as a whole is. */
export function phaseOf({ status, paused, acceptance, gone }: Handover): string {
  if (status !== 'running') return status;
  if (paused !== null) return 'paused';
  if (acceptance.state === 'declined') return 'declined';
  if (gone !== null) return acceptance.state === 'accepted' ? 'without_outgoing' : 'invited_without_outgoing';
  return acceptance.state === 'accepted' ? 'under_way' : 'invited';
}

/** What a press is, without the step, the question and the person it was about. */
function kindOf(label: string): string {
  if (/^(outgoing deactivated|last day over|said to be gone)$/.test(label)) return 'outgoing leaves';
  if (/^(answer|not sure of) /.test(label)) return 'answer';
  if (label.startsWith('change ')) return 'change answer';
  if (label.startsWith('choose administrator')) return 'choose administrator';
  if (label.startsWith('choose ')) return 'choose successor';
  if (label.startsWith('reopen')) return 'reopen';
  const [, press] = /^(?:\d\w*(?::\d+)?|F) (.+)$/.exec(label) ?? [];
  return press ?? label;
}

/** Which step a press was on; null when it was on none. */
const stepOf = (label: string): string | null => /^(\d\w*(?::\d+)?|F) /.exec(label)?.[1] ?? null;

/** How the phase of a handover changes by a press. */
export function phaseEdges(before: Handover, after: Handover, label: string): readonly Edge[] {
  const [from, to] = [phaseOf(before), phaseOf(after)];
  return from === to ? [] : [{ from, to, label: kindOf(label) }];
}

/** What follows for a step from what was done elsewhere. */
function consequence(from: string, to: string): string {
  if (to === 'awaiting_confirmation') return 'another successor';
  if (to === 'not_applicable') return 'ruled out';
  if (to === 'open') return 'its turn';
  return from === 'open' ? 'held' : 'planned again';
}

/** How the states of steps change by a press: of the step that was pressed, and of those that follow it. */
export function stepEdges(before: Handover, after: Handover, label: string): readonly Edge[] {
  return (Object.keys(after.steps) as StepKey[]).flatMap((key): readonly Edge[] => {
    const from = before.steps[key]?.state ?? '[*]';
    const to = after.steps[key]?.state ?? '[*]';
    if (from === to) return [];
    if (from === '[*]') return [{ from, to, label: 'planned' }];
    return [
      { from, to, label: stepOf(label) === key || kindOf(label) === 'reopen' ? kindOf(label) : consequence(from, to) },
    ];
  });
}

/** Every edge of the explored graphs, each once, in the order of the alphabet. */
export function edgesOf(graphs: readonly Explored[], edges: typeof stepEdges): readonly Edge[] {
  const found = new Map<string, Edge>();
  for (const { states, transitions, labels } of graphs) {
    for (let n = 0; n < transitions.length; n += 3) {
      const [from, to] = [states[transitions[n] ?? 0], states[transitions[n + 1] ?? 0]];
      const label = labels[transitions[n + 2] ?? 0];
      if (!from || !to || label === undefined) continue;
      for (const edge of edges(from.handover, to.handover, label)) found.set(Object.values(edge).join(), edge);
    }
    const [first] = states;
    if (!first) continue;
    for (const edge of edges({ ...first.handover, steps: {} }, first.handover, 'start')) {
      found.set(Object.values(edge).join(), edge);
    }
  }
  return [...found.keys()].sort().flatMap((key) => found.get(key) ?? []);
}

/** Mermaid's text for a state diagram; edges between the same two states share an arrow. */
export function mermaid(edges: readonly Edge[], starts: readonly string[], ends: readonly string[]): string {
  const arrows = new Map<string, string[]>();
  for (const { from, to, label } of edges) {
    const arrow = `${from} --> ${to}`;
    arrows.set(arrow, [...(arrows.get(arrow) ?? []), label]);
  }
  const lines = [
    ...starts.map((state) => `[*] --> ${state}`),
    ...[...arrows].map(([arrow, labels]) => `${arrow}: ${labels.join(', ')}`),
    ...ends.map((state) => `${state} --> [*]`),
  ];
  return ['```mermaid', 'stateDiagram-v2', ...lines.map((line) => `    ${line}`), '```'].join('\n');
}
