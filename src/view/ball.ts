import type { StepKey } from '../core/ids.js';
import { type OpenWait, waitsOf } from '../core/waits.js';
import type { Inline, Rich } from './card.js';
import { nameOfStep, numberOf, vendorOf } from './fill.js';
import type { Scene } from './reader.js';
import type { Voice } from './voice.js';

/** What is waited for, as part of a sentence: `confirm step 5`. `asked`: at length, to whoever is to act. */
export function whatIsWaited(scene: Scene, voice: Voice, open: OpenWait, to: 'asked' | 'others'): string {
  const { waits } = voice.words.labels;
  if (open.key === 'acceptance') {
    return scene.handover.acceptance.state === 'declined' ? waits.declined : waits.acceptance;
  }
  return open.key === 'intake' ? waits.intake : whatOfStep(scene, voice, open.key, to);
}

function whatOfStep(scene: Scene, voice: Voice, key: StepKey, to: 'asked' | 'others'): string {
  const { waits } = voice.words.labels;
  const state = scene.handover.steps[key];
  const step = to === 'asked' ? nameOfStep(scene, voice, key) : numberOf(scene, voice, key);
  if (state?.state === 'at_vendor') {
    const number = state.ticket?.number.said ?? '';
    return voice.plain(to === 'asked' ? waits.vendorNews : waits.vendor, { number, step });
  }
  return voice.plain(state?.state === 'awaiting_confirmation' ? waits.confirm : waits.step, { step });
}

/** Who holds the ball: a person, or the vendor. */
export const holderOf = (scene: Scene, voice: Voice, open: OpenWait): Inline =>
  open.isVendor ? vendorOf(scene, voice) : voice.who(open.on);

const SHOWN = 12;

/** Everybody who holds the ball and for what, a line each, oldest first. */
export function ballLines(scene: Scene, voice: Voice): readonly Rich[] {
  const { words, dates } = voice;
  const waits = waitsOf(scene.handover);
  const lines = waits.slice(0, SHOWN).map((open) =>
    voice.say(words.labels.waitLine, {
      who: holderOf(scene, voice, open),
      what: whatIsWaited(scene, voice, open, 'others'),
      day: dates.day(open.wait.since),
    }),
  );
  const rest = waits.length - lines.length;
  return rest > 0 ? [...lines, voice.say(words.labels.more, { count: String(rest) })] : lines;
}
