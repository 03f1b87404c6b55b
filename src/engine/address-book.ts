import type { PersonId, TenantId } from '../core/ids.js';
import type { AddTheApp, EmailTrouble } from '../view/email-words.js';
import type { Log } from './log-port.js';
import { type ChatPlatform, type HandoverStore, type Identity, PlatformFailure, type Profile } from './ports.js';

export interface AddressBookOptions {
  readonly store: Pick<HandoverStore, 'withEmail'>;
  readonly platforms: ReadonlyMap<string, ChatPlatform>;
  readonly log: Log;
}

/** Somebody whom an address may mean. */
export interface FoundPerson {
  readonly profile: Profile;
  /** Null for somebody the store has never heard of. */
  readonly person: PersonId | null;
}

export type Found =
  { readonly people: readonly [FoundPerson, ...(readonly FoundPerson[])] } | { readonly trouble: EmailTrouble };

export interface AddressBook {
  /** Whom an address means, on every platform: who is known already, and whom the platforms know. */
  find(tenant: TenantId, typed: string): Promise<Found>;
}

const ADDRESS = /^[^\s@<>,;|]+@[^\s@<>,;|]+\.[^\s@<>,;|]+$/;
const keyOf = ({ platform, workspace, user }: Identity): string => `${platform}/${workspace}/${user}`;

export function createAddressBook({ store, platforms, log }: AddressBookOptions): AddressBook {
  const failed = (
    platform: ChatPlatform,
    error: unknown,
  ): { readonly platform: ChatPlatform; readonly error: unknown } => {
    const detail = error instanceof PlatformFailure ? error.failure : { code: 'broken' };
    log.warn('address_not_looked_up', { platform: platform.name, ...detail });
    return { platform, error };
  };

  /** As their platform describes them now, or why it does not. */
  const ask = async (identity: Identity) => {
    const platform = platforms.get(identity.platform);
    if (platform === undefined) return null;
    try {
      return { profile: await platform.profile(identity) };
    } catch (error) {
      return failed(platform, error);
    }
  };

  return {
    async find(tenant, typed) {
      const email = typed.trim().toLowerCase();
      if (!ADDRESS.test(email)) return { trouble: { code: 'not_an_address' } };
      const known = store.withEmail(tenant, email);
      const looked = await Promise.all(
        [...platforms.values()].map((platform) =>
          platform.findByEmail(email).catch((error: unknown) => failed(platform, error)),
        ),
      );
      const listed = [
        ...known.map(({ profile }) => profile.identity),
        ...looked.flatMap((one) => ('error' in one ? [] : one)),
      ];
      const unique = [...new Map(listed.map((one) => [keyOf(one), one])).values()];
      const asked = await Promise.all(unique.map(ask));
      const personOf = new Map(known.map(({ person, profile }) => [keyOf(profile.identity), person]));
      const described = asked.flatMap((one): FoundPerson[] =>
        one && 'profile' in one
          ? [{ profile: one.profile, person: personOf.get(keyOf(one.profile.identity)) ?? null }]
          : [],
      );
      const [first, ...others] = candidates(described);
      if (first) return { people: [first, ...others] };
      const failures = [...looked, ...asked].filter((one) => one !== null && 'error' in one);
      return { trouble: troubleOf(email, failures, platforms) };
    },
  };
}

/**
 * Somebody who left one platform is still there on the other; and who is known already is the same human there, whom
 * messages reach where they go now.
 */
function candidates(described: readonly FoundPerson[]): readonly FoundPerson[] {
  const active = described.filter(({ profile }) => !profile.isDeactivated);
  const some = active.length > 0 ? active : described;
  const known = some.filter(({ person }) => person !== null);
  return [
    ...new Map(
      (known.length > 0 ? known : some).map((one) => [one.person ?? keyOf(one.profile.identity), one]),
    ).values(),
  ];
}

type Failed = { readonly platform: ChatPlatform; readonly error: unknown };

function troubleOf(
  email: string,
  failures: readonly Failed[],
  platforms: AddressBookOptions['platforms'],
): EmailTrouble {
  for (const { platform, error } of failures) {
    const why = error instanceof PlatformFailure && error.failure.code === 'unreachable' ? error.failure.why : null;
    if (why === 'not_installed' || why === 'blocked') {
      return { code: 'not_installed', name: email, add: addTo(platform) };
    }
    if (why !== 'unknown_person') return { code: 'not_answering', platform: platform.label };
  }
  const all = [...platforms.values()];
  const adding = all.find(({ installLink }) => installLink !== undefined);
  return { code: 'not_found', platforms: all.map(({ label }) => label), add: adding ? addTo(adding) : null };
}

const addTo = ({ label, installLink }: ChatPlatform): AddTheApp => ({ platform: label, link: installLink ?? null });
