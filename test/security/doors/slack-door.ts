import { createSlackAdapter } from '../../../adapters/slack/index.js';
import type { TenantId } from '../../../src/core/ids.js';
import { type Door, doorOptions, listening } from './door.js';
import { ATTACKS, rightRequest, SECRET } from './slack-attacks.js';

/** Slack's real adapter behind the real server. */
export async function openSlackDoor(): Promise<Door> {
  const { runs, shared } = doorOptions();
  const adapter = createSlackAdapter({
    ...shared,
    botToken: 'xoxb-acme-1234567890',
    transport: { signingSecret: SECRET },
    slackApiUrl: 'http://127.0.0.1:9/api/',
    tenantOf: () => 'main' as TenantId,
  });
  const server = await listening('/slack/events', adapter.handle);
  return {
    port: server.port,
    runs,
    attacks: ATTACKS,
    right: rightRequest,
    async close() {
      await server.close();
      await adapter.stop();
    },
  };
}
