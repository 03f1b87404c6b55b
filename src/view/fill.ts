import type { StepKey } from '../core/ids.js';
import { definitionOf } from '../core/people.js';
import type { Localized } from '../core/procedure.js';
import type { Scene } from './reader.js';
import type { Voice } from './voice.js';

/** A sentence of the procedure with names for its placeholders. `service`: the name of a repeated step's service. */
export function fillText(scene: Scene, voice: Voice, text: Localized, service: string): string {
  const { people, account } = scene.handover;
  const values: Readonly<Record<string, string>> = {
    outgoing: scene.nameOf(people.outgoing),
    successor: scene.nameOf(people.successor),
    administrator: scene.nameOf(people.administrator),
    account: account.said,
    service,
  };
  return voice.localized(text).replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** A sentence of one step. */
export function fillStep(scene: Scene, voice: Voice, key: StepKey, text: Localized): string {
  return fillText(scene, voice, text, scene.handover.steps[key]?.subject?.said ?? voice.words.labels.everyService);
}

/** `Unlink the authenticator`. */
export const titleOf = (scene: Scene, voice: Voice, key: StepKey): string =>
  fillStep(scene, voice, key, definitionOf(scene.handover, key).title);

/** As a step is called in a sentence: `5`, or `9 (GitHub)` for one service of a repeated step. */
export function numberOf(scene: Scene, voice: Voice, key: StepKey): string {
  const { number } = definitionOf(scene.handover, key);
  const subject = scene.handover.steps[key]?.subject?.said;
  return subject === undefined ? number : voice.plain(voice.words.labels.numberWith, { number, subject });
}

/** `5, Unlink the authenticator`. */
export function nameOfStep(scene: Scene, voice: Voice, key: StepKey): string {
  const { number } = definitionOf(scene.handover, key);
  return voice.plain(voice.words.labels.shortStep, { number, title: titleOf(scene, voice, key) });
}

/** Who runs the cloud, as people call it: the handover's procedure says which. */
export function vendorOf(scene: Scene, voice: Voice): string {
  const { vendors, theVendor } = voice.words.labels;
  const found = Object.entries(vendors).find(([key]) => scene.handover.procedure.key.startsWith(key));
  return found?.[1] ?? theVendor;
}
