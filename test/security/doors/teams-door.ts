import { randomUUID } from 'node:crypto';
import { createTeamsAdapter, MESSAGES_PATH } from '../../../adapters/teams/index.js';
import type { TenantId } from '../../../src/core/ids.js';
import { signToken, WRONG_TOKENS } from '../../../src/local/teams-peer/sign-token.js';
import { createTeamsPeer } from '../../../src/local/teams-peer/teams-peer.js';
import { type Door, doorOptions, listening } from './door.js';
import type { RawRequest } from './pipeline.js';

const APP_ID = '11111111-2222-4333-8444-555555555555';
const TENANT_ID = 'aaaaaaaa-0000-4000-8000-000000000001';

/** The real adapter for Teams behind the real server, with a Bot Service on loopback that lists its keys. */
export async function openTeamsDoor(): Promise<Door> {
  const { runs, shared } = doorOptions();
  const peer = createTeamsPeer({
    appId: APP_ID,
    tenantId: TENANT_ID,
    appPassword: 'app-password',
    appUrl: 'http://127.0.0.1:9',
    users: [{ name: 'alice', tz: 'UTC' }],
    hasThreads: false,
  });
  await peer.start();
  const adapter = createTeamsAdapter({
    ...shared,
    registration: { appId: APP_ID, password: 'app-password', tenantId: TENANT_ID },
    tenants: [TENANT_ID],
    serviceUrl: peer.serviceUrl(),
    openIdUrl: peer.openIdUrl(),
    tokenUrl: peer.tokenUrl(),
    hasThreads: false,
    tenant: 'main' as TenantId,
    known: () => null,
    rooms: () => [],
    keepRoom: () => undefined,
    cardAt: () => null,
  });
  const server = await listening(MESSAGES_PATH, (request, response) => adapter.handle(request, response));
  const { attacks, right } = requestsTo(peer.serviceUrl(), peer.user('alice').id);
  return {
    port: server.port,
    runs,
    attacks,
    right,
    async close() {
      await server.close();
      await adapter.stop();
      await peer.stop();
    },
  };
}

const MANY_TENANTS = 50;

function requestsTo(serviceUrl: string, alice: string): Pick<Door, 'attacks' | 'right'> {
  const activity = (): string =>
    JSON.stringify({
      type: 'message',
      id: randomUUID(),
      channelId: 'msteams',
      serviceUrl,
      from: { id: '29:alice', name: 'alice', aadObjectId: alice },
      recipient: { id: `28:${APP_ID}`, name: 'Handover' },
      conversation: { id: 'a:alice', conversationType: 'personal', tenantId: TENANT_ID },
      channelData: { tenant: { id: TENANT_ID } },
      text: 'help',
    });
  const post = (authorization: string | null, body = activity()): RawRequest => ({
    path: MESSAGES_PATH,
    headers: [
      ['content-type', 'application/json'],
      ...(authorization === null ? [] : [['authorization', authorization] as const]),
    ],
    body,
  });
  // Signing is what costs the most here, so each token is signed once; what is to be varied is varied after it.
  const claims = { audience: APP_ID, serviceUrl, now: Date.now() };
  const right = `Bearer ${signToken(claims)}`;
  const ofTenants = Array.from(
    { length: MANY_TENANTS },
    (_, n) => `Bearer ${signToken({ ...claims, audience: `tenant-${n}` })}`,
  );
  const wrong = Object.fromEntries(
    Object.entries(WRONG_TOKENS).map(([kind, flaws]) => {
      const token = `Bearer ${signToken(claims, flaws)}`;
      return [kind, () => post(token)];
    }),
  );
  const attacks = {
    'no token': () => post(null),
    'no token at all, but a name': () => post(`Basic ${Buffer.from('a:b').toString('base64')}`),
    'a token for each of many tenants': (n: number) => post(ofTenants[n % MANY_TENANTS] ?? ''),
    'a token changed by one character': (n: number) => {
      const at = 7 + (n % (right.length - 8));
      return post(right.slice(0, at) + (right[at] === 'A' ? 'B' : 'A') + right.slice(at + 1));
    },
    'another type of body': (n: number) =>
      post(right, ['[]', '1', '"x"', '{', `{"type":"message","n":${n}}`][n % 5] ?? ''),
    ...wrong,
  };
  return { attacks, right: () => post(right) };
}
