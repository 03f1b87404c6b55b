import { note, text } from './blocks.js';
import type { Card } from './card.js';
import type { Audience } from './reader.js';
import { plainText, voiceFor } from './voice.js';

/** What the person's own day is from now on. */
export function preferenceCard(
  audience: Audience,
  { hour, holidays }: { hour: number; holidays: string | null },
): Card {
  const voice = voiceFor(audience);
  const { preference } = voice.words;
  const line = voice.say(preference.hour, { hour: `${hour}:00` });
  const free =
    holidays === null ? voice.say(preference.noHolidays) : voice.say(preference.holidays, { place: holidays });
  return { text: plainText(line, audience.nameOf), blocks: [text(line), note(free)], isOver: false };
}

/** What was typed cannot be taken. `quietHour`: from this hour on nothing is sent. */
export function preferenceRefusal(
  audience: Audience,
  what: 'hour' | 'holidays',
  quietHour: number,
  command: string,
): Card {
  const voice = voiceFor(audience);
  const { preference } = voice.words;
  const line =
    what === 'hour'
      ? voice.say(preference.badHour, { command: [{ code: `${command} hour 8` }], last: String(quietHour - 1) })
      : voice.say(preference.badHolidays, { command: [{ code: `${command} holidays DE` }] });
  return { text: plainText(line, audience.nameOf), blocks: [text(line)], isOver: false };
}
