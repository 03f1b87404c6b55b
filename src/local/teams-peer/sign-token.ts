import { createHmac, sign } from 'node:crypto';
import type { JsonObject } from '../json.js';
import { signingKeys } from './keys.js';

export const TOKEN_ISSUER = 'https://api.botframework.com';

/** What a token of the Bot Service says when nothing is wrong with it. */
export interface TokenClaims {
  readonly audience: string;
  readonly serviceUrl: string;
  /** Milliseconds of the real time. */
  readonly now: number;
}

/** What can be wrong with a token; nothing is where it is left out. */
export interface TokenFlaws {
  readonly audience?: string;
  readonly issuer?: string;
  /** Null leaves the claim out. */
  readonly serviceUrl?: string | null;
  /** Seconds from now; below zero it has expired so long ago. An hour unless given. */
  readonly expiresIn?: number;
  /** Seconds from now until it is valid. */
  readonly validIn?: number;
  /** `impostor`: says it is signed by the Teams key, and is not. */
  readonly key?: 'teams' | 'otherChannel' | 'unlisted' | 'impostor';
  /** `none` carries no signature; `HS256` takes the public key for a secret. */
  readonly algorithm?: 'RS256' | 'none' | 'HS256';
  readonly isSignatureBroken?: boolean;
}

/** Every token that an app has to refuse, by what is wrong with it. */
export const WRONG_TOKENS: Readonly<Record<string, TokenFlaws>> = {
  'another audience': { audience: '99999999-0000-4000-8000-000000000000' },
  'another issuer': { issuer: 'https://issuer.invalid' },
  'another service address': { serviceUrl: 'http://127.0.0.1:9/other/' },
  'no service address': { serviceUrl: null },
  'a key endorsed for another channel': { key: 'otherChannel' },
  'a key that is in no list': { key: 'unlisted' },
  'a signature by somebody else': { key: 'impostor' },
  'a broken signature': { isSignatureBroken: true },
  'no signature': { algorithm: 'none' },
  'the public key taken for a secret': { algorithm: 'HS256' },
  'its time over': { expiresIn: -900 },
  'its time not come': { validIn: 900, expiresIn: 1800 },
};

const HOUR_SECONDS = 3600;

/** A JSON Web Token as the Bot Service signs it, with the flaws that are asked for. */
export function signToken({ audience, serviceUrl, now }: TokenClaims, flaws: TokenFlaws = {}): string {
  const { algorithm = 'RS256', key = 'teams' } = flaws;
  const seconds = Math.floor(now / 1000);
  const named = key === 'impostor' ? signingKeys().teams : signingKeys()[key];
  const url = flaws.serviceUrl === undefined ? serviceUrl : flaws.serviceUrl;
  const claims: JsonObject = {
    ...(url === null ? {} : { serviceurl: url }),
    nbf: seconds + (flaws.validIn ?? -60),
    exp: seconds + (flaws.expiresIn ?? HOUR_SECONDS),
    iss: flaws.issuer ?? TOKEN_ISSUER,
    aud: flaws.audience ?? audience,
  };
  const header = { alg: algorithm, kid: named.kid, typ: 'JWT', x5t: named.kid };
  const signed = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${signed}.${signatureOf(signed, flaws)}`;
}

function signatureOf(signed: string, { algorithm = 'RS256', key = 'teams', isSignatureBroken }: TokenFlaws): string {
  const { teams, unlisted } = signingKeys();
  if (algorithm === 'none') return '';
  if (algorithm === 'HS256') {
    const secret = teams.publicKey.export({ format: 'pem', type: 'spki' });
    return createHmac('sha256', secret).update(signed).digest('base64url');
  }
  const signer = key === 'impostor' ? unlisted : signingKeys()[key];
  const signature = sign('RSA-SHA256', Buffer.from(signed), signer.privateKey);
  if (isSignatureBroken === true) signature[0] = (signature[0] ?? 0) ^ 1;
  return signature.toString('base64url');
}
