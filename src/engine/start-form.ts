import type { Reason } from '../core/handover.js';
import { emailFieldOf, NAMEABLE, type Nameable } from '../view/email-field.js';
import type { StartValues } from '../view/start-dialog.js';
import type { FormValue, FormValues, Identity } from './ports.js';

export type Named = Readonly<Record<Nameable, Identity | null>>;

/** The form that starts a handover, as it was filled in. */
export interface FilledStart {
  readonly roles: Named;
  /** Of whoever was named by an address. */
  readonly emails: Readonly<Partial<Record<Nameable, string>>>;
  readonly reason: Reason;
  readonly lastDay: string;
  readonly account: string;
  readonly confidential: boolean;
  readonly isNoSecret: boolean;
}

export const NOBODY: Named = { outgoing: null, successor: null, administrator: null, escalation_contact: null };

export function readStart(values: FormValues): FilledStart {
  const roles = Object.fromEntries(NAMEABLE.map((field) => [field, person(values[field])]));
  return {
    roles: { ...NOBODY, ...roles },
    emails: emailsIn(values),
    reason: reasonOf(values['reason']),
    lastDay: text(values['last_day']),
    account: text(values['account']),
    confidential: values['confidential'] !== false,
    isNoSecret: values['is_no_secret'] === true,
  };
}

/** The addresses in a form; fields that stayed empty are none. */
export function emailsIn(values: FormValues): FilledStart['emails'] {
  const typed = NAMEABLE.map((field) => [field, text(values[emailFieldOf(field)]).trim()] as const);
  return Object.fromEntries(typed.filter(([, address]) => address !== ''));
}

/** As the form shows it again. */
export const shownAgain = ({ roles, emails, reason, lastDay, account, confidential }: FilledStart): StartValues => ({
  outgoing: roles.outgoing?.user ?? null,
  successor: roles.successor?.user ?? null,
  administrator: roles.administrator?.user ?? null,
  escalationContact: roles.escalation_contact?.user ?? null,
  emails,
  reason,
  lastDay,
  account,
  confidential,
});

const isIdentity = (value: FormValue | undefined): value is Identity =>
  typeof value === 'object' && value !== null && 'user' in value;
export const person = (value: FormValue | undefined): Identity | null => (isIdentity(value) ? value : null);
const text = (value: FormValue | undefined): string => (typeof value === 'string' ? value : '');

export const REASONS = ['transferred', 'resigned', 'already_gone', 'dismissed'] as const satisfies readonly Reason[];
const reasonOf = (value: FormValue | undefined): Reason => REASONS.find((reason) => reason === value) ?? 'resigned';
