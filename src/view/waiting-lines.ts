import type { CardKey } from '../core/effect.js';
import type { PersonId } from '../core/ids.js';
import { zoneOf } from '../core/schedule.js';
import { localDate } from '../core/time.js';
import { type OpenWait, waitsOf } from '../core/waits.js';
import { whatIsWaited } from './ball.js';
import type { Rich } from './card.js';
import { linkLine, withLink } from './links.js';
import type { Scene } from './reader.js';
import type { Voice } from './voice.js';

interface Waiting {
  readonly scene: Scene;
  readonly open: OpenWait;
}

/** All that waits on the reader, over all these handovers, oldest first; with or without what they put off. */
export function waitingOn(scenes: readonly Scene[], putOff: 'with' | 'without'): readonly Waiting[] {
  return scenes
    .flatMap((scene) => waitsOf(scene.handover).map((open) => ({ scene, open })))
    .filter(({ scene, open }) => open.on === scene.reader.person && (putOff === 'with' || !isSnoozed(scene, open)))
    .sort((a, b) => a.open.wait.since - b.open.wait.since);
}

function isSnoozed({ handover, reader, now }: Scene, { wait }: OpenWait): boolean {
  return wait.snoozedUntil !== null && wait.snoozedUntil > localDate(now, zoneOf(handover, reader.person));
}

/** One line for each: which handover, what, since when, and where. */
export function waitingLine(voice: Voice, { scene, open }: Waiting): Rich {
  const { nudge, labels } = voice.words;
  const { since } = open.wait;
  const sentence = voice.say(nudge.line, {
    account: [{ bold: scene.handover.account.said }],
    what: whatIsWaited(scene, voice, open, 'asked'),
    day: voice.dates.day(since),
    ago: voice.dates.ago(since),
  });
  return ['• ', ...withLink(sentence, linkLine(scene, cardOf(scene, open, scene.reader.person), labels.openStep))];
}

/** The card on which a wait is answered. */
export function cardOf({ handover }: Scene, { key }: OpenWait, person: PersonId): CardKey {
  if (key === 'intake') return { card: 'intake' };
  if (key === 'acceptance') {
    const isInvited = handover.acceptance.state === 'asked' && handover.people.successor === person;
    return { card: isInvited ? 'invite' : 'root' };
  }
  return { card: handover.steps[key]?.state === 'awaiting_confirmation' ? 'confirm' : 'step', step: key };
}
