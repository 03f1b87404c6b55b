export type SecretKind =
  | 'private_key'
  | 'signed_header'
  | 'authenticator_seed'
  | 'access_key'
  | 'secret_key'
  | 'token'
  | 'password'
  | 'one_time_code';

/**
 * A secret that is known by its looks. Every pattern is anchored at the start of a run of characters, so that a long
 * hostile text is read once and not once for each of its characters.
 */
export interface Shape {
  readonly kind: SecretKind;
  readonly pattern: RegExp;
}

const shape = (kind: SecretKind, pattern: RegExp): Shape => ({ kind, pattern });

/** Shapes that nothing else has. Huawei Cloud's are from public samples and documents, the others' from their own pages. */
export const CERTAIN_SHAPES: readonly Shape[] = [
  shape('private_key', /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/),
  shape('private_key', /\bPuTTY-User-Key-File-\d:/),
  shape('private_key', /"private_key"\s{0,9}:\s{0,9}"[^"\s]{16}/),
  shape('signed_header', /\b(?:SDK|AWS4|ACS3|TC3)-HMAC-SHA256[\s,]{1,9}(?:Access|Credential)=/i),
  shape('authenticator_seed', /\botpauth(?:-migration)?:\/\//i),
  // Huawei Cloud, AWS, Alibaba Cloud, Tencent Cloud, Google.
  shape('access_key', /(?<![A-Za-z0-9])HPUA[A-Z0-9]{16}(?![A-Za-z0-9])/),
  shape('access_key', /(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])/),
  shape('access_key', /(?<![A-Za-z0-9])LTAI[A-Za-z0-9]{12,26}(?![A-Za-z0-9])/),
  shape('access_key', /(?<![A-Za-z0-9])AKID[A-Za-z0-9]{13,40}(?![A-Za-z0-9])/),
  shape('access_key', /(?<![A-Za-z0-9])AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])/),
  shape('secret_key', /\bGOCSPX-[A-Za-z0-9_-]{28}/),
  // Azure: the secret of an application.
  shape('secret_key', /(?<![\w~.-])[\w~.]{3}\dQ~[\w~.-]{31,34}(?![\w~-])/),
  // Slack (a webhook's address is a key too), GitHub, GitLab, npm, PyPI, Docker, DigitalOcean, SendGrid, Stripe, Vault.
  shape('token', /\bxox[abeoprs]-[A-Za-z0-9-]{10}|\bxapp-\d-[A-Za-z0-9-]{10}/),
  shape('token', /\bhooks\.slack\.com\/(?:services|workflows|triggers)\/T?[A-Za-z0-9]{6}/),
  shape('token', /(?<![A-Za-z0-9])(?:gh[oprsu]_[A-Za-z0-9]{30}|github_pat_\w{30}|glpat-[\w-]{20})/),
  shape('token', /(?<![A-Za-z0-9])(?:npm_[A-Za-z0-9]{36}|pypi-AgEI[\w-]{20}|dckr_pat_[\w-]{20}|dop_v1_[a-f0-9]{60})/),
  shape('token', /(?<![A-Za-z0-9])(?:SG\.[\w-]{16,}\.[\w-]{16,}|[rs]k_live_[A-Za-z0-9]{16}|hv[sb]\.[\w-]{20})/),
  // A JSON web token.
  shape('token', /(?<![\w-])eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*/),
];

/** Shapes that an order number or a file's name could have too. Not looked for in web addresses. */
export const LIKELY_SHAPES: readonly Shape[] = [
  // A 20-character access key: letters and digits take turns, as in few order numbers.
  shape('access_key', /(?<![\w+/=-])(?=[A-Z0-9]{20}(?![\w+/=-]))[0-9]*(?:[A-Z]+[0-9]+){2}/),
  // The 40-character secret that belongs to one. Mixed case keeps out the 40 hexadecimal digits of a Git commit.
  shape(
    'secret_key',
    /(?<![\w+/=-])(?=[a-z0-9+/]{0,39}[A-Z])(?=[A-Z0-9+/]{0,39}[a-z])(?=[A-Za-z+/]{0,39}\d)[A-Za-z0-9+/]{40}(?![\w+/=-])/,
  ),
  // A seed in base32, as one word or in the groups of four in which it is shown to be typed.
  shape(
    'authenticator_seed',
    /(?<![A-Za-z0-9])(?=[A-Z]{0,128}[2-7])(?=[2-7]{0,128}[A-Z])[A-Z2-7]{32,128}(?![A-Za-z0-9])/,
  ),
  shape(
    'authenticator_seed',
    /(?<![A-Za-z0-9][ -]?)(?=(?:[A-Za-z]{4}[ -]){0,15}(?=[A-Za-z2-7]{4}(?![A-Za-z0-9]))[A-Za-z]{0,3}[2-7])(?=[2-7 -]{0,39}[A-Za-z])(?:(?:[A-Z2-7]{4}[ -]){3,15}[A-Z2-7]{4}|(?=(?:[a-z ]{0,39}[2-7]){2})(?:[a-z2-7]{4} ){3,15}[a-z2-7]{4})(?![A-Za-z0-9])/,
  ),
  shape('token', /(?<![\w+/=-])(?=[A-Za-z+/=_-]{0,199}\d)(?=[a-z0-9+/=_-]{0,199}[A-Z])[A-Za-z0-9+/=_-]{200}/),
];

/** Looked for in web addresses too. */
export const LIKELY_SHAPES_IN_ADDRESS: readonly Shape[] = [
  // A name and a password before the host.
  shape('password', /:\/\/[^\s/:@]{1,64}:[^\s/@]{1,128}@/),
  // A signature or a token as a parameter: whoever has the address has the access.
  shape('token', /[?&#](?:sig|signature|x-amz-signature|(?:access_|id_|auth_)?token)=[\w%.~+/-]{16}/i),
];
