import type { HandoverId, Instant, PersonId, TenantId, Zone } from '../../src/core/ids.js';
import type { Input, StartForm } from '../../src/core/input.js';
import { DEFAULT_RULES } from '../../src/core/rules.js';
import { nextDue } from '../../src/core/schedule.js';
import { start, type Transition, transition } from '../../src/core/transition.js';
import type { HandoverStore, Identity, Outbox, Profile, Work } from '../../src/engine/ports.js';
import { huaweiCloud } from '../../src/procedures/load-procedure.js';
import { aForm, candidate, MONDAY } from '../support/a-handover.js';

/** What a store's suites run against. */
export interface Opened {
  readonly handovers: HandoverStore;
  readonly outbox: Outbox;
}

export const acme = 'acme' as TenantId;
export const other = 'other' as TenantId;
export const h = (n: number): HandoverId => `h${n}` as HandoverId;

export const identity = (user: string): Identity => ({ platform: 'slack', workspace: 'T1', user });
export const profile = (user: string, change: Partial<Profile> = {}): Profile => ({
  identity: identity(user),
  name: user,
  zone: 'UTC' as Zone,
  locale: 'en-US',
  isBot: false,
  isForeign: false,
  isDeactivated: false,
  email: null,
  ...change,
});

const ROLES = { initiator: 'ines', outgoing: 'alice', successor: 'bob', administrator: 'carol' } as const;
/** Everybody that {@link starting} names, in the order in which the store learns them. */
export const NAMES: readonly string[] = Object.values(ROLES);

interface Given {
  readonly deliveryId?: string | null;
  readonly meaning?: string | null;
  readonly tenant?: TenantId;
  readonly id?: HandoverId;
  readonly at?: Instant;
}

const changeOf = (result: Transition, at: Instant, meaning: string | null): ReturnType<Work<string>['decide']> => {
  const moved = result.kind === 'moved' ? { handover: result.handover, events: result.events } : null;
  return {
    result: result.kind === 'refused' ? (result.refusals[0]?.code ?? 'refused') : result.kind,
    moved,
    dueAt: moved && nextDue(moved.handover, at, DEFAULT_RULES),
    effects: result.kind === 'unmoved' ? [] : result.effects,
    meaning,
  };
};

/** Ines starts a handover from Alice to Bob. */
export function starting(given: Given & { readonly form?: Partial<StartForm> } = {}): Work<string> {
  const { tenant = acme, id = h(1), at = MONDAY, deliveryId = `start-${id}`, meaning = null, form = {} } = given;
  return {
    tenant,
    deliveryId,
    at,
    from: identity(ROLES.initiator),
    target: { kind: 'start', id, outgoing: identity(ROLES.outgoing), account: form.account ?? 'acme-prod' },
    learned: NAMES.map((name) => profile(name)),
    decide({ personOf, clash }) {
      const of = (name: string) => candidate(personOf(identity(name)) ?? ('nobody' as PersonId));
      const people = {
        initiator: of(ROLES.initiator),
        outgoing: of(ROLES.outgoing),
        successor: of(ROLES.successor),
        administrator: of(ROLES.administrator),
      };
      const permission = { mayStart: true, clash, isNoSecret: false };
      const result = start(aForm({ ...people, ...form, tenant, id }), huaweiCloud(), permission, at, DEFAULT_RULES);
      return changeOf(result, at, meaning);
    },
  };
}

/** Somebody gives a handover an input. */
export function giving(name: string, toInput: (by: PersonId) => Input, given: Given = {}): Work<string> {
  const { tenant = acme, id = h(1), at = MONDAY, deliveryId = null, meaning = null } = given;
  return {
    tenant,
    deliveryId,
    at,
    from: identity(name),
    target: { kind: 'handover', id },
    learned: [],
    decide({ actor, handover }) {
      if (!handover || !actor) throw new Error(`${name} has no handover ${id}`);
      return changeOf(transition(handover, toInput(actor), at, DEFAULT_RULES), at, meaning);
    },
  };
}

export const accepting = (given: Given = {}): Work<string> =>
  giving('bob', (by) => ({ type: 'accept', by, rev: 0 }), given);

export const declining = (text: string, given: Given = {}): Work<string> =>
  giving('bob', (by) => ({ type: 'decline', by, rev: 0, because: { text, isNoSecret: false } }), given);

export const cancelling = (given: Given = {}): Work<string> =>
  giving('ines', (by) => ({ type: 'cancel', by, because: { text: 'It is settled.', isNoSecret: false } }), given);

export const failing = (given: Given = {}): Work<string> => ({
  ...accepting(given),
  decide() {
    throw new Error('a fault of ours');
  },
});

/** Does one work and gives what came of it: its result, `duplicate`, or the message of the fault. */
export function doing(store: Opened, work: Work<string>): string {
  const [done] = store.handovers.process([work]);
  if (done?.kind === 'done') return done.result;
  return done?.kind === 'broken' ? done.error.message : 'duplicate';
}

export function known(store: Opened, name: string): PersonId {
  const person = store.handovers.personOf(acme, identity(name));
  if (person === null) throw new Error(`nobody knows ${name}`);
  return person;
}
