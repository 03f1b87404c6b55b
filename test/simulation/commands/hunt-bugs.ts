import { BUGS } from '../bugs/bugs.js';
import type { Bug } from '../bugs/bug.js';
import { atOnce, PROCESSES, runInChild } from './child-run.js';
import { EVENTS_A_SEED } from './run-one.js';

/** A bug that these seeds do not find is not found. */
const SEEDS_MAX = 8;

/** Plants bugs into the sources, one at a time and spread over the list, and runs seeds until a promise breaks. */
export async function huntBugs(count: number, from: number, print: (line: string) => void): Promise<boolean> {
  const left = BUGS.slice(from);
  const step = Math.max(1, Math.ceil(left.length / Math.min(count, left.length)));
  const bugs = left.filter((_, n) => n % step === 0);
  const begun = process.hrtime.bigint();
  let found = 0;
  await atOnce(PROCESSES, bugs, async (bug) => {
    const hit = await hunt(bug);
    if (hit) found += 1;
    print(`${hit ? 'found' : 'NOT FOUND'} ${bug.title} (${bug.file})${hit === null ? '' : `\n      ${hit}`}`);
  });
  const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
  print(`${found} of ${bugs.length} bugs found in ${seconds.toFixed(0)} s`);
  return found === bugs.length;
}

async function hunt(bug: Bug): Promise<string | null> {
  let events = 0;
  for (let seed = 1; seed <= SEEDS_MAX; seed += 1) {
    const ran = await runInChild(seed, EVENTS_A_SEED, bug);
    events += ran.events;
    if (ran.violation !== null) return `by seed ${seed} after ${events} events: ${ran.violation}`;
  }
  return null;
}
