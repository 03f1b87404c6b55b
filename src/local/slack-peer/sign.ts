import { createHmac } from 'node:crypto';

/**
 * Slack's signature of a delivery: HMAC-SHA256 of `v0:<timestamp>:<raw body>` with the signing secret.
 * https://docs.slack.dev/authentication/verifying-requests-from-slack
 *
 * @param timestamp seconds since the epoch, as sent in `X-Slack-Request-Timestamp`
 */
export function signatureOf(secret: string, timestamp: number | string, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}

export const signedHeaders = (secret: string, timestamp: number | string, body: string): Record<string, string> => ({
  'x-slack-request-timestamp': String(timestamp),
  'x-slack-signature': signatureOf(secret, timestamp, body),
});
