import { text } from './blocks.js';
import type { Card } from './card.js';
import type { Scene } from './reader.js';
import { plainText, voiceFor } from './voice.js';

/**
 * One line in the channel where a handover was started. `scene.reader` lends its language only: a channel has many
 * readers, so everybody is named, without a mention that would call them in.
 */
export function renderChannelLine(scene: Scene, what: 'started' | 'ended'): Card {
  const voice = voiceFor(scene);
  const { handover, nameOf } = scene;
  const { channel } = voice.words;
  const { people } = handover;
  const slots = {
    account: [{ bold: handover.account.said }],
    initiator: nameOf(people.initiator),
    outgoing: nameOf(people.outgoing),
    successor: nameOf(people.successor),
  };
  const started = [...voice.say(channel.started, slots), ' ', ...voice.say(channel.startedNext)];
  const line =
    what === 'started' || handover.status === 'running' ? started : voice.say(channel[handover.status], slots);
  return { text: plainText(line, nameOf), blocks: [text(line)], isOver: false };
}
