import { Simulation } from '../world/simulation.js';
import type { Options } from './options.js';

/** Of one world; the same wherever a seed is run, so that one line replays it. */
export const EVENTS_A_SEED = 20_000;

/** Replays one seed. */
export async function runOne(options: Options, seed: number, print: (line: string) => void): Promise<boolean> {
  const ran = await new Simulation(seed, options.tail).run(options.events ?? EVENTS_A_SEED);
  for (const line of ran.tail) print(line);
  print(`seed ${seed}: ${ran.events} events, ${ran.handovers} handovers, ${ran.virtualDays} days`);
  print(`journal ${ran.journalHash} (${ran.journalEntries} entries), trace ${ran.traceHash}`);
  print(ran.violation === null ? 'Every promise was kept.' : `BROKEN ${ran.violation}`);
  return ran.violation === null;
}
