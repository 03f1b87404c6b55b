import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Log } from './engine/log-port.js';

/** Answers one request. What it throws is answered with 500, without details. */
export type HttpHandler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

export interface Route {
  readonly method: 'GET' | 'POST';
  /** Compared as it is; a query does not count. */
  readonly path: string;
  readonly handle: HttpHandler;
}

/** Why requests cannot be served now, each a short plain reason; empty when they can. */
export type ReadinessCheck = () => readonly string[];

export interface HttpServerOptions {
  /** What the adapters take. */
  readonly routes: readonly Route[];
  readonly isReady: ReadinessCheck;
  readonly log: Log;
  /** Milliseconds and bytes; for tests that must not wait. */
  readonly limits?: Partial<typeof LIMITS>;
}

export interface HttpServer {
  /** Gives the port it listens on. `port` 0 takes a free one. Rejects with words for the operator. */
  listen(host: string, port: number): Promise<number>;
  /** Takes no more connections, lets what is in flight finish for `graceMs`, and then cuts it off. */
  close(graceMs: number): Promise<void>;
}

/** Slack and Teams send small requests at once; whoever is slower holds a connection for nothing. */
const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  /** Longer than the 60 s that load balancers keep an idle connection, so that they never write into a closed one. */
  keepAliveTimeout: 65_000,
  maxHeaderSize: 16_384,
  /** How often the two timeouts are looked at. */
  connectionsCheckingInterval: 5_000,
};

/** More connections than this at a time are refused. */
const CONNECTIONS_MAX = 1_000;

/** One server for every adapter, with exact routes, `/healthz` and `/readyz`. */
export function createHttpServer({ routes, isReady, log, limits }: HttpServerOptions): HttpServer {
  const table = tableOf([...healthRoutes(isReady), ...routes]);
  let isClosing = false;
  const server = createServer({ ...LIMITS, ...limits }, (request, response) => {
    // A client that keeps its connection would otherwise hold the shutdown, for as long as it likes.
    response.on('close', () => isClosing && server.closeIdleConnections());
    void answer(table, request, response, log);
  });
  server.maxConnections = CONNECTIONS_MAX;

  return {
    listen: (host, port) =>
      new Promise((resolve, reject) => {
        const onError = (error: NodeJS.ErrnoException): void => reject(new Error(whyNot(error, host, port)));
        server.once('error', onError);
        server.listen(port, host, () => {
          server.off('error', onError);
          server.on('error', (error) => log.error('http_failed', { error }));
          // A TCP server that listens always has an address with a port.
          resolve((server.address() as AddressInfo).port);
        });
      }),
    close: (graceMs) =>
      new Promise((resolve) => {
        isClosing = true;
        const cutOff = setTimeout(() => server.closeAllConnections(), graceMs);
        server.close(() => {
          clearTimeout(cutOff);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

type RouteTable = ReadonlyMap<string, ReadonlyMap<string, HttpHandler>>;

function tableOf(routes: readonly Route[]): RouteTable {
  const table = new Map<string, Map<string, HttpHandler>>();
  for (const { method, path, handle } of routes) {
    const methods = table.get(path) ?? new Map<string, HttpHandler>();
    if (methods.has(method)) throw new Error(`two handlers for ${method} ${path}`);
    table.set(path, methods.set(method, handle));
  }
  return table;
}

async function answer(table: RouteTable, request: IncomingMessage, response: ServerResponse, log: Log): Promise<void> {
  const path = (request.url ?? '').split('?', 1)[0] ?? '';
  const method = request.method ?? '';
  const methods = table.get(path);
  if (methods === undefined) return end(response, 404);
  const handle = methods.get(method);
  if (handle === undefined) {
    response.setHeader('allow', [...methods.keys()].join(', '));
    return end(response, 405);
  }
  try {
    await handle(request, response);
  } catch (error) {
    log.error('request_failed', { method, path, error });
    if (response.headersSent) response.destroy();
    else end(response, 500);
  }
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-length': 0 }).end();
}

function healthRoutes(isReady: ReadinessCheck): readonly Route[] {
  const healthz: Route = {
    method: 'GET',
    path: '/healthz',
    handle: (_request, response) => json(response, 200, { status: 'ok' }),
  };
  const readyz: Route = {
    method: 'GET',
    path: '/readyz',
    handle: (_request, response) => {
      const reasons = isReady();
      if (reasons.length === 0) json(response, 200, { status: 'ready' });
      else json(response, 503, { status: 'not ready', reasons });
    },
  };
  return [healthz, readyz];
}

function json(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(`${JSON.stringify(value)}\n`);
}

function whyNot(error: NodeJS.ErrnoException, host: string, port: number): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `PORT ${port} is taken by another process. Stop that one, or set PORT to a free port.`;
    case 'EACCES':
      return `PORT ${port} may not be used by this user. Set PORT to one above 1023, such as 3000.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST ${host} is not an address of this machine. Set HOST to 127.0.0.1, or to 0.0.0.0 for all of its addresses.`;
    default:
      return `Cannot listen on HOST ${host}, PORT ${port}: ${error.message}`;
  }
}
