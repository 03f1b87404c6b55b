import type { Zone } from '../../src/core/ids.js';
import { isZone } from '../../src/core/time.js';
import type { Identity, KnownPerson } from '../../src/engine/ports.js';
import { type Activity, clientOf, isPersonal, tenantOf } from './activity.js';
import { decodeReference, splitThread, type TeamsReference } from './reference.js';

/** What is known of somebody without asking Teams. */
export interface Acquaintance {
  readonly reference: TeamsReference | null;
  readonly zone: Zone | null;
  readonly locale: string | null;
  /** When their client said so, by Teams' clock in milliseconds; left out when nothing was said since the start. */
  readonly saidAt?: number;
}

export interface Directory {
  /** Learns from an activity who wrote, from where, and where Teams is now. Gives the person's own chat if it is from there. */
  meet(activity: Activity): TeamsReference | null;
  /** Whether something newer was heard of who sent it: Teams brings things late, and again. */
  isOld(activity: Activity): boolean;
  of(identity: Identity): Acquaintance;
  /** The person in Microsoft Entra behind an id of Teams' own (`29:…`); null for somebody who never wrote. */
  userOf(teamsId: string): string | null;
  keep(identity: Identity, reference: TeamsReference): void;
  /** Where the tenant's connector is: as the newest activity said, else as it was once, else for everybody. */
  serviceUrlOf(tenant: string, once?: string): string;
}

export interface DirectoryOptions {
  /** Where calls go before anything was heard of a tenant. */
  readonly serviceUrl: string;
  /** What is stored of somebody; null for nobody. */
  readonly known: (identity: Identity) => KnownPerson | null;
}

const NOTHING_SAID = { zone: null, locale: null } as const;

/** Of more people than this the oldest are forgotten: what is needed of them is stored, too. */
const REMEMBERED = 20_000;

export function createDirectory({ serviceUrl, known }: DirectoryOptions): Directory {
  const people = new Map<string, Acquaintance>();
  const users = new Map<string, string>();
  const serviceUrls = new Map<string, string>();
  /** Whose chat it is: nobody else's activity can come from there. */
  const owners = new Map<string, string>();

  const remember = (key: string, found: Acquaintance): void => {
    people.delete(key);
    people.set(key, found);
    shorten(people);
  };

  const of = (identity: Identity): Acquaintance => {
    const met = people.get(keyOf(identity));
    if (met?.reference && met.zone !== null) return met;
    const stored = known(identity);
    return {
      reference: met?.reference ?? decodeReference(stored?.conversation ?? ''),
      zone: met?.zone ?? stored?.profile.zone ?? null,
      locale: met?.locale ?? stored?.profile.locale ?? null,
    };
  };

  const identityIn = (activity: Activity): Identity => ({
    platform: 'teams',
    workspace: tenantOf(activity),
    user: activity.from.aadObjectId ?? '',
  });

  return {
    of,
    isOld(activity) {
      const saidAt = saidAtOf(activity);
      return saidAt > 0 && saidAt < (people.get(keyOf(identityIn(activity)))?.saidAt ?? 0);
    },
    meet(activity) {
      const { from, serviceUrl: told } = activity;
      const tenant = tenantOf(activity);
      serviceUrls.set(tenant, told);
      const identity = identityIn(activity);
      const { user } = identity;
      if (user === '') return null;
      users.set(from.id, user);
      shorten(users);
      const before = people.get(keyOf(identity));
      // Teams brings an activity again letter for letter, hours later if need be: then they may be elsewhere by now.
      const saidAt = saidAtOf(activity);
      const isNews = saidAt >= (before?.saidAt ?? 0);
      const { zone, locale } = isNews ? clientOf(activity) : NOTHING_SAID;
      const home = homeOf(activity, user);
      // A chat belongs to one person, whatever else an activity may say.
      const isOwn = home !== null && (owners.get(home.conversation) ?? user) === user;
      if (isOwn) owners.set(home.conversation, user);
      shorten(owners);
      const reference = isOwn ? home : null;
      remember(keyOf(identity), {
        reference: reference ?? before?.reference ?? null,
        zone: zone !== null && isZone(zone) ? zone : (before?.zone ?? null),
        locale: locale ?? before?.locale ?? null,
        saidAt: Math.max(saidAt, before?.saidAt ?? 0),
      });
      return reference;
    },
    userOf: (teamsId) => users.get(teamsId) ?? null,
    keep(identity, reference) {
      remember(keyOf(identity), { ...of(identity), reference });
    },
    serviceUrlOf: (tenant, once = serviceUrl) => serviceUrls.get(tenant) ?? once,
  };
}

function homeOf(activity: Activity, aadObjectId: string): TeamsReference | null {
  const { from, recipient, conversation, serviceUrl } = activity;
  if (!isPersonal(activity)) return null;
  const { base } = splitThread(conversation.id);
  const tenant = tenantOf(activity);
  return { serviceUrl, tenant, conversation: base, bot: recipient.id, user: from.id, aadObjectId };
}

/** By Teams' clock in milliseconds; 0 when the activity does not say. */
const saidAtOf = ({ timestamp }: Activity): number => Date.parse(timestamp ?? '') || 0;

const keyOf = ({ workspace, user }: Identity): string => `${workspace}/${user}`;

function shorten(map: Map<string, unknown>): void {
  const [oldest] = map.keys();
  if (map.size > REMEMBERED && oldest !== undefined) map.delete(oldest);
}
