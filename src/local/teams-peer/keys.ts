import type { KeyObject } from 'node:crypto';
import { generateKeyPairSync } from 'node:crypto';
import type { JsonObject } from '../json.js';

/** An RSA key of the Bot Service. */
export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** The channels it may sign for; https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication */
  readonly endorsements: readonly string[];
}

export interface SigningKeys {
  /** Listed, and endorsed for Teams. */
  readonly teams: SigningKey;
  /** Listed, but endorsed for another channel. */
  readonly otherChannel: SigningKey;
  /** In no list. */
  readonly unlisted: SigningKey;
}

let keys: SigningKeys | null = null;

/** The same for every peer of a process: making keys is slow, and apps keep what they were given for a day. */
export function signingKeys(): SigningKeys {
  keys ??= {
    teams: newKey('peer-teams', ['msteams']),
    otherChannel: newKey('peer-webchat', ['webchat']),
    unlisted: newKey('peer-unlisted', ['msteams']),
  };
  return keys;
}

function newKey(kid: string, endorsements: readonly string[]): SigningKey {
  return { kid, endorsements, ...generateKeyPairSync('rsa', { modulusLength: 2048 }) };
}

/** The list that the OpenID server shows (JWKS). */
export function listedKeys(): JsonObject {
  const { teams, otherChannel } = signingKeys();
  return { keys: [teams, otherChannel].map(asJwk) };
}

function asJwk({ kid, publicKey, endorsements }: SigningKey): JsonObject {
  const { n, e } = publicKey.export({ format: 'jwk' });
  return { kty: 'RSA', use: 'sig', alg: 'RS256', kid, x5t: kid, n, e, endorsements };
}
