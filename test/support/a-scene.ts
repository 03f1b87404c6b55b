import type { CardKey } from '../../src/core/effect.js';
import type { Handover } from '../../src/core/handover.js';
import type { Instant, PersonId, StepKey, Zone } from '../../src/core/ids.js';
import { renderCard } from '../../src/view/render-card.js';
import type { Audience, Reader, Scene } from '../../src/view/reader.js';
import { alice, bob, carol, ines, type Play, stranger } from './a-handover.js';
import { asText } from './card-text.js';

const NAMES: Readonly<Record<PersonId, string>> = {
  [ines]: 'Ines',
  [alice]: 'Alice',
  [bob]: 'Bob',
  [carol]: 'Carol',
  [stranger]: 'Sam',
};

export const nameOf = (person: PersonId): string => NAMES[person] ?? 'Somebody';

export const readerOf = (person: PersonId, change: Partial<Reader> = {}): Reader => ({
  person,
  zone: 'UTC' as Zone,
  locale: 'en-US',
  ...change,
});

export const audienceOf = (person: PersonId, now: Instant): Audience => ({ reader: readerOf(person), now, nameOf });

/** A handover as one person sees it. A press is shown as `action on@rev=value`. */
export function sceneOf(handover: Handover, person: PersonId, now: Instant, change: Partial<Scene> = {}): Scene {
  return {
    ...audienceOf(person, now),
    handover,
    linkTo: (card) => `https://chat.example/${card.card}${'step' in card ? `/${card.step}` : ''}`,
    press: ({ action, on, rev, value }) => `${action} ${on}@${rev}=${value}`,
    standsAlone: false,
    savesTicks: false,
    homeOf: () => ({ platform: 'Chat', installLink: null }),
    elsewhere: [],
    ...change,
  };
}

/** One card of a played handover, as text. */
export function see(play: Play, person: PersonId, card: CardKey, change: Partial<Scene> = {}): string {
  return asText(renderCard(sceneOf(play.handover, person, play.now, change), card), nameOf);
}

export const stepCardOf = (step: string): CardKey => ({ card: 'step', step: step as StepKey });
export const confirmCardOf = (step: string): CardKey => ({ card: 'confirm', step: step as StepKey });
