import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { parseJson } from '../json.js';
import { type Act, act as actShape } from './acts.js';
import type { Assets } from './assets.js';
import { ActRefused } from './chat-side.js';

/** What the page asks for. */
export interface PageRoutes {
  readonly assets: Assets;
  /** The page itself, as it stands. */
  readonly page: () => string;
  /** The journals as they stand: only for those who look, because they are long. */
  readonly journal: () => string;
  /** Takes a reader of changes; the result ends it. */
  readonly follow: (write: (message: string) => void) => () => void;
  readonly act: (act: Act) => Promise<void>;
}

/** A larger request is nobody's form. */
const BODY_MAX = 1_000_000;

/** Scripts and styles from here alone, and nothing from anywhere else. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/** Serves the page on loopback, to this machine's browsers alone. It is not listening yet. */
export const createPageServer = (routes: PageRoutes): Server =>
  createServer((request, response) => {
    answer(routes, request, response).catch((error: unknown) => {
      const isRefused = error instanceof ActRefused;
      if (response.headersSent) response.destroy();
      else
        send(response, isRefused ? 409 : 500, 'text/plain', isRefused ? error.message : 'Something went wrong here.');
    });
  });

async function answer(routes: PageRoutes, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!isFromHere(request)) return send(response, 403, 'text/plain', 'Only pages of this address may ask.');
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const asked = `${request.method ?? ''} ${pathname}`;
  if (asked === 'GET /') return send(response, 200, 'text/html', routes.page());
  if (asked === 'GET /journal') return send(response, 200, 'text/html', routes.journal());
  if (asked === 'GET /events') return follow(routes, response);
  if (asked === 'POST /act') return act(routes, request, response);
  const asset = request.method === 'GET' ? routes.assets.get(pathname) : undefined;
  if (asset === undefined) return send(response, 404, 'text/plain', 'There is nothing here.');
  return send(response, 200, asset.type, asset.body);
}

/**
 * A page of another site must not reach the workspace: neither under a name that leads here (then the host is another
 * one), nor from where it is (then the origin is).
 */
function isFromHere({ headers, socket }: IncomingMessage): boolean {
  const hosts = ['127.0.0.1', 'localhost'].map((name) => `${name}:${socket.localPort ?? 0}`);
  const { host = '', origin } = headers;
  return hosts.includes(host) && (origin === undefined || origin === `http://${host}`);
}

function follow({ follow: start }: PageRoutes, response: ServerResponse): void {
  response.writeHead(200, { ...HEADERS, 'content-type': 'text/event-stream' });
  response.flushHeaders();
  const end = start((message) => void response.write(`data: ${message}\n\n`));
  response.on('close', end);
}

async function act(routes: PageRoutes, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // A form of another site cannot send JSON without being asked first whether it may.
  if (request.headers['content-type'] !== 'application/json') return send(response, 415, 'text/plain', 'Send JSON.');
  if (Number(request.headers['content-length'] ?? BODY_MAX + 1) > BODY_MAX) {
    return send(response, 413, 'text/plain', 'That is too long.');
  }
  const parsed = actShape.safeParse(parseJson(await text(request)));
  if (!parsed.success) return send(response, 400, 'text/plain', 'This page is out of date. Please reload it.');
  await routes.act(parsed.data);
  return send(response, 204, 'text/plain', '');
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { ...HEADERS, 'content-type': `${type}; charset=utf-8` }).end(body);
}
