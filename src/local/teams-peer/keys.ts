import type { KeyObject, KeyPairKeyObjectResult } from 'node:crypto';
import { generateKeyPair, generateKeyPairSync } from 'node:crypto';
import { promisify } from 'node:util';
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
  keys ??= keysFrom(
    generateKeyPairSync('rsa', SIZE),
    generateKeyPairSync('rsa', SIZE),
    generateKeyPairSync('rsa', SIZE),
  );
  return keys;
}

/** Makes the keys beside everything else, so that the first activity need not wait for them. */
export async function prepareSigningKeys(): Promise<void> {
  const [teams, otherChannel, unlisted] = await Promise.all([
    newPair('rsa', SIZE),
    newPair('rsa', SIZE),
    newPair('rsa', SIZE),
  ]);
  keys ??= keysFrom(teams, otherChannel, unlisted);
}

const SIZE = { modulusLength: 2048 };
const newPair = promisify(generateKeyPair);
type Pair = KeyPairKeyObjectResult;

const keysFrom = (teams: Pair, otherChannel: Pair, unlisted: Pair): SigningKeys => ({
  teams: { kid: 'peer-teams', endorsements: ['msteams'], ...teams },
  otherChannel: { kid: 'peer-webchat', endorsements: ['webchat'], ...otherChannel },
  unlisted: { kid: 'peer-unlisted', endorsements: ['msteams'], ...unlisted },
});

/** The list that the OpenID server shows (JWKS). */
export function listedKeys(): JsonObject {
  const { teams, otherChannel } = signingKeys();
  return { keys: [teams, otherChannel].map(asJwk) };
}

function asJwk({ kid, publicKey, endorsements }: SigningKey): JsonObject {
  const { n, e } = publicKey.export({ format: 'jwk' });
  return { kty: 'RSA', use: 'sig', alg: 'RS256', kid, x5t: kid, n, e, endorsements };
}
