import { announcesPassword, bare, isNoValue } from './announced-password.js';
import type { SecretKind } from './secret-shapes.js';

// Secrets that have no shape of their own, but a word that announces them: "secret key: ...", "the code is ...".

const ACCESS = '(?:ak|access[ _-]?key(?:[ _-]?id)?|访问密钥(?:id)?)';
const SECRET =
  '(?:sk|secret(?:[ _-]?access)?[ _-]?key|(?:access[ _-]?key|client|app)[ _-]?secret|secret|account[ _-]?key|密钥|私钥|秘钥)';
const TOKEN = '(?:(?:auth|access|api|x-auth|x-subject|(?:x-)?security)?[ _-]?token|api[ _-]?key|bearer|令牌)';
const SEED = '(?:seed|setup key|authenticator key|mfa (?:key|secret)|totp (?:key|secret))';

const announcedKey = (word: string): RegExp =>
  new RegExp(
    `(?<![A-Za-z])${word}(?![A-Za-z])["']?(?:\\s(?:is|was)\\s|\\s?[:=是为]\\s?|\\s)["']?([A-Za-z0-9+/=_.~-]{12,256})`,
    'giu',
  );

const KEYS: readonly (readonly [SecretKind, RegExp])[] = [
  ['access_key', announcedKey(ACCESS)],
  ['secret_key', announcedKey(SECRET)],
  ['token', announcedKey(TOKEN)],
];
const SEED_NAMED = new RegExp(`\\b${SEED}\\s?(?:is\\s|[:=]\\s?|\\s)(?=[A-Z ]{0,80}[2-7])(?:[A-Z2-7]{4} ?){4}`, 'iu');

/** At least two digits among letters, so that no ordinary word is meant. */
function isKey(raw: string): boolean {
  const value = bare(raw);
  if (isNoValue(value)) return false;
  if (/^[A-Z0-9]{20}$/.test(value)) return true;
  return value.length >= 12 && /[A-Za-z]/.test(value) && /\d\D*\d/.test(value) && !/[a-z]-[a-z]/i.test(value);
}

// Six digits next to a word for a one-time code, unless another word says what they are.
const CODE =
  '(?:(?<![A-Za-z])(?:codes?|otp|totp|one[- ]time|2fa|mfa|sms|tan|authenticator)(?![A-Za-z])|验证码|校验码|动态码|驗證碼)';
const SIX = '(?<!\\d[ -]?)\\d{3}[ -]?\\d{3}(?![ -]?\\d)';
const CODE_THEN_DIGITS = new RegExp(`([A-Za-z]{0,12} ?)${CODE}([^\\d\\n]{0,24})${SIX}`, 'giu');
const DIGITS_THEN_CODE = new RegExp(
  `([A-Za-z]{0,12}[ #:]{0,2})${SIX}\\s?(?:[,=-]\\s?|(?:is|was|as)\\s|[是为])?(?:[您你我]的)?(?:(?:the|my|your|our|a|new|login|security|verification)\\s){0,3}${CODE}`,
  'giu',
);
/** Other lengths only where the words leave no doubt. */
const CODE_STATED =
  /(?:\b(?:verification|login|security|sms|one[- ]time|authenticator)\s(?:code|password)\s?(?:is\s|[:=]\s?)|验证码\s?[:是为]?\s?)\d{4,8}(?![\d-])/iu;
const OTHER_NUMBER =
  /ticket|case|order|invoice|request|incident|account|customer|phone|mobile|ending|extension|room|error|status|zip|postal|post|country|area|product|cost|exit|response|return|dial|qr|source|commit|build|version|issue|review|from\s?$|工单|订单|电话|手机|尾号|错误/iu;

function isCode(text: string): boolean {
  for (const match of text.matchAll(CODE_THEN_DIGITS)) {
    if (!OTHER_NUMBER.test(match[1] ?? '') && !OTHER_NUMBER.test(match[2] ?? '')) return true;
  }
  for (const match of text.matchAll(DIGITS_THEN_CODE)) if (!OTHER_NUMBER.test(match[1] ?? '')) return true;
  return CODE_STATED.test(text);
}

/** The kind of secret that a word in the text announces; null when none does. */
export function announcedSecret(text: string): SecretKind | null {
  // Markup between the word and the value would part them.
  const plain = text
    .replace(/[*`]/g, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/\n+/g, '\n');
  for (const [kind, pattern] of KEYS) {
    for (const match of plain.matchAll(pattern)) if (isKey(match[1] ?? '')) return kind;
  }
  if (SEED_NAMED.test(plain)) return 'authenticator_seed';
  if (isCode(plain)) return 'one_time_code';
  return announcesPassword(plain) ? 'password' : null;
}

/** Six digits, and nothing else in the text. */
export const isBareCode = (text: string): boolean =>
  /^[^\p{L}\p{N}]*(?:[A-Z]-)?\d{3}[ -]?\d{3}[^\p{L}\p{N}]*$/u.test(text);
