import type { Zone } from '../../../src/core/ids.js';
import type { Ask } from '../../../src/engine/ports.js';
import { DEPLOYMENT, type Person, settleOn } from './person.js';
import type { Sent } from './platforms/client.js';
import { zoneIn } from './platforms/teams/teams-client.js';

// What the program may think of people, followed from outside: by what it is told, and what it has said that it heard.

/** Something arrives: from now on the program may think so. */
export function mayThink(person: Person, sent: Sent, now: number): void {
  const zone = zoneTold(sent);
  if (zone !== null) person.zones.add(zone);
  const wish = wishOf(sent.ask);
  if (wish === null) return;
  person.changedAt = now;
  if ('hour' in wish) person.hours.add(wish.hour);
  else person.places.add(wish.place);
}

/** It was answered: the program knows, of whom it keeps anything. Late news of the past makes nothing certain. */
export function knows(person: Person, sent: Sent, isKept: boolean, now: number): void {
  if (!isKept) return;
  const wish = wishOf(sent.ask);
  if (zoneTold(sent) === person.zone) {
    // Their mornings may be others from now on.
    if (person.zones.size > 1) person.changedAt = now;
    settleOn(person.zones, person.zone);
  }
  if (wish !== null && 'hour' in wish) settleOn(person.hours, wish.hour);
  if (wish !== null && 'place' in wish) settleOn(person.places, wish.place);
}

/** Slack tells when somebody moves; Teams tells it with all that they do. */
function zoneTold({ ask, payload }: Sent): Zone | null {
  if (ask?.kind === 'profile_changed') return ask.profile.zone;
  const zone = zoneIn(payload);
  return zone === '' ? null : (zone as Zone);
}

function wishOf(ask: Ask | null): { readonly hour: number } | { readonly place: string } | null {
  if (ask?.kind !== 'prefer') return null;
  if (ask.what === 'hour') return { hour: Number(ask.value) };
  if (ask.value === 'none') return { place: DEPLOYMENT.holidays };
  return ask.value === 'nowhere' ? null : { place: ask.value };
}
