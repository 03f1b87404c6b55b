import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import type { JsonObject } from '../json.js';
import { isObject, parseJson } from '../json.js';
import type { HttpAsk, HttpReply } from './connector.js';

/** A server for the app's calls; it is not listening yet. */
export const createPeerServer = (answer: (ask: HttpAsk) => Promise<HttpReply>): Server =>
  createServer((request, response) => {
    void asked(request)
      .then(answer)
      .catch((error: unknown) => failed(error instanceof Error ? error.message : 'failed'))
      .then((reply) => send(response, reply));
  });

async function asked(request: IncomingMessage): Promise<HttpAsk> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
  const body = await text(request);
  const [, token = ''] = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '') ?? [];
  return {
    verb: request.method ?? 'GET',
    path: pathname,
    query: searchParams,
    token,
    body: fields(body, request),
    bytes: body.length * 2,
  };
}

/** JSON, or the form that the token endpoint takes. */
function fields(body: string, { headers }: IncomingMessage): JsonObject {
  if (headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true) {
    return Object.fromEntries(new URLSearchParams(body));
  }
  const value = parseJson(body);
  return isObject(value) ? value : {};
}

const failed = (message: string): HttpReply => ({
  status: 500,
  headers: { 'content-type': 'application/json' },
  body: { error: { code: 'ServiceError', message } },
});

function send(response: ServerResponse, reply: HttpReply): void {
  if (reply === 'drop') {
    response.destroy();
    return;
  }
  response.writeHead(reply.status, reply.headers).end(JSON.stringify(reply.body));
}
