import type { createSlackAdapter } from '../../adapters/slack/index.js';
import type { connectTeams } from './connect-teams.js';

/** What makes the adapter of each platform; null for one that is not connected. */
export interface AdapterMakers {
  readonly slack: typeof createSlackAdapter | null;
  readonly teams: typeof connectTeams | null;
}

/** Loads what is wanted, and nothing else: each platform's SDK takes as long as all the rest together. */
export async function loadAdapters(wanted: Readonly<Record<keyof AdapterMakers, boolean>>): Promise<AdapterMakers> {
  return {
    slack: wanted.slack ? (await import('../../adapters/slack/index.js')).createSlackAdapter : null,
    teams: wanted.teams ? (await import('./connect-teams.js')).connectTeams : null,
  };
}

/** @throws when an adapter is configured that was not loaded. */
export function loaded<T>(maker: T | null): T {
  if (maker === null) throw new Error('an adapter that is configured was not loaded');
  return maker;
}
