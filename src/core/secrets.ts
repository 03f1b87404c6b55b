/** What a text seems to contain. Shapes: Huawei Cloud's from public samples and documents, the others' from their own pages. */
export type SecretKind =
  | 'private_key'
  | 'signed_header'
  | 'authenticator_seed'
  | 'access_key'
  | 'secret_key'
  | 'token'
  | 'password'
  | 'one_time_code';

export interface SecretFound {
  readonly kind: SecretKind;
  /** True for shapes that nothing else has; false where an ordinary word or number may look alike. */
  readonly isCertain: boolean;
}

interface Shape extends SecretFound {
  readonly pattern: RegExp;
}

const certain = (kind: SecretKind, pattern: RegExp): Shape => ({ kind, isCertain: true, pattern });
const likely = (kind: SecretKind, pattern: RegExp): Shape => ({ kind, isCertain: false, pattern });

const SHAPES: readonly Shape[] = [
  certain('private_key', /-----BEGIN [A-Z ]*PRIVATE KEY-----|"private_key"\s*:/),
  certain('signed_header', /SDK-HMAC-SHA256\s+Access=|AWS4-HMAC-SHA256\s+Credential=/i),
  certain('authenticator_seed', /otpauth(?:-migration)?:\/\//i),
  // Huawei Cloud, AWS, Alibaba Cloud, Tencent Cloud, Google, in that order.
  certain('access_key', /\bHPUA[A-Z0-9]{16}\b/),
  certain('access_key', /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/),
  certain('access_key', /\bLTAI[A-Za-z0-9]{12,26}\b/),
  certain('access_key', /\bAKID[A-Za-z0-9]{13,40}\b/),
  certain('access_key', /\bAIza[A-Za-z0-9_-]{35}\b/),
  // Slack, GitHub, GitLab, npm, Stripe, JSON web tokens.
  certain('token', /\bxox[abeoprs]-[A-Za-z0-9-]{10,}|\bxapp-\d-[A-Za-z0-9-]{10,}/),
  certain('token', /\bgh[oprsu]_[A-Za-z0-9]{30,}|\bgithub_pat_\w{30,}|\bglpat-[\w-]{20,}|\bnpm_[A-Za-z0-9]{36}\b/),
  certain('token', /\b[rs]k_live_[A-Za-z0-9]{16,}/),
  certain('token', /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*/),
  // A 20-character access key of mixed capitals and digits, and the 40-character secret that belongs to one. Mixed case
  // keeps out the 40 hexadecimal digits of a Git commit.
  likely('access_key', /\b(?=[A-Z0-9]*[0-9])(?=[A-Z0-9]*[A-Z])[A-Z0-9]{20}\b/),
  likely(
    'secret_key',
    /(?<![\w+/=-])(?=[A-Za-z0-9+/]*[a-z])(?=[A-Za-z0-9+/]*[A-Z])(?=[A-Za-z0-9+/]*\d)[A-Za-z0-9+/]{40}(?![\w+/=-])/,
  ),
  likely(
    'secret_key',
    /\b(?:secret(?: access)? key|secret_?access_?key|sk|secret)\s*(?:is\s+|[:=]\s*)["'`]?(?=\S*[A-Za-z])(?=\S*\d)\S{12,}/i,
  ),
  likely('authenticator_seed', /(?<![A-Za-z0-9])(?=[A-Z2-7]*[2-7])(?=[A-Z2-7]*[A-Z])[A-Z2-7]{32,}(?![A-Za-z0-9])/),
  likely('token', /[A-Za-z0-9+/=_-]{200,}/),
];

// The words that announce a password, in English and Chinese, then a value. "password: changed" is no secret, so the
// value must not be one of the words people use to report on a password.
const PASSWORD =
  /(?:\b(?:passwords?|passwd|passphrase|passcode|pwd|pass|pw)\b|密码|口令)(?:\s+(?:for|of|to)\s+[\w@.-]+)?\s*(?:(?:is|was)\s+(?:now\s+)?|[:=：]\s*|为|是)\s*["'`“]?([^\s"'`”]{4,})/giu;
const REPORT =
  /^(?:changed|reset|done|set|not|no|now|new|the|in|kept|stored|saved|unknown|handed|given|gone|lost|forgotten|expired|wrong|still|being|already|with|vault|to|correct|working|fine|ready|required|needed|missing|his|hers|theirs|mine|yours|safe|secure|strong|weak|shared|updated|rotated|managed|missing|that|this|what|where|how)(?:[.,;:!?]|$)/i;

// Six digits alone, or next to a word for a one-time code.
const CODE_ALONE = /^\W*\d{6}\W*$|^\W*\d{3}[ -]\d{3}\W*$/;
const CODE_NAMED =
  /(?:\b(?:codes?|otp|one[- ]time|verification|totp|2fa|mfa|sms)\b|验证码)[^\d\n]{0,24}(?<!\d)\d{6}(?!\d)|(?<!\d)\d{6}(?!\d)[^\d\n]{0,24}(?:\b(?:code|otp|one[- ]time)\b|验证码)/iu;

function passwordIn(text: string): boolean {
  for (const match of text.matchAll(PASSWORD)) {
    const value = match[1] ?? '';
    if (!REPORT.test(value)) return true;
  }
  return false;
}

/**
 * Finds what looks like a secret, the certain shapes first. `allowsNumber`: a ticket number may be six digits, so bare
 * numbers are not taken for a one-time code.
 */
export function findSecret(text: string, allowsNumber = false): SecretFound | null {
  // Invisible characters inside a key would hide it from the patterns.
  const plain = text.normalize('NFKC').replace(/[\u200B-\u200F\u2060\uFEFF\u00AD]/g, '');
  const shape = SHAPES.find((s) => s.pattern.test(plain));
  if (shape) return { kind: shape.kind, isCertain: shape.isCertain };
  if (passwordIn(plain)) return { kind: 'password', isCertain: false };
  if (CODE_NAMED.test(plain)) return { kind: 'one_time_code', isCertain: false };
  if (!allowsNumber && CODE_ALONE.test(plain)) return { kind: 'one_time_code', isCertain: false };
  return null;
}
