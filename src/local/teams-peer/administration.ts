import type { TeamsUser, Workspace } from './state.js';
import { changeUser, userOf } from './workspace.js';

/** What happens to the tenant itself. Teams tells the bot nothing of it. */
export function createAdministration(workspace: Workspace) {
  const change = (named: string, to: Partial<Omit<TeamsUser, 'id'>>): void => {
    const user = userOf(workspace, named);
    if (user === null) throw new Error(`there is no user ${named} to change`);
    changeUser(workspace, user.id, to);
  };
  return {
    changeUser: change,
    /** The person leaves the company. */
    deactivate: (named: string): void => change(named, { isDeleted: true }),
    /** Microsoft moves the tenant: activities name another service address from now on, and the old one is dead. */
    moveTo: (region: string): void => {
      workspace.state.region = region;
    },
  };
}
