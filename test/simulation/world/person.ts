import type { TenantId, Zone } from '../../../src/core/ids.js';
import type { Identity, Profile } from '../../../src/engine/ports.js';
import type { Random } from './random.js';

/** Half-hour zones, both hemispheres, and one whose clock changes by half an hour. */
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'America/New_York',
] as const;

/** Somebody at a chat window. What is here is the truth; the program only knows what the platforms told it. */
export interface Person {
  readonly tenant: TenantId;
  readonly identity: Identity;
  readonly name: string;
  /** Their app does not know the newer kind of button. */
  readonly hasOldClient: boolean;
  /** How soon they look at their messages, in hours. */
  readonly pace: number;
  zone: Zone;
  /** The zones of which the program may think that they are there: several while news is under way. */
  readonly zones: Set<Zone>;
  /** The hours at which they may have wished to be nudged, and the places whose holidays they may have wished for. */
  readonly hours: Set<number>;
  readonly places: Set<string>;
  /** When they last moved, left, came back, or wished for something. */
  changedAt: number;
  isDeactivated: boolean;
  /** On a platform where people add the app: null while they have taken it out. */
  conversation: string | null;
  /** Away until then, or put off by what failed: they neither read nor press. */
  awayUntil: number;
}

export const emailOf = (name: string): string => `${name}@example.com`;

export const profileOf = ({ identity, name, zone, isDeactivated }: Person): Profile => ({
  identity,
  name,
  zone,
  locale: 'en-US',
  email: emailOf(name),
  isBot: false,
  isForeign: false,
  isDeactivated,
});

/** Their chat with the bot, by the platform's own name for it. */
export const conversationOf = ({ platform, workspace, user }: Identity): string =>
  `${platform === 'slack' ? 'D-' : 'a:'}${workspace}-${user}`;

export const randomZone = (random: Random): Zone => random.pick(ZONES) as Zone;

/** Teams tells nobody's clock before they write or press something; until then the program takes it for UTC. */
const homeIn = (zone: Zone, platform: string): Pick<Person, 'zone' | 'zones'> => ({
  zone,
  zones: new Set(platform === 'teams' ? [zone, 'UTC' as Zone] : [zone]),
});

/** What holds for everybody who has not chosen. */
export const DEPLOYMENT = { nudgeHour: 9, holidays: 'DE' };

/** The only one of them; null when there are several. */
export const soleOf = <T>(some: ReadonlySet<T>): T | null => (some.size === 1 ? ([...some][0] ?? null) : null);

/** Now it is known which of them is so. */
export function settleOn<T>(some: Set<T>, one: T): void {
  some.clear();
  some.add(one);
}

/** Two organizations: one on both platforms, one on Slack alone; ids of users are the same in both. */
const SHAPE = [
  { tenant: 'acme', platform: 'slack', count: 9 },
  { tenant: 'acme', platform: 'teams', count: 7 },
  { tenant: 'brill', platform: 'slack', count: 7 },
] as const;

/** Where they are: an organization has one workspace on each platform that it uses. */
export const WORKSPACES = SHAPE.map(({ tenant, platform }) => ({
  tenant,
  platform,
  workspace: `${tenant}-${platform}`,
}));

export function makePeople(random: Random, now: number): readonly Person[] {
  return SHAPE.flatMap(({ tenant, platform, count }) =>
    Array.from({ length: count }, (_, n): Person => {
      const identity = { platform, workspace: `${tenant}-${platform}`, user: `U${n}` };
      return {
        tenant: tenant as TenantId,
        identity,
        name: `${tenant}-${platform}-${n}`,
        hasOldClient: random.chance(0.4),
        pace: random.pick([0.3, 1, 1, 3, 9]),
        ...homeIn(randomZone(random), platform),
        hours: new Set([DEPLOYMENT.nudgeHour]),
        places: new Set([DEPLOYMENT.holidays]),
        changedAt: now,
        isDeactivated: false,
        conversation: conversationOf(identity),
        awayUntil: now,
      };
    }),
  );
}
