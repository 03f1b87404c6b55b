import type { TeamsPeerOptions } from '../../../src/local/teams-peer/teams-peer.js';
import { createTeamsPeer } from '../../../src/local/teams-peer/teams-peer.js';

export const APP_ID = '11111111-2222-4333-8444-555555555555';
export const TENANT = 'aaaaaaaa-0000-4000-8000-000000000001';
export const OTHER_TENANT = 'bbbbbbbb-0000-4000-8000-000000000002';

/** A small company on a peer that is up; nothing listens at the app's address. */
export async function startAcme(more: Partial<TeamsPeerOptions> = {}) {
  const peer = createTeamsPeer({
    appId: APP_ID,
    tenantId: TENANT,
    appUrl: 'http://127.0.0.1:9/api/messages',
    users: [
      { name: 'alice', displayName: 'Alice Adams', tz: 'Asia/Kolkata', locale: 'de-DE' },
      { name: 'bob' },
      { name: 'carol', hasApp: true },
      { name: 'eve', tenantId: OTHER_TENANT, hasApp: true },
      { name: 'robot', isBot: true },
    ],
    conversations: [
      { kind: 'channel', name: 'general', members: ['alice', 'bob', 'robot'] },
      { kind: 'groupChat', name: 'lunch', members: ['alice', 'bob', 'eve'] },
      { kind: 'channel', name: 'private', members: ['alice'], hasBot: false },
    ],
    ...more,
  });
  await peer.start();
  return peer;
}
