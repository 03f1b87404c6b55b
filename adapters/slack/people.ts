import { z } from 'zod';
import type { Zone } from '../../src/core/ids.js';
import { isZone } from '../../src/core/time.js';
import type { Identity, Profile } from '../../src/engine/ports.js';

export const identityOf = (workspace: string, user: string): Identity => ({ platform: 'slack', workspace, user });

/** https://docs.slack.dev/reference/objects/user-object */
export const slackUser = z.object({
  id: z.string(),
  team_id: z.string().optional(),
  name: z.string().default(''),
  real_name: z.string().optional(),
  deleted: z.boolean().default(false),
  tz: z.string().nullish(),
  locale: z.string().optional(),
  is_bot: z.boolean().default(false),
  is_stranger: z.boolean().default(false),
  profile: z
    .object({ display_name: z.string().optional(), real_name: z.string().optional(), email: z.string().optional() })
    .optional(),
  enterprise_user: z.object({ teams: z.array(z.string()).optional() }).optional(),
});

/** `own`: the workspace that the bot is installed in. Guests are its people too; strangers and other teams are not. */
export function profileOf(user: z.infer<typeof slackUser>, own: string): Profile {
  const isOfOwn = user.team_id === undefined || user.team_id === own || user.enterprise_user?.teams?.includes(own);
  const isForeign = user.is_stranger || isOfOwn !== true;
  const names = [user.profile?.display_name, user.profile?.real_name, user.real_name, user.name, user.id];
  return {
    identity: identityOf(isForeign ? (user.team_id ?? 'unknown') : own, user.id),
    name: names.find((name) => name !== undefined && name.trim() !== '') ?? user.id,
    zone: user.tz && isZone(user.tz) ? user.tz : ('UTC' as Zone),
    locale: user.locale ?? 'en-US',
    isBot: user.is_bot || user.id === 'USLACKBOT',
    isForeign,
    isDeactivated: user.deleted,
    // Slack has had every address confirmed by who reads it.
    email: user.profile?.email?.toLowerCase() ?? null,
  };
}
