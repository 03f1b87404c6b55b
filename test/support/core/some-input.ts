import type { Handover, Step } from '../../../src/core/handover.js';
import type { ItemKey, PersonId, QuestionKey, StepKey, Zone } from '../../../src/core/ids.js';
import type { Input } from '../../../src/core/input.js';
import { alice, bob, candidate, carol, ines, stranger } from '../a-handover.js';
import { assigneeOf, confirmerOf, definitionOf } from '../../../src/core/people.js';
import { waitsOf } from '../../../src/core/waits.js';
import { words } from './given.js';

/** A number from 0 up to, and without, `below`. */
export type Pick = (below: number) => number;

const dave = 'p_dave' as PersonId;
const PEOPLE = [ines, alice, bob, carol, dave, stranger];
const because = words('Because it is so.');

function oneOf<T>(pick: Pick, first: T, ...more: readonly T[]): T {
  return [first, ...more][pick(more.length + 1)] ?? first;
}

/** Something that somebody may press or that may befall them: half of it sensible, the rest early, late or not theirs. */
export function someInput(handover: Handover, pick: Pick): Input {
  const wait = oneOf(pick, undefined, ...waitsOf(handover));
  if (!wait || pick(4) === 0) return aside(handover, pick);
  if (wait.key === 'acceptance') return onAcceptance(handover, pick);
  if (wait.key === 'intake') return answer(handover, pick);
  const step = handover.steps[wait.key];
  if (!step) return { type: 'clock' };
  const sensible = onStep(handover, wait.key, step, pick);
  return 'by' in sensible && pick(8) === 0 ? spoiled(sensible, pick) : sensible;
}

/** Pressed by somebody else, or from an older card. */
const spoiled = (input: Input, pick: Pick): Input =>
  pick(2) === 0 || !('rev' in input)
    ? ({ ...input, by: oneOf(pick, ines, ...PEOPLE) } as Input)
    : { ...input, rev: input.rev - 1 };

function onAcceptance({ acceptance, people }: Handover, pick: Pick): Input {
  const { rev } = acceptance;
  if (acceptance.state === 'declined') {
    return { type: 'choose_successor', by: people.initiator, rev, successor: candidate(oneOf(pick, dave, bob, alice)) };
  }
  const by = people.successor;
  return pick(4) === 0 ? { type: 'decline', by, rev, because } : { type: 'accept', by, rev };
}

function answer({ intake, people, procedure, answers }: Handover, pick: Pick): Input {
  const asked = procedure.questions.find(({ key }) => intake.state === 'asking' && key === intake.question);
  if (!asked) return { type: 'clock' };
  const on = { by: people.outgoing, question: asked.key, rev: answers[asked.key]?.rev ?? 0 };
  if (asked.kind === 'list' && pick(3) > 0) {
    return { type: 'answer_names', ...on, names: ['AWS', 'GitHub'].slice(pick(2)), isNoSecret: false };
  }
  const values = asked.kind === 'choice' ? asked.choices.map(({ key }) => key) : ['yes', 'no', 'none'];
  return { type: 'answer', ...on, value: oneOf(pick, 'not_sure', ...values) };
}

function onStep(handover: Handover, key: StepKey, { state, rev, ticket }: Step, pick: Pick): Input {
  const by = state === 'awaiting_confirmation' ? confirmerOf(handover, key) : assigneeOf(handover, key);
  const on = { by, step: key, rev };
  if (state === 'awaiting_confirmation') {
    return pick(4) === 0 ? { type: 'send_back', ...on, because } : { type: 'confirm', ...on };
  }
  if (state === 'at_vendor') {
    return oneOf<Input>(
      pick,
      { type: 'ticket_resolved', ...on },
      { type: 'ticket_resolved', ...on },
      { type: 'ticket_refused', ...on, because },
      { type: 'ticket_still_waiting', ...on },
      { type: 'ticket_more_asked', ...on, what: words('A copy of the license') },
    );
  }
  const definition = definitionOf(handover, key);
  if (definition.ticket && ticket === null && pick(3) > 0) {
    return { type: 'ticket_submitted', ...on, number: words('HW-1') };
  }
  const ticks = definition.items.map(({ key: item }): { item: ItemKey; isTicked: boolean } => ({
    item,
    isTicked: pick(8) > 0,
  }));
  return oneOf<Input>(
    pick,
    { type: 'tick', ...on, ticks },
    { type: 'tick', ...on, ticks },
    { type: 'done', ...on },
    { type: 'done', ...on },
    { type: 'done', ...on },
    { type: 'not_applicable', ...on, because },
    { type: 'ask_help', ...on, what: words('Where is that menu?') },
  );
}

/** What is not waited for: changes of mind, people who leave, and the clock. */
function aside(handover: Handover, pick: Pick): Input {
  const { people, acceptance, answers, steps } = handover;
  const by = people.initiator;
  const step = oneOf(pick, '1' as StepKey, ...(Object.keys(steps) as StepKey[]));
  const rev = steps[step]?.rev ?? 0;
  const question = oneOf(pick, 'huawei_id' as QuestionKey, ...(Object.keys(answers) as QuestionKey[]));
  return oneOf<Input>(
    pick,
    { type: 'clock' },
    { type: 'clock' },
    { type: 'escalate', by },
    { type: 'change_answer', by: people.outgoing, question, rev: answers[question]?.rev ?? 0 },
    { type: 'undo', by: oneOf(pick, by, ...PEOPLE), step, rev },
    { type: 'snooze', by: oneOf(pick, by, ...PEOPLE), wait: step, rev, until: oneOf(pick, 'tomorrow', 'in_3_days') },
    { type: 'choose_successor', by, rev: acceptance.rev, successor: candidate(oneOf(pick, ines, ...PEOPLE)) },
    { type: 'choose_administrator', by, rev: acceptance.rev, administrator: candidate(oneOf(pick, ines, ...PEOPLE)) },
    { type: oneOf(pick, 'pause', 'resume', 'nudge_now', 'say_gone'), by },
    { type: 'extend', by, lastDay: '2026-12-24' },
    { type: 'reopen', by, because, steps: [step] },
    { type: 'unreachable', person: oneOf(pick, by, ...PEOPLE), why: oneOf(pick, 'blocked', 'deactivated') },
    { type: 'reachable', person: oneOf(pick, by, ...PEOPLE) },
    { type: 'zone_changed', person: people.successor, zone: 'Asia/Tokyo' as Zone },
    { type: 'answer_help', by, help: 0, text: words('Look into the menu.') },
    pick(2) === 0 ? { type: 'clock' } : { type: 'cancel', by, because },
  );
}
