import type { Handover } from '../core/handover.js';
import type { HandoverId, TenantId } from '../core/ids.js';
import type { Giver } from './giver.js';
import { isHome } from './is-home.js';
import type { HandoverStore, Profile } from './ports.js';

/** Tells running handovers where somebody is now. */
export type Moved = (tenant: TenantId, profile: Profile) => Promise<void>;

/**
 * To be awaited before a profile that a platform gave is stored: not every move is told of by the platform, and a zone
 * that only the profile knows would leave a person's nudges at the hours of the former one, or without any.
 */
export function createMoved(store: Pick<HandoverStore, 'personOf' | 'person'>, giver: Pick<Giver, 'giveAll'>): Moved {
  return async (tenant, { identity, zone }) => {
    const person = store.personOf(tenant, identity);
    const known = person && store.person(tenant, person);
    if (!known || known.profile.zone === zone || !isHome(known, identity)) return;
    await giver.giveAll(tenant, known.person, { type: 'zone_changed', person: known.person, zone }, null);
  };
}

/** Where the people of a handover are now. While it was closed, nobody told it of a move. */
export function zonesNow(
  store: Pick<HandoverStore, 'load' | 'person'>,
  tenant: TenantId,
  id: HandoverId,
): Handover['zones'] {
  const people = Object.values(store.load(tenant, id)?.people ?? {});
  return Object.fromEntries(
    people.flatMap((person) => {
      const zone = store.person(tenant, person)?.profile.zone;
      return zone === undefined ? [] : [[person, zone] as const];
    }),
  );
}
