import { decide } from './decide.js';
import type { CardKey, Effect } from './effect.js';
import type { HandoverEvent } from './event.js';
import { evolve } from './evolve.js';
import type { Handover } from './handover.js';
import type { Instant } from './ids.js';
import type { Input, Refusal, StartForm } from './input.js';
import { nextQuestion } from './intake.js';
import { isGone } from './people.js';
import type { Procedure } from './procedure.js';
import { react } from './react.js';
import type { Rules } from './rules.js';
import { zoneOf } from './reach-hours.js';
import { settle } from './settle.js';
import { localDate } from './time.js';
import { begin, checkStart, type Permission } from './start.js';

/** One pure step of the core, with all that has to be stored for it. */
export type Transition =
  | {
      readonly kind: 'moved';
      readonly handover: Handover;
      readonly events: readonly HandoverEvent[];
      readonly effects: readonly Effect[];
    }
  /** Allowed, and nothing changed by it. */
  | { readonly kind: 'unmoved' }
  /** `effects` redraw the card that led the person astray. */
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[]; readonly effects: readonly Effect[] };

export function transition(handover: Handover, input: Input, now: Instant, rules: Rules): Transition {
  const decision = decide(handover, input, now, rules);
  if (decision.kind === 'refused') {
    return { kind: 'refused', refusals: [decision.refusal], effects: redrawn(handover, input, decision.refusal) };
  }
  if (decision.events.length === 0) return { kind: 'unmoved' };
  const settled = settle(handover, decision.events, now);
  return { kind: 'moved', ...settled, effects: effectsOf(handover, settled.events) };
}

/** The first transition of a handover. */
export function start(
  form: StartForm,
  procedure: Procedure,
  permission: Permission,
  now: Instant,
  rules: Rules,
): Transition {
  const checked = checkStart(form, procedure, permission, now, rules);
  if ('no' in checked) return { kind: 'refused', refusals: checked.no, effects: [] };
  const begun = begin(form, checked.ok);
  const first = nextQuestion(begun);
  const asked: HandoverEvent[] =
    isGone(begun) || first === null ? [] : [{ type: 'question_asked', at: now, question: first }];
  const settled = settle(begun, asked, now);
  const effects = [...react(begun, checked.ok, begun), ...effectsOf(begun, settled.events)];
  return {
    kind: 'moved',
    handover: settled.handover,
    events: [checked.ok, ...settled.events],
    effects: unique(effects),
  };
}

function effectsOf(before: Handover, events: readonly HandoverEvent[]): readonly Effect[] {
  const effects: Effect[] = [];
  let handover = before;
  for (const event of events) {
    const after = evolve(handover, event);
    effects.push(...react(handover, event, after));
    if ('by' in event && event.by !== null) {
      const day = localDate(event.at, zoneOf(after, event.by));
      effects.push({ type: 'redraw_nudge', to: event.by, day });
    }
    handover = after;
  }
  return unique(effects);
}

/** The same card once, at the place where it was first named. */
function unique(effects: readonly Effect[]): readonly Effect[] {
  return [...new Map(effects.map((effect) => [JSON.stringify(effect), effect])).values()];
}

/** After a press on something old the card is drawn again, even if we believe that it stands as it should. */
function redrawn(handover: Handover, input: Input, refusal: Refusal): readonly Effect[] {
  if (refusal.code === 'not_a_participant' || !('by' in input)) return [];
  const redraw = (card: CardKey): Effect => ({ type: 'redraw', to: input.by, card, force: true });
  if ('step' in input && Object.hasOwn(handover.steps, input.step)) {
    return [redraw({ card: 'step', step: input.step }), redraw({ card: 'confirm', step: input.step })];
  }
  switch (input.type) {
    case 'answer':
    case 'answer_names':
    case 'change_answer':
      return [redraw({ card: 'intake' })];
    case 'accept':
    case 'decline':
      return [redraw({ card: 'invite' })];
    case 'escalate':
    case 'cancel':
    case 'choose_successor':
      return [redraw({ card: 'root' })];
    default:
      return [];
  }
}
