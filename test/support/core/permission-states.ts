import type { PersonId, QuestionKey, StepKey } from '../../../src/core/ids.js';
import type { Input } from '../../../src/core/input.js';
import { alice, bob, candidate, carol, DAY_MS, ines, Play, stranger } from '../a-handover.js';

export const dave = 'p_dave' as PersonId;
const erin = 'p_erin' as PersonId;

/** Everybody in a role of their own, and somebody in none. */
export const ROLES = {
  initiator: ines,
  outgoing: alice,
  successor: bob,
  administrator: carol,
  'escalation contact': dave,
  'somebody else': stranger,
} as const;

const COMPANYS = { huawei_id: 'company' };
const PERSONAL = { huawei_id: 'personal' };
const play = (): Play => new Play({ escalationContact: candidate(dave) });
const words = { text: 'Because it is so.', isNoSecret: true };

const opened = (answers: Readonly<Record<string, string>> = COMPANYS): Play => play().accept().answer(answers);
const reported = (): Play => {
  const running = opened();
  running.tick('1', alice);
  running.give({ type: 'done', by: alice, ...running.on('1') });
  return running;
};

/** Handovers at all the moments at which somebody else may do something. Step 1 is the outgoing employee's, or step 2. */
export const STATES: Readonly<Record<string, () => Play>> = {
  'just started': play,
  'successor declined': () => {
    const declined = play();
    declined.give({ type: 'decline', by: bob, rev: 0, because: words });
    return declined;
  },
  'step open': () => {
    const open = opened();
    open.tick('1', alice);
    return open;
  },
  'step reported done': reported,
  'step confirmed': () => {
    const confirmed = reported();
    confirmed.give({ type: 'confirm', by: bob, ...confirmed.on('1') });
    return confirmed;
  },
  'ticket to submit': () => opened(PERSONAL),
  'ticket at the vendor': () => {
    const waiting = opened(PERSONAL);
    waiting.give({ type: 'ticket_submitted', by: alice, ...waiting.on('2'), number: words });
    return waiting;
  },
  'help asked': () => {
    const asked = opened();
    asked.give({ type: 'ask_help', by: alice, ...asked.on('1'), what: words });
    return asked;
  },
  paused: () => {
    const paused = opened();
    paused.give({ type: 'pause', by: ines });
    return paused;
  },
  escalated: () => {
    const escalated = opened();
    escalated.give({ type: 'escalate', by: ines });
    return escalated;
  },
  'outgoing employee gone': () => {
    const gone = opened();
    gone.give({ type: 'say_gone', by: ines });
    return gone;
  },
  cancelled: () => {
    const cancelled = opened();
    cancelled.give({ type: 'cancel', by: ines, because: words });
    return cancelled;
  },
  'cancelled long ago': () => {
    const cancelled = opened();
    cancelled.give({ type: 'cancel', by: ines, because: words });
    return cancelled.wait(31 * DAY_MS);
  },
};

/** The step that a state is about. */
const stepOf = (running: Play): StepKey => {
  const states = Object.entries(running.handover.steps);
  const live = states.find(
    ([, { state }]) => state === 'open' || state === 'at_vendor' || state === 'awaiting_confirmation',
  );
  const first = Object.hasOwn(running.handover.steps, '2') && running.state('2') !== 'not_applicable' ? '2' : '1';
  const isAboutFirst = running.state(first) === 'absent' || running.state(first) === 'done' || live?.[0] === first;
  return (isAboutFirst ? first : (live?.[0] ?? first)) as StepKey;
};

/** One input of each kind, as it would come from somebody's button in this state. `age`: how much older the button is. */
export function inputsBy(by: PersonId, running: Play, age = 0): readonly Exclude<Input, { readonly type: 'clock' }>[] {
  const { acceptance, intake, answers, lastDay } = running.handover;
  const step = stepOf(running);
  const on = { by, step, rev: running.rev(step) - age };
  const question = (intake.state === 'asking' ? intake.question : 'huawei_id') as QuestionKey;
  const asked = { by, question, rev: (answers[question]?.rev ?? 0) - age };
  const answered = {
    by,
    question: 'huawei_id' as QuestionKey,
    rev: (answers['huawei_id' as QuestionKey]?.rev ?? 0) - age,
  };
  const rev = acceptance.rev - age;
  const wait = step;
  return [
    { type: 'accept', by, rev },
    { type: 'decline', by, rev, because: words },
    { type: 'choose_successor', by, rev, successor: candidate(erin) },
    { type: 'answer', ...asked, value: 'company' },
    { type: 'change_answer', ...answered },
    { type: 'tick', ...on, ticks: [] },
    { type: 'done', ...on },
    { type: 'not_applicable', ...on, because: words },
    { type: 'confirm', ...on },
    { type: 'send_back', ...on, because: words },
    { type: 'undo', ...on },
    { type: 'ask_help', ...on, what: words },
    { type: 'answer_help', by, help: 0, text: words },
    { type: 'ticket_submitted', ...on, number: words },
    { type: 'ticket_resolved', ...on },
    { type: 'ticket_still_waiting', ...on },
    { type: 'ticket_more_asked', ...on, what: words },
    { type: 'ticket_refused', ...on, because: words },
    { type: 'snooze', by, rev: on.rev, wait, until: 'tomorrow' },
    { type: 'escalate', by },
    { type: 'pause', by },
    { type: 'resume', by },
    { type: 'nudge_now', by },
    { type: 'say_gone', by },
    { type: 'extend', by, lastDay },
    { type: 'choose_administrator', by, rev, administrator: candidate(erin) },
    { type: 'cancel', by, because: words },
    { type: 'reopen', by, because: words, steps: [step] },
  ];
}

/** Inputs whose button carries no revision: pressing it late means the same. */
export const AGELESS = [
  'answer_help',
  'escalate',
  'pause',
  'resume',
  'nudge_now',
  'say_gone',
  'extend',
  'choose_administrator',
  'cancel',
  'reopen',
];
