import type { JsonObject } from '../../json.js';
import { flagOf, textOf } from '../../json.js';
import type { SlackMessage, Workspace } from '../state.js';
import { conversationOf, SlackError } from '../workspace.js';
import { messageJson } from './message-fields.js';
import type { Method, Methods } from './method.js';
import { readable } from './method.js';

/** Reading back: `conversations.history` and `conversations.replies`. `lag` newest messages are not there yet. */
export const historyMethods = (lag: () => number): Methods => ({
  'conversations.history': reading((workspace, args) => {
    const roots = settled(workspace, args, lag()).filter(({ threadTs }) => threadTs === null);
    return page(workspace, roots.filter(within(args)).toReversed(), args);
  }),
  'conversations.replies': reading((workspace, args) => {
    const ts = textOf(args, 'ts');
    const [root, ...others] = settled(workspace, args, lag()).filter(
      (message) => message.ts === ts || message.threadTs === ts,
    );
    if (root?.ts !== ts) throw new SlackError('thread_not_found');
    return page(workspace, [root, ...others.filter(within(args))], args);
  }),
});

const reading = (run: Method['run']): Method => ({
  token: 'bot',
  scope: (workspace, args) =>
    conversationOf(workspace, textOf(args, 'channel'))?.kind === 'channel' ? 'channels:history' : 'im:history',
  run,
});

/** What the index already knows of a conversation, oldest first. */
function settled(workspace: Workspace, args: JsonObject, lag: number): readonly SlackMessage[] {
  const { id } = readable(workspace, args);
  const all = workspace.state.messages.filter(({ channel, onlyFor }) => channel === id && onlyFor === null);
  return all.slice(0, Math.max(0, all.length - lag));
}

/** `oldest` and `latest` are themselves left out, unless `inclusive` is set. */
function within(args: JsonObject): (message: SlackMessage) => boolean {
  const oldest = micros(textOf(args, 'oldest') || '0');
  const latest = micros(textOf(args, 'latest') || '99999999999');
  const isInclusive = flagOf(args, 'inclusive');
  return ({ ts }) => {
    const at = micros(ts);
    return (at > oldest && at < latest) || (isInclusive && (at === oldest || at === latest));
  };
}

/** A timestamp as a whole number of microseconds, so that no two compare equal by rounding. */
function micros(ts: string): number {
  const [seconds = '0', fraction = ''] = ts.split('.');
  if (!/^\d+(\.\d+)?$/.test(ts)) throw new SlackError('invalid_ts_oldest');
  return Number(seconds) * 1e6 + Number(fraction.slice(0, 6).padEnd(6, '0'));
}

function page(workspace: Workspace, messages: readonly SlackMessage[], args: JsonObject): JsonObject {
  const limit = Number(textOf(args, 'limit') || 100);
  if (!Number.isInteger(limit) || limit < 1 || limit > 999) throw new SlackError('invalid_limit');
  const cursor = Buffer.from(textOf(args, 'cursor'), 'base64').toString();
  if (cursor !== '' && !/^next:\d+$/.test(cursor)) throw new SlackError('invalid_cursor');
  const from = cursor === '' ? 0 : Number(cursor.slice(5));
  const hasMore = messages.length > from + limit;
  return {
    messages: messages
      .slice(from, from + limit)
      .map((message) => messageJson(workspace, message, flagOf(args, 'include_all_metadata'))),
    has_more: hasMore,
    response_metadata: { next_cursor: hasMore ? Buffer.from(`next:${from + limit}`).toString('base64') : '' },
  };
}
