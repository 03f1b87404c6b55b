/**
 * The account as it really is: who can get in, who could get in again, and what still runs. Written from the vendor's
 * pages alone; it knows nothing of the procedure and nothing of the bot.
 */

/** Whoever may hold a part of the account. `second` is the successor who comes when the `first` is replaced. */
export type Party = 'outgoing' | 'first' | 'second' | 'staff';
export type Holder = Party | 'nobody';

/** What is true of an account before anybody is asked anything. */
export interface Facts {
  readonly huaweiId: 'company' | 'personal';
  readonly authenticator: boolean;
  readonly thirdParty: boolean;
  readonly iamUser: boolean;
  /** Access keys of the outgoing employee that programs use: those of their IAM user, or of the account itself. */
  readonly keys: 'none' | 'of_user' | 'of_account';
  /** How many other cloud services they hold. */
  readonly services: number;
}

/** Contact fields that are stores of their own; login phone and e-mail are the account's `phone` and `email`. */
export const CONTACTS = [
  'user_name',
  'user_email',
  'user_phone',
  'service_phone',
  'service_email',
  'security_phone',
  'security_email',
  'admin_phone',
] as const;
export type Contact = (typeof CONTACTS)[number];

export interface Account {
  readonly facts: Facts;
  /** Before the vendor separates the two, the login of the account is the HUAWEI ID. */
  readonly login: 'huawei_id' | 'cloud_account';
  /** Who receives the codes of that login; `nobody` after a slip of the pen. */
  readonly phone: Holder;
  readonly email: Holder;
  /** Who knows its password. Nobody does right after the separation. */
  readonly knows: readonly Party[];
  readonly authenticator: Holder;
  readonly thirdParty: Holder;
  /** Devices that skip the second factor. */
  readonly trusted: readonly Party[];
  readonly contacts: Readonly<Record<Contact, Holder>>;
  readonly iamUser: 'absent' | 'enabled' | 'disabled' | 'gone';
  readonly oldKeys: 'absent' | 'active' | 'disabled' | 'deleted';
  readonly newKeys: 'none' | 'made' | 'deployed';
  readonly services: readonly { readonly reachedBy: Holder; readonly isClosed: boolean }[];
  /** A personal HUAWEI ID opens all of somebody's own devices and purchases: it is not the company's to take. */
  readonly isOwnIdTaken: boolean;
  /** The final ticket was answered: after-sales lets the successor in without the old codes. */
  readonly isHelpedByVendor: boolean;
  /** Who can be asked, and is willing. */
  readonly here: readonly Party[];
}

export function firstAccount(facts: Facts, isOutgoingHere: boolean): Account {
  return {
    facts,
    login: 'huawei_id',
    phone: 'outgoing',
    email: 'outgoing',
    knows: ['outgoing'],
    authenticator: facts.authenticator ? 'outgoing' : 'nobody',
    thirdParty: facts.thirdParty ? 'outgoing' : 'nobody',
    trusted: ['outgoing'],
    contacts: allContacts('outgoing'),
    iamUser: facts.iamUser ? 'enabled' : 'absent',
    oldKeys: facts.keys === 'none' ? 'absent' : 'active',
    newKeys: 'none',
    services: Array.from({ length: facts.services }, () => ({ reachedBy: 'nobody', isClosed: false })),
    isOwnIdTaken: false,
    isHelpedByVendor: false,
    here: isOutgoingHere ? ['outgoing', 'first', 'second', 'staff'] : ['first', 'second', 'staff'],
  };
}

export const allContacts = (holder: Holder): Account['contacts'] => ({
  user_name: holder,
  user_email: holder,
  user_phone: holder,
  service_phone: holder,
  service_email: holder,
  security_phone: holder,
  security_email: holder,
  admin_phone: holder,
});

export const receives = (account: Account, party: Party): boolean => account.phone === party || account.email === party;

/** Whether a login by one of them passes the second factor, with the help of those who are with them. */
export function passes(account: Account, by: Party, present: readonly Party[]): boolean {
  if (account.trusted.includes(by)) return true;
  if (account.authenticator !== 'nobody') return present.some((party) => party === account.authenticator);
  return present.some((party) => receives(account, party));
}

