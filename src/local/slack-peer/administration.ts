import type { Deliveries } from './deliveries.js';
import { userJson } from './methods/team.js';
import { eventCallback, messageEvent } from './payloads.js';
import type { Delivery, SlackMessage, SlackUser, Workspace } from './state.js';
import { userOf } from './workspace.js';

/** What happens to the workspace itself: people change or leave, the app is thrown out. */
export function createAdministration(workspace: Workspace, deliveries: Deliveries) {
  const { state } = workspace;

  /** Changes somebody's profile and sends `user_change`; null when the app has no scope to hear it (`users:read`). */
  const changeUser = async (id: string, to: Partial<Omit<SlackUser, 'id'>>): Promise<Delivery | null> => {
    const user = userOf(workspace, id);
    if (user === null) throw new Error(`there is no user ${id} to change`);
    const changed = { ...user, ...to };
    state.users = state.users.map((one) => (one.id === id ? changed : one));
    workspace.changed({ kind: 'user', user: id });
    if (!state.scopes.includes('users:read')) return null;
    const event = {
      type: 'user_change',
      user: userJson(workspace, changed, true),
      cache_ts: Math.floor(workspace.now() / 1000),
    };
    return deliveries.deliver('event', id, eventCallback(workspace, event));
  };

  return {
    changeUser,
    /** The person leaves the company. */
    deactivate: (id: string): Promise<Delivery | null> => changeUser(id, { deleted: true }),
    /** Tells the app of a message of its own, as Slack does for each one where it hears `message.im`. */
    echo: (message: SlackMessage): Promise<Delivery> =>
      deliveries.deliver('event', null, messageEvent(workspace, message)),
    /** The app is removed: its token is dead from now on. */
    uninstall: (): Promise<Delivery> => {
      state.isInstalled = false;
      return deliveries.deliver('event', null, eventCallback(workspace, { type: 'app_uninstalled' }));
    },
  };
}
