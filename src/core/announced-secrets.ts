import type { SecretKind } from './secret-shapes.js';

// Secrets that have no shape of their own, but a word that announces them: "password: ...", "the code is ...".

const PASSWORD =
  '(?<![A-Za-z])(?:pass(?:word|wd|phrase|code)?s?|pwd|pw|passwort|kennwort|mot de passe|contraseña|senha|wachtwoord|пароль|密码|密碼|口令|パスワード)(?![A-Za-z])';
/** "(new)", "for the root account": what may stand between the word and what it announces. */
const ABOUT = `["']?(?:\\s?\\([^)\\n]{0,30}\\))?(?:\\s(?:for|of|on|in|at|to)\\s[^\\n:=]{1,40}?)?`;
/** Printable ASCII: nobody types a password in Chinese characters, but many report on one in them. */
const VALUE = `["'“]?([!-~]{4,128})`;

const PASSWORD_ASSIGNED = new RegExp(
  `${PASSWORD}${ABOUT}\\s?(?:[:=>]|->|→|是|为|(?:已经|已|被)?(?:改|换|设|重置|更新)(?:成|为|到|置|了){1,3}:?)\\s?${VALUE}`,
  'giu',
);
const PASSWORD_STATED = new RegExp(
  `${PASSWORD}${ABOUT}(?:\\s(?:(?:is|was|ist|war|lautet|est|es)\\s(?:now\\s|still\\s|currently\\s)?|(?:(?:is|was|has been|got)\\s)?(?:now\\s)?(?:(?:changed|set|reset|updated)\\s)?to\\s)|\\s)${VALUE}`,
  'giu',
);
/** "Abc is the new password"; "the password reset" and the like are no password. */
const PASSWORD_BEFORE = new RegExp(
  `(?<![!-~])([!-~]{6,128})\\s(?:is|was|as)\\s(?:(?:the|my|our|your|a|new|old|current|root|account|temporary|initial)\\s){0,4}${PASSWORD}(?!\\s(?:reset|change|policy|rotation|manager|vault|recovery|page|hint|form|ticket|team|check|step|field))`,
  'giu',
);
/** "login: alice / ..." */
const LOGIN_PAIR =
  /\b(?:credentials?|creds|logins?|账号|帐号|账户)\s?(?:are\s|is\s|[:=是为]\s?)[\w.@+-]{2,64}\s?[/,|:]\s?([!-~]{6,128})/giu;
const PIN = /(?<![A-Za-z])PIN(?![A-Za-z])\s?(?:is\s|[:=是为]\s?)\d{4,8}(?!\d)/iu;