/** Whether these people, together, can get in and can get in again when the password is lost. */
export function isInHands(account: Account, team: readonly Party[]): boolean {
  const { authenticator } = account;
  const hasFactor = authenticator === 'nobody' || team.some((party) => party === authenticator);
  return hasFactor && team.some((party) => receives(account, party));
}

/** Whether the company's programs still find a key that works. */
export function programsRun({ facts, newKeys, oldKeys, iamUser }: Account): boolean {
  if (facts.keys === 'none' || newKeys === 'deployed') return true;
  return oldKeys === 'active' && (facts.keys === 'of_account' || iamUser === 'enabled');
}

/** All that the outgoing employee still controls; nothing at the end. */
export function heldByOutgoing(account: Account): readonly string[] {
  const { phone, email, knows, authenticator, thirdParty, trusted, contacts, iamUser, oldKeys, services } = account;
  const held: Readonly<Record<string, boolean>> = {
    phone: phone === 'outgoing',
    email: email === 'outgoing',
    password: knows.includes('outgoing'),
    authenticator: authenticator === 'outgoing',
    third_party: thirdParty === 'outgoing',
    devices: trusted.includes('outgoing'),
    contacts: Object.values(contacts).some((holder) => holder === 'outgoing'),
    iam_user: iamUser === 'enabled' || iamUser === 'disabled',
    old_keys: oldKeys === 'active' || oldKeys === 'disabled',
    services: services.some(({ isClosed }) => !isClosed),
  };
  return Object.keys(held).filter((name) => held[name]);
}

/** What the successor should hold at the end, and does not. */
export function missingFor(account: Account, successor: Party): readonly string[] {
  const { facts, phone, email, knows, authenticator, contacts, newKeys, services, isHelpedByVendor } = account;
  const isLinked = facts.huaweiId === 'company' && facts.authenticator && !isHelpedByVendor;
  const has: Readonly<Record<string, boolean>> = {
    phone: phone === successor,
    email: email === successor,
    password: knows.length === 1 && knows[0] === successor,
    authenticator: authenticator === successor || (authenticator === 'nobody' && !isLinked),
    contacts: CONTACTS.every((field) => contacts[field] === successor),
    new_keys: facts.keys === 'none' || newKeys === 'deployed',
    services: services.every(({ reachedBy }) => reachedBy === successor),
  };
  return Object.keys(has).filter((name) => !has[name]);
}

/** After-sales separates a personal HUAWEI ID from the account, which then has a login of its own without a password. */
export function separated(account: Account): Account {
  if (account.facts.huaweiId === 'company' || account.login === 'cloud_account') return account;
  const own = { authenticator: 'nobody', thirdParty: 'nobody', trusted: [], knows: [] } as const;
  return { ...account, login: 'cloud_account', ...own };
}

/** After-sales answers the final ticket. */
export function helped(account: Account): Account {
  const apart = separated(account);
  const authenticator = apart.authenticator === 'outgoing' ? 'nobody' : apart.authenticator;
  return { ...apart, authenticator, isHelpedByVendor: true };
}

/** Whoever was the successor before passes on what they received, from hand to hand. */
export function passedOn(account: Account, to: Party): Account {
  const isFormer = (holder: Holder): boolean =>
    (holder === 'first' || holder === 'second') && holder !== to && account.here.includes(holder);
  const next = <T extends Holder>(holder: T): T | Party => (isFormer(holder) ? to : holder);
  return {
    ...account,
    phone: next(account.phone),
    email: next(account.email),
    authenticator: next(account.authenticator),
    knows: [...new Set<Party>(account.knows.map(next))].sort(),
    contacts: Object.fromEntries(
      CONTACTS.map((field) => [field, next(account.contacts[field])]),
    ) as Account['contacts'],
    services: account.services.map((service) => ({ ...service, reachedBy: next(service.reachedBy) })),
  };
}

export const without = (account: Account, party: Party): Account => ({
  ...account,
  here: account.here.filter((one) => one !== party),
});
