import type { Json, JsonObject } from '../../json.js';
import { isObject, objectOf, objectsOf, textOf, unfold } from '../../json.js';
import type { SlackMessage, Workspace } from '../state.js';
import { validateBlocks, validateMetadata } from '../validate-blocks.js';
import { nextId, SlackError } from '../workspace.js';

/** A longer text is refused; https://docs.slack.dev/reference/methods/chat.postMessage */
const TEXT_MAX = 40_000;

/** The text and blocks of a call, checked; blocks are null where the call has none. */
export function contentOf(workspace: Workspace, args: JsonObject) {
  const text = textOf(args, 'text');
  if (text.length > TEXT_MAX) throw new SlackError('msg_too_long');
  return { text, blocks: args['blocks'] === undefined ? null : checkedBlocks(workspace, args['blocks']) };
}

function checkedBlocks(workspace: Workspace, given: Json): readonly JsonObject[] {
  const blocks = unfold(given);
  if (!Array.isArray(blocks)) throw new SlackError('invalid_blocks_format');
  const problems = validateBlocks(blocks);
  if (problems.length > 0) throw new SlackError('invalid_blocks', problems);
  return withIds(workspace, objectsOf({ blocks }, 'blocks'));
}

/** Gives every block and interactive element an id where the app gave none, as Slack does. */
export const withIds = (workspace: Workspace, blocks: readonly JsonObject[]): readonly JsonObject[] =>
  blocks.map((block) => ({
    ...block,
    block_id: textOf(block, 'block_id') || nextId(workspace, 'b'),
    ...Object.fromEntries(
      ['accessory', 'element'].flatMap((key) => {
        const element = objectOf(block, key);
        return element === null ? [] : [[key, withActionId(workspace, element)]];
      }),
    ),
    ...(block['type'] === 'actions'
      ? { elements: objectsOf(block, 'elements').map((element) => withActionId(workspace, element)) }
      : {}),
  }));

const withActionId = (workspace: Workspace, element: JsonObject): JsonObject =>
  element['type'] === 'image'
    ? element
    : { ...element, action_id: textOf(element, 'action_id') || nextId(workspace, 'a') };

/** The metadata of a call: undefined where it has none, null where it is taken away or dropped. */
export function metadataOf(args: JsonObject): { metadata: JsonObject | null | undefined; warning: string | null } {
  if (args['metadata'] === undefined) return { metadata: undefined, warning: null };
  const metadata = unfold(args['metadata']);
  const verdict = validateMetadata(metadata);
  if (verdict === 'malformed' || !isObject(metadata)) throw new SlackError('invalid_metadata_format');
  if (verdict === 'too_large') throw new SlackError('metadata_too_large');
  if (verdict === 'dropped') return { metadata: null, warning: 'invalid_metadata_schema' };
  return { metadata: Object.keys(metadata).length === 0 ? null : metadata, warning: null };
}

/** A message as Slack answers with it; its metadata only for those who ask. */
export function messageJson({ state }: Workspace, message: SlackMessage, withMetadata: boolean): JsonObject {
  const { bot, team } = state;
  const replies = state.messages.filter(
    ({ channel, threadTs, onlyFor }) => channel === message.channel && threadTs === message.ts && onlyFor === null,
  );
  return {
    type: 'message',
    ...(message.isTombstone ? { subtype: 'tombstone', hidden: true } : {}),
    user: message.isTombstone ? 'USLACKBOT' : message.user,
    ...(message.isFromBot ? { bot_id: bot.botId, app_id: bot.appId } : {}),
    ...(message.clientMsgId === null ? {} : { client_msg_id: message.clientMsgId }),
    team: team.id,
    text: message.text,
    ts: message.ts,
    ...(message.blocks.length === 0 ? {} : { blocks: message.blocks }),
    ...(message.editedTs === null ? {} : { edited: { user: message.user, ts: message.editedTs } }),
    ...(message.threadTs === null ? {} : { thread_ts: message.threadTs, parent_user_id: bot.userId }),
    ...(replies.length === 0
      ? {}
      : { thread_ts: message.ts, reply_count: replies.length, latest_reply: replies.at(-1)?.ts ?? '' }),
    ...(withMetadata && message.metadata !== null ? { metadata: message.metadata } : {}),
  };
}
