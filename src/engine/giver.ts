import type { HandoverId, PersonId, TenantId } from '../core/ids.js';
import type { Input } from '../core/input.js';
import type { Rules } from '../core/rules.js';
import { nextDue } from '../core/schedule.js';
import { transition } from '../core/transition.js';
import type { Inbox } from './inbox.js';
import type { Clock, HandoverStore } from './ports.js';

/** More running handovers of one person than this are not looked at. */
const HANDOVERS_MAX = 200;

export interface Giver {
  /** Gives one handover an input that no button stands behind. Without `deliveryId` it cannot come twice. */
  give(tenant: TenantId, id: HandoverId, input: Input, deliveryId: string | null): Promise<void>;
  /** The same for every running handover that names a person. */
  giveAll(tenant: TenantId, person: PersonId, input: Input, deliveryId: string | null): Promise<void>;
}

export interface GiverOptions {
  readonly store: Pick<HandoverStore, 'ofPerson'>;
  readonly inbox: Inbox;
  readonly rules: Rules;
  readonly clock: Clock;
}

export function createGiver({ store, inbox, rules, clock }: GiverOptions): Giver {
  const give: Giver['give'] = async (tenant, id, input, deliveryId) => {
    const at = clock.now();
    await inbox.submit({
      tenant,
      deliveryId: deliveryId === null ? null : `${deliveryId}/${id}/${input.type}`,
      at,
      from: null,
      target: { kind: 'handover', id },
      learned: [],
      decide({ handover }) {
        const result = handover && transition(handover, input, at, rules);
        const moved = result?.kind === 'moved' ? { handover: result.handover, events: result.events } : null;
        return {
          result: null,
          moved,
          dueAt: handover && nextDue(moved?.handover ?? handover, at, rules),
          effects: result?.kind === 'moved' ? result.effects : [],
          meaning: null,
        };
      },
    });
  };
  return {
    give,
    async giveAll(tenant, person, input, deliveryId) {
      const all = store.ofPerson(tenant, person, HANDOVERS_MAX).filter(({ status }) => status === 'running');
      await Promise.all(all.map(({ id }) => give(tenant, id, input, deliveryId)));
    },
  };
}
