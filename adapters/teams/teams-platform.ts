import {
  type Activity as SdkActivity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
} from 'botbuilder';
import { z } from 'zod';
import type { Timer } from '../../src/engine/ports.js';
import { type Connector, memberShape, membersShape, type OutgoingActivity } from './connector.js';
import type { Activity } from './activity.js';
import { ConnectorBroken, ConnectorRefusal, LoginRefusal } from './errors.js';
import type { Login } from './login.js';
import { createWire } from './wire.js';

// The only file that touches Microsoft's SDK.

/** How the bot is registered with Microsoft. */
export interface Registration {
  readonly appId: string;
  /** `null` for a managed identity, which has none. */
  readonly password: string | null;
  readonly tenantId: string;
}

export interface TeamsSdkOptions {
  /** Null: nobody is verified, and nothing is signed; only for development on one machine. */
  readonly registration: Registration | null;
  /** Who signs what Teams sends: the address of the OpenID metadata, and the issuer. */
  readonly openIdUrl: string;
  readonly issuer: string;
  /** Milliseconds until a call is given up. */
  readonly timeoutMs: number;
  readonly timer: Timer;
  readonly isAllowed: (url: URL) => boolean;
  /** Where a test peer gives out tokens; null for Microsoft's own login, by the SDK. */
  readonly login: Login | null;
}

export interface TeamsSdk extends Connector {
  /**
   * Verifies who sends an activity, and then runs the turn. Rejects with an `AuthenticationError` or an error of the
   * token's library before the turn has begun; what the turn rejects with comes through.
   */
  take(authorization: string, activity: Activity, turn: () => Promise<void>): Promise<void>;
}

/** The audience of our own calls, https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication */
export const SCOPE = 'https://api.botframework.com';
const LOGIN = 'https://login.microsoftonline.com/';
const TOKENS = 'https://api.botframework.com';

export function createTeamsSdk(options: TeamsSdkOptions): TeamsSdk {
  const { registration, timer, timeoutMs } = options;
  const adapter = new Turns(authentication(options), registration?.appId ?? '');
  const at = (serviceUrl: string) => adapter.connectorAt(serviceUrl);
  // The login's library has no time limit of its own.
  const told = <T>(run: () => Promise<T>): Promise<T> => inTime(ours(run), timeoutMs * LOGIN_AND_CALL, timer);

  return {
    take: (authorization, activity, turn) => adapter.take(authorization, activity, turn),
    createConversation: (serviceUrl, tenant, user) =>
      told(async () => {
        const { conversations } = await at(serviceUrl);
        const { id } = await conversations.createConversation({
          isGroup: false,
          bot: { id: `28:${registration?.appId ?? ''}`, name: '' },
          members: [{ id: user, name: '' }],
          tenantId: tenant,
          channelData: { tenant: { id: tenant } },
        });
        return id;
      }),
    send: ({ serviceUrl, conversation }, message) =>
      told(async () => {
        const { conversations } = await at(serviceUrl);
        const { id } = await conversations.sendToConversation(conversation, activityOf(message));
        // A message of which we have no name could never be updated.
        if (!id) throw new ConnectorBroken('NO_ACTIVITY_ID');
        return id;
      }),
    update: ({ serviceUrl, conversation }, activity, message) =>
      told(async () => {
        const { conversations } = await at(serviceUrl);
        await conversations.updateActivity(conversation, activity, { ...activityOf(message), id: activity });
      }),
    remove: ({ serviceUrl, conversation }, activity) =>
      told(async () => {
        const { conversations } = await at(serviceUrl);
        await conversations.deleteActivity(conversation, activity);
      }),
    member: ({ serviceUrl, conversation }, user) =>
      told(async () => {
        const { conversations } = await at(serviceUrl);
        return memberShape.parse(await conversations.getConversationMember(conversation, user));
      }),
    members: ({ serviceUrl, conversation }, continuation) =>
      told(async () => {
        const { conversations } = await at(serviceUrl);
        // The first page is asked for without a token, not with an empty one.
        const more = continuation === null ? [] : [{ pageSize: PAGE, continuationToken: continuation }];
        const page = membersShape.parse(await conversations.getConversationPagedMembers(conversation, ...more));
        return { members: page.members, next: page.continuationToken ?? null };
      }),
  };
}

/** Members in one answer, the most that Teams gives. */
const PAGE = 500;
/** A call may have to wait for a token first, and that for its own answers. */
const LOGIN_AND_CALL = 3;

