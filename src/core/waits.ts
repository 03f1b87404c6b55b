import type { Handover, Wait } from './handover.js';
import type { Instant, PersonId, StepKey } from './ids.js';
import type { WaitKey } from './input.js';
import { assigneeOf, confirmerOf } from './people.js';

/** A wait that is open now: on whom, and for what. */
export interface OpenWait {
  readonly key: WaitKey;
  /** Who acts next, or who is to ask the vendor. */
  readonly on: PersonId;
  /** The vendor holds the ball; `on` is only asked for news. */
  readonly isVendor: boolean;
  readonly wait: Wait;
}

export const freshWait = (since: Instant): Wait => ({
  since,
  askedAt: since,
  nudges: 0,
  snoozedUntil: null,
  rung: 'nudging',
});

/** All that is waited for, oldest first. Empty exactly when the handover is closed. */
export function waitsOf(handover: Handover): readonly OpenWait[] {
  if (handover.status !== 'running') return [];
  const waits: OpenWait[] = [];
  const { acceptance, intake, people } = handover;
  if (acceptance.state === 'asked') {
    waits.push({ key: 'acceptance', on: people.successor, isVendor: false, wait: acceptance.wait });
  }
  if (acceptance.state === 'declined') {
    waits.push({ key: 'acceptance', on: people.initiator, isVendor: false, wait: acceptance.wait });
  }
  if (intake.state === 'asking') waits.push({ key: 'intake', on: people.outgoing, isVendor: false, wait: intake.wait });
  for (const [key, step] of Object.entries(handover.steps) as [StepKey, Handover['steps'][StepKey]][]) {
    if (step.state === 'open' || step.state === 'at_vendor') {
      waits.push({ key, on: assigneeOf(handover, key), isVendor: step.state === 'at_vendor', wait: step.wait });
    }
    if (step.state === 'awaiting_confirmation') {
      waits.push({ key, on: confirmerOf(handover, key), isVendor: false, wait: step.wait });
    }
  }
  return waits.sort((a, b) => a.wait.since - b.wait.since);
}

export const waitOf = (handover: Handover, key: WaitKey): OpenWait | null =>
  waitsOf(handover).find((w) => w.key === key) ?? null;

/** Changes one open wait; the rest of the handover stays. */
export function withWait(handover: Handover, key: WaitKey, change: (wait: Wait) => Wait): Handover {
  if (key === 'acceptance') {
    const { acceptance } = handover;
    return 'wait' in acceptance
      ? { ...handover, acceptance: { ...acceptance, wait: change(acceptance.wait) } }
      : handover;
  }
  if (key === 'intake') {
    const { intake } = handover;
    return 'wait' in intake ? { ...handover, intake: { ...intake, wait: change(intake.wait) } } : handover;
  }
  const step = handover.steps[key];
  if (!step || !('wait' in step)) return handover;
  return { ...handover, steps: { ...handover.steps, [key]: { ...step, wait: change(step.wait) } } };
}
