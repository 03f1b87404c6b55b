import type { Effect } from '../core/effect.js';
import type { Handover } from '../core/handover.js';
import { assertNever, type Instant } from '../core/ids.js';
import type { Marks } from './marks.js';

/** Marks the messages that a handover's effects are about. */
export function markEffects(handover: Handover, effects: readonly Effect[], at: Instant, marks: Marks): void {
  for (const effect of effects) mark(handover, effect, at, marks);
}

function mark({ tenant, id, channel }: Handover, effect: Effect, at: Instant, marks: Marks): void {
  switch (effect.type) {
    case 'show':
      marks.show(tenant, { person: effect.to }, { kind: 'card', handover: id, card: effect.card }, at);
      return;
    case 'redraw': {
      const subject = { kind: 'card', handover: id, card: effect.card } as const;
      marks.redraw(tenant, { person: effect.to }, subject, effect.force, at);
      return;
    }
    case 'nudge':
      marks.show(tenant, { person: effect.to }, { kind: 'nudge', day: effect.day }, at);
      return;
    case 'redraw_nudge':
      marks.redraw(tenant, { person: effect.to }, { kind: 'nudge', day: effect.day }, false, at);
      return;
    case 'tell_channel':
      if (channel === null) return;
      marks.show(tenant, { channel }, { kind: 'channel', handover: id, what: effect.what }, at);
      return;
    default:
      assertNever(effect);
  }
}
