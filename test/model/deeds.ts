import {
  type Account,
  allContacts,
  type Contact,
  CONTACTS,
  type Party,
  passes,
  programsRun,
  receives,
  type Holder,
} from './account.js';

/** What stands in the way of a deed. */
export type Lack =
  | 'gone'
  | 'password'
  | 'second factor'
  | 'code'
  | 'code of the old authenticator'
  | 'separation'
  | 'rights'
  | 'new keys'
  | 'own id'
  | 'ticket'
  | 'what comes before';

/** Somebody is about to do something with the account. */
export interface Scene {
  readonly account: Account;
  readonly by: Party;
  readonly successor: Party;
  /** Who holds the rights over IAM users. */
  readonly administrator: Party;
  /** Somebody was dismissed today: then it is right that programs stop. */
  readonly isEmergency: boolean;
}

/** Something that people do outside of the chat, with its real precondition and its real effect. */
export interface Deed {
  readonly isSo: (scene: Scene) => boolean;
  /** It is done signed in with the account itself. */
  readonly isSignedIn?: boolean;
  readonly lacks: (scene: Scene) => readonly Lack[];
  readonly after: (scene: Scene) => Partial<Account>;
}

/** The account after a deed. A successor who did not know the password has reset it with a code to get in. */
export function done(deed: Deed, scene: Scene): Account {
  const { account, by, successor } = scene;
  const needsReset = by === successor && deed.isSignedIn === true && !account.knows.includes(by);
  return { ...account, ...(needsReset ? { knows: [by] } : {}), ...deed.after(scene) };
}

type Lacks = readonly (Lack | false)[];
const those = (...lacks: Lacks): readonly Lack[] => lacks.filter((lack): lack is Lack => lack !== false);

/** To sign in: the password, or the successor's own code to reset it; and a second factor that somebody present has. */
function signIn({ account, by, successor }: Pick<Scene, 'account' | 'by' | 'successor'>): Lacks {
  return [
    !account.here.includes(by) && 'gone',
    !account.knows.includes(by) && !(by === successor && receives(account, by)) && 'password',
    !passes(account, by, account.here) && 'second factor',
  ];
}

const hasCode = ({ account }: Scene): boolean => account.here.some((party) => receives(account, party));
const isHere = ({ account }: Scene, party: Party): boolean => account.here.includes(party);

/** A look at what is so already; nothing changes by it. */
const seen = (isSo: Deed['isSo'], lack: Lack = 'what comes before'): Deed => ({
  isSo,
  lacks: (scene) => those(!isSo(scene) && lack),
  after: () => ({}),
});

/** To change where codes go takes a code, to where they go now. */
const codesTo = (way: 'phone' | 'email'): Deed => ({
  isSignedIn: true,
  isSo: ({ account, successor }) => account[way] === successor,
  lacks: (scene) =>
    those(
      ...signIn(scene),
      !hasCode(scene) && 'code',
      !isHere(scene, scene.successor) && 'gone',
      scene.account.facts.huaweiId === 'personal' && scene.account.login === 'huawei_id' && 'own id',
    ),
  after: ({ account, successor }) => ({
    [way]: successor,
    isOwnIdTaken: account.facts.huaweiId === 'personal' && account.login === 'huawei_id',
  }),
});

export const changeEmail = codesTo('email');
export const changePhone = codesTo('phone');
export const emailProven = seen(({ account, successor }) => account.email === successor);
export const phoneProven = seen(({ account, successor }) => account.phone === successor);

export const unlinkAuthenticator: Deed = {
  isSignedIn: true,
  isSo: ({ account }) => account.authenticator !== 'outgoing',
  lacks: (scene) => those(...signIn(scene), !isHere(scene, 'outgoing') && 'code of the old authenticator'),
  after: () => ({ authenticator: 'nobody' }),
};

export const linkAuthenticator: Deed = {
  isSignedIn: true,
  isSo: ({ account, successor }) => account.authenticator === successor,
  lacks: (scene) =>
    those(...signIn(scene), scene.account.authenticator === 'outgoing' && 'code of the old authenticator'),
  after: ({ successor }) => ({ authenticator: successor }),
};

