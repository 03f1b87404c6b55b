import type { Procedure, StepDefinition } from '../../src/core/procedure.js';
import type { StepKey } from '../../src/core/ids.js';
import type { Reason } from '../../src/core/handover.js';
import type { Detour } from './presses.js';

/** A procedure with one thing wrong in it. */
export interface Mutant {
  readonly title: string;
  readonly change: (procedure: Procedure) => Procedure;
  /** Where the model is sent to look; somebody who resigns, and errs in nothing, unless said otherwise. */
  readonly reason?: Reason;
  readonly detours?: readonly Detour[];
}

type Change = (step: StepDefinition) => Partial<StepDefinition>;

/** One step of it changed. */
export const step =
  (key: string, change: Change) =>
  (procedure: Procedure): Procedure => {
    if (!procedure.steps.some((one) => one.key === key)) throw new Error(`the procedure has no step ${key}`);
    return { ...procedure, steps: procedure.steps.map((one) => (one.key === key ? { ...one, ...change(one) } : one)) };
  };
const after = (key: string, ...before: readonly string[]) => step(key, () => ({ after: before as readonly StepKey[] }));
const without = (key: string, item: string) =>
  step(key, ({ items }) => ({ items: items.filter((one) => one.key !== item) }));
const assignedTo = (key: string, assignee: StepDefinition['assignee']) => step(key, () => ({ assignee }));
const whenGone = (key: string, change: Partial<StepDefinition['whenGone']>) =>
  step(key, (one) => ({ whenGone: { ...one.whenGone, ...change } }));
const both =
  (...changes: readonly ((procedure: Procedure) => Procedure)[]) =>
  (procedure: Procedure): Procedure =>
    changes.reduce((changed, change) => change(changed), procedure);
/** One step left out. */
export const dropped =
  (key: string) =>
  (procedure: Procedure): Procedure => ({
    ...procedure,
    steps: procedure.steps
      .filter((one) => one.key !== key)
      .map((one) => ({ ...one, after: one.after.filter((before) => before !== key) })),
  });

/** Each breaks a promise that the model holds the procedure to; those of one step are made by `everyChange`. */
export const MUTANTS: readonly Mutant[] = [
  {
    title: 'open 5 after 4, when the old authenticator asks for a code that nobody has',
    change: both(after('3', '1', '2'), after('5', '4')),
  },
  { title: 'open 3 before 1 and 2', change: after('3', '5') },
  {
    title: 'drop the change of the phone number',
    change: both(without('1', 'phone_changed'), without('1', 'phone_proven')),
  },
  {
    title: 'drop the change of the e-mail address',
    change: both(without('1', 'email_changed'), without('1', 'email_proven')),
  },
  {
    title: 'drop the wait for the vendor: the password is reset before the separation',
    change: step('2', () => ({ ticket: null })),
  },
  { title: 'give the IAM user to the outgoing employee to disable', change: assignedTo('7a', 'outgoing') },
  { title: 'give step 1 to the successor, who has no password yet', change: assignedTo('1', 'successor') },
  { title: 'give step 2’s check to the administrator', change: step('2', () => ({ confirmer: 'administrator' })) },
  {
    title: 'ask somebody who has gone to change the phone number',
    change: whenGone('1', { by: 'outgoing' }),
    detours: ['outgoing_leaves'],
  },
  {
    title: 'let the successor replace an authenticator whose owner has gone',
    change: whenGone('5', { by: 'successor' }),
    detours: ['outgoing_leaves'],
  },
  {
    title: 'let the ticket cover what only the administrator knows of',
    change: whenGone('7b', { by: 'ticket' }),
    reason: 'already_gone',
  },
  {
    title: 'drop the password from the final step',
    change: both(without('F', 'password_reset'), without('F', 'logged_in')),
    reason: 'already_gone',
  },
  {
    title: 'let the last successor’s word on the phone stand for the next',
    change: both(
      step('1', () => ({ isPersonal: false })),
      step('3', () => ({ isPersonal: false })),
    ),
    detours: ['reassign'],
  },
  {
    title: 'let the last successor’s word on the ticket stand for the next',
    change: step('F', () => ({ isPersonal: false })),
    reason: 'already_gone',
    detours: ['reassign'],
  },
];
