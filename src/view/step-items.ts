import { itemsOpen } from '../core/decide-step.js';
import type { ItemKey, StepKey } from '../core/ids.js';
import { definitionOf } from '../core/people.js';
import { note, text, textBlocks } from './blocks.js';
import type { Block, Rich } from './card.js';
import { fillStep } from './fill.js';
import { pressOnStep } from './press-for.js';
import type { Scene } from './reader.js';
import type { Voice } from './voice.js';

/** The lines to tick now; what comes only after a ticket is named beforehand, without a box. */
export function checklistBlocks(scene: Scene, voice: Voice, key: StepKey): readonly Block[] {
  const { step } = voice.words;
  const { handover } = scene;
  const state = handover.steps[key];
  if (!state || handover.status !== 'running') return [];
  const definition = definitionOf(handover, key);
  const open = state.state === 'open' ? itemsOpen(handover, key, state) : [];
  const worded = definition.items.map((item) => ({ ...item, words: fillStep(scene, voice, key, item.text) }));
  const now = worded.filter((item) => open.includes(item.key));
  const later = worded.filter((item) => !open.includes(item.key));
  return [
    ...(now.length === 0
      ? []
      : [
          note(voice.say(scene.savesTicks ? step.tickThenSave : step.tick)),
          {
            type: 'checklist' as const,
            press: pressOnStep(scene, 'tick', key),
            ...(scene.savesTicks ? { save: voice.words.buttons.save } : {}),
            items: now.map((item) => ({ key: item.key, text: item.words, ticked: state.ticked.includes(item.key) })),
          },
        ]),
    ...(later.length === 0
      ? []
      : textBlocks([
          voice.say(step.afterTicket),
          ...later.map((item) => voice.say(voice.words.labels.undone, { item: item.words })),
        ])),
  ];
}

/** The lines as the assignee left them. */
export function tickedLines(scene: Scene, voice: Voice, key: StepKey): readonly Rich[] {
  const ticked: readonly ItemKey[] = scene.handover.steps[key]?.ticked ?? [];
  const { done, undone } = voice.words.labels;
  return definitionOf(scene.handover, key).items.map((item) =>
    voice.say(ticked.includes(item.key) ? done : undone, { item: fillStep(scene, voice, key, item.text) }),
  );
}

/** The lines that keep a step from being done. */
export function openItemLines(scene: Scene, voice: Voice, key: StepKey, items: readonly ItemKey[]): readonly Block[] {
  const open = definitionOf(scene.handover, key).items.filter((item) => items.includes(item.key));
  const lines = open.map((item) =>
    voice.say(voice.words.labels.undone, { item: fillStep(scene, voice, key, item.text) }),
  );
  return lines.length === 0 ? [] : [text(lines.flatMap((line, n): Rich => (n === 0 ? line : ['\n', ...line])))];
}
