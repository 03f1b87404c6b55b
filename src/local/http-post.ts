import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:http';
import type { Timer } from '../engine/ports.js';

export type PostOutcome =
  | { readonly kind: 'answered'; readonly status: number; readonly body: string; readonly headers: IncomingHttpHeaders }
  | { readonly kind: 'http_timeout' }
  | { readonly kind: 'connection_failed' };

export interface Post {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Milliseconds until the answer has to be there, whole. */
  readonly timeoutMs: number;
}

/** Posts once, over a connection of its own, and follows no redirect. Never rejects. */
export const httpPost = ({ url, headers, body, timeoutMs }: Post, timer: Timer): Promise<PostOutcome> =>
  new Promise((resolve) => {
    const settle = (outcome: PostOutcome): void => {
      cancel();
      resolve(outcome);
    };
    const posting = request(url, { method: 'POST', headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', () => settle({ kind: 'connection_failed' }));
      response.on('end', () =>
        settle({
          kind: 'answered',
          status: response.statusCode ?? 0,
          body: Buffer.concat(chunks).toString('utf8'),
          headers: response.headers,
        }),
      );
    });
    const cancel = timer.after(timeoutMs, () => {
      settle({ kind: 'http_timeout' });
      posting.destroy();
    });
    posting.on('error', () => settle({ kind: 'connection_failed' }));
    posting.end(body);
  });
