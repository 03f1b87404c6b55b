import type { Reason } from '../core/handover.js';
import type { SecretKind } from '../core/secrets.js';
import { LABEL_MAX } from '../core/typed.js';
import type { Dialog, Field, PersonRef, PressCode } from './card.js';
import { emailField, type Nameable } from './email-field.js';
import { noSecretField } from './fields.js';
import type { Audience } from './reader.js';
import { type Voice, voiceFor } from './voice.js';

/** What stands in the form when it opens: from the command, or from the try before. */
export interface StartValues {
  readonly outgoing: PersonRef | null;
  readonly successor: PersonRef | null;
  readonly reason: Reason | null;
  /** `2026-11-30`, or empty. */
  readonly lastDay: string;
  readonly account: string;
  readonly administrator: PersonRef | null;
  readonly escalationContact: PersonRef | null;
  readonly confidential: boolean;
  /** Addresses, as typed, of whoever was named by one. */
  readonly emails: Readonly<Partial<Record<Nameable, string>>>;
}

export const EMPTY_START: StartValues = {
  outgoing: null,
  successor: null,
  reason: null,
  lastDay: '',
  account: '',
  administrator: null,
  escalationContact: null,
  confidential: true,
  emails: {},
};

/**
 * The form that starts a handover. Its fields are called `outgoing`, `successor`, `reason`, `last_day`, `account`,
 * `administrator`, `escalation_contact`, `confidential`; when the account's name looked like a secret also `is_no_secret`.
 * `elsewhere`: what the other platforms are called; with any, each person may be named by address too.
 */
export function startDialog(
  audience: Audience,
  press: PressCode,
  values: StartValues,
  elsewhere: readonly string[],
  secret: SecretKind | null = null,
): Dialog {
  const voice = voiceFor(audience);
  const { dialogLabels: labels, dialogs, secretLabels } = voice.words;
  return {
    title: labels.startTitle,
    submit: labels.start,
    close: labels.close,
    press,
    intro: secret ? voice.say(dialogs.secretIntro, { kind: secretLabels[secret] }) : voice.say(dialogs.startIntro),
    fields: [...startFields(voice, values, elsewhere), ...(secret ? [noSecretField(voice)] : [])],
  };
}

const REASONS: readonly Reason[] = ['transferred', 'resigned', 'already_gone', 'dismissed'];

function startFields(voice: Voice, values: StartValues, elsewhere: readonly string[]): readonly Field[] {
  const { dialogLabels: labels, dialogs } = voice.words;
  const must = { isOptional: false } as const;
  const may = { isOptional: true } as const;
  const hasOthers = elsewhere.length > 0;
  const named = { isOptional: hasOthers } as const;
  const byEmail = (field: Nameable): readonly Field[] =>
    hasOthers ? [emailField(voice, field, elsewhere, values.emails[field] ?? '')] : [];
  const { outgoingHint, successorHint, administratorHint, escalationContactHint } = dialogs;
  const person = { kind: 'person' } as const;
  const reasons = REASONS.map((value) => ({ value, label: labels.reasons[value] }));
  const account = { isLong: false, max: LABEL_MAX, value: values.account };
  return [
    { ...person, ...named, name: 'outgoing', label: labels.outgoing, hint: outgoingHint, value: values.outgoing },
    ...byEmail('outgoing'),
    { ...person, ...named, name: 'successor', label: labels.successor, hint: successorHint, value: values.successor },
    ...byEmail('successor'),
    {
      kind: 'choice',
      ...must,
      name: 'reason',
      label: labels.reason,
      hint: null,
      options: reasons,
      value: values.reason,
    },
    {
      kind: 'date',
      ...must,
      name: 'last_day',
      label: labels.lastDay,
      hint: dialogs.lastDayHint,
      value: values.lastDay,
    },
    { kind: 'text', ...must, name: 'account', label: labels.account, hint: dialogs.accountHint, ...account },
    {
      ...person,
      ...may,
      name: 'administrator',
      label: labels.administrator,
      hint: administratorHint,
      value: values.administrator,
    },
    ...byEmail('administrator'),
    {
      ...person,
      ...may,
      name: 'escalation_contact',
      label: labels.escalationContact,
      hint: escalationContactHint,
      value: values.escalationContact,
    },
    ...byEmail('escalation_contact'),
    {
      kind: 'toggle',
      ...may,
      name: 'confidential',
      label: labels.confidential,
      hint: dialogs.confidentialHint,
      text: dialogs.confidentialText,
      value: values.confidential,
    },
  ];
}
