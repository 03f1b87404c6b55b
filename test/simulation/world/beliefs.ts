import type { Ask } from '../../../src/engine/ports.js';
import { DEPLOYMENT, type Person, settleOn } from './person.js';

// What the program may think of people, followed from outside: by what it is told, and what it has said that it heard.

/** Something arrives: from now on the program may think so. */
export function mayThink(person: Person, ask: Ask, now: number): void {
  if (ask.kind === 'profile_changed') person.zones.add(ask.profile.zone);
  const wish = wishOf(ask);
  if (wish === null) return;
  person.changedAt = now;
  if ('hour' in wish) person.hours.add(wish.hour);
  else person.places.add(wish.place);
}

/** It was answered: the program knows. Late news of the past makes nothing certain. */
export function knows(person: Person, ask: Ask): void {
  const wish = wishOf(ask);
  if (ask.kind === 'profile_changed' && ask.profile.zone === person.zone) settleOn(person.zones, person.zone);
  if (wish !== null && 'hour' in wish) settleOn(person.hours, wish.hour);
  if (wish !== null && 'place' in wish) settleOn(person.places, wish.place);
}

function wishOf(ask: Ask): { readonly hour: number } | { readonly place: string } | null {
  if (ask.kind !== 'prefer') return null;
  if (ask.what === 'hour') return { hour: Number(ask.value) };
  if (ask.value === 'none') return { place: DEPLOYMENT.holidays };
  return ask.value === 'nowhere' ? null : { place: ask.value };
}
