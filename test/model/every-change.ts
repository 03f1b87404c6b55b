import type { StepKey } from '../../src/core/ids.js';
import type { Procedure, StepDefinition } from '../../src/core/procedure.js';
import { dropped, type Mutant, step } from './mutant.js';

// Every procedure that comes from ours by one step of carelessness of a kind.

type Steps = readonly StepDefinition[];
const own = ({ steps }: Procedure): Steps => steps.filter(({ final }) => !final);

/** Two steps, each in the place of the other: after what the other came after, and before what it came before. */
function swapped(procedure: Procedure, a: StepKey, b: StepKey): Procedure {
  const other = (key: StepKey): StepKey => (key === a ? b : key === b ? a : key);
  const places = new Map(procedure.steps.map(({ key, after }) => [key, after]));
  const steps = procedure.steps.map((one) => ({ ...one, after: (places.get(other(one.key)) ?? []).map(other) }));
  return { ...procedure, steps };
}

const swaps = (procedure: Procedure): readonly Mutant[] =>
  own(procedure).flatMap(({ key: a }, n) =>
    own(procedure)
      .slice(n + 1)
      .map(({ key: b }) => ({ title: `swap ${a} and ${b}`, change: (from) => swapped(from, a, b) })),
  );

const orders = (procedure: Procedure): readonly Mutant[] =>
  procedure.steps.flatMap(({ key, after }) =>
    after.map((before) => ({
      title: `open ${key} without waiting for ${before}`,
      change: step(key, (one) => ({ after: one.after.filter((other) => other !== before) })),
    })),
  );

/** Whole conditions, and each part of those that have parts. */
const conditions = (procedure: Procedure): readonly Mutant[] =>
  procedure.steps.flatMap(({ key, when }) => {
    if (when.op === 'always') return [];
    const whole = { title: `drop the condition of ${key}`, change: step(key, () => ({ when: { op: 'always' } })) };
    if (when.op !== 'all') return [whole];
    const parts = when.of.map((_, n) => ({
      title: `drop part ${n + 1} of the condition of ${key}`,
      change: step(key, () => ({ when: { op: 'all', of: when.of.filter((__, other) => other !== n) } })),
    }));
    return [whole, ...parts];
  });

/** One step for all names, where there ought to be one for each. */
const repetitions = ({ steps: all }: Procedure): readonly Mutant[] =>
  all
    .filter(({ each }) => each !== null)
    .map(({ key }) => ({ title: `make one step of all of ${key}`, change: step(key, () => ({ each: null })) }));

const questions = (procedure: Procedure): readonly Mutant[] =>
  procedure.questions
    .filter(({ when }) => when.op !== 'always')
    .map(({ key }) => ({
      title: `drop the condition of the question ${key}`,
      change: (from) => ({
        ...from,
        questions: from.questions.map((one) => (one.key === key ? { ...one, when: { op: 'always' } } : one)),
      }),
    }));

const steps = (procedure: Procedure): readonly Mutant[] =>
  own(procedure).map(({ key }) => ({ title: `drop step ${key}`, change: dropped(key) }));

/** Each item without which a step may not be reported. */
const items = (procedure: Procedure): readonly Mutant[] =>
  procedure.steps.flatMap(({ key, final, items: all }) =>
    all
      .filter(({ required }) => required)
      .map(({ key: item }) => ({
        title: `drop ${item} from ${key}`,
        change: step(key, (one) => ({ items: one.items.filter((other) => other.key !== item) })),
        ...(final && { reason: 'already_gone' as const }),
      })),
  );

const marks = (procedure: Procedure): readonly Mutant[] =>
  own(procedure).flatMap(({ key, beforeLastDay, isEmergency }) => [
    ...(beforeLastDay
      ? [{ title: `forget that ${key} ends with the last day`, change: step(key, () => ({ beforeLastDay: false })) }]
      : []),
    ...(isEmergency
      ? [
          {
            title: `forget that ${key} is of the first minute when somebody is dismissed`,
            change: step(key, () => ({ isEmergency: false })),
            reason: 'dismissed' as const,
          },
        ]
      : []),
  ]);

/** Each of these has to be found, but for what is known to do no harm. */
export const everyChange = (procedure: Procedure): readonly Mutant[] =>
  [swaps, orders, conditions, repetitions, questions, steps, items, marks].flatMap((made) => made(procedure));

/** Nothing in the account is changed by it, and whoever confirms the step sees for themselves. */
const LOOK = 'it is only looked at';

/** Changes that break no promise, and why not. */
export const HARMLESS: Readonly<Record<string, string>> = {
  'drop email_proven from 1': LOOK,
  'drop phone_proven from 1': LOOK,
  'drop logged_in from 2': LOOK,
  'drop split_seen from 2': LOOK,
  'drop login_phone from 3': LOOK,
  'drop login_email from 3': LOOK,
  'drop name_told from 4': LOOK,
  'drop password_works from 6': LOOK,
  'drop last_use_seen from 8b': LOOK,
  'drop nothing_broke from 8b': LOOK,
  'drop logged_in from F': LOOK,
  'drop authenticator from F': 'after-sales takes it off with the ticket',
  'swap 1 and 2': 'only one of them is ever there',
  'swap 1 and 5': 'both do both together, each with the code that they have',
  'swap 2 and 5': 'only one of them is ever there',
  'open 5 without waiting for 1': 'both do both together, each with the code that they have',
  'swap 6 and 9': 'they come after the same',
  'swap 7a and 8b': 'the new keys are in use before either',
  'open 7a without waiting for 4': 'it needs the administrator’s rights and the new keys, not the password',
  'open 8b without waiting for 7a': 'the new keys are in use, whoever still signs in',
  'open 7b without waiting for 8b': 'the keys die with the user, and the new ones are in use since 8a',
  'open 9 without waiting for 4': 'other services hang on nothing of this account',
  'drop the condition of the question authenticator': 'a question more is asked; the step looks at both answers',
  'drop the condition of the question third_party': 'a question more is asked; the step looks at both answers',
};
