import { textOf } from '../../json.js';
import { listedKeys } from '../keys.js';
import { TOKEN_ISSUER } from '../sign-token.js';
import type { Workspace } from '../state.js';
import { TeamsError } from '../workspace.js';
import type { Answered, Asked, Method } from './method.js';

const TOKEN_SECONDS = 3600;
const SCOPE = 'https://api.botframework.com/.default';

export interface LoginOptions {
  /** The client secret that the app has to show; any unless given. */
  readonly appPassword: string | null;
  /** Milliseconds of the real time. */
  readonly wallClock: () => number;
}

/** The OpenID server of the Bot Service, and Microsoft Entra's token endpoint for the app. */
export const loginMethods = (options: LoginOptions): readonly Method[] => [
  {
    name: 'getOpenId',
    verb: 'GET',
    pattern: /^\/v1\/\.well-known\/openidconfiguration$/,
    kind: 'login',
    run: ({ url }) => ({
      status: 200,
      body: {
        issuer: TOKEN_ISSUER,
        authorization_endpoint: 'https://invalid.botframework.com',
        jwks_uri: `${url()}/v1/.well-known/keys`,
        id_token_signing_alg_values_supported: ['RS256'],
        token_endpoint_auth_methods_supported: ['private_key_jwt'],
      },
    }),
  },
  {
    name: 'getKeys',
    verb: 'GET',
    pattern: /^\/v1\/\.well-known\/keys$/,
    kind: 'login',
    run: () => ({ status: 200, body: listedKeys() }),
  },
  {
    name: 'getToken',
    verb: 'POST',
    pattern: /^\/(?<tenant>[^/]+)\/oauth2\/v2\.0\/token$/,
    kind: 'login',
    run: (workspace, asked) => issueToken(workspace, asked, options),
  },
];

/** Client credentials, https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow */
function issueToken({ state }: Workspace, { params, body }: Asked, { appPassword, wallClock }: LoginOptions): Answered {
  const secret = textOf(body, 'client_secret');
  if (![state.tenantId, 'botframework.com'].includes(params['tenant'] ?? '')) {
    throw new TeamsError(400, 'invalid_request', `AADSTS90002: Tenant '${params['tenant'] ?? ''}' not found.`);
  }
  if (textOf(body, 'grant_type') !== 'client_credentials') {
    throw new TeamsError(400, 'unsupported_grant_type', 'AADSTS70003: The app requested an unsupported grant type.');
  }
  if (textOf(body, 'client_id') !== state.appId) {
    throw new TeamsError(400, 'unauthorized_client', 'AADSTS700016: Application was not found in the directory.');
  }
  if (secret === '' || (appPassword !== null && secret !== appPassword)) {
    throw new TeamsError(401, 'invalid_client', 'AADSTS7000215: Invalid client secret provided.');
  }
  if (textOf(body, 'scope') !== SCOPE) {
    throw new TeamsError(400, 'invalid_scope', 'AADSTS70011: The provided value for the scope is not valid.');
  }
  const token = crypto.randomUUID();
  const isGood = (expiresAt: number): boolean => expiresAt > wallClock();
  state.tokens = [
    ...state.tokens.filter(({ expiresAt }) => isGood(expiresAt)),
    { token, expiresAt: wallClock() + TOKEN_SECONDS * 1000 },
  ];
  return { status: 200, body: { token_type: 'Bearer', expires_in: TOKEN_SECONDS, access_token: token } };
}
