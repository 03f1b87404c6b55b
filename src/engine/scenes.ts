import type { CardKey } from '../core/effect.js';
import type { Handover } from '../core/handover.js';
import type { PersonId, TenantId, Zone } from '../core/ids.js';
import { encodePress, type Seal } from '../view/press.js';
import type { Audience, Scene } from '../view/reader.js';
import type { ChatPlatform, Clock, HandoverStore, MessageRef, Outbox } from './ports.js';

export interface SceneOptions {
  readonly store: Pick<HandoverStore, 'person' | 'ofPerson'>;
  readonly outbox: Pick<Outbox, 'refOf'>;
  readonly platforms: ReadonlyMap<string, ChatPlatform>;
  readonly clock: Clock;
  readonly sealOf: (tenant: TenantId) => Seal;
}

/** What the platforms are called but this one. */
export const elsewhereOf = (
  platforms: ReadonlyMap<string, ChatPlatform>,
  name: string | undefined,
): readonly string[] => [...platforms.values()].filter((platform) => platform.name !== name).map(({ label }) => label);

/** The most handovers of one person that a list shows. */
const LIST_MAX = 50;

/** Puts together what the view needs to speak to one person. */
export function createScenes({ store, outbox, platforms, clock, sealOf }: SceneOptions) {
  const audience = (tenant: TenantId, person: PersonId): Audience => {
    const known = store.person(tenant, person);
    const zone = known?.profile.zone ?? ('UTC' as Zone);
    return {
      reader: { person, zone, locale: known?.profile.locale ?? 'en-US' },
      now: clock.now(),
      nameOf: (other) => store.person(tenant, other)?.profile.name ?? 'somebody',
    };
  };

  const refOf = (handover: Handover, person: PersonId, card: CardKey): MessageRef | null =>
    outbox.refOf(handover.tenant, person, { kind: 'card', handover: handover.id, card });

  const scene = (handover: Handover, person: PersonId): Scene => {
    const known = store.person(handover.tenant, person);
    const platform = known ? platforms.get(known.profile.identity.platform) : undefined;
    const seal = sealOf(handover.tenant);
    return {
      ...audience(handover.tenant, person),
      handover,
      linkTo(card) {
        const ref = refOf(handover, person, card);
        const root = card.card === 'root' ? null : refOf(handover, person, { card: 'root' });
        return ref && platform ? platform.link(ref, root) : null;
      },
      press: (press) => encodePress(press, seal),
      standsAlone: platform?.capabilities.hasThreads === false,
      savesTicks: platform?.capabilities.sendsTicks === false,
      homeOf(other) {
        const named = store.person(handover.tenant, other)?.profile.identity.platform ?? '';
        const home = platforms.get(named);
        return { platform: home?.label ?? named, installLink: home?.installLink ?? null };
      },
      elsewhere: elsewhereOf(platforms, platform?.name),
    };
  };

  return {
    audience,
    scene,
    refOf,
    scenesOf: (tenant: TenantId, person: PersonId): readonly Scene[] =>
      store.ofPerson(tenant, person, LIST_MAX).map((handover) => scene(handover, person)),
  };
}

export type Scenes = ReturnType<typeof createScenes>;
