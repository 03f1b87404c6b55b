import type { CardKey } from '../core/effect.js';
import type { Handover } from '../core/handover.js';
import type { StepKey, TenantId } from '../core/ids.js';
import type { Card } from '../view/card.js';
import { decodePress, type Press, type Seal } from '../view/press.js';
import { renderCard } from '../view/render-card.js';
import type { HandoverStore, Identity, MessageRef } from './ports.js';
import type { Scenes } from './scenes.js';

export interface CardAtOptions {
  readonly store: Pick<HandoverStore, 'load' | 'personOf'>;
  readonly scenes: Pick<Scenes, 'scene' | 'refOf'>;
  readonly sealOf: (tenant: TenantId) => Seal;
}

/**
 * The card that stands at a message of somebody's, as it is at this moment: a platform may show it at once in answer to
 * a press on it. `code`: the press of one of its buttons. Null for a message that is none of the handover's cards.
 */
export function createCardAt({ store, scenes, sealOf }: CardAtOptions) {
  return (tenant: TenantId, identity: Identity, { message }: MessageRef, code: string): Card | null => {
    const press = decodePress(code, sealOf(tenant));
    const person = store.personOf(tenant, identity);
    const handover = press && store.load(tenant, press.handover);
    if (!press || !handover || person === null) return null;
    const key = cardsWith(handover, press).find((card) => scenes.refOf(handover, person, card)?.message === message);
    return key === undefined ? null : renderCard(scenes.scene(handover, person), key);
  };
}

/** The cards on which this press can stand. */
function cardsWith(handover: Handover, { on }: Press): readonly CardKey[] {
  const step = on as StepKey;
  return [
    ...(Object.hasOwn(handover.steps, on)
      ? ([
          { card: 'step', step },
          { card: 'confirm', step },
        ] as const)
      : []),
    ...(/^\d+$/.test(on) ? [{ card: 'help', help: Number(on) } as const] : []),
    { card: 'root' },
    { card: 'intake' },
    { card: 'invite' },
    { card: 'closing' },
  ];
}