/** What is no password although letters and digits meet in it: addresses, days, ids, references to a vault, masks. */
const NO_VALUE = [
  /^[a-z][a-z0-9+.-]*:\/\//i,
  /^[^@\s]+@[^@\s]+\.[a-z]{2,}$/i,
  /^<[@#!]/,
  /^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}(?:T[\d:.]+Z?)?$/,
  /^\d+[-–]\d+$/,
  /^\d+(?:st|nd|rd|th|d|h|min|minutes|hours|days|weeks|months|char|chars|characters|digits|times)$/i,
  /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i,
  /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$/,
  /^(?:vault|op|kv|secrets?|keepassx?c?|bitwarden|lastpass|1password|onepassword|dashlane)(?![a-z0-9])/i,
  /^(?:\$\{?\w+\}?|<[\w -]+>|\{\w+\}|\[\w+\]|%\w+%)$/,
  /^[x.#_-]+$/i,
];

/** The words people use to report on a password, when one of them is all that follows the colon. */
const REPORT = new Set(
  (
    'again already alright being changed checked confirmed correct delivered done expired fine forgotten given gone good handed ' +
    'here hers his incorrect kept known later lost managed mine missing needed never next none okay pending person personally ' +
    'protected ready received recovered rejected removed required reset revoked rotated safe same saved secret secure sent ' +
    'separately shared soon still stored strong submitted test theirs today tomorrow transferred unchanged unknown unset ' +
    'updated valid vault verbally verified weak working works wrong yours'
  ).split(' '),
);

/** Without the quotes and the punctuation of the sentence around it. */
const bare = (value: string): string => value.replace(/^["'“([<]+|[.,;:!?"'”)\]>}]+$/g, '');

/** Letters with digits, or with signs that words do not have; or digits alone. */
function isStrong(raw: string): boolean {
  const value = bare(raw);
  if (value.length < 6 || NO_VALUE.some((pattern) => pattern.test(value) || pattern.test(raw))) return false;
  if (/^\d+$/.test(value)) return true;
  return /[A-Za-z]/.test(value) && /[\d!@#$%^&*+=?~\\|]/.test(value);
}

/** What follows a match, as far as is needed to see whether its line ends there. */
function restAfter(match: RegExpExecArray, text: string): string {
  const end = match.index + match[0].length;
  return text.slice(end, end + 8);
}

/** After a colon a plain word is taken for a password too, if it stands alone and reports nothing. */
function isAssigned(raw: string, rest: string): boolean {
  const value = bare(raw);
  if (isStrong(raw) || /^\d{4,5}$/.test(value)) return true;
  const isPlain = /^[A-Za-z][A-Za-z'-]{3,}$/.test(value) && !NO_VALUE.some((pattern) => pattern.test(value));
  return isPlain && /^\s*(?:\n|$)/.test(rest) && !REPORT.has(value.toLowerCase());
}

/** After "is" a plain word mostly reports, so only a long run of letters is taken for a passphrase. */
const isStated = (raw: string): boolean => isStrong(raw) || /^[A-Za-z]{16,}$/.test(bare(raw));

function isPassword(text: string): boolean {
  for (const match of text.matchAll(PASSWORD_ASSIGNED)) {
    if (isAssigned(match[1] ?? '', restAfter(match, text))) return true;
  }
  for (const match of text.matchAll(PASSWORD_STATED)) if (isStated(match[1] ?? '')) return true;
  for (const pattern of [PASSWORD_BEFORE, LOGIN_PAIR]) {
    for (const match of text.matchAll(pattern)) if (isStrong(match[1] ?? '')) return true;
  }
  return PIN.test(text);
}

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
  if (NO_VALUE.some((pattern) => pattern.test(value))) return false;
  return value.length >= 12 && /[A-Za-z]/.test(value) && /\d\D*\d/.test(value) && !/[a-z]-[a-z]/i.test(value);
}

// Six digits next to a word for a one-time code, unless another word says what they are.
const CODE = '(?:(?<![A-Za-z])(?:codes?|otp|totp|one[- ]time|2fa|mfa|sms|tan)(?![A-Za-z])|验证码|校验码|动态码|驗證碼)';
const SIX = '(?<!\\d[ -]?)\\d{3}[ -]?\\d{3}(?![ -]?\\d)';
const CODE_THEN_DIGITS = new RegExp(`([A-Za-z]{0,12} ?)${CODE}([^\\d\\n]{0,24})${SIX}`, 'giu');
const DIGITS_THEN_CODE = new RegExp(
  `([A-Za-z]{0,12}[ #:]{0,2})${SIX}\\s?(?:[,=-]\\s?|(?:is|was|as)\\s|[是为])?(?:(?:the|my|your|our|a|new|login|security|verification)\\s){0,3}${CODE}`,
  'giu',
);
/** Other lengths only where the words leave no doubt. */
const CODE_STATED =
  /(?:\b(?:verification|login|security|sms|one[- ]time|authenticator)\s(?:code|password)\s?(?:is\s|[:=]\s?)|验证码\s?[:是为]?\s?)\d{4,8}(?![\d-])/iu;
const OTHER_NUMBER =
  /ticket|case|order|invoice|request|incident|account|customer|phone|mobile|ending|extension|room|error|status|zip|postal|post|country|area|product|cost|exit|response|return|dial|qr|source|commit|build|version|issue|工单|订单|电话|手机|尾号|错误/iu;

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
  return isPassword(plain) ? 'password' : null;
}

/** Six digits, and nothing else in the text. */
export const isBareCode = (text: string): boolean => /^\W*(?:[A-Z]-)?\d{3}[ -]?\d{3}\W*$/.test(text);

/** One word that is the whole text and mixes capitals, small letters, digits and signs as only passwords do. */
export function isBarePassword(text: string): boolean {
  const word = text.trim();
  if (!/^[!-~]{8,64}$/.test(word) || NO_VALUE.some((pattern) => pattern.test(word))) return false;
  return /[A-Z]/.test(word) && /[a-z]/.test(word) && /\d/.test(word) && /[!@#$%^&*+=?~]/.test(word.slice(1));
}
