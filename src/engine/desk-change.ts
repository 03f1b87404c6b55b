import type { PersonId } from '../core/ids.js';
import { listCard } from '../view/list-card.js';
import { encodePress } from '../view/press.js';
import { renderStatus, statusCard } from '../view/status-card.js';
import { CHANGES } from './command-port.js';
import type { DeskOptions } from './desk.js';
import { matching } from './matching.js';
import type { Answer, Ask, Delivery } from './ports.js';

/**
 * `/handover pause acme`: presses, for the initiator, the button that stands on the overview of the one handover that is
 * meant. With several to choose from nothing happens but that they are named.
 */
export function createChangeDesk(
  { scenes, sealOf, command }: DeskOptions,
  press: (delivery: Delivery, ask: Extract<Ask, { kind: 'press' }>) => Promise<Answer>,
) {
  return async (delivery: Delivery, ask: Extract<Ask, { kind: 'change' }>, by: PersonId): Promise<Answer> => {
    const { tenant, at } = delivery;
    const wantsClosed = ask.change === 'reopen';
    const mine = matching(scenes.scenesOf(tenant, by), ask.which).filter(
      ({ handover }) => handover.people.initiator === by && (handover.status !== 'running') === wantsClosed,
    );
    const audience = scenes.audience(tenant, by);
    const [only, ...others] = mine;
    if (!only || others.length > 0) {
      const card = only ? listCard(audience, mine, command) : renderStatus(audience, [], command);
      return { kind: 'say', card };
    }
    const { handover } = only;
    const wanted = {
      action: CHANGES[ask.change],
      handover: handover.id,
      on: '',
      rev: handover.acceptance.rev,
      value: '',
    };
    const code = encodePress(wanted, sealOf(tenant));
    const answer = await press(delivery, { kind: 'press', press: code, ticks: [], pressedAt: at });
    if (answer.kind !== 'none') return answer;
    const after = scenes.scenesOf(tenant, by).find((scene) => scene.handover.id === handover.id);
    return after ? { kind: 'say', card: statusCard(after) } : answer;
  };
}
