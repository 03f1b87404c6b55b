import type { JsonObject } from '../../json.js';
import { textOf } from '../../json.js';
import type { SlackConversation, SlackMessage, Workspace } from '../state.js';
import { addMessage, messageAt, nextTs, replaceMessage, SlackError } from '../workspace.js';
import { contentOf, messageJson, metadataOf } from './message-fields.js';
import type { Methods } from './method.js';
import { method, readable, writable } from './method.js';

/** Writing: `chat.*`. */
export const CHAT_METHODS: Methods = {
  'chat.postMessage': method('chat:write', post),
  'chat.update': method('chat:write', update),
  'chat.delete': method('chat:write', remove),
  'chat.postEphemeral': method('chat:write', postEphemeral),
  'chat.getPermalink': method(null, permalink),
};

function post(workspace: Workspace, args: JsonObject): JsonObject {
  const conversation = writable(workspace, args);
  const { metadata, warning } = metadataOf(args);
  const message = addMessage(workspace, {
    ...drafted(workspace, conversation, args),
    threadTs: threadOf(workspace, conversation, args),
    metadata: metadata ?? null,
  });
  return {
    channel: conversation.id,
    ts: message.ts,
    message: messageJson(workspace, message, true),
    ...(warning === null ? {} : { warning, response_metadata: { warnings: [warning] } }),
  };
}

/** A message of the bot with the call's text and blocks. */
function drafted(workspace: Workspace, { id }: SlackConversation, args: JsonObject): Omit<SlackMessage, 'ts'> {
  const { text, blocks } = contentOf(workspace, args);
  if (text === '' && (blocks ?? []).length === 0) throw new SlackError('no_text');
  return {
    channel: id,
    threadTs: null,
    user: workspace.state.bot.userId,
    isFromBot: true,
    text,
    blocks: blocks ?? [],
    metadata: null,
    editedTs: null,
    onlyFor: null,
    clientMsgId: null,
    isTombstone: false,
  };
}

/** Replies belong to a root message: a reply's own timestamp is refused. */
function threadOf(workspace: Workspace, { id }: SlackConversation, args: JsonObject): string | null {
  const ts = textOf(args, 'thread_ts');
  if (ts === '') return null;
  const root = messageAt(workspace, id, ts);
  if (root === null || root.onlyFor !== null) throw new SlackError('thread_not_found');
  if (root.threadTs !== null) throw new SlackError('cannot_reply_to_message');
  return ts;
}

/** Only what this app posted can be changed; ephemeral messages never. */
function own(workspace: Workspace, args: JsonObject, otherwise: string): SlackMessage {
  const { id } = readable(workspace, args);
  const message = messageAt(workspace, id, textOf(args, 'ts'));
  if (message === null || message.onlyFor !== null || message.isTombstone) throw new SlackError('message_not_found');
  if (!message.isFromBot) throw new SlackError(otherwise);
  return message;
}

/** What the call leaves out (blocks, metadata) stays; an empty list or object takes it away. */
function update(workspace: Workspace, args: JsonObject): JsonObject {
  const old = own(workspace, args, 'cant_update_message');
  const { text, blocks } = contentOf(workspace, args);
  const { metadata } = metadataOf(args);
  if (text === '' && blocks === null) throw new SlackError('no_text');
  const message: SlackMessage = {
    ...old,
    text: args['text'] === undefined ? old.text : text,
    blocks: blocks ?? old.blocks,
    metadata: metadata === undefined ? old.metadata : metadata,
    editedTs: nextTs(workspace),
  };
  if (message.text === '' && message.blocks.length === 0) throw new SlackError('no_text');
  replaceMessage(workspace, old, message);
  return { channel: old.channel, ts: old.ts, text: message.text, message: messageJson(workspace, message, true) };
}

/** A root with replies leaves a tombstone, so that its thread stands. */
function remove(workspace: Workspace, args: JsonObject): JsonObject {
  const old = own(workspace, args, 'cant_delete_message');
  const hasReplies = workspace.state.messages.some(
    ({ channel, threadTs }) => channel === old.channel && threadTs === old.ts,
  );
  const tombstone = { ...old, text: 'This message was deleted.', blocks: [], metadata: null, isTombstone: true };
  replaceMessage(workspace, old, hasReplies ? tombstone : null);
  return { channel: old.channel, ts: old.ts };
}

function postEphemeral(workspace: Workspace, args: JsonObject): JsonObject {
  const conversation = writable(workspace, args);
  const user = textOf(args, 'user');
  if (!conversation.members.includes(user)) throw new SlackError('user_not_in_channel');
  const threadTs = threadOf(workspace, conversation, args);
  const message = addMessage(workspace, { ...drafted(workspace, conversation, args), threadTs, onlyFor: user });
  return { message_ts: message.ts };
}

function permalink(workspace: Workspace, args: JsonObject): JsonObject {
  const { id } = readable(workspace, args);
  const message = messageAt(workspace, id, textOf(args, 'message_ts'));
  if (message === null || message.onlyFor !== null) throw new SlackError('message_not_found');
  const thread = message.threadTs === null ? '' : `?thread_ts=${message.threadTs}&cid=${id}`;
  const base = `https://${workspace.state.team.domain}.slack.com/archives/${id}`;
  return { channel: id, permalink: `${base}/p${message.ts.replace('.', '')}${thread}` };
}
