import { note } from './blocks.js';
import type { Card } from './card.js';
import type { Audience } from './reader.js';
import { voiceFor } from './voice.js';

/** A card that may stand twice, because the platform never said whether it arrived: it tells which one counts. */
export function withDoubt(audience: Audience, card: Card): Card {
  const voice = voiceFor(audience);
  return { ...card, blocks: [...card.blocks, note(voice.say(voice.words.doubt.mayStandTwice))] };
}
