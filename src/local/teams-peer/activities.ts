import type { JsonObject } from '../json.js';
import type { TeamsConversation, TeamsMessage, TeamsUser, Workspace } from './state.js';
import { nextActivity, personalChat, serviceUrl } from './workspace.js';

// Shapes: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages
// and .../subscribe-to-conversation-events, .../cards/universal-actions-for-adaptive-cards/work-with-universal-actions-for-adaptive-cards

/** Where an activity comes from. `root`: of the thread. */
export interface Origin {
  readonly conversation: TeamsConversation;
  readonly root: string | null;
}

/** What every activity says of who, where and when. */
function common(workspace: Workspace, user: TeamsUser, { conversation, root }: Origin): JsonObject {
  const { bot } = workspace.state;
  const isGroup = conversation.kind === 'personal' ? {} : { isGroup: true };
  return {
    channelId: 'msteams',
    serviceUrl: serviceUrl(workspace),
    from: { id: user.id, name: user.displayName, aadObjectId: user.aadObjectId },
    recipient: { id: bot.id, name: bot.name },
    conversation: {
      ...isGroup,
      conversationType: conversation.kind,
      tenantId: user.tenantId,
      id: root === null ? conversation.id : `${conversation.id};messageid=${root}`,
      ...(conversation.kind === 'groupChat' ? { name: conversation.name } : {}),
    },
    entities: [clientInfo(user)],
    channelData: { ...inTeam(conversation), tenant: { id: user.tenantId } },
    locale: user.locale,
    ...datedNow(workspace, user.tz),
  };
}

const clientInfo = ({ locale, tz }: TeamsUser): JsonObject => ({
  locale,
  country: locale.split('-')[1] ?? 'US',
  platform: 'Web',
  timezone: tz,
  type: 'clientInfo',
});

const inTeam = ({ id, teamId }: TeamsConversation): JsonObject =>
  teamId === null ? {} : { teamsChannelId: id, teamsTeamId: teamId, channel: { id }, team: { id: teamId } };

/** The time of now, also as it is on the person's clock. */
export function datedNow({ now }: Workspace, tz: string): JsonObject {
  const at = new Date(now());
  const local = new Intl.DateTimeFormat('sv-SE', {
    timeZone: tz,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(at);
  const zone = new Intl.DateTimeFormat('en-US', { timeZone: tz, timeZoneName: 'longOffset' }).formatToParts(at);
  const offset = zone.find(({ type }) => type === 'timeZoneName')?.value.replace('GMT', '') ?? '';
  return {
    timestamp: at.toISOString(),
    localTimestamp: `${local.replace(' ', 'T')}${offset || '+00:00'}`,
    localTimezone: tz,
  };
}

/** What somebody wrote. `mentions`: whom the text names, as `<at>Name</at>`. */
export function messageActivity(
  workspace: Workspace,
  user: TeamsUser,
  { id, conversation, root }: Pick<TeamsMessage, 'id' | 'root'> & { readonly conversation: TeamsConversation },
  { text, mentions }: { readonly text: string; readonly mentions: readonly { id: string; name: string }[] },
): JsonObject {
  const base = common(workspace, user, { conversation, root: conversation.kind === 'channel' ? (root ?? id) : root });
  const html = text.replaceAll('&', '&amp;').replace(/<(?!\/?at>)/g, '&lt;');
  return {
    type: 'message',
    id,
    ...base,
    text,
    textFormat: 'plain',
    attachments: [{ contentType: 'text/html', content: `<p>${html}</p>` }],
    entities: [
      ...mentions.map((mentioned) => ({ type: 'mention', mentioned, text: `<at>${mentioned.name}</at>` })),
      clientInfo(user),
    ],
  };
}

/** A press of `Action.Submit`: a message with a value and no text. `replyTo`: whose card it was. */
export const submitActivity = (
  workspace: Workspace,
  user: TeamsUser,
  origin: Origin,
  { replyTo, value, text }: { readonly replyTo: string; readonly value: JsonObject; readonly text: string },
): JsonObject => {
  const base = common(workspace, user, origin);
  return {
    type: 'message',
    id: nextActivity(workspace),
    ...base,
    ...(text === '' ? {} : { text, textFormat: 'plain' }),
    replyToId: replyTo,
    value,
  };
};

/** `adaptiveCard/action`, `task/fetch` or `task/submit`. `replyTo`: whose card it was; null from a dialog. */
export const invokeActivity = (
  workspace: Workspace,
  user: TeamsUser,
  origin: Origin,
  { name, value, replyTo }: { readonly name: string; readonly value: JsonObject; readonly replyTo: string | null },
): JsonObject => ({
  type: 'invoke',
  name,
  id: `f:${crypto.randomUUID()}`,
  ...common(workspace, user, origin),
  ...(replyTo === null ? {} : { replyToId: replyTo }),
  value,
});

/** The app was put into somebody's personal scope, or taken out of it. */
export const installationUpdate = (workspace: Workspace, user: TeamsUser, action: 'add' | 'remove'): JsonObject => {
  const conversation = personalChat(workspace, user);
  const base = common(workspace, user, { conversation, root: null });
  return {
    type: 'installationUpdate',
    action,
    id: `f:${crypto.randomUUID()}`,
    ...base,
    channelData: {
      settings: { selectedChannel: { id: conversation.id } },
      tenant: { id: user.tenantId },
      source: { name: 'message' },
    },
  };
};

/** Somebody came into a conversation, or left it; the bot too is such a member. */
export const conversationUpdate = (
  workspace: Workspace,
  user: TeamsUser,
  conversation: TeamsConversation,
  change: 'membersAdded' | 'membersRemoved',
): JsonObject => ({
  type: 'conversationUpdate',
  id: `f:${crypto.randomUUID()}`,
  ...common(workspace, user, { conversation, root: null }),
  [change]: [{ id: workspace.state.bot.id }],
});
