import type { JsonObject } from '../../json.js';
import { flagOf, textOf } from '../../json.js';
import type { SlackUser, Workspace } from '../state.js';
import { directConversation, SlackError, userOf } from '../workspace.js';
import type { Methods } from './method.js';
import { method } from './method.js';

/** Who is who: `auth.*`, `users.*`, `conversations.open`. */
export const TEAM_METHODS: Methods = {
  'auth.test': method(null, ({ state: { team, bot } }) => ({
    url: `https://${team.domain}.slack.com/`,
    team: team.name,
    user: bot.name,
    team_id: team.id,
    user_id: bot.userId,
    bot_id: bot.botId,
    is_enterprise_install: false,
  })),
  'users.info': method('users:read', (workspace, args) => ({
    user: userJson(workspace, found(userOf(workspace, textOf(args, 'user'))), flagOf(args, 'include_locale')),
  })),
  'users.lookupByEmail': method('users:read.email', (workspace, args) => {
    const email = textOf(args, 'email').toLowerCase();
    const user = workspace.state.users.find((one) => one.email?.toLowerCase() === email && !one.deleted);
    if (user === undefined) throw new SlackError('users_not_found');
    return { user: userJson(workspace, user, false) };
  }),
  'conversations.open': method('im:write', open),
};

function found(user: SlackUser | null): SlackUser {
  if (user === null) throw new SlackError('user_not_found');
  return user;
}

function open(workspace: Workspace, args: JsonObject): JsonObject {
  const names = textOf(args, 'users').split(',').filter(Boolean);
  if (names.length > 1) throw new SlackError('too_many_users');
  const user = found(userOf(workspace, names[0] ?? ''));
  if (user.deleted) throw new SlackError('user_disabled');
  if (user.isBot) throw new SlackError('cannot_dm_bot');
  if (user.isStranger) throw new SlackError('invalid_user_combination');
  const wasOpen = workspace.state.conversations.some(({ kind, members }) => kind === 'im' && members[0] === user.id);
  const { id } = directConversation(workspace, user.id);
  return { ...(wasOpen ? { no_op: true, already_open: true } : {}), channel: { id } };
}

/** A user as `users.info` and `user_change` give them. */
export function userJson({ state, now }: Workspace, user: SlackUser, withLocale: boolean): JsonObject {
  return {
    id: user.id,
    team_id: user.teamId,
    name: user.name,
    real_name: user.realName,
    deleted: user.deleted,
    tz: user.tz,
    tz_label: user.tz,
    tz_offset: zoneOffset(user.tz, now()),
    profile: {
      real_name: user.realName,
      real_name_normalized: user.realName,
      display_name: user.displayName,
      display_name_normalized: user.displayName,
      team: user.teamId,
      ...(user.email !== null && state.scopes.includes('users:read.email') ? { email: user.email } : {}),
    },
    is_admin: false,
    is_owner: false,
    is_restricted: user.isRestricted,
    is_ultra_restricted: user.isUltraRestricted,
    is_bot: user.isBot,
    is_app_user: false,
    ...(user.isStranger ? { is_stranger: true } : {}),
    updated: Math.floor(now() / 1000),
    ...(withLocale ? { locale: user.locale } : {}),
  };
}

/** Seconds east of UTC at that moment. */
function zoneOffset(zone: string, at: number): number {
  const name = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value;
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name ?? '') ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60);
}
