import { evaluate } from '../core/condition.js';
import type { StepKey } from '../core/ids.js';
import { repetitionsOf } from '../core/intake.js';
import { definitionOf } from '../core/people.js';
import { isSettled } from '../core/progress.js';
import type { Rich } from './card.js';
import { numberOf } from './fill.js';
import type { Scene } from './reader.js';
import type { Voice } from './voice.js';

/** What a step that is not open yet waits for; empty when only the next moment will tell. */
export function blockersOf(scene: Scene, voice: Voice, key: StepKey): readonly Rich[] {
  const { handover } = scene;
  const { blockers } = voice.words.labels;
  const definition = definitionOf(handover, key);
  const found: Rich[] = [];
  if (handover.acceptance.state !== 'accepted') {
    found.push(voice.say(blockers.acceptance, { who: voice.who(handover.people.successor) }));
  }
  const verdict = evaluate(definition.when, handover.procedure, handover.answers);
  if (handover.intake.state === 'asking' && verdict === 'unknown') found.push([blockers.intake]);
  for (const before of handover.procedure.steps.filter((step) => definition.after.includes(step.key))) {
    for (const [open] of repetitionsOf(handover, before).filter(([, step]) => !isSettled(step))) {
      found.push(voice.say(blockers.step, { step: numberOf(scene, voice, open) }));
    }
  }
  return found;
}
