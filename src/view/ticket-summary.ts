import type { Step } from '../core/handover.js';
import type { StepKey } from '../core/ids.js';
import { definitionOf, isGone } from '../core/people.js';
import { stepsInOrder } from '../core/progress.js';
import { fillText, vendorOf } from './fill.js';
import type { Scene } from './reader.js';
import type { Voice } from './voice.js';

/**
 * What is done and what is missing, for the vendor: numbers, titles, dates and roles. It holds nothing that people
 * typed, so nothing can slip into the ticket that does not belong there.
 */
export function summaryText(scene: Scene, voice: Voice): string {
  const { handover, now } = scene;
  const { summary } = voice.words;
  const { page } = handover.procedure;
  const { edition } = voice.dates;
  const steps = stepsInOrder(handover).filter(([key]) => !definitionOf(handover, key).final);
  const section = (title: string, of: readonly string[]): readonly string[] =>
    of.length === 0 ? [] : ['', title, ...of];
  const done = steps.flatMap(([key, step]) => doneLine(scene, voice, key, step));
  const missing = steps.filter(([, step]) => isMissing(step));
  const without = steps.filter(([, step]) => step.state === 'not_applicable' && step.why.kind !== 'covered_by_ticket');
  return [
    voice.plain(summary.title, { date: voice.dates.dated(now) }),
    voice.plain(summary.page, { page: page.title, version: edition(page.version) }),
    isGone(handover) ? summary.outgoing : voice.plain(summary.outgoingStill, { date: edition(handover.lastDay) }),
    ...section(summary.done, done.length === 0 ? [summary.nothing] : done),
    ...section(
      summary.missing,
      missing.map(([key]) =>
        voice.plain(summary.missingLine, { ...named(scene, voice, key), role: roleOf(scene, voice, key) }),
      ),
    ),
    ...section(
      summary.notApplicable,
      without.map(([key]) => voice.plain(summary.line, named(scene, voice, key))),
    ),
  ].join('\n');
}

const isMissing = (step: Step): boolean =>
  step.state === 'not_applicable' ? step.why.kind === 'covered_by_ticket' : step.state !== 'done';

/** A step by number and title, never by the name that somebody typed for a service. */
function named(scene: Scene, voice: Voice, key: StepKey): { number: string; title: string } {
  const { number, title } = definitionOf(scene.handover, key);
  const { anotherService, everyService } = voice.words.labels;
  const service = scene.handover.steps[key]?.subject === null ? everyService : anotherService;
  return { number, title: fillText(scene, voice, title, service) };
}

function doneLine(scene: Scene, voice: Voice, key: StepKey, step: Step): readonly string[] {
  if (step.state !== 'done') return [];
  const date = voice.dates.dated(step.confirmedAt);
  return [voice.plain(voice.words.summary.doneLine, { ...named(scene, voice, key), date })];
}

function roleOf(scene: Scene, voice: Voice, key: StepKey): string {
  const { handover } = scene;
  const { assignee, whenGone } = definitionOf(handover, key);
  const { roles } = voice.words.labels;
  if (!isGone(handover)) return roles[assignee];
  return whenGone.by === 'ticket' ? vendorOf(scene, voice) : roles[whenGone.by];
}
