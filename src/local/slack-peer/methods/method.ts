import type { JsonObject } from '../../json.js';
import { textOf } from '../../json.js';
import type { SlackConversation, Workspace } from '../state.js';
import { conversationOf, directConversation, SlackError, userOf } from '../workspace.js';

/** One method of the Web API. */
export interface Method {
  /** The kind of token it takes. */
  readonly token: 'bot' | 'app';
  /** The scope it needs; null for none. */
  readonly scope: (workspace: Workspace, args: JsonObject) => string | null;
  /** Gives what stands beside `ok: true`; throws a {@link SlackError}. */
  readonly run: (workspace: Workspace, args: JsonObject) => JsonObject;
}

export type Methods = Readonly<Record<string, Method>>;

export const method = (scope: string | null, run: Method['run']): Method => ({
  token: 'bot',
  scope: () => scope,
  run,
});

/** The conversation that the app writes to; a user's id stands for the direct conversation. */
export function writable(workspace: Workspace, args: JsonObject): SlackConversation {
  const id = textOf(args, 'channel');
  const conversation =
    userOf(workspace, id) === null ? conversationOf(workspace, id) : directConversation(workspace, id);
  if (conversation === null) throw new SlackError('channel_not_found');
  // All channels here are public. https://docs.slack.dev/reference/scopes/chat.write.public
  const isOpen = conversation.kind === 'channel' && workspace.state.scopes.includes('chat:write.public');
  if (!conversation.hasBot && !isOpen) throw new SlackError('not_in_channel');
  return conversation;
}

/** The conversation by its own id only, as methods that read or change want it. */
export function readable(workspace: Workspace, args: JsonObject): SlackConversation {
  const conversation = conversationOf(workspace, textOf(args, 'channel'));
  if (conversation === null) throw new SlackError('channel_not_found');
  if (!conversation.hasBot) throw new SlackError('not_in_channel');
  return conversation;
}
