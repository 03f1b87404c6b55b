import type { Handover } from '../../../src/core/handover.js';
import type { HandoverId, StepKey } from '../../../src/core/ids.js';
import { stepAt } from '../../../src/core/decide-step.js';
import type { Press } from '../../../src/view/press.js';
import type { Intent } from './offers.js';

/** As it was when these buttons stood on a card. */
const STOOD_WHILE: Readonly<Partial<Record<Press['action'], string>>> = {
  done: 'open',
  confirm: 'awaiting_confirmation',
};

/** Buttons that were pressed, by handover: their cards may still stand in somebody's conversation. */
export class OldButtons {
  private readonly pressed = new Map<HandoverId, Intent[]>();

  keep(handover: HandoverId, intent: Intent): void {
    if (STOOD_WHILE[intent.press.action] === undefined) return;
    this.pressed.set(handover, [...(this.pressed.get(handover) ?? []), intent]);
  }

  /** Those whose step is again as it was then, after somebody sent it back or took it back, but in a later version. */
  standingAgain(handover: Handover): readonly Intent[] {
    return (this.pressed.get(handover.id) ?? []).filter(({ press }) => {
      const step = handover.status === 'running' ? stepAt(handover, press.on as StepKey) : null;
      return step !== null && step.state === STOOD_WHILE[press.action] && step.rev !== press.rev;
    });
  }
}
