import { createCall } from '../../../adapters/slack/slack-platform.js';
import { createSlackPlatform } from '../../../adapters/slack/chat-platform.js';
import { createSelf } from '../../../adapters/slack/self.js';
import { english } from '../../../adapters/slack/words.js';
import { createSlackPeer } from '../../../src/local/slack-peer/slack-peer.js';
import { NO_LOG } from '../play/no-log.js';
import { BOT_TOKEN, SECRET } from '../play/stage.js';
import type { Chat, Now } from './chat.js';
import { bodyOf } from './wire.js';

const API = 'http://127.0.0.1:1/api/';

/** Slack's own client, and the Slack on loopback at the other end of it. */
export function createSlackChat(now: Now): Chat {
  const peer = createSlackPeer({
    signingSecret: SECRET,
    botToken: BOT_TOKEN,
    appUrl: 'http://127.0.0.1:1',
    users: [{ id: 'UALICE', name: 'alice' }],
    scopes: ['chat:write', 'im:write', 'im:history', 'users:read'],
    clock: now,
  });
  return {
    name: 'slack',
    alice: { platform: 'slack', workspace: 'TACME', user: 'UALICE' },
    isPost: ({ pathname }) => pathname.endsWith('chat.postMessage'),
    async carry({ pathname }, init) {
      const method = pathname.slice(pathname.lastIndexOf('/') + 1);
      const reply = await peer.answer(method, BOT_TOKEN, Object.fromEntries(new URLSearchParams(bodyOf(init))));
      return reply === 'drop' ? reply : new Response(reply.body, { status: reply.status, headers: reply.headers });
    },
    connect() {
      const call = createCall({ botToken: BOT_TOKEN, apiUrl: API, timeoutMs: 0, log: NO_LOG });
      const drawingOf = (workspace: string) => ({ workspace, words: english, people: () => null });
      return createSlackPlatform({ call, self: createSelf(call), drawingOf });
    },
    keep() {
      // Its parts are never changed, only replaced.
      const kept = { ...peer.state, calls: [] };
      return () => void Object.assign(peer.state, kept);
    },
    standing: () =>
      peer.state.messages
        .filter(({ isFromBot, isTombstone }) => isFromBot && !isTombstone)
        .map((message) => JSON.stringify(message)),
    lag: peer.lagLookups,
  };
}
