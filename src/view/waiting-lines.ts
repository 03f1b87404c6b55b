import type { CardKey } from '../core/effect.js';
import type { PersonId } from '../core/ids.js';
import { criticalSteps, workingDaysLeft } from '../core/deadline.js';
import { isGone } from '../core/people.js';
import { zoneOf } from '../core/reach-hours.js';
import { DEFAULT_RULES } from '../core/rules.js';
import { localDate } from '../core/time.js';
import { type OpenWait, waitsOf } from '../core/waits.js';
import { whatIsWaited } from './ball.js';
import type { Rich } from './card.js';
import { linkLine, withLink } from './links.js';
import type { Scene } from './reader.js';
import type { Voice } from './voice.js';

export interface Waiting {
  readonly scene: Scene;
  readonly open: OpenWait;
}

/** All that waits on the reader, over all these handovers, oldest first; with or without what they put off. */
export function waitingOn(scenes: readonly Scene[], putOff: 'with' | 'without'): readonly Waiting[] {
  return scenes
    .flatMap((scene) => waitsOf(scene.handover).map((open) => ({ scene, open })))
    .filter(({ scene, open }) => open.on === scene.reader.person && (putOff === 'with' || !isSnoozed(scene, open)))
    .sort((a, b) => Number(isCritical(b)) - Number(isCritical(a)) || a.open.wait.since - b.open.wait.since);
}

/** What becomes impossible with the last working day comes first. */
const isCritical = ({ scene: { handover }, open }: Waiting): boolean =>
  !isGone(handover) && criticalSteps(handover).some((key) => key === open.key);

/** The days before the last one on which the nudge says what will become impossible. */
const WARNED_AT = [5, 2, 1, 0];

/** What will be impossible after the last working day, on the days on which it is said; nothing otherwise. */
function warning(voice: Voice, one: Waiting): Rich {
  const { handover, now } = one.scene;
  if (!isCritical(one)) return [];
  const left = workingDaysLeft(handover, now, DEFAULT_RULES);
  if (!WARNED_AT.includes(left)) return [];
  const { nudge } = voice.words;
  return [
    '\n',
    ...(left === 0
      ? voice.say(nudge.lastDay)
      : voice.say(voice.counted(nudge.daysLeft, left), { count: String(left) })),
  ];
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
  const link = linkLine(scene, cardOf(scene, open, scene.reader.person), labels.openStep);
  return ['• ', ...withLink(sentence, link), ...warning(voice, { scene, open })];
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