export const setContact = (field: Contact): Deed => ({
  isSignedIn: true,
  isSo: ({ account, successor }) => account.contacts[field] === successor,
  lacks: (scene) => those(...signIn(scene)),
  after: ({ account, successor }) => ({ contacts: { ...account.contacts, [field]: successor } }),
});

export const nothing = seen(() => true);

/** From hand to hand; or, with nobody left to give it, the successor resets it with a code of their own. */
export const givePassword: Deed = {
  isSo: ({ account, by, successor }) =>
    by === successor ? isOnlyTheirs(account, successor) : account.knows.includes(successor),
  lacks: (scene) => {
    const { account, by, successor } = scene;
    if (by !== successor) return those(!isHere(scene, by) && 'gone', !account.knows.includes(by) && 'password');
    return those(
      !receives(account, successor) && 'code',
      !passes({ ...account, trusted: [] }, successor, [successor]) && 'second factor',
    );
  },
  after: ({ account, by, successor }) =>
    by === successor
      ? { knows: [successor], trusted: [] }
      : { knows: [...new Set<Party>([...account.knows, successor])].sort() },
};

const isOnlyTheirs = ({ knows, trusted }: Account, party: Party): boolean =>
  knows.length === 1 && knows[0] === party && !trusted.includes('outgoing');

/** The successor signs in alone with the password they were given, changes it, and removes the old devices. */
export const changePassword: Deed = {
  isSo: ({ account, successor }) => isOnlyTheirs(account, successor),
  lacks: ({ account, by, successor }) =>
    those(
      by !== successor && 'password',
      !account.knows.includes(successor) && 'password',
      !passes({ ...account, trusted: [] }, successor, [successor]) && 'second factor',
    ),
  after: ({ successor }) => ({ knows: [successor], trusted: [] }),
};

export const passwordWorks: Deed = {
  isSignedIn: true,
  isSo: () => false,
  lacks: (scene) => those(...signIn(scene)),
  after: () => ({}),
};

export const unlinkThirdParty: Deed = {
  isSignedIn: true,
  isSo: ({ account }) => account.thirdParty === 'nobody',
  lacks: (scene) => those(...signIn(scene)),
  after: () => ({ thirdParty: 'nobody' }),
};

export const resetAfterSeparation: Deed = {
  isSo: ({ account }) => account.login === 'cloud_account' && account.knows.length > 0,
  lacks: (scene) =>
    those(
      scene.account.login === 'huawei_id' && 'separation',
      !hasCode(scene) && 'code',
      !isHere(scene, scene.by) && 'gone',
    ),
  after: ({ by }) => ({ knows: [by], trusted: [by] }),
};

export const signedInAfterSeparation = seen(
  ({ account }) => account.login === 'cloud_account' && account.knows.length > 0,
);
export const separationSeen = seen(({ account }) => account.login === 'cloud_account', 'separation');

/** Whoever has rights over IAM users, or is signed in with the account itself. */
const noRights = (scene: Scene): Lack | false =>
  scene.by !== scene.administrator && those(...signIn(scene)).length > 0 && 'rights';
/** The keys of the account itself are seen by the account alone: the successor signs in. */
const keysUnseen = (scene: Scene): Lacks =>
  scene.account.facts.keys === 'of_account' ? signIn({ ...scene, by: scene.successor }) : [];
const wouldStop = (scene: Scene, change: Partial<Account>): Lack | false =>
  !scene.isEmergency && programsRun(scene.account) && !programsRun({ ...scene.account, ...change }) && 'new keys';

export const disableUser: Deed = {
  isSo: ({ account }) => account.iamUser !== 'enabled',
  lacks: (scene) => those(noRights(scene), wouldStop(scene, { iamUser: 'disabled' })),
  after: () => ({ iamUser: 'disabled' }),
};

export const removeUser: Deed = {
  isSo: ({ account }) => account.iamUser === 'gone' || account.iamUser === 'absent',
  lacks: (scene) =>
    those(
      noRights(scene),
      wouldStop(scene, { iamUser: 'gone' }),
      scene.account.iamUser === 'enabled' && 'what comes before',
    ),
  after: () => ({ iamUser: 'gone' }),
};

