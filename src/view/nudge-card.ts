import { actions, button, note, text, textBlocks } from './blocks.js';
import type { Block, Button, Card, Menu } from './card.js';
import { pressOnStep, snoozeMenu } from './press-for.js';
import type { Audience, Scene } from './reader.js';
import { type Voice, voiceFor } from './voice.js';
import { type Waiting, waitingLine, waitingOn } from './waiting-lines.js';

/**
 * The one message of the day for all that waits on a person. `scenes`: their handovers as that person sees them, in any
 * order. Nothing waits any more: the card is over.
 */
export function renderNudge(audience: Audience, scenes: readonly Scene[]): Card {
  const voice = voiceFor(audience);
  const { nudge } = voice.words;
  const waiting = waitingOn(scenes, 'without');
  const count = String(waiting.length);
  if (waiting.length === 0) {
    return { text: nudge.nothing, blocks: [text(voice.say(nudge.nothing))], isOver: true };
  }
  const lead = voice.say(voice.counted(nudge.lead, waiting.length), { you: voice.mention, count });
  const name = audience.nameOf(audience.reader.person);
  return {
    text: voice.plain(voice.counted(nudge.notification, waiting.length), { you: name, count }),
    blocks: [text(lead), ...linesOf(voice, waiting), note(voice.say(nudge.footer))],
    isOver: false,
  };
}

/** So many lines have their own buttons; more of them would be too long a message. */
const WITH_BUTTONS_MAX = 10;

function linesOf(voice: Voice, waiting: readonly Waiting[]): readonly Block[] {
  const [first, rest] = [waiting.slice(0, WITH_BUTTONS_MAX), waiting.slice(WITH_BUTTONS_MAX)];
  return [
    ...first.flatMap((one) => [text(waitingLine(voice, one)), ...actions(...buttonsOf(voice, one))]),
    ...textBlocks(rest.map((one) => waitingLine(voice, one))),
  ];
}

/** *Snooze*, and *I need help* where it is a step that waits. */
function buttonsOf(voice: Voice, { scene, open }: Waiting): readonly (Button | Menu | null)[] {
  const { key } = open;
  const isStep = key !== 'acceptance' && key !== 'intake';
  return [
    isStep ? button(voice.words.buttons.askHelp, pressOnStep(scene, 'ask_help', key)) : null,
    snoozeMenu(scene, voice, key),
  ];
}
