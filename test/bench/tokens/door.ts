import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { createTeamsAdapter } from '../../../adapters/teams/index.js';
import type { Instant, TenantId } from '../../../src/core/ids.js';

// A process of its own, so that what is measured is the door's alone. Started by refused-tokens.ts, which it answers.

const [kind = '', openIdUrl = '', serviceUrl = '', appId = '', tenantId = ''] = process.argv.slice(2);

/** Handover's door: nothing lies behind it, because nothing that is counted here comes through. */
function handover(): RequestListener {
  const silent = (): void => undefined;
  const adapter = createTeamsAdapter({
    registration: { appId, password: 'unused', tenantId },
    tenants: [tenantId],
    serviceUrl,
    openIdUrl,
    tokenUrl: `${serviceUrl}unused`,
    hasThreads: false,
    desk: { receive: async () => ({ kind: 'none' }) },
    tenant: 'main' as TenantId,
    people: () => null,
    known: () => null,
    rooms: () => [],
    keepRoom: silent,
    cardAt: () => null,
    clock: { now: () => Date.now() as Instant },
    wallClock: () => Date.now(),
    timer: {
      after: (ms, run) => {
        const timeout = setTimeout(run, ms);
        return () => clearTimeout(timeout);
      },
    },
    log: { debug: silent, info: silent, warn: silent, error: silent },
  });
  return (request, response) => void adapter.handle(request, response);
}

/** Botbuilder as its samples set it up, with the addresses of the peer. */
function botbuilder(): RequestListener {
  const authentication = new ConfigurationBotFrameworkAuthentication(
    {
      ToChannelFromBotLoginUrl: 'https://login.invalid/',
      ToChannelFromBotOAuthScope: 'https://api.botframework.com',
      ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
      ToBotFromChannelOpenIdMetadataUrl: openIdUrl,
      ToBotFromEmulatorOpenIdMetadataUrl: openIdUrl,
      OAuthUrl: 'https://token.invalid',
      CallerId: 'urn:botframework:azure',
      ValidateAuthority: 'true',
    },
    {
      isValidAppId: async (id: string) => id === appId,
      isAuthenticationDisabled: async () => false,
      // Nothing is sent, but a turn makes its client.
      createCredentials: async () => ({ signRequest: async <R>(request: R) => request }),
    },
  );
  const adapter = new CloudAdapter(authentication);
  return (request, response) => void answer(adapter, request, response);
}

async function answer(adapter: CloudAdapter, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(Buffer.from(piece as Uint8Array));
  const body = JSON.parse(Buffer.concat(pieces).toString()) as Record<string, unknown>;
  const { method = '', headers } = request;
  const shim = {
    socket: response.socket,
    status: (code: number) => (response.statusCode = code),
    header: (name: string, value: unknown) => response.setHeader(name, String(value)),
    send: (text: unknown) => response.write(typeof text === 'string' ? text : JSON.stringify(text)),
    end: () => response.end(),
  };
  await adapter.process({ method, headers, body }, shim, async () => undefined).catch(() => undefined);
  if (!response.writableEnded) response.end();
}

const server = createServer(kind === 'handover' ? handover() : botbuilder());
server.listen(0, '127.0.0.1', () => {
  const bound = server.address();
  process.send?.({ port: typeof bound === 'object' ? bound?.port : 0 });
});

// What it has cost until now, after everything that can be thrown away was.
process.on('message', () => {
  globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuMicros: user + system, heapBytes: process.memoryUsage().heapUsed });
});
