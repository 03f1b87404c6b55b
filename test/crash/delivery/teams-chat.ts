import { createTeamsAdapter } from '../../../adapters/teams/index.js';
import type { Instant, TenantId } from '../../../src/core/ids.js';
import { isObject, parseJson } from '../../../src/local/json.js';
import { createTeamsPeer } from '../../../src/local/teams-peer/teams-peer.js';
import { NO_LOG } from '../play/no-log.js';
import type { Chat, Now } from './chat.js';
import { bodyOf } from './wire.js';

const APP_ID = '11111111-2222-4333-8444-555555555555';
const TENANT_ID = 'aaaaaaaa-0000-4000-8000-000000000001';
const PASSWORD = 'app-password';
const ORIGIN = 'http://127.0.0.1:1';

/** Botbuilder's own client in our adapter, and the Teams on loopback at the other end of it. */
export function createTeamsChat(now: Now): Chat {
  const peer = createTeamsPeer({
    appId: APP_ID,
    tenantId: TENANT_ID,
    appPassword: PASSWORD,
    appUrl: ORIGIN,
    users: [{ name: 'alice', hasApp: true }],
    clock: now,
    wallClock: now,
  });
  const user = peer.state.users[0]?.aadObjectId ?? '';
  return {
    name: 'teams',
    alice: { platform: 'teams', workspace: TENANT_ID, user },
    isPost: ({ pathname }, { method }) => method === 'POST' && pathname.endsWith('/activities'),
    async carry(url, { method = 'GET', headers, ...init }) {
      const text = bodyOf(init);
      const isForm = url.pathname.endsWith('/token');
      const body = isForm ? Object.fromEntries(new URLSearchParams(text)) : parseJson(text);
      const [, token = ''] = /^Bearer (\S+)$/.exec(new Headers(headers).get('authorization') ?? '') ?? [];
      const reply = await peer.answer({
        verb: method,
        path: url.pathname,
        query: url.searchParams,
        token,
        body: isObject(body) ? body : {},
        bytes: text.length * 2,
      });
      if (reply === 'drop') return reply;
      return new Response(JSON.stringify(reply.body), { status: reply.status, headers: reply.headers });
    },
    connect(timer) {
      return createTeamsAdapter({
        registration: { appId: APP_ID, password: PASSWORD, tenantId: TENANT_ID },
        tenants: [TENANT_ID],
        serviceUrl: `${ORIGIN}/${peer.state.region}/`,
        openIdUrl: `${ORIGIN}/openid`,
        tokenUrl: `${ORIGIN}/${TENANT_ID}/oauth2/v2.0/token`,
        hasThreads: false,
        desk: { receive: async () => ({ kind: 'none' }) },
        tenant: 'main' as TenantId,
        people: () => null,
        known: () => null,
        rooms: () => [],
        keepRoom: () => undefined,
        cardAt: () => null,
        clock: { now: () => now() as Instant },
        wallClock: now,
        timer,
        log: NO_LOG,
      }).platform;
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
    // There is nothing to look up.
    lag: () => undefined,
  };
}
