import { mayUndo, stepRestingOn } from '../core/decide-changes.js';
import type { Step } from '../core/handover.js';
import type { StepKey } from '../core/ids.js';
import { isNamed } from '../core/people.js';
import { actions, button } from './blocks.js';
import type { Block } from './card.js';
import { pressOnStep } from './press-for.js';
import type { Scene } from './reader.js';
import type { Voice } from './voice.js';

/** *Undo*, for whoever had the last word on a step, while nothing rests on it. */
export function undoActions(scene: Scene, voice: Voice, key: StepKey, state: Step): readonly Block[] {
  const { handover, reader } = scene;
  const isOffered =
    handover.status === 'running' &&
    isNamed(handover, reader.person) &&
    mayUndo(state, reader.person) &&
    stepRestingOn(handover, key) === null;
  return isOffered ? actions(button(voice.words.buttons.undo, pressOnStep(scene, 'undo', key))) : [];
}
