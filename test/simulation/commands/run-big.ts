import { createHash } from 'node:crypto';
import { EVENT_KINDS } from '../world/world.js';
import { Child, type ChildRan, PROCESSES, share } from './child-run.js';
import type { Options } from './options.js';
import { EVENTS_A_SEED } from './run-one.js';

const GOAL = 1_000_000;

/** Runs seeds from 1 on, two at a time, until a million events have happened, and prints the figures. */
export async function runBig({ events }: Options, print: (line: string) => void): Promise<boolean> {
  const goal = events ?? GOAL;
  const seeds = Array.from({ length: Math.ceil(goal / EVENTS_A_SEED) }, (_, n) => n + 1);
  const begun = process.hrtime.bigint();
  const all: ChildRan[] = [];
  const children = Array.from({ length: PROCESSES }, () => new Child(null));
  await share(children, seeds, async (child, seed) => {
    const ran = await child.run(seed, EVENTS_A_SEED);
    all.push(ran);
    if (ran.violation !== null) print(`seed ${seed} BROKEN ${ran.violation}\n${ran.tail.slice(-15).join('\n')}`);
  });
  for (const child of children) child.end();
  const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
  const sum = (of: (ran: ChildRan) => number): number => all.reduce((total, ran) => total + of(ran), 0);
  for (const [kind, what] of Object.entries(EVENT_KINDS)) {
    print(`${String(sum(({ counts }) => counts[kind] ?? 0)).padStart(9)} ${kind}: ${what}`);
  }
  const whole = sum((ran) => ran.events);
  const days = sum(({ virtualDays }) => virtualDays);
  print(
    `${whole} events in ${seconds.toFixed(1)} s, ${Math.round(whole / seconds)} a second in ${PROCESSES} processes`,
  );
  print(`${all.length} seeds, ${sum(({ handovers }) => handovers)} handovers, ${days} days`);
  print(`what happened in all of them: ${hashOf(all)}`);
  const broken = all.filter(({ violation }) => violation !== null);
  print(broken.length === 0 ? 'Every promise was kept.' : `Broken: seeds ${broken.map(({ seed }) => seed).join(', ')}`);
  return broken.length === 0;
}

/** The same for the same seeds, in whichever order and process each was played. */
function hashOf(all: readonly ChildRan[]): string {
  const lines = all.map(({ seed, journalHash, traceHash }) => `${seed} ${journalHash} ${traceHash}`);
  return createHash('sha256').update(lines.toSorted().join('\n')).digest('hex');
}
