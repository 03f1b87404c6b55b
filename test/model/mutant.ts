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
const step =
  (key: string, change: Change) =>
  (procedure: Procedure): Procedure => {
    if (!procedure.steps.some((one) => one.key === key)) throw new Error(`the procedure has no step ${key}`);
    return { ...procedure, steps: procedure.steps.map((one) => (one.key === key ? { ...one, ...change(one) } : one)) };
  };
const after = (key: string, ...before: readonly string[]) => step(key, () => ({ after: before as readonly StepKey[] }));
const without = (key: string, item: string) =>
  step(key, ({ items }) => ({ items: items.filter((one) => one.key !== item) }));
const always = (key: string) => step(key, () => ({ when: { op: 'always' } }));
const assignedTo = (key: string, assignee: StepDefinition['assignee']) => step(key, () => ({ assignee }));
const whenGone = (key: string, change: Partial<StepDefinition['whenGone']>) =>
  step(key, (one) => ({ whenGone: { ...one.whenGone, ...change } }));
const both =
  (...changes: readonly ((procedure: Procedure) => Procedure)[]) =>
  (procedure: Procedure): Procedure =>
    changes.reduce((changed, change) => change(changed), procedure);
const dropped =
  (key: string) =>
  (procedure: Procedure): Procedure => ({
    ...procedure,
    steps: procedure.steps
      .filter((one) => one.key !== key)
      .map((one) => ({ ...one, after: one.after.filter((before) => before !== key) })),
  });

/** Each breaks a promise that the model holds the procedure to. */
export const MUTANTS: readonly Mutant[] = [
  { title: 'swap 1 and 4: the password goes before the phone', change: both(after('4'), after('1', '4')) },
  {
    title: 'swap 8a and 8b: old keys are disabled before there are new ones',
    change: both(after('8b', '4'), after('8a', '8b')),
  },
  {
    title: 'swap 7a and 8a: the IAM user is disabled before its programs have new keys',
    change: both(after('7a', '4'), after('8a', '7a')),
  },
  {
    title: 'swap 4 and 6: the other logins go before anybody else has the password',
    change: both(after('6', '3'), after('4', '6')),
  },
  {
    title: 'swap 7a and 7b: the IAM user is deleted before it is disabled',
    change: both(after('7b', '8a', '4'), after('7a', '7b')),
  },
  { title: 'open 4 before 3', change: after('4') },
  {
    title: 'open 5 after 4, when the old authenticator asks for a code that nobody has',
    change: both(after('3', '1', '2'), after('5', '4')),
  },
  { title: 'open 3 before 1 and 2', change: after('3', '5') },
  { title: 'open 6 at once', change: after('6') },
  { title: 'open 8b before 8a', change: after('8b', '7a', '4') },
  { title: 'drop the condition of 1: a personal HUAWEI ID is given away', change: always('1') },
  { title: 'drop the condition of 2: the company’s HUAWEI ID is separated', change: always('2') },
  { title: 'drop the condition of 5', change: always('5') },
  { title: 'drop the condition of 7a', change: always('7a') },
  { title: 'drop the condition of 8a', change: always('8a') },
  { title: 'drop step 1', change: dropped('1') },
  { title: 'drop step 2', change: dropped('2') },
  { title: 'drop step 3', change: dropped('3') },
  { title: 'drop step 4', change: dropped('4') },
  { title: 'drop step 5', change: dropped('5') },
  { title: 'drop step 6', change: dropped('6') },
  { title: 'drop step 8a', change: dropped('8a') },
  { title: 'drop step 7a', change: dropped('7a') },
  { title: 'drop step 8b', change: dropped('8b') },
  { title: 'drop step 7b', change: dropped('7b') },
  { title: 'drop step 9', change: dropped('9') },
  {
    title: 'drop the change of the phone number',
    change: both(without('1', 'phone_changed'), without('1', 'phone_proven')),
  },
  {
    title: 'drop the change of the e-mail address',
    change: both(without('1', 'email_changed'), without('1', 'email_proven')),
  },
  { title: 'drop one contact field', change: without('3', 'service_email') },
  { title: 'drop the deletion of the old keys', change: without('8b', 'deleted') },
  { title: 'drop the link of the new authenticator', change: without('5', 'new_linked') },
  { title: 'drop the closing of other services', change: without('9', 'old_closed') },
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
    title: 'forget that whoever was dismissed is shut out first',
    change: step('7a', () => ({ isEmergency: false })),
    reason: 'dismissed',
  },
  {
    title: 'forget to disable the keys of whoever was dismissed',
    change: step('8b', () => ({ isEmergency: false })),
    reason: 'dismissed',
  },
  { title: 'drop the phone number from the final step', change: without('F', 'phone_changed'), reason: 'already_gone' },
  {
    title: 'drop the password from the final step',
    change: both(without('F', 'password_reset'), without('F', 'logged_in')),
    reason: 'already_gone',
  },
  { title: 'drop the devices from the final step', change: without('F', 'devices_removed'), reason: 'already_gone' },
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

/** Changes that break no promise, and why not. */
export const HARMLESS: readonly (Mutant & { readonly because: string })[] = [
  { title: 'open 9 at once', change: after('9'), because: 'other services hang on nothing of this account' },
  {
    title: 'open 7a before 4',
    change: after('7a', '8a'),
    because: 'it needs the administrator’s rights and the new keys, not the password',
  },
  {
    title: 'open 7b before 8b',
    change: after('7b', '7a'),
    because: 'the keys die with the user, and the new ones are in place since 8a',
  },
];
