import type { HandoverId, Instant, PersonId, TenantId, Zone } from '../../src/core/ids.js';
import type { Candidate } from '../../src/core/input.js';
import { DEFAULT_RULES } from '../../src/core/rules.js';
import { nextDue } from '../../src/core/schedule.js';
import { start } from '../../src/core/transition.js';
import type { Identity, Profile, Work } from '../../src/engine/ports.js';
import { huaweiCloud } from '../../src/procedures/load-procedure.js';
import { openStore } from '../../src/store/open-store.js';
import { ROLES, type RoleName } from './script.js';

export { ROLES } from './script.js';

export const TENANT = 'main' as TenantId;
export const TEAM = 'T0BENCH';
/** A Monday, 10:00 UTC. */
export const MONDAY = Date.UTC(2026, 10, 23, 10) as Instant;

const BATCH = 500;

/** The Slack id of who holds a role in the n-th handover: every handover has four people of its own. */
const nameOf = (n: number): string => String(n).padStart(7, '0');
export const userOf = (n: number, role: RoleName): string => `U${nameOf(n)}${role.slice(0, 3).toUpperCase()}`;
export const handoverOf = (n: number): HandoverId => `h${nameOf(n)}` as HandoverId;
export const identityOf = (n: number, role: RoleName): Identity => ({
  platform: 'slack',
  workspace: TEAM,
  user: userOf(n, role),
});

export const profileOf = (n: number, role: RoleName): Profile => ({
  identity: identityOf(n, role),
  name: `${role} ${n}`,
  zone: 'Europe/Berlin' as Zone,
  locale: 'en-US',
  email: null,
  isBot: false,
  isForeign: false,
  isDeactivated: false,
});

/** Ids that are the same in every run. */
export function benchIds() {
  let people = 0;
  let secrets = 0;
  return {
    person: () => `p${(people += 1).toString(36).padStart(11, '0')}` as PersonId,
    secret: () => `secret-${(secrets += 1)}-of-the-bench`,
  };
}

/** A database with so many handovers, each just started. Gives the key that seals the buttons. */
export function seedStarted(path: string, count: number): string {
  const ids = benchIds();
  const store = openStore({ path, ids });
  for (let from = 0; from < count; from += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, count - from) }, (_, i) => starting(from + i));
    const broken = store.handovers.process(batch).find(({ kind }) => kind !== 'done');
    if (broken) throw new Error(`seeding failed: ${JSON.stringify(broken)}`);
  }
  const key = store.ownValue('seal_key', ids.secret);
  store.close();
  return key;
}

function starting(n: number): Work<null> {
  const id = handoverOf(n);
  return {
    tenant: TENANT,
    deliveryId: null,
    at: MONDAY,
    from: identityOf(n, 'initiator'),
    target: { kind: 'handover', id },
    learned: ROLES.map((role) => profileOf(n, role)),
    decide({ personOf }) {
      const person = (role: RoleName): Candidate => ({
        person: personOf(identityOf(n, role)) ?? ('nobody' as PersonId),
        zone: 'Europe/Berlin' as Zone,
        isBot: false,
        isForeign: false,
        isDeactivated: false,
      });
      const form = {
        tenant: TENANT,
        id,
        initiator: person('initiator'),
        outgoing: person('outgoing'),
        successor: person('successor'),
        administrator: person('administrator'),
        escalationContact: null,
        reason: 'resigned',
        lastDay: '2026-12-18',
        account: `acme-prod-${n}`,
        confidential: true,
        channel: null,
      } as const;
      const permission = { mayStart: true, clash: null, isNoSecret: false };
      const begun = start(form, huaweiCloud(), permission, MONDAY, DEFAULT_RULES);
      if (begun.kind !== 'moved') throw new Error(`not started: ${JSON.stringify(begun)}`);
      const { handover, events, effects } = begun;
      const dueAt = nextDue(handover, MONDAY, DEFAULT_RULES);
      return { result: null, moved: { handover, events }, dueAt, effects, meaning: null };
    },
  };
}
