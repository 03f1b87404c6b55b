import { expect, it } from '@jest/globals';
import type { HandoverEvent } from '../../src/core/event.js';
import { evolve } from '../../src/core/evolve.js';
import type { Handover, Step } from '../../src/core/handover.js';
import type { StepKey } from '../../src/core/ids.js';
import { assigneeOf, confirmerOf, definitionOf, isAlone } from '../../src/core/people.js';
import { DEFAULT_RULES } from '../../src/core/rules.js';
import { nextDue } from '../../src/core/schedule.js';
import { begin } from '../../src/core/start.js';
import { transition } from '../../src/core/transition.js';
import { waitsOf } from '../../src/core/waits.js';
import { stepsByHand } from '../support/core/steps-by-hand.js';
import { type Moment, walks } from '../support/core/walks.js';

const WALKS = walks(60, 20_261_124);
const MOMENTS = WALKS.flatMap(({ moments }) => moments);

/** What is wrong at a moment; nothing when all is well. */
type Look = (moment: Moment) => readonly unknown[];

/** Looks at every moment; the first one at which something is wrong is told with the walk it belongs to. */
function expectAlways(look: Look): void {
  for (const moment of MOMENTS) {
    const wrong = look(moment);
    if (wrong.length > 0) expect({ at: moment.at, input: moment.input, wrong }).toEqual({ wrong: [] });
  }
}

const stepsOf = (handover: Handover): readonly (readonly [StepKey, Step])[] =>
  Object.entries(handover.steps) as [StepKey, Step][];

it('walks far enough to see every end, and every state of a step', () => {
  const ends = new Set(MOMENTS.map(({ after }) => after.status));
  const states = new Set(MOMENTS.flatMap(({ after }) => stepsOf(after).map(([, { state }]) => state)));
  expect([...ends].sort()).toEqual(['cancelled', 'completed', 'completed_by_ticket', 'running']);
  expect(states.size).toBe(6);
});

it('folds its journal to the state it has, and JSON changes nothing', () => {
  for (const { journal, moments } of WALKS) {
    const [first, ...rest] = JSON.parse(JSON.stringify(journal)) as HandoverEvent[];
    const last = moments.at(-1)?.after;
    if (first?.type !== 'handover_started' || !last) throw new Error('the journal starts with the start');
    expect(rest.reduce(evolve, begin(last, first))).toEqual(last);
    expect(last.version).toBe(journal.length);
  }
});

it('lets nobody confirm their own step', () => {
  expectAlways(({ after }) =>
    stepsOf(after).flatMap(([key, step]) => {
      if (step.state === 'done') return step.confirmedBy === step.by ? [key] : [];
      if (step.state === 'not_applicable') return step.by !== null && step.confirmedBy === step.by ? [key] : [];
      // Who is alone is told to choose somebody else; until then nobody can confirm.
      if (step.state !== 'awaiting_confirmation' || isAlone(after)) return [];
      return confirmerOf(after, key) === step.by ? [key] : [];
    }),
  );
});

it('stays closed until it is reopened', () => {
  expectAlways(({ before, after, input, came }) => {
    if (before.status === 'running' || (input.type === 'reopen' && came === 'moved')) return [];
    return after === before && waitsOf(after).length === 0 ? [] : [after.status];
  });
});

it('is never stuck: it waits on somebody who is there, and the clock knows when to ask', () => {
  expectAlways(({ after, now }) => {
    const due = nextDue(after, now, DEFAULT_RULES);
    if (after.status !== 'running') return due === null ? [] : [due];
    const waits = waitsOf(after);
    if (waits.length === 0) return ['nobody is waited on'];
    if ((due === null) !== (after.paused !== null)) return ['the clock does not know'];
    return waits.filter(({ on }) => after.gone !== null && on === after.people.outgoing);
  });
});

it('changes nothing when an input is refused, or repeated', () => {
  expectAlways(({ before, after, input, came, now }) => {
    if (came !== 'moved') return after === before ? [] : [came];
    return transition(after, input, now, DEFAULT_RULES).kind === 'moved' ? ['moved again'] : [];
  });
});

it('takes no press from a card that is older than its step', () => {
  expectAlways(({ before, input, came, now }) => {
    if (!('step' in input) || !('rev' in input) || came !== 'moved') return [];
    const older = transition(before, { ...input, rev: input.rev - 1 }, now, DEFAULT_RULES);
    return older.kind === 'refused' ? [] : [older.kind];
  });
});

it('hears only whoever is waited on', () => {
  expectAlways(({ before, events, input }) =>
    events.filter((event) => {
      if (event.type === 'step_reported_done') return event.by !== assigneeOf(before, event.step);
      if (event.type === 'step_confirmed') return event.by !== confirmerOf(before, event.step);
      if (event.type === 'handover_completed' || !('by' in event) || event.by === null) return false;
      return !('by' in input) || event.by !== input.by;
    }),
  );
});

it('has nothing done with a required item open', () => {
  expectAlways(({ after }) =>
    stepsOf(after).filter(
      ([key, { state, ticked }]) =>
        state === 'done' && definitionOf(after, key).items.some((item) => item.required && !ticked.includes(item.key)),
    ),
  );
});

it('ends with the steps that an evaluation by hand of what people said comes to', () => {
  let ended = 0;
  for (const { moments, journal } of WALKS) {
    for (const { before, after } of moments) {
      if (before.status !== 'running' || !after.status.startsWith('completed')) continue;
      ended += 1;
      const found = stepsOf(after).map(([key, step]) => [
        key,
        step.state === 'not_applicable' ? step.why.kind : step.state,
      ]);
      expect(Object.fromEntries(found)).toEqual(stepsByHand(journal.slice(0, after.version)));
    }
  }
  expect(ended).toBeGreaterThan(20);
});
