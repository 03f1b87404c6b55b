import { huaweiCloud } from '../../src/procedures/load-procedure.js';
import type { Procedure } from '../../src/core/procedure.js';
import { type State, stepsOf } from './bot.js';
import { explore, type Finding, type Scenario } from './explore.js';
import { isFinished } from './presses.js';

/** No scenario is larger; one that is would not be explored in time. */
const STATES_MAX = 200_000;

/** What came of many explorations. */
export interface Survey {
  /** What was found, with the scenario and the shortest way there. */
  readonly findings: readonly (Finding & { readonly scenario: Scenario })[];
  readonly scenarios: number;
  readonly states: number;
  readonly transitions: number;
  /** Steps that somebody was asked to do, over all states. */
  readonly asked: number;
  /** States in which the handover has come to its end. */
  readonly ends: number;
  /** States after somebody left with what they hold. */
  readonly afterLeaving: number;
  readonly seconds: number;
}

const hasSomebodyLeft = ({ unreachable }: State['handover'], { here }: State['account']): boolean =>
  !here.includes('outgoing') ||
  !here.includes('first') ||
  Object.values(unreachable).some(({ why }) => why === 'deactivated');

/** Explores each; `isFirst` stops at the first finding. */
export function survey(scenarios: readonly Scenario[], procedure: Procedure = huaweiCloud(), isFirst = false): Survey {
  const startedAt = performance.now();
  const findings: (Finding & { scenario: Scenario })[] = [];
  const counts = { states: 0, transitions: 0, asked: 0, ends: 0, afterLeaving: 0 };
  for (const scenario of scenarios) {
    const explored = explore(scenario, procedure, STATES_MAX);
    counts.states += explored.states.length;
    counts.transitions += explored.transitions.length / 3;
    for (const { handover, account } of explored.states) {
      if (isFinished(handover)) counts.ends += 1;
      if (hasSomebodyLeft(handover, account)) counts.afterLeaving += 1;
      counts.asked += stepsOf(handover).filter(([, { state }]) => state === 'open').length;
    }
    if (explored.finding) findings.push({ ...explored.finding, scenario });
    if (explored.finding && isFirst) break;
  }
  const seconds = (performance.now() - startedAt) / 1000;
  return { findings, scenarios: scenarios.length, ...counts, seconds };
}

/** Says what was looked at; to the terminal at once, because a test that passes says nothing. */
export function say(title: string, found: Survey): void {
  const { scenarios, seconds, states, transitions, asked, ends, afterLeaving } = found;
  const size = `${scenarios} scenarios, ${states} states, ${transitions} transitions, ${seconds.toFixed(1)} s`;
  const held = [
    `(1) in ${states} states`,
    `(2) at ${ends} ends`,
    `(3) of ${asked} steps asked for`,
    `(4) in ${afterLeaving} states after a departure`,
  ];
  process.stdout.write(`  ${title}: ${size}; held ${held.join(', ')}\n`);
}
