import { type Account, type Facts, separated } from './account.js';
import * as deeds from './deeds.js';
import type { Deed } from './deeds.js';

/** What a step of the procedure means for the account. */
export interface Meaning {
  /** Whether there is anything to do at all. `which`: the places of the services that a repeated step is about. */
  readonly applies: (facts: Facts, which: readonly number[]) => boolean;
  /** What somebody does who ticks an item; an item that is only for some companies has none. */
  readonly items: (which: readonly number[]) => Readonly<Record<string, Deed>>;
  /** What after-sales does when it resolves the step's ticket. */
  readonly vendor?: (account: Account) => Account;
  /** What the confirmer does to see that it worked, beyond looking at the items; not when they did the step themselves. */
  readonly check?: Deed;
  /** Only the successor can see whether it worked, unless they did it themselves. */
  readonly isSeenBySuccessor: boolean;
}

const fixed = (items: Readonly<Record<string, Deed>>) => (): Readonly<Record<string, Deed>> => items;

/** One line for each step of the vendor's page, by our key for it. Knows nothing of order, roles or conditions. */
export const MEANINGS: Readonly<Record<string, Meaning>> = {
  '8a': {
    applies: ({ keys }) => keys !== 'none',
    items: fixed({ key_made: deeds.makeKeys, deployed: deeds.deployKeys }),
    isSeenBySuccessor: false,
  },
  '1': {
    applies: ({ huaweiId }) => huaweiId === 'company',
    items: fixed({
      email_changed: deeds.changeEmail,
      email_proven: deeds.emailProven,
      phone_changed: deeds.changePhone,
      phone_proven: deeds.phoneProven,
    }),
    isSeenBySuccessor: true,
  },
  '2': {
    applies: ({ huaweiId }) => huaweiId === 'personal',
    items: fixed({
      password_reset: deeds.resetAfterSeparation,
      logged_in: deeds.signedInAfterSeparation,
      phone_changed: deeds.changePhone,
      email_changed: deeds.changeEmail,
      split_seen: deeds.separationSeen,
    }),
    vendor: separated,
    isSeenBySuccessor: true,
  },
  '5': {
    applies: ({ huaweiId, authenticator }) => huaweiId === 'company' && authenticator,
    items: fixed({ old_unlinked: deeds.unlinkAuthenticator, new_linked: deeds.linkAuthenticator }),
    isSeenBySuccessor: true,
  },
  '3': {
    applies: () => true,
    items: fixed({
      user_name: deeds.setContact('user_name'),
      user_email: deeds.setContact('user_email'),
      user_phone: deeds.setContact('user_phone'),
      service_phone: deeds.setContact('service_phone'),
      service_email: deeds.setContact('service_email'),
      login_phone: deeds.phoneProven,
      login_email: deeds.emailProven,
      security_phone: deeds.setContact('security_phone'),
      security_email: deeds.setContact('security_email'),
      admin_phone: deeds.setContact('admin_phone'),
    }),
    isSeenBySuccessor: true,
  },
  '4': {
    applies: () => true,
    items: fixed({ name_told: deeds.nothing, password_given: deeds.givePassword }),
    check: deeds.changePassword,
    isSeenBySuccessor: true,
  },
  '6': {
    applies: ({ huaweiId, thirdParty }) => huaweiId === 'company' && thirdParty,
    items: fixed({ password_works: deeds.passwordWorks, unlinked: deeds.unlinkThirdParty }),
    isSeenBySuccessor: false,
  },
  '7a': {
    applies: ({ iamUser }) => iamUser,
    items: fixed({ disabled: deeds.disableUser }),
    isSeenBySuccessor: false,
  },
  '8b': {
    applies: ({ keys }) => keys !== 'none',
    items: fixed({
      last_use_seen: deeds.oldKeysUnused,
      disabled: deeds.disableOldKeys,
      nothing_broke: deeds.nothingBroke,
      deleted: deeds.deleteOldKeys,
    }),
    isSeenBySuccessor: false,
  },
  '7b': {
    applies: ({ iamUser }) => iamUser,
    items: fixed({ gone_or_changed: deeds.removeUser }),
    isSeenBySuccessor: false,
  },
  '9': {
    applies: (facts, which) => which.some((n) => n < facts.services),
    items: (which) => ({ taken_over: deeds.takeOver(which), old_closed: deeds.closeOld(which) }),
    isSeenBySuccessor: false,
  },
  F: {
    applies: () => true,
    items: fixed({
      password_reset: deeds.vendorReset,
      logged_in: deeds.vendorSignIn,
      phone_changed: deeds.vendorPhone,
      email_changed: deeds.vendorEmail,
      contacts_checked: deeds.vendorContacts,
      authenticator: deeds.vendorAuthenticator,
      third_party: deeds.vendorThirdParty,
      devices_removed: deeds.vendorDevices,
    }),
    isSeenBySuccessor: true,
  },
};

/** Names of services that stand for the first, the second ... of an account's. */
export const SERVICES = ['AWS', 'GitHub', 'Servers (SSH)'];

/** The places of the services that a repeated step is about; all of them when nobody could name them. */
export function servicesMeant({ facts }: Account, subject: string | null): readonly number[] {
  if (subject === null) return Array.from({ length: facts.services }, (_, n) => n);
  return [SERVICES.indexOf(subject)];
}

/** What somebody who tells the truth may answer, beside *Not sure*. */
export function trueAnswer(facts: Facts, question: string): string | readonly string[] {
  const yesNo = (is: boolean): string => (is ? 'yes' : 'no');
  switch (question) {
    case 'huawei_id':
      return facts.huaweiId;
    case 'authenticator':
      return yesNo(facts.authenticator);
    case 'third_party':
      return yesNo(facts.thirdParty);
    case 'iam_user':
      return yesNo(facts.iamUser);
    case 'access_keys':
      return yesNo(facts.keys !== 'none');
    case 'services':
      return facts.services === 0 ? 'none' : SERVICES.slice(0, facts.services);
    default:
      throw new Error(`the model does not know the question ${question}`);
  }
}

/** Every account that an outgoing employee may have held. */
export function everyFacts(services: readonly number[]): readonly Facts[] {
  const bools = [true, false];
  return (['company', 'personal'] as const).flatMap((huaweiId) =>
    bools.flatMap((authenticator) =>
      bools.flatMap((thirdParty) =>
        bools.flatMap((iamUser) =>
          (['none', 'of_user', 'of_account'] as const)
            .filter((keys) => keys !== 'of_user' || iamUser)
            .flatMap((keys) =>
              services.map((count) => ({ huaweiId, authenticator, thirdParty, iamUser, keys, services: count })),
            ),
        ),
      ),
    ),
  );
}

const PLAIN: Facts = {
  huaweiId: 'company',
  authenticator: false,
  thirdParty: false,
  iamUser: false,
  keys: 'none',
  services: 0,
};

/** A few accounts in which everything occurs, and each thing without the others. */
export const FEW_FACTS: readonly Facts[] = [
  { ...PLAIN, authenticator: true },
  { ...PLAIN, thirdParty: true, services: 1 },
  { ...PLAIN, iamUser: true, keys: 'of_user' },
  { ...PLAIN, huaweiId: 'personal', keys: 'of_account' },
  { ...PLAIN, huaweiId: 'personal', authenticator: true, thirdParty: true, iamUser: true, services: 1 },
];
