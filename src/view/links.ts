import type { CardKey } from '../core/effect.js';
import type { Rich } from './card.js';
import type { Scene } from './reader.js';

/** A link to one of the reader's own cards; nothing while its address is not known. */
export function linkLine(scene: Scene, card: CardKey, label: string): Rich {
  const url = scene.linkTo(card);
  return url === null ? [] : [{ link: url, label }];
}

/** A sentence, and a link behind it where there is one. */
export const withLink = (sentence: Rich, link: Rich): Rich =>
  link.length === 0 ? sentence : [...sentence, ' ', ...link];
