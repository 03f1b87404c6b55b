import { createTeamsAdapter, type TeamsAdapter, type TeamsAdapterOptions } from '../../adapters/teams/index.js';
import type { TeamsConfig } from '../config.js';
import type { TenantId } from '../core/ids.js';
import type { HandoverStore } from '../engine/ports.js';

type Surroundings = Pick<TeamsAdapterOptions, 'desk' | 'cardAt' | 'clock' | 'wallClock' | 'timer' | 'log'>;

/** The adapter for Teams, over what the configuration says and what is stored. */
export function connectTeams(
  { tokenUrl, ...teams }: TeamsConfig,
  tenant: TenantId,
  store: Pick<HandoverStore, 'person' | 'personOf'>,
  surroundings: Surroundings,
): TeamsAdapter {
  return createTeamsAdapter({
    ...teams,
    ...(tokenUrl === null ? {} : { tokenUrl }),
    ...surroundings,
    tenant,
    people: store.person,
    known: (of, identity) => {
      const person = store.personOf(of, identity);
      return person === null ? null : store.person(of, person);
    },
  });
}
