import type { Identity, KnownPerson } from './ports.js';

/** Whether messages to this person go to this identity; they may be known on another platform, too. */
export function isHome(known: KnownPerson | null, { platform, workspace, user }: Identity): boolean {
  const home = known?.profile.identity;
  return home?.platform === platform && home.workspace === workspace && home.user === user;
}
