import { note, text, textBlocks } from './blocks.js';
import type { Card } from './card.js';
import type { Audience, Scene } from './reader.js';
import { voiceFor } from './voice.js';
import { waitingLine, waitingOn } from './waiting-lines.js';

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
    blocks: [text(lead), ...textBlocks(waiting.map((one) => waitingLine(voice, one))), note(voice.say(nudge.footer))],
    isOver: false,
  };
}
