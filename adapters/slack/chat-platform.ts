import { z } from 'zod';
import {
  type Capabilities,
  type ChatPlatform,
  type MessageRef,
  type OutgoingMessage,
  PlatformFailure,
} from '../../src/engine/ports.js';
import type { Card } from '../../src/view/card.js';
import { failureOf, type Repeat, slackErrorOf } from './errors.js';
import { profileOf, slackUser } from './people.js';
import { renderCard } from './render.js';
import type { Drawing, SlackJson } from './rich.js';
import type { Self } from './self.js';
import type { Call } from './slack-platform.js';

export interface SlackPlatformOptions {
  readonly call: Call;
  readonly self: Self;
  /** Null for a workspace that this deployment does not serve. */
  readonly drawingOf: (workspace: string) => Drawing | null;
}

const CAPABILITIES: Capabilities = { hasThreads: true, looksUpMessages: true, opensDialogs: true, sendsTicks: true };

/** Of the metadata that carries a message's marker. https://docs.slack.dev/messaging/message-metadata */
const MARKED = 'handover_message';

/** Slack's clock and ours may differ by so much: somebody may set ours an hour wrong, and right again. */
const SKEW_MS = 2 * 3_600_000;
const PAGE = 200;
const PAGES_MAX = 10;
/** More copies of one message than this are left for the next look. */
const COPIES_MAX = 20;

const posted = z.object({ channel: z.string(), ts: z.string() });
const opened = z.object({ channel: z.object({ id: z.string() }) });
const found = z.object({ user: slackUser });
const done = z.object({ ok: z.literal(true) });
const page = z.object({
  messages: z.array(z.object({ ts: z.string(), metadata: z.unknown().optional() })),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});
const marked = z.object({ event_type: z.literal(MARKED), event_payload: z.object({ marker: z.string() }) });

export function createSlackPlatform({ call, self, drawingOf }: SlackPlatformOptions): ChatPlatform {
  const content = async (card: Card): Promise<SlackJson> => {
    const { workspace } = await attempt('again', self.learn);
    const drawing = drawingOf(workspace);
    if (drawing === null) {
      const detail = `the bot token is of the workspace ${workspace}, which is not configured`;
      throw new PlatformFailure({ code: 'refused', detail });
    }
    // Slack must make no mentions or links out of the plain text either; an update's own default differs from a post's.
    return { ...renderCard(card, drawing), parse: 'none', link_names: false };
  };

  return {
    name: 'slack',
    label: 'Slack',
    capabilities: CAPABILITIES,

    openConversation: async ({ user }) => {
      const { channel } = await attempt('again', () => call('conversations.open', { users: user }, opened));
      return channel.id;
    },

    post: async ({ conversation, thread, card, marker }) => {
      const message = {
        ...(await content(card)),
        channel: conversation,
        metadata: { event_type: MARKED, event_payload: { marker } },
        unfurl_links: false,
        unfurl_media: false,
        mrkdwn: false,
      };
      const post = (more: SlackJson): Promise<z.infer<typeof posted>> =>
        call('chat.postMessage', { ...message, ...more }, posted);
      const { channel, ts } = await attempt('once', () =>
        thread === null
          ? post({})
          : // Better alone than never: somebody deleted the root message.
            post({ thread_ts: thread.message }).catch((error: unknown) => {
              if (!THREAD_GONE.has(slackErrorOf(error) ?? '')) throw error;
              return post({});
            }),
      );
      return { conversation: channel, message: ts };
    },

    update: async ({ conversation, message }, { card }) => {
      const args = { ...(await content(card)), channel: conversation, ts: message };
      await attempt('again', () => call('chat.update', args, done));
    },

    find: async (message, since) => (await attempt('again', () => findMarked(call, message, since, 1)))[0] ?? null,

    copies: (message, since) => attempt('again', () => findMarked(call, message, since, COPIES_MAX)),

    remove: ({ conversation, message }) =>
      attempt('again', async () => {
        await call('chat.delete', { channel: conversation, ts: message }, done).catch((error: unknown) => {
          if (slackErrorOf(error) !== 'message_not_found') throw error;
        });
      }),

    profile: async ({ user }) => {
      const { workspace } = await attempt('again', self.learn);
      const answer = await attempt('again', () => call('users.info', { user, include_locale: true }, found));
      return profileOf(answer.user, workspace);
    },

    findByEmail: async (email) => {
      const { workspace } = await attempt('again', self.learn);
      try {
        const { user } = await call('users.lookupByEmail', { email }, found);
        return [profileOf(user, workspace).identity];
      } catch (error) {
        if (slackErrorOf(error) === 'users_not_found') return [];
        throw new PlatformFailure(failureOf(error, 'again'));
      }
    },

    ownsChannel: (channel) => /^[CDG][A-Z0-9]+$/.test(channel),

    link: ({ conversation, message }, thread) => {
      const url = self.known()?.url;
      if (url === undefined) return null;
      const isReply = thread !== null && thread.message !== message;
      const inThread = isReply ? `?thread_ts=${thread.message}&cid=${conversation}` : '';
      return `${url}archives/${conversation}/p${message.replace('.', '')}${inThread}`;
    },
  };
}

const THREAD_GONE = new Set(['thread_not_found', 'cannot_reply_to_message']);

async function attempt<T>(repeat: Repeat, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw new PlatformFailure(failureOf(error, repeat));
  }
}

type Wanted = Pick<OutgoingMessage, 'conversation' | 'thread' | 'marker'>;

/**
 * Reads back what was posted. Only in direct conversations: reading a channel would take a scope that one line a
 * handover is not worth, so such a line may stand twice after an outage.
 */
async function findMarked(call: Call, wanted: Wanted, since: number, limit: number): Promise<readonly MessageRef[]> {
  if (!wanted.conversation.startsWith('D')) return [];
  const hits = await searchIn(call, wanted, since, limit);
  if (wanted.thread === null || hits.length >= limit) return hits;
  // When its thread was gone it was posted alone.
  return [...hits, ...(await searchIn(call, { ...wanted, thread: null }, since, limit - hits.length))];
}

async function searchIn(call: Call, wanted: Wanted, since: number, limit: number): Promise<readonly MessageRef[]> {
  const { conversation, thread, marker } = wanted;
  const method = thread === null ? 'conversations.history' : 'conversations.replies';
  const args = {
    channel: conversation,
    ...(thread === null ? {} : { ts: thread.message }),
    oldest: String(Math.max(0, since - SKEW_MS) / 1000),
    include_all_metadata: true,
    limit: PAGE,
  };
  const hits: MessageRef[] = [];
  let cursor = '';
  for (let n = 0; n < PAGES_MAX; n += 1) {
    // oxlint-disable-next-line no-await-in-loop -- each page names the next
    const { messages, response_metadata } = await readPage(call, method, { ...args, ...(cursor ? { cursor } : {}) });
    const here = messages.filter(({ metadata }) => marked.safeParse(metadata).data?.event_payload.marker === marker);
    hits.push(...here.map(({ ts }) => ({ conversation, message: ts })));
    if (hits.length >= limit) break;
    cursor = response_metadata?.next_cursor ?? '';
    if (cursor === '') break;
  }
  return hits;
}

const readPage = (
  call: Call,
  method: 'conversations.history' | 'conversations.replies',
  args: SlackJson,
): Promise<z.infer<typeof page>> =>
  call(method, args, page).catch((error: unknown) => {
    if (slackErrorOf(error) !== 'thread_not_found') throw error;
    return { messages: [] };
  });
