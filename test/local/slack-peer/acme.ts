import { LogLevel, WebClient } from '@slack/web-api';
import type { SlackPeerOptions } from '../../../src/local/slack-peer/slack-peer.js';
import { createSlackPeer } from '../../../src/local/slack-peer/slack-peer.js';

export const ALL_SCOPES = [
  'commands',
  'chat:write',
  'im:write',
  'im:history',
  'channels:history',
  'users:read',
  'users:read.email',
];

/** A small company on a peer that is up; nothing listens at the app's address. */
export async function startAcme(more: Partial<SlackPeerOptions> = {}) {
  const peer = createSlackPeer({
    signingSecret: 'shhh',
    botToken: 'xoxb-acme',
    appUrl: 'http://127.0.0.1:9/slack/events',
    users: [
      { id: 'UALICE', tz: 'Asia/Kolkata', locale: 'de-DE' },
      { id: 'UBOB' },
      { id: 'UGONE', deleted: true },
      { id: 'UFAR', isStranger: true },
    ],
    channels: [
      { id: 'CGENERAL', name: 'general', hasBot: true },
      { id: 'CPRIVATE', name: 'private' },
    ],
    scopes: ALL_SCOPES,
    ...more,
  });
  await peer.start();
  return { peer, web: webClient(peer.apiUrl()) };
}

/** Slack's own client as the adapter sets it up: one try, no waiting. */
export const webClient = (slackApiUrl: string, token = 'xoxb-acme', timeout = 2000): WebClient =>
  new WebClient(token, {
    slackApiUrl,
    timeout,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: SILENT,
  });

export const SILENT = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
};