function inTime<T>(running: Promise<T>, ms: number, timer: Timer): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = timer.after(ms, () => reject(new ConnectorBroken('TIMEOUT')));
    running.then(resolve, reject).finally(cancel);
  });
}

/** As the login's library throws it, for a password or a managed identity. */
const loginError = z.object({ errorCode: z.string() });
const NETWORK = /network|timeout|endpoints_resolution|openid_config/;

/** Whatever is thrown, as an error of ours. */
async function ours<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const isOurs = [ConnectorBroken, ConnectorRefusal, LoginRefusal].some((kind) => error instanceof kind);
    if (isOurs) throw error;
    const login = loginError.safeParse(error);
    if (!login.success) throw new ConnectorBroken(error instanceof Error ? error.name : '');
    const { errorCode } = login.data;
    throw NETWORK.test(errorCode) ? new ConnectorBroken('LOGIN_UNAVAILABLE') : new LoginRefusal(errorCode);
  }
}

/** Botbuilder's adapter, opened where its own request handling answers with error texts and its sending repeats. */
class Turns extends CloudAdapter {
  private readonly connectors = new Map<string, ReturnType<Turns['reach']>>();

  constructor(
    private readonly authority: ConfigurationBotFrameworkAuthentication,
    private readonly appId: string,
  ) {
    super(authority);
  }

  async take(authorization: string, activity: Activity, turn: () => Promise<void>): Promise<void> {
    // The shape was parsed; botbuilder reads only what it has in common with ours.
    const known = activity as unknown as SdkActivity;
    const verified = await this.authority.authenticateRequest(known, authorization);
    await this.processActivity(verified, known, turn);
  }

  /** Kept for as long as the process lives: each tenant has one address, and it seldom changes. */
  connectorAt(serviceUrl: string): ReturnType<Turns['reach']> {
    const known = this.connectors.get(serviceUrl);
    if (known !== undefined) return known;
    const connector = this.reach(serviceUrl);
    this.connectors.set(serviceUrl, connector);
    return connector;
  }

  private reach(serviceUrl: string) {
    return this.authority.createConnectorFactory(this.createClaimsIdentity(this.appId)).create(serviceUrl, SCOPE);
  }
}

function authentication(options: TeamsSdkOptions): ConfigurationBotFrameworkAuthentication {
  const { registration, openIdUrl, issuer, timeoutMs, isAllowed, login } = options;
  const wire = { httpClient: createWire({ timeoutMs, isAllowed }) } as Wire;
  // Without an app id botbuilder verifies nobody: only the development switch may lead here.
  if (registration === null)
    return new ConfigurationBotFrameworkAuthentication({}, undefined, undefined, undefined, wire);
  const { appId, password, tenantId } = registration;
  const named = { MicrosoftAppId: appId, MicrosoftAppTenantId: tenantId };
  const credentials =
    login === null
      ? new ConfigurationServiceClientCredentialFactory(
          password === null
            ? { ...named, MicrosoftAppType: 'UserAssignedMsi' }
            : { ...named, MicrosoftAppType: 'SingleTenant', MicrosoftAppPassword: password },
        )
      : signedBy(login, appId);
  return new ConfigurationBotFrameworkAuthentication(
    {
      ToChannelFromBotLoginUrl: LOGIN + tenantId,
      ToChannelFromBotOAuthScope: SCOPE,
      ToBotFromChannelTokenIssuer: issuer,
      ToBotFromChannelOpenIdMetadataUrl: openIdUrl,
      ToBotFromEmulatorOpenIdMetadataUrl: openIdUrl,
      OAuthUrl: TOKENS,
      CallerId: 'urn:botframework:azure',
      ValidateAuthority: 'true',
    },
    credentials,
    undefined,
    undefined,
    wire,
  );
}

type Wire = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[4]>;

/** Credentials as botbuilder wants them, with the token of a test peer. */
const signedBy = (login: Login, appId: string) => ({
  isValidAppId: async (id: string) => id === appId,
  isAuthenticationDisabled: async () => false,
  createCredentials: async () => ({
    signRequest: async <R extends { readonly headers: { set(name: string, value: string): void } }>(request: R) => {
      request.headers.set('authorization', `Bearer ${await login.token()}`);
      return request;
    },
  }),
});

const activityOf = ({ summary, card, text }: OutgoingActivity): Partial<SdkActivity> => ({
  type: 'message',
  summary,
  ...(text === null ? {} : { text, textFormat: 'plain' }),
  ...(card === null ? {} : { attachments: [{ contentType: CARD, content: card }] }),
});

const CARD = 'application/vnd.microsoft.card.adaptive';
