import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import type { JsonObject } from '../json.js';
import { isObject, parseJson, textOf } from '../json.js';
import type { HttpReply } from './web-api.js';

/** What the server hands on. */
export interface Routes {
  /** A call of `/api/<method>`. */
  readonly api: (method: string, token: string, args: JsonObject) => Promise<HttpReply>;
  /** A post to a `response_url`, `/response/<token>`. */
  readonly response: (token: string, args: JsonObject) => HttpReply;
}

/** A server for the app's calls; it is not listening yet. */
export const createPeerServer = (routes: Routes): Server =>
  createServer((request, response) => {
    void route(routes, request)
      .catch((error: unknown) => plain(500, error instanceof Error ? error.message : 'failed'))
      .then((reply) => send(response, reply));
  });

async function route(routes: Routes, request: IncomingMessage): Promise<HttpReply> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
  const [, kind = '', name = ''] = /^\/(api|response)\/([\w.-]+)$/.exec(pathname) ?? [];
  if (kind === '') return plain(404, 'not found');
  if (request.method !== 'POST' && (kind !== 'api' || request.method !== 'GET')) return plain(405, 'not allowed');
  const args = { ...Object.fromEntries(searchParams), ...bodyArgs(await text(request), request) };
  if (kind === 'response') return routes.response(name, args);
  const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
  const { token, ...rest } = args;
  return routes.api(name, bearer ?? textOf({ token }, 'token'), rest);
}

/** The arguments in a form or in JSON; Slack tells them apart by the content type. */
function bodyArgs(body: string, { headers }: IncomingMessage): JsonObject {
  if (headers['content-type']?.startsWith('application/json') !== true) {
    return Object.fromEntries(new URLSearchParams(body));
  }
  const value = parseJson(body);
  return isObject(value) ? value : {};
}

const plain = (status: number, body: string): HttpReply => ({
  status,
  headers: { 'content-type': 'text/plain' },
  body,
});

function send(response: ServerResponse, reply: HttpReply): void {
  if (reply === 'drop') {
    response.destroy();
    return;
  }
  response.writeHead(reply.status, reply.headers).end(reply.body);
}
