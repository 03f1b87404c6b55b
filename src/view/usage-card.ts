import { heading, lines, note, text } from './blocks.js';
import type { Card, Rich } from './card.js';
import type { Audience } from './reader.js';
import { voiceFor } from './voice.js';

/** How to use it. `command`: as people type it, `/handover`. */
export function usageCard(audience: Audience, command: string): Card {
  const voice = voiceFor(audience);
  const { usage, labels } = voice.words;
  const line = (typed: string, does: string): Rich => voice.say(usage.line, { command: [{ code: typed }], does });
  return {
    text: usage.notification,
    blocks: [
      heading(labels.howItWorks),
      text(voice.say(usage.what)),
      text(
        lines([
          line(`${command} @alice`, usage.lines.start),
          line(`${command} @alice @bob`, usage.lines.both),
          line(`${command} list`, usage.lines.list),
          line(`${command} status`, usage.lines.status),
          line(`${command} pause`, usage.lines.changes),
          line(`${command} hour 8`, usage.lines.hour),
          line(`${command} holidays DE`, usage.lines.holidays),
          line(`${command} help`, usage.lines.help),
        ]),
      ),
      text(voice.say(usage.direct)),
      text(voice.say(usage.stuck)),
      note(voice.say(usage.safe)),
    ],
    isOver: false,
  };
}
