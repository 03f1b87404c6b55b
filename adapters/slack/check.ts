import { z } from 'zod';
import type { Log } from '../../src/engine/log-port.js';
import { slackErrorOf } from './errors.js';
import { createCall } from './slack-platform.js';
import { EXTRAS, METHODS } from './uses.js';

/** Whether Slack takes the bot's token, and which of the scopes that the bot needs it lacks. */
export type SlackCheck =
  | { readonly kind: 'reached'; readonly url: string; readonly missing: readonly string[] }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'unavailable' };

/** The SDK puts the header `x-oauth-scopes` there. */
const tested = z.object({
  url: z.string(),
  response_metadata: z.object({ scopes: z.array(z.string()).optional() }).optional(),
});
const TIMEOUT_MS = 5_000;

export async function checkSlack(of: { botToken: string; apiUrl: string; log: Log }): Promise<SlackCheck> {
  const call = createCall({ ...of, timeoutMs: TIMEOUT_MS });
  try {
    const { url, response_metadata } = await call('auth.test', {}, tested);
    const scopes = response_metadata?.scopes ?? null;
    const needed = new Set([...Object.values(METHODS), ...Object.values(EXTRAS)].filter((scope) => scope !== null));
    return { kind: 'reached', url, missing: scopes ? [...needed].filter((scope) => !scopes.includes(scope)) : [] };
  } catch (error) {
    const why = slackErrorOf(error);
    return why === null ? { kind: 'unavailable' } : { kind: 'refused', why };
  }
}
