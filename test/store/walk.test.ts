import { afterEach, beforeEach, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { HandoverEvent } from '../../src/core/event.js';
import type { Handover, Step } from '../../src/core/handover.js';
import type { HandoverId, Instant, PersonId, QuestionKey, StepKey, Zone } from '../../src/core/ids.js';
import type { Input, Typed } from '../../src/core/input.js';
import { stepsToReopen } from '../../src/core/decide-changes.js';
import { assigneeOf, confirmerOf, definitionOf } from '../../src/core/people.js';
import { waitsOf } from '../../src/core/waits.js';
import { DAY_MS, MONDAY } from '../support/a-handover.js';
import { tempDatabase } from '../support/temp-database.js';
import { foldOf } from '../conformance/handover-store.suite.js';
import { acme, doing, giving, h, profile, starting } from '../conformance/works.js';

/** Every type of event; the compiler keeps the list whole. */
const TYPES: Readonly<Record<HandoverEvent['type'], true>> = {
  handover_started: true,
  successor_accepted: true,
  successor_declined: true,
  successor_chosen: true,
  question_asked: true,
  question_answered: true,
  answer_reopened: true,
  intake_finished: true,
  step_planned: true,
  step_opened: true,
  step_held: true,
  step_ruled_out: true,
  items_ticked: true,
  step_reported_done: true,
  step_reported_not_applicable: true,
  step_confirmed: true,
  step_sent_back: true,
  ticket_submitted: true,
  ticket_resolved: true,
  ticket_still_waiting: true,
  ticket_more_asked: true,
  ticket_refused: true,
  help_asked: true,
  help_answered: true,
  snoozed: true,
  nudged: true,
  initiator_told: true,
  escalated: true,
  zone_changed: true,
  administrator_chosen: true,
  initiator_replaced: true,
  outgoing_left: true,
  handover_paused: true,
  handover_resumed: true,
  last_day_changed: true,
  handover_reopened: true,
  step_undone: true,
  step_to_confirm_again: true,
  nudge_wanted: true,
  deadline_told: true,
  person_unreachable: true,
  person_reachable: true,
  handover_completed: true,
  handover_cancelled: true,
};

const words = (text: string): Typed => ({ text, isNoSecret: true });
const because = words('Because it is so.');
type Pick = (max: number) => number;
const oneOf = <T>(pick: Pick, all: readonly T[]): T | undefined => all[pick(all.length)];

/** Something that somebody could do now, mostly what is waited for. */
function someInput(handover: Handover, pick: Pick): Input {
  const { people, acceptance, intake } = handover;
  const by = people.initiator;
  if (handover.status !== 'running') return { type: 'reopen', by, because, steps: stepsToReopen(handover).slice(0, 1) };
  const wait = oneOf(pick, waitsOf(handover));
  const rare = pick(50);
  if (rare === 12) return change(handover, pick);
  if (rare === 13) return undo(handover, pick);
  if (rare === 0) return { type: 'escalate', by: people.initiator };
  if (rare === 1) return { type: 'unreachable', person: people.outgoing, why: 'blocked' };
  if (rare === 2) return { type: 'reachable', person: people.outgoing };
  if (rare === 3) return { type: 'zone_changed', person: people.successor, zone: 'Asia/Tokyo' as Zone };
  if (rare === 4 && pick(3) === 0) return { type: 'cancel', by: people.initiator, because };
  if (rare >= 8 && rare < 12) return changeAnswer(handover, pick);
  if (rare === 6) return { type: 'answer_help', by: people.initiator, help: 0, text: words('Look into the menu.') };
  if (rare === 7 && wait)
    return { type: 'snooze', by: wait.on, rev: revOf(handover, wait.key), wait: wait.key, until: 'tomorrow' };
  if (rare < 20 || !wait) return { type: 'clock' };
  if (wait.key === 'acceptance') {
    const { rev } = acceptance;
    if (acceptance.state === 'asked') {
      return pick(4) === 0
        ? { type: 'decline', by: people.successor, rev, because }
        : { type: 'accept', by: people.successor, rev };
    }
    const person = 'p5' as PersonId;
    return { type: 'choose_successor', by: people.initiator, rev, successor: { ...profile('dora'), person } };
  }
  if (wait.key === 'intake')
    return intake.state === 'asking' ? answer(handover, intake.question, pick) : { type: 'clock' };
  const step = handover.steps[wait.key];
  return step ? onStep(handover, wait.key, step, pick) : { type: 'clock' };
}

/** What the initiator changes, and people who leave. */
function change(handover: Handover, pick: Pick): Input {
  const { initiator: by, outgoing } = handover.people;
  const { rev } = handover.acceptance;
  const somebody = { ...profile('emil'), person: 'p6' as PersonId };
  if (handover.paused) return { type: 'resume', by };
  const isHalfWay = handover.steps['1' as StepKey]?.state === 'done' && handover.acceptance.state === 'accepted';
  if (isHalfWay && pick(2) === 0) return { type: 'choose_successor', by, rev, successor: somebody };
  const changes: readonly Input[] = [
    { type: 'pause', by },
    { type: 'resume', by },
    { type: 'nudge_now', by },
    { type: 'extend', by, lastDay: '2026-12-24' },
    { type: 'choose_administrator', by, rev, administrator: somebody },
    { type: 'choose_successor', by, rev, successor: somebody },
    { type: 'say_gone', by },
    { type: 'unreachable', person: outgoing, why: 'deactivated' },
    { type: 'unreachable', person: by, why: 'deactivated' },
  ];
  return oneOf(pick, changes) ?? { type: 'clock' };
}

function undo(handover: Handover, pick: Pick): Input {
  const [key, step] = oneOf(pick, Object.entries(handover.steps) as [StepKey, Step][]) ?? [];
  if (!key || !step) return { type: 'clock' };
  const by = step.state === 'awaiting_confirmation' ? step.by : step.state === 'done' ? step.confirmedBy : null;
  return by === null ? { type: 'clock' } : { type: 'undo', by, step: key, rev: step.rev };
}

const revOf = (handover: Handover, key: string): number =>
  key === 'acceptance'
    ? handover.acceptance.rev
    : key === 'intake'
      ? handover.intake.state === 'asking'
        ? (handover.answers[handover.intake.question]?.rev ?? 0)
        : 0
      : (handover.steps[key as StepKey]?.rev ?? 0);

function answer(handover: Handover, question: QuestionKey, pick: Pick): Input {
  const by = handover.people.outgoing;
  const rev = handover.answers[question]?.rev ?? 0;
  const asked = handover.procedure.questions.find(({ key }) => key === question);
  if (asked?.kind === 'list')
    return { type: 'answer_names', by, rev, question, names: ['AWS', 'Azure'].slice(pick(2)), isNoSecret: true };
  const values = asked?.kind === 'choice' ? asked.choices.map(({ key }) => key) : ['yes', 'no', 'not_sure'];
  return { type: 'answer', by, rev, question, value: oneOf(pick, values) ?? 'no' };
}

function changeAnswer(handover: Handover, pick: Pick): Input {
  const question = (oneOf(pick, Object.keys(handover.answers)) ?? 'none') as QuestionKey;
  const rev = handover.answers[question]?.rev ?? 0;
  return { type: 'change_answer', by: handover.people.outgoing, rev, question };
}

function onStep(handover: Handover, key: StepKey, { state, rev, ticket }: Step, pick: Pick): Input {
  const at = { rev, step: key };
  const by = assigneeOf(handover, key);
  const chance = pick(10);
  if (state === 'awaiting_confirmation') {
    const who = confirmerOf(handover, key);
    return chance < 3 ? { type: 'send_back', by: who, ...at, because } : { type: 'confirm', by: who, ...at };
  }
  if (state === 'at_vendor') {
    if (chance === 0) return { type: 'ticket_refused', by, ...at, because };
    if (chance === 1) return { type: 'ticket_more_asked', by, ...at, what: words('A copy of the license') };
    return chance === 2 ? { type: 'ticket_still_waiting', by, ...at } : { type: 'ticket_resolved', by, ...at };
  }
  const definition = definitionOf(handover, key);
  if (chance === 0) return { type: 'not_applicable', by, ...at, because };
  if (chance === 1) return { type: 'ask_help', by, ...at, what: words('Where is that menu?') };
  if (definition.ticket && ticket === null && chance < 6) {
    return { type: 'ticket_submitted', by, ...at, number: words('20261124-7') };
  }
  if (chance < 7)
    return { type: 'tick', by, ...at, ticks: definition.items.map(({ key: item }) => ({ item, isTicked: true })) };
  return { type: 'done', by, ...at };
}

let database: ReturnType<typeof tempDatabase>;
beforeEach(() => {
  database = tempDatabase();
});
afterEach(() => database.clean());

it('stores what its journal folds to, whatever people do, and reads the same after a restart', () => {
  const seen = new Set<string>();
  let number = 0;
  let store = database.open();
  store.handovers.process([starting({ id: h(0), form: { account: 'zero' } })]);
  store.handovers.learn(acme, profile('dora'));
  const walk = (numbers: readonly number[], isGone: boolean, isLazy: boolean): void => {
    number += 1;
    const id = `h${number}` as HandoverId;
    const form = {
      account: `account ${number}`,
      ...(isGone ? ({ reason: 'already_gone', lastDay: '2026-11-20' } as const) : {}),
    };
    expect(doing(store, starting({ id, form }))).toBe('moved');
    let now = MONDAY;
    let turn = 0;
    const pick: Pick = (max) => {
      turn += 1;
      return max === 0 ? 0 : (numbers[turn % numbers.length] ?? 0) % max;
    };
    const nextInput = (handover: Handover): Input =>
      isLazy && pick(3) > 0 ? { type: 'clock' } : someInput(handover, pick);
    for (let n = 0; n < numbers.length / 3; n += 1) {
      now = (now + pick(3) * (DAY_MS / 3)) as Instant;
      const handover = store.handovers.load(acme, id);
      if (!handover) throw new Error('it is stored');
      const [done] = store.handovers.process([giving('ines', () => nextInput(handover), { id, at: now })]);
      if (done?.kind === 'broken') throw done.error;
    }
    const stored = store.handovers.load(acme, id);
    store.close();
    store = database.open();
    expect(store.handovers.load(acme, id)).toEqual(stored);
    expect(foldOf(store, { tenant: acme, id })).toEqual(stored);
    for (const { event } of store.handovers.journal(acme, id)) seen.add(event.type);
  };
  const numbers = fc.array(fc.nat(0xffff), { minLength: 600, maxLength: 1_200, size: 'max' });
  fc.assert(fc.property(numbers, fc.boolean(), fc.boolean(), walk), {
    numRuns: 30,
    seed: 20_261_124,
    endOnFailure: true,
  });
  expect(Object.keys(TYPES).filter((type) => !seen.has(type))).toEqual([]);
});
