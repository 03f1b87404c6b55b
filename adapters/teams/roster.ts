import type { Log } from '../../src/engine/log-port.js';
import { type Identity, PlatformFailure, type Timer } from '../../src/engine/ports.js';
import type { Connector, Member } from './connector.js';
import type { Directory } from './directory.js';
import { failureOf } from './errors.js';
import { emailOf } from './people.js';
import { decodeReference, type TeamsReference } from './reference.js';

export interface RosterOptions {
  readonly connector: Pick<Connector, 'members'>;
  readonly directory: Pick<Directory, 'serviceUrlOf'>;
  /** The teams and group chats that the bot is in, as references. */
  readonly rooms: () => readonly string[];
  readonly isServed: (tenant: string) => boolean;
  /** Milliseconds since the epoch, real time. */
  readonly wallClock: () => number;
  readonly timer: Timer;
  readonly log: Log;
}

export interface Roster {
  /** Whoever has this address in a team or group chat of the bot's. */
  find(email: string): Promise<readonly Identity[]>;
}

/** A form has to be answered within three seconds; what takes longer is there for the next try. */
const PATIENCE_MS = 1500;
/** How long a roster is believed. */
const FRESH_MS = 600_000;
const ROOMS_MAX = 50;
const PAGES_MAX = 20;

interface Kept {
  readonly until: number;
  readonly people: Promise<ReadonlyMap<string, Identity>>;
}

/**
 * Looks people up by their address. Without a permission of Microsoft Graph a bot sees the members of those conversations
 * that it is in, and nobody else.
 */
export function createRoster(options: RosterOptions): Roster {
  const { connector, directory, rooms, isServed, wallClock, timer, log } = options;
  const kept = new Map<string, Kept>();

  const read = async ({ serviceUrl, tenant, conversation }: TeamsReference): Promise<ReadonlyMap<string, Identity>> => {
    const people = new Map<string, Identity>();
    const at = { serviceUrl: directory.serviceUrlOf(tenant, serviceUrl), conversation };
    let next: string | null = null;
    for (let n = 0; n < PAGES_MAX; n += 1) {
      // oxlint-disable-next-line no-await-in-loop -- each page names the next
      const page: Awaited<ReturnType<Connector['members']>> = await connector.members(at, next);
      for (const member of page.members) note(people, member, tenant);
      next = page.next;
      if (next === null) break;
    }
    return people;
  };

  const of = (reference: TeamsReference): Promise<ReadonlyMap<string, Identity>> => {
    const room = reference.conversation;
    const known = kept.get(room);
    if (known !== undefined && known.until > wallClock()) return known.people;
    const people = read(reference);
    kept.set(room, { people, until: wallClock() + FRESH_MS });
    people.catch((error: unknown) => {
      kept.delete(room);
      log.info('teams_roster_not_read', { why: failureOf(error, 'again').code });
    });
    return people;
  };

  return {
    async find(email) {
      const references = rooms()
        .map(decodeReference)
        .filter((one) => one !== null && isServed(one.tenant));
      const reading = references.slice(-ROOMS_MAX).flatMap((one) => (one === null ? [] : [of(one)]));
      // A conversation that the bot was taken out of says nothing of anybody.
      const rosters = await inTime(Promise.allSettled(reading), timer);
      const found = rosters.flatMap((roster) => {
        const one = roster.status === 'fulfilled' ? roster.value.get(email) : undefined;
        return one === undefined ? [] : [one];
      });
      return [...new Map(found.map((one) => [`${one.workspace}/${one.user}`, one])).values()];
    },
  };
}

function inTime<T>(running: Promise<T>, timer: Timer): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = timer.after(PATIENCE_MS, () => reject(new PlatformFailure({ code: 'unavailable' })));
    running.then(resolve, reject).finally(cancel);
  });
}

function note(people: Map<string, Identity>, member: Member, workspace: string): void {
  const email = emailOf(member);
  const user = member.aadObjectId ?? member.objectId ?? null;
  const isForeign = Boolean(member.tenantId) && member.tenantId !== workspace;
  if (email !== null && user !== null && !isForeign) people.set(email, { platform: 'teams', workspace, user });
}
