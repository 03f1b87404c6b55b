import { afterEach, describe, expect, it } from '@jest/globals';
import { Agent, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { createHttpServer, type HttpServer, type HttpServerOptions, type Route } from '../src/http-server.js';

const HOST = '127.0.0.1';
const GRACE_MS = 10_000;
const SILENT = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const running: HttpServer[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close(0)));
});

/** A server on a free port, and what it logged. */
async function serve(options: Partial<HttpServerOptions> = {}) {
  const logged: { event: string; fields: unknown }[] = [];
  const note = (event: string, fields?: unknown): void => void logged.push({ event, fields });
  const log = { debug: note, info: note, warn: note, error: note };
  const server = createHttpServer({ routes: [], isReady: () => [], log, ...options });
  running.push(server);
  const port = await server.listen(HOST, 0);
  return { server, port, url: `http://${HOST}:${port}`, logged };
}

const route = (handle: Route['handle'], path = '/slack/events'): Route => ({ method: 'POST', path, handle });

/** Two ends of a promise: one to wait on, one to resolve. */
function signal() {
  let fire = (): void => undefined;
  const fired = new Promise<void>((resolve) => {
    fire = resolve;
  });
  return { fire, fired };
}

describe('the routes', () => {
  it('answer the exact path and method, whatever the query', async () => {
    const { url } = await serve({ routes: [route((_request, response) => void response.end('taken'))] });
    const answer = await fetch(`${url}/slack/events?a=/healthz`, { method: 'POST' });
    expect([answer.status, await answer.text()]).toEqual([200, 'taken']);
  });

  it.each(['/', '/slack/events/', '/Slack/events', '/slack//events', '/healthz/x', '/%68ealthz'])(
    'answer %s with 404',
    async (path) => {
      const { url } = await serve({ routes: [route((_request, response) => void response.end())] });
      expect((await fetch(url + path, { method: 'POST' })).status).toBe(404);
    },
  );

  it('answer another method with 405 and the ones there are', async () => {
    const { url } = await serve({ routes: [route((_request, response) => void response.end())] });
    const answer = await fetch(`${url}/slack/events`, { method: 'GET' });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
    expect((await fetch(`${url}/healthz`, { method: 'DELETE' })).headers.get('allow')).toBe('GET');
  });

  it('may not be given twice', () => {
    const twice = [route(() => undefined), route(() => undefined)];
    expect(() => createHttpServer({ routes: twice, isReady: () => [], log: SILENT })).toThrow('POST /slack/events');
  });
});

describe('a handler that throws', () => {
  it.each([
    [
      'at once',
      () => {
        throw new Error('secret detail');
      },
    ],
    ['later', () => Promise.reject(new Error('secret detail'))],
  ])('%s is answered with 500 and nothing else, and logged; the server goes on', async (_when, handle) => {
    const { url, logged } = await serve({ routes: [route(handle)] });
    const answer = await fetch(`${url}/slack/events`, { method: 'POST' });
    expect([answer.status, await answer.text()]).toEqual([500, '']);
    expect(logged).toEqual([
      { event: 'request_failed', fields: { method: 'POST', path: '/slack/events', error: new Error('secret detail') } },
    ]);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  it('after it began to answer has its connection cut, so that half an answer is not taken for a whole one', async () => {
    const { url } = await serve({
      routes: [
        route((_request, response) => {
          response.writeHead(200, { 'content-length': 10 }).write('half');
          throw new Error('too late');
        }),
      ],
    });
    const answer = fetch(`${url}/slack/events`, { method: 'POST' }).then((response) => response.text());
    await expect(answer).rejects.toThrow(/terminated|fetch failed/);
  });
});

describe('health', () => {
  it('says that the process lives, even when it is not ready', async () => {
    const { url } = await serve({ isReady: () => ['The database cannot be written.'] });
    const answer = await fetch(`${url}/healthz`);
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'ok' }]);
  });

  it('says that it is ready, or why not, as things stand at each request', async () => {
    let reasons = ['Slack has not answered yet.'];
    const { url } = await serve({ isReady: () => reasons });
    const before = await fetch(`${url}/readyz`);
    expect([before.status, await before.json()]).toEqual([503, { status: 'not ready', reasons }]);
    reasons = [];
    const after = await fetch(`${url}/readyz`);
    expect([after.status, await after.json()]).toEqual([200, { status: 'ready' }]);
    expect(after.headers.get('cache-control')).toBe('no-store');
  });
});

