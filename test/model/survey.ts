import { huaweiCloud } from '../../src/procedures/load-procedure.js';
import type { Procedure } from '../../src/core/procedure.js';
import { explore, type Finding, type Scenario } from './explore.js';

/** No scenario is larger; one that is would not be explored in time. */
const STATES_MAX = 200_000;

/** What came of many explorations. */
export interface Survey {
  /** What was found, with the scenario and the shortest way there. */
  readonly findings: readonly (Finding & { readonly scenario: Scenario })[];
  readonly scenarios: number;
  readonly states: number;
  readonly transitions: number;
  readonly seconds: number;
}

/** Explores each; `isFirst` stops at the first finding. */
export function survey(scenarios: readonly Scenario[], procedure: Procedure = huaweiCloud(), isFirst = false): Survey {
  const startedAt = performance.now();
  const findings: (Finding & { scenario: Scenario })[] = [];
  let [states, transitions] = [0, 0];
  for (const scenario of scenarios) {
    const explored = explore(scenario, procedure, STATES_MAX);
    states += explored.states.length;
    transitions += explored.transitions.length / 3;
    if (explored.finding) findings.push({ ...explored.finding, scenario });
    if (explored.finding && isFirst) break;
  }
  const seconds = (performance.now() - startedAt) / 1000;
  return { findings, scenarios: scenarios.length, states, transitions, seconds };
}

/** Says what was looked at; to the terminal at once, because a test that passes says nothing. */
export function say(title: string, { scenarios, states, transitions, seconds }: Survey): void {
  const figures = `${scenarios} scenarios, ${states} states, ${transitions} transitions, ${seconds.toFixed(1)} s`;
  process.stdout.write(`  ${title}: ${figures}\n`);
}
