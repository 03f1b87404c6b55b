import { createTeamsAdapter, type TeamsAdapter, type TeamsAdapterOptions } from '../../adapters/teams/index.js';
import type { TeamsConfig } from '../config.js';
import type { TenantId } from '../core/ids.js';
import type { HandoverStore } from '../engine/ports.js';

type Surroundings = Pick<TeamsAdapterOptions, 'desk' | 'cardAt' | 'clock' | 'wallClock' | 'timer' | 'log'>;

/** The adapter for Teams, over what the configuration says and what is stored. */
export function connectTeams(
  { tokenUrl, ...teams }: TeamsConfig,
  tenant: TenantId,
  store: Pick<HandoverStore, 'person' | 'knownAs' | 'rooms' | 'keepRoom'>,
  surroundings: Surroundings,
): TeamsAdapter {
  return createTeamsAdapter({
    ...teams,
    ...(tokenUrl === null ? {} : { tokenUrl }),
    ...surroundings,
    tenant,
    people: store.person,
    known: store.knownAs,
    rooms: (of) => store.rooms(of, TEAMS),
    keepRoom: keepingRooms(store),
  });
}

const TEAMS = 'teams';

/** Writes each of them once: every message from there tells of it again. */
function keepingRooms(store: Pick<HandoverStore, 'keepRoom'>): TeamsAdapterOptions['keepRoom'] {
  const kept = new Set<string>();
  return (tenant, conversation) => {
    if (kept.has(conversation)) return;
    store.keepRoom(tenant, TEAMS, conversation);
    kept.add(conversation);
  };
}
