import type { CardKey } from '../../core/effect.js';
import type { Handover } from '../../core/handover.js';
import { type OpenWait, waitsOf } from '../../core/waits.js';
import type { Records } from './bot.js';
import { NAMES, type Name } from './cast.js';
import type { ChatSide } from './chat-side.js';

/** Somebody of the cast, by what the bot knows them as. */
export interface CastAt {
  readonly name: Name;
  readonly side: ChatSide;
}

/** Who of the cast a person of the store is, and where they read; null for a stranger. */
export function castAt(records: Records, sides: readonly ChatSide[], person: OpenWait['on']): CastAt | null {
  const identity = records.handovers.person(records.tenant, person)?.profile.identity;
  const side = sides.find(({ platform }) => platform === identity?.platform);
  const name = NAMES.find((one) => side?.identity(one).user === identity?.user);
  return side === undefined || name === undefined ? null : { name, side };
}

/** The items that wait for somebody: the cards of all open waits that stand on the page. */
export function waitingItems(
  records: Records,
  sides: readonly ChatSide[],
  handovers: readonly Handover[],
): ReadonlySet<string> {
  const items = handovers.flatMap((handover) =>
    waitsOf(handover).flatMap((wait) => {
      const cast = castAt(records, sides, wait.on);
      const subject = { kind: 'card', handover: handover.id, card: cardOf(handover, wait) } as const;
      const ref = records.outbox.refOf(records.tenant, wait.on, subject);
      return cast === null || ref === null ? [] : [cast.side.itemAt(cast.name, ref)];
    }),
  );
  return new Set(items);
}

/** The card that is answered to end a wait. */
function cardOf({ acceptance, steps }: Handover, { key }: OpenWait): CardKey {
  if (key === 'acceptance') return { card: acceptance.state === 'declined' ? 'root' : 'invite' };
  if (key === 'intake') return { card: 'intake' };
  return { card: steps[key]?.state === 'awaiting_confirmation' ? 'confirm' : 'step', step: key };
}
