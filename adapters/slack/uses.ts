/**
 * All that is used of Slack, and the bot scope that each part needs (null: none). A test holds `manifest.json` against
 * these tables in both directions. Scopes: https://docs.slack.dev/reference/scopes
 */
export const METHODS = {
  'auth.test': null,
  'users.info': 'users:read',
  'users.lookupByEmail': 'users:read.email',
  'conversations.open': 'im:write',
  'conversations.history': 'im:history',
  'conversations.replies': 'im:history',
  'chat.postMessage': 'chat:write',
  'chat.update': 'chat:write',
  'chat.delete': 'chat:write',
  'chat.postEphemeral': 'chat:write',
  'views.open': null,
} as const satisfies Readonly<Record<string, string | null>>;

export type SlackMethod = keyof typeof METHODS;

/** What a scope beside the methods' own is for. */
export const EXTRAS = {
  'the line in a public channel, where nobody invited the bot': 'chat:write.public',
} as const satisfies Readonly<Record<string, string>>;

/** By the name they have in the manifest. */
export const EVENTS = {
  'message.im': 'im:history',
  user_change: 'users:read',
} as const satisfies Readonly<Record<string, string>>;

export const COMMANDS = {
  '/handover': 'commands',
} as const satisfies Readonly<Record<string, string>>;

/** Where Slack sends events, commands and interactions. */
export const EVENTS_PATH = '/slack/events';