export const makeKeys: Deed = {
  isSo: ({ account }) => account.newKeys !== 'none',
  lacks: (scene) => those(noRights(scene)),
  after: () => ({ newKeys: 'made' }),
};

export const deployKeys: Deed = {
  isSo: ({ account }) => account.newKeys === 'deployed',
  lacks: ({ account }) => those(account.newKeys === 'none' && 'what comes before'),
  after: () => ({ newKeys: 'deployed' }),
};

export const oldKeysUnused = seen(({ account }) => account.newKeys === 'deployed', 'new keys');

export const disableOldKeys: Deed = {
  isSo: ({ account }) => account.oldKeys !== 'active',
  lacks: (scene) => those(noRights(scene), ...keysUnseen(scene), wouldStop(scene, { oldKeys: 'disabled' })),
  after: () => ({ oldKeys: 'disabled' }),
};

export const nothingBroke = seen(
  ({ account }) => account.oldKeys !== 'active' && account.newKeys === 'deployed',
  'new keys',
);

export const deleteOldKeys: Deed = {
  isSo: ({ account }) => account.oldKeys === 'deleted' || account.oldKeys === 'absent',
  lacks: (scene) =>
    those(noRights(scene), ...keysUnseen(scene), scene.account.oldKeys === 'active' && 'what comes before'),
  after: () => ({ oldKeys: 'deleted' }),
};

/** `which`: the places of the services that are meant. */
export const takeOver = (which: readonly number[]): Deed => ({
  isSo: ({ account, successor }) => which.every((n) => account.services[n]?.reachedBy === successor),
  lacks: (scene) => those(!isHere(scene, scene.successor) && 'gone'),
  after: ({ account, successor }) => servicesAfter(account, which, { reachedBy: successor }),
});

export const closeOld = (which: readonly number[]): Deed => ({
  isSo: ({ account }) => which.every((n) => account.services[n]?.isClosed === true),
  lacks: ({ account, successor }) =>
    those(which.some((n) => account.services[n]?.reachedBy !== successor) && 'what comes before'),
  after: ({ account }) => servicesAfter(account, which, { isClosed: true }),
});

function servicesAfter(
  { services }: Account,
  which: readonly number[],
  change: { readonly reachedBy?: Holder; readonly isClosed?: boolean },
): Partial<Account> {
  return { services: services.map((service, n) => (which.includes(n) ? { ...service, ...change } : service)) };
}

/** With after-sales' help the successor needs no old code. */
const withVendor = (isSo: Deed['isSo'], after: Deed['after'], needsPassword = true): Deed => ({
  isSo,
  lacks: (scene) =>
    those(
      !scene.account.isHelpedByVendor && 'ticket',
      !isHere(scene, scene.successor) && 'gone',
      needsPassword && !scene.account.knows.includes(scene.successor) && 'password',
    ),
  after,
});

export const vendorReset = withVendor(
  ({ account, successor }) => account.knows.length === 1 && account.knows[0] === successor,
  ({ successor }) => ({ knows: [successor] }),
  false,
);
export const vendorSignIn = seen(({ account, successor }) => account.knows.includes(successor), 'password');
export const vendorPhone = withVendor(changePhone.isSo, ({ successor }) => ({ phone: successor }));
export const vendorEmail = withVendor(changeEmail.isSo, ({ successor }) => ({ email: successor }));
export const vendorContacts = withVendor(
  ({ account, successor }) => CONTACTS.every((field) => account.contacts[field] === successor),
  ({ successor }) => ({ contacts: allContacts(successor) }),
);
export const vendorAuthenticator = withVendor(
  ({ account, successor }) => account.authenticator === 'nobody' || account.authenticator === successor,
  () => ({ authenticator: 'nobody' }),
);
export const vendorThirdParty = withVendor(unlinkThirdParty.isSo, () => ({ thirdParty: 'nobody' }));
export const vendorDevices = withVendor(
  ({ account }) => !account.trusted.includes('outgoing'),
  ({ account }) => ({ trusted: account.trusted.filter((party) => party !== 'outgoing') }),
);