describe('listening', () => {
  it('says that PORT is taken when it is', async () => {
    const { port } = await serve();
    const second = createHttpServer({ routes: [], isReady: () => [], log: SILENT });
    await expect(second.listen(HOST, port)).rejects.toThrow(`PORT ${port} is taken by another process.`);
  });

  it('says that HOST is not of this machine when it is not', async () => {
    const { server } = await serve();
    await server.close(0);
    await expect(server.listen('192.0.2.1', 0)).rejects.toThrow('HOST 192.0.2.1 is not an address of this machine.');
  });
});

describe('limits', () => {
  it('cut off a client that never finishes its headers', async () => {
    const { port } = await serve({
      limits: { headersTimeout: 20, requestTimeout: 20, connectionsCheckingInterval: 10 },
    });
    const heard = await new Promise<string>((resolve, reject) => {
      const socket = connect(port, HOST, () => socket.write('POST /slack/events HTTP/1.1\r\nhost: a\r\n'));
      let text = '';
      socket.on('data', (chunk) => (text += chunk.toString()));
      socket.on('close', () => resolve(text));
      socket.on('error', reject);
    });
    expect(heard).toContain('408 Request Timeout');
  });

  it('refuse headers of more than 16 KB', async () => {
    const { url } = await serve();
    expect((await fetch(`${url}/healthz`, { headers: { long: 'x'.repeat(17_000) } })).status).toBe(431);
  });
});

describe('closing', () => {
  /** Sends one request over a connection that the client would keep. */
  const post = (port: number, agent: Agent): Promise<number> =>
    new Promise((resolve, reject) => {
      const sent = httpRequest({ host: HOST, port, path: '/slack/events', method: 'POST', agent }, (response) => {
        response.resume().on('end', () => resolve(response.statusCode ?? 0));
      });
      sent.on('error', reject).end();
    });

  it('lets what is in flight finish, and takes nothing new', async () => {
    const arrived = signal();
    const mayAnswer = signal();
    const { server, port } = await serve({
      routes: [
        route(async (_request, response) => {
          arrived.fire();
          await mayAnswer.fired;
          response.end('done');
        }),
      ],
    });
    const agent = new Agent({ keepAlive: true });
    const inFlight = post(port, agent);
    await arrived.fired;
    const closed = server.close(GRACE_MS);
    await expect(fetch(`http://${HOST}:${port}/healthz`)).rejects.toThrow('fetch failed');
    mayAnswer.fire();
    expect(await inFlight).toBe(200);
    const began = performance.now();
    await closed;
    expect(performance.now() - began).toBeLessThan(GRACE_MS / 2);
    agent.destroy();
  });

  it('does not wait for connections that are only kept', async () => {
    const { server, port } = await serve({ routes: [route((_request, response) => void response.end())] });
    const agent = new Agent({ keepAlive: true });
    await post(port, agent);
    const began = performance.now();
    await server.close(GRACE_MS);
    expect(performance.now() - began).toBeLessThan(GRACE_MS / 2);
    agent.destroy();
  });

  it('cuts off what has not finished when the grace is over', async () => {
    const arrived = signal();
    const { server, port } = await serve({ routes: [route(() => (arrived.fire(), new Promise(() => undefined)))] });
    const agent = new Agent({ keepAlive: true });
    const inFlight = post(port, agent);
    await arrived.fired;
    const outcome = inFlight.catch((error: unknown) => String(error));
    await server.close(1);
    expect(await outcome).toContain('socket hang up');
    agent.destroy();
  });
});
