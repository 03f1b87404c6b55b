const PASSWORD =
  '(?<![A-Za-z])(?:pass(?:word|wd|phrase|code)?s?|pwd|pw|passwort|kennwort|mot de passe|contraseña|senha|wachtwoord|пароль|密码|密碼|口令|パスワード)(?![A-Za-z])';
/** "(new)", "for the root account": what may stand between the word and what it announces. */
const ABOUT = `["']?(?:\\s?\\([^)\\n]{0,30}\\))?(?:\\s(?:for|of|on|in|at|to)\\s[^\\n:=]{1,40}?)?`;
/**
 * Printable ASCII: nobody types a password in Chinese characters, but many report on one in them. Looked at without
 * being used up, so that the word in "the password: password is ..." can announce something itself.
 */
const VALUE = `["'“]?(?=([!-~]{4,64}))`;

const PASSWORD_ASSIGNED = new RegExp(
  `${PASSWORD}${ABOUT}\\s?(?:[:=>]|->|→|[-–]\\s|是|为|(?:已经|已|被)?(?:改|换|设|重置|更新)(?:成|为|到|置|了){1,3}:?)\\s?${VALUE}`,
  'giu',
);
const PASSWORD_STATED = new RegExp(
  `${PASSWORD}${ABOUT}(?:\\s(?:(?:is|was|ist|war|lautet|est|es)\\s(?:now\\s|still\\s|currently\\s)?|(?:(?:is|was|has been|got)\\s)?(?:now\\s)?(?:(?:changed|set|reset|updated)\\s)?to\\s)|\\s)${VALUE}`,
  'giu',
);
/** "Abc is the new password"; "the password reset" and the like are no password. */
const PASSWORD_BEFORE = new RegExp(
  `(?<![!-~])([!-~]{6,64})\\s(?:is|was|as)\\s(?:(?:the|my|our|your|a|new|old|current|root|account|temporary|initial)\\s){0,4}${PASSWORD}(?!\\s(?:reset|change|policy|rotation|manager|vault|recovery|page|hint|form|ticket|team|check|step|field))`,
  'giu',
);
/** "login: alice / ..." */
const LOGIN_PAIR =
  /(?<![A-Za-z])(?:credentials?|creds|logins?|账号|帐号|账户)\s?(?:are\s|is\s|[:=是为]\s?)[\w.@+-]{2,64}\s?[/,|:]\s?([!-~]{6,64})/giu;
const PIN = /(?<![A-Za-z])PIN\s?(?:is\s|[:=是为]\s?)?\d{4,8}(?!\d)/iu;

/** What is no password although letters and digits meet in it: addresses, days, ids, references to a vault, masks. */
const NO_VALUE: readonly RegExp[] = [
  /^[a-z][a-z0-9+.-]*:\/\//i,
  /^[^@\s]+@[^@\s]+\.[a-z]{2,}$/i,
  /^<.*>$/,
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

export const isNoValue = (text: string): boolean => NO_VALUE.some((pattern) => pattern.test(text));

/** Without the quotes and the punctuation of the sentence around it. */
export const bare = (value: string): string => value.replace(/^["'“([<]+|[.,;:!?"'”)\]>}]+$/g, '');

/** Letters with digits, or with signs that words do not have; or digits alone. */
function isStrong(raw: string): boolean {
  const value = bare(raw);
  if (value.length < 6 || isNoValue(value) || isNoValue(raw)) return false;
  if (/^\d+$/.test(value)) return true;
  return /[A-Za-z]/.test(value) && /[\d!@#$%^&*+=?~\\|]/.test(value);
}

/** After a colon a plain word is taken for a password too, if it stands alone and reports nothing. */
function isAssigned(raw: string, rest: string): boolean {
  const value = bare(raw);
  if (isStrong(raw) || /^\d{4,5}$/.test(value)) return true;
  const isPlain = /^[A-Za-z][A-Za-z'-]{3,}$/.test(value) && !isNoValue(value);
  return isPlain && /^\s*(?:\n|$)/.test(rest) && !REPORT.has(value.toLowerCase());
}

/** After "is" a plain word mostly reports, so only a long run of letters is taken for a passphrase. */
const isStated = (raw: string): boolean => isStrong(raw) || /^[A-Za-z]{16,}$/.test(bare(raw));

/** Whether a word announces a password. Spaces are single, and markup is gone. */
export function announcesPassword(text: string): boolean {
  for (const match of text.matchAll(PASSWORD_ASSIGNED)) {
    const value = match[1] ?? '';
    const end = match.index + match[0].length + value.length;
    // What follows, as far as is needed to see whether the line ends there.
    if (isAssigned(value, text.slice(end, end + 8))) return true;
  }
  for (const match of text.matchAll(PASSWORD_STATED)) if (isStated(match[1] ?? '')) return true;
  for (const pattern of [PASSWORD_BEFORE, LOGIN_PAIR]) {
    for (const match of text.matchAll(pattern)) if (isStrong(match[1] ?? '')) return true;
  }
  return PIN.test(text);
}

/** One word that is the whole text and mixes capitals, small letters, digits and signs as only passwords do. */
export function isBarePassword(text: string): boolean {
  const word = text.trim();
  if (!/^[!-~]{8,64}$/.test(word) || isNoValue(word)) return false;
  return /[A-Z]/.test(word) && /[a-z]/.test(word) && /\d/.test(word) && /[!@#$%^&*+=?~]/.test(word.slice(1));
}
