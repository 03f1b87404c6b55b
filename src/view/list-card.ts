import { waitsOf } from '../core/waits.js';
import { holderOf, whatIsWaited } from './ball.js';
import { bold, heading, lines, text } from './blocks.js';
import type { Block, Card, Rich } from './card.js';
import { linkLine } from './links.js';
import type { Audience, Scene } from './reader.js';
import { closedLine, progressLine } from './root-card.js';
import { type Voice, voiceFor } from './voice.js';

/** How many handovers one message shows. */
const SHOWN = 15;
const WAITS_SHOWN = 4;

/** The reader's handovers, with who holds the ball. `command`: as people type it, `/handover`. */
export function listCard(audience: Audience, scenes: readonly Scene[], command: string): Card {
  const voice = voiceFor(audience);
  const { list, labels } = voice.words;
  if (scenes.length === 0) {
    const slots = { command: [{ code: command }] };
    return { text: voice.plain(list.none, { command }), blocks: [text(voice.say(list.none, slots))], isOver: false };
  }
  const rest = scenes.length - SHOWN;
  return {
    text: voice.plain(voice.counted(list.notification, scenes.length), { count: String(scenes.length) }),
    blocks: [
      heading(labels.yourHandovers),
      ...scenes.slice(0, SHOWN).map((scene) => handoverBlock(scene, voice)),
      ...(rest > 0 ? [text(voice.say(labels.more, { count: String(rest) }))] : []),
    ],
    isOver: false,
  };
}

function handoverBlock(scene: Scene, voice: Voice): Block {
  const { handover } = scene;
  const { list, labels } = voice.words;
  const { people, lastDay } = handover;
  const { dates } = voice;
  const title: Rich = [bold(handover.account.said)];
  const link = linkLine(scene, { card: 'root' }, labels.openOverview);
  const slots = { outgoing: voice.who(people.outgoing), successor: voice.who(people.successor) };
  const about = voice.say(list.running, { ...slots, date: dates.date(lastDay), relative: dates.fromToday(lastDay) });
  const rest =
    handover.status === 'running'
      ? [about, progressLine(scene, voice), ...waitingLines(scene, voice)]
      : [voice.say(list.fromTo, slots), closedLine(voice, handover)];
  return text(lines([title, ...rest, ...(link.length > 0 ? [link] : [])]));
}

function waitingLines(scene: Scene, voice: Voice): readonly Rich[] {
  const waits = waitsOf(scene.handover);
  if (waits.length === 0) return [];
  const shown = waits.slice(0, WAITS_SHOWN).map((open): Rich => {
    return voice.say(voice.words.labels.holderFor, {
      who: holderOf(scene, voice, open),
      what: whatIsWaited(scene, voice, open, 'others'),
    });
  });
  const rest = waits.length - shown.length;
  const more = rest > 0 ? [voice.say(voice.words.labels.more, { count: String(rest) })] : [];
  return [
    [
      bold(voice.words.labels.waitingFor),
      ' ',
      ...[...shown, ...more].flatMap((one, n) => (n === 0 ? one : [' · ', ...one])),
    ],
  ];
}
