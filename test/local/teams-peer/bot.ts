import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import type { ConversationReference, InvokeResponse, Response as BotResponse, TurnContext } from 'botbuilder';
import { ActivityTypes, CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import type { TeamsPeer } from '../../../src/local/teams-peer/teams-peer.js';
import { APP_ID, TENANT } from './acme.js';

/** What a bot does with a turn; for an invoke it gives the answer. */
export type Turn = (context: TurnContext) => Promise<InvokeResponse | void>;

/** Microsoft's own adapter before the peer: its token check, its client, its retries. */
export async function startBot(getPeer: () => TeamsPeer) {
  const adapters = new Map<TeamsPeer, CloudAdapter>();
  let turn: Turn = () => Promise.resolve();
  const seen: TurnContext['activity'][] = [];

  const adapterFor = (): CloudAdapter => {
    const peer = getPeer();
    const adapter = adapters.get(peer) ?? realAdapter(peer);
    adapters.set(peer, adapter);
    return adapter;
  };

  const handle = async (context: TurnContext): Promise<void> => {
    seen.push(context.activity);
    const answer = await turn(context);
    if (answer !== undefined) await context.sendActivity({ type: ActivityTypes.InvokeResponse, value: answer });
  };
  const serve = createServer((request, response) => {
    const { method = 'POST', headers } = request;
    const processed = async (): Promise<void> => {
      const body = object(await json(request));
      await adapterFor().process({ method, headers, body }, respondBy(response), handle);
    };
    processed().catch(() => response.writeHead(500).end());
  });
  serve.listen(0, '127.0.0.1');
  await once(serve, 'listening');
  const bound = serve.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0;

  return {
    url: `http://127.0.0.1:${port}/api/messages`,
    seen,
    does: (next: Turn): void => {
      turn = next;
    },
    adapter: adapterFor,
    stop: async (): Promise<void> => {
      serve.close();
      serve.closeAllConnections();
      if (serve.listening) await once(serve, 'close');
    },
  };
}

export type Bot = Awaited<ReturnType<typeof startBot>>;

const object = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};

/** What CloudAdapter wants of an HTTP framework. */
function respondBy(response: ServerResponse): BotResponse {
  const said: BotResponse = {
    socket: response.socket,
    status: (code: number) => {
      response.statusCode = code;
      return said;
    },
    header: (name: string, value: unknown) => {
      response.setHeader(name, String(value));
      return said;
    },
    send: (body: unknown) => {
      response.write(typeof body === 'string' ? body : JSON.stringify(body));
      return said;
    },
    end: () => {
      response.end();
      return said;
    },
  };
  return said;
}

/** The token for the bot's calls, from the peer's token endpoint. */
export async function getToken(peer: TeamsPeer, more: Readonly<Record<string, string>> = {}): Promise<string> {
  const response = await fetch(peer.tokenUrl(), {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: APP_ID,
      client_secret: 'secret',
      scope: 'https://api.botframework.com/.default',
      ...more,
    }),
  });
  const { access_token: token, error } = object(await response.json());
  if (typeof token !== 'string') throw new Error(`${response.status} ${String(error)}`);
  return token;
}

type CredentialsFactory = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1]>;

function realAdapter(peer: TeamsPeer): CloudAdapter {
  let token: Promise<string> | null = null;
  const factory: CredentialsFactory = {
    isValidAppId: (id) => Promise.resolve(id === APP_ID),
    isAuthenticationDisabled: () => Promise.resolve(false),
    createCredentials: () =>
      Promise.resolve({
        signRequest: async (request) => {
          token ??= getToken(peer);
          request.headers.set('authorization', `Bearer ${await token}`);
          return request;
        },
      }),
  };
  const authentication = new ConfigurationBotFrameworkAuthentication(
    {
      CallerId: 'urn:botframework:azure',
      OAuthUrl: peer.serviceUrl(),
      ToBotFromChannelOpenIdMetadataUrl: peer.openIdUrl(),
      ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
      ToBotFromEmulatorOpenIdMetadataUrl: peer.openIdUrl(),
      ToChannelFromBotLoginUrl: peer.tokenUrl(),
      ToChannelFromBotOAuthScope: 'https://api.botframework.com',
      ValidateAuthority: 'true',
    },
    factory,
    undefined,
    undefined,
    { noRetryPolicy: true },
  );
  return new CloudAdapter(authentication);
}

/** The person's own chat, as a bot keeps it. */
export const referenceOf = (peer: TeamsPeer, conversation: string): Partial<ConversationReference> => ({
  bot: { id: peer.state.bot.id, name: peer.state.bot.name },
  channelId: 'msteams',
  serviceUrl: peer.serviceUrl(),
  conversation: { id: conversation, tenantId: TENANT, isGroup: false, conversationType: 'personal', name: '' },
});
