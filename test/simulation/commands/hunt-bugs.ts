import { BUGS } from '../bugs/bugs.js';
import { Child, type ChildRan, PROCESSES, share } from './child-run.js';
import { EVENTS_A_SEED } from './run-one.js';

/** A bug that these seeds do not find is not found: those of the long run, which keep every promise without it. */
const SEEDS_MAX = 50;

type CleanRun = (seed: number) => Promise<ChildRan>;

/**
 * Plants bugs into the sources, one at a time and spread over the list, and runs seeds until a promise breaks. A find
 * counts only when the program without the bug keeps every promise under the very same seed.
 */
export async function huntBugs(count: number, from: number, print: (line: string) => void): Promise<boolean> {
  const left = BUGS.slice(from);
  const step = Math.max(1, Math.ceil(left.length / Math.min(count, left.length)));
  const bugs = left.filter((_, n) => n % step === 0);
  const begun = process.hrtime.bigint();
  const cleanRuns = new Map<number, Promise<ChildRan>>();
  const clean: CleanRun = (seed) => {
    const run = cleanRuns.get(seed) ?? runAlone(seed);
    cleanRuns.set(seed, run);
    return run;
  };
  let found = 0;
  await share(Array.from({ length: PROCESSES }), bugs, async (_, bug) => {
    const child = new Child(bug);
    const { isFound, words } = await hunt(child, clean);
    child.end();
    if (isFound) found += 1;
    print(`${isFound ? 'found    ' : 'NOT FOUND'} ${bug.title} (${bug.file})\n          ${words}`);
  });
  const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
  const fine = (await Promise.all(cleanRuns.values())).filter(({ violation }) => violation === null);
  const seeds = fine.map(({ seed }) => seed).toSorted((a, b) => a - b);
  print(`Without a bug, seeds ${seeds.join(', ')} keep every promise.`);
  print(`${found} of ${bugs.length} found, in ${seconds.toFixed(0)} s`);
  return found === bugs.length;
}

async function runAlone(seed: number): Promise<ChildRan> {
  const child = new Child(null);
  const ran = await child.run(seed, EVENTS_A_SEED);
  child.end();
  return ran;
}

async function hunt(child: Child, clean: CleanRun): Promise<{ readonly isFound: boolean; readonly words: string }> {
  let events = 0;
  const doubtful: number[] = [];
  for (let seed = 1; seed <= SEEDS_MAX; seed += 1) {
    const ran = await child.run(seed, EVENTS_A_SEED);
    events += ran.events;
    if (ran.violation === null) continue;
    if ((await clean(seed)).violation === null) {
      return { isFound: true, words: `seed ${seed}, after ${events} events: ${ran.violation.slice(0, 160)}` };
    }
    doubtful.push(seed);
  }
  const also = doubtful.length === 0 ? '' : `; seeds ${doubtful.join(', ')} break without the bug too`;
  return { isFound: false, words: `${events} events of ${SEEDS_MAX} seeds${also}` };
}
