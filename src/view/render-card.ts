import type { CardKey } from '../core/effect.js';
import { assertNever } from '../core/ids.js';
import { note } from './blocks.js';
import type { Card } from './card.js';
import { closingCard } from './closing-card.js';
import { confirmCard } from './confirm-card.js';
import { helpCard } from './help-card.js';
import { intakeCard } from './intake-card.js';
import { inviteCard } from './invite-card.js';
import { noticeCard } from './notice-card.js';
import type { Scene } from './reader.js';
import { rootCard } from './root-card.js';
import { stepCard } from './step-card.js';
import { type Voice, voiceFor } from './voice.js';

/** One of a handover's cards, as it is to stand now in front of one reader. */
export function renderCard(scene: Scene, key: CardKey): Card {
  const voice = voiceFor(scene);
  const card = draw(scene, voice, key);
  const namesItself = key.card === 'root' || key.card === 'closing';
  if (!scene.standsAlone || namesItself) return card;
  const account = { bold: scene.handover.account.said };
  const first = note(voice.say(voice.words.labels.handoverOf, { account }));
  return { ...card, blocks: [first, ...card.blocks] };
}

function draw(scene: Scene, voice: Voice, key: CardKey): Card {
  switch (key.card) {
    case 'root':
      return rootCard(scene, voice);
    case 'invite':
      return inviteCard(scene, voice);
    case 'intake':
      return intakeCard(scene, voice);
    case 'step':
      return stepCard(scene, voice, key.step);
    case 'confirm':
      return confirmCard(scene, voice, key.step);
    case 'help':
      return helpCard(scene, voice, key.help);
    case 'notice':
      return noticeCard(scene, voice, key.notice);
    case 'closing':
      return closingCard(scene, voice);
    default:
      return assertNever(key);
  }
}
