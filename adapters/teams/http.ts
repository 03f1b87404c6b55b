import type { IncomingMessage, ServerResponse } from 'node:http';

const BODY_MAX_BYTES = 256 * 1024;

/** JSON as it came; null when it was answered already, because it is too long or no JSON. */
export async function readJson(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.length;
    if (size > BODY_MAX_BYTES) {
      // What is still to come is not read.
      response.setHeader('connection', 'close');
      answer(response, 413);
      return null;
    }
    chunks.push(bytes);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) ?? undefined;
  } catch {
    answer(response, 400);
    return null;
  }
}

/** Without a word of what went wrong: whoever sends wrong requests learns nothing. */
export function answer(response: ServerResponse, status: number, body?: unknown): void {
  if (response.headersSent) return;
  if (body === undefined) {
    response.writeHead(status, { 'content-length': 0 }).end();
    return;
  }
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}
