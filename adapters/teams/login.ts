import { z } from 'zod';
import { ConnectorBroken, LoginRefusal } from './errors.js';

/** Gives out the token for calls of our own. */
export interface Login {
  token(): Promise<string>;
}

export interface LoginOptions {
  /** The token endpoint, `…/oauth2/v2.0/token`. */
  readonly url: string;
  readonly appId: string;
  readonly password: string;
  readonly scope: string;
  readonly timeoutMs: number;
  /** Milliseconds since the epoch, real time. */
  readonly wallClock: () => number;
}

const given = z.object({ access_token: z.string(), expires_in: z.number() });
/** A token is renewed so long before its end. */
const EARLY_MS = 60_000;

/**
 * The login of a test peer. Microsoft's own goes through the SDK, whose library takes only Microsoft's addresses.
 * https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow
 */
export function createLogin({ url, appId, password, scope, timeoutMs, wallClock }: LoginOptions): Login {
  let kept: { readonly token: string; readonly until: number } | null = null;
  let asking: Promise<string> | null = null;

  const ask = async (): Promise<string> => {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: appId,
      client_secret: password,
      scope: `${scope}/.default`,
    });
    const response = await fetch(url, { method: 'POST', body, signal: AbortSignal.timeout(timeoutMs) }).catch(() => {
      throw new ConnectorBroken('LOGIN_UNAVAILABLE');
    });
    if (!response.ok) throw new LoginRefusal(`HTTP ${response.status}`);
    const { access_token: token, expires_in } = given.parse(await response.json());
    kept = { token, until: wallClock() + expires_in * 1000 - EARLY_MS };
    return token;
  };
  return {
    async token() {
      if (kept !== null && kept.until > wallClock()) return kept.token;
      asking ??= ask().finally(() => {
        asking = null;
      });
      return asking;
    },
  };
}
