import type { HandoverEvent } from '../../../src/core/event.js';
import type { Handover } from '../../../src/core/handover.js';
import type { PersonId, StepKey } from '../../../src/core/ids.js';
import { assigneeOf, confirmerOf, definitionOf } from '../../../src/core/people.js';
import type { Press } from '../../../src/view/press.js';

/** What somebody does next in a scripted handover, and how its effect looks in the journal. */
export interface Wanted {
  readonly by: PersonId;
  readonly press: Press;
  /** The line of a checklist that is ticked. */
  readonly item: string | null;
  /** True for the event that this press, and no other one of the script, leads to. */
  readonly isEffect: (event: HandoverEvent) => boolean;
}

/** Branch A with nothing beside it: every step is snoozed once, ticked line by line, done and confirmed. */
export function nextPress(handover: Handover): Wanted | null {
  if (handover.status !== 'running') return null;
  const { people, acceptance, intake } = handover;
  const press = (
    by: PersonId,
    action: Press['action'],
    on: string,
    rev: number,
    value = '',
  ): Omit<Wanted, 'isEffect'> => ({
    by,
    press: { action, handover: handover.id, on, rev, value },
    item: null,
  });
  if (acceptance.state === 'asked') {
    const wanted = press(people.successor, 'accept', '', acceptance.rev);
    return { ...wanted, isEffect: ({ type }) => type === 'successor_accepted' };
  }
  if (intake.state === 'asking') {
    const { question } = intake;
    const kind = handover.procedure.questions.find(({ key }) => key === question)?.kind;
    const value = kind === 'choice' ? 'company' : kind === 'list' ? 'none' : 'no';
    const wanted = press(people.outgoing, 'answer', question, handover.answers[question]?.rev ?? 0, value);
    return { ...wanted, isEffect: (event) => event.type === 'question_answered' && event.question === question };
  }
  for (const step of Object.keys(handover.steps) as StepKey[]) {
    const wanted = pressOnStep(handover, step, press);
    if (wanted) return wanted;
  }
  return null;
}

type Make = (
  by: PersonId,
  action: Press['action'],
  on: string,
  rev: number,
  value?: string,
) => Omit<Wanted, 'isEffect'>;

function pressOnStep(handover: Handover, step: StepKey, press: Make): Wanted | null {
  const state = handover.steps[step];
  if (state?.state === 'awaiting_confirmation') {
    const wanted = press(confirmerOf(handover, step), 'confirm', step, state.rev);
    return { ...wanted, isEffect: (event) => event.type === 'step_confirmed' && event.step === step };
  }
  if (state?.state !== 'open') return null;
  const by = assigneeOf(handover, step);
  if (state.wait.snoozedUntil === null) {
    const wanted = press(by, 'snooze', step, state.rev, 'tomorrow');
    return { ...wanted, isEffect: (event) => event.type === 'snoozed' && event.wait === step };
  }
  const item = definitionOf(handover, step).items.find(({ key }) => !state.ticked.includes(key));
  if (item) {
    const ticks = state.ticked.length + 1;
    const isEffect = (event: HandoverEvent): boolean =>
      event.type === 'items_ticked' && event.step === step && event.items.length === ticks;
    return { ...press(by, 'tick', step, state.rev), item: item.key, isEffect };
  }
  const wanted = press(by, 'done', step, state.rev);
  return { ...wanted, isEffect: (event) => event.type === 'step_reported_done' && event.step === step };
}
