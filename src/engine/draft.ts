import { z } from 'zod';
import { NAMEABLE, type Nameable } from '../view/email-field.js';
import { foundFieldOf } from '../view/found-dialog.js';
import type { Press } from '../view/press.js';
import type { FormValues, Identity } from './ports.js';
import { type FilledStart, REASONS } from './start-form.js';

// A form that waits to be confirmed travels in the sealed press of the form that asks: nothing of it is stored before.

const identity = z.object({ platform: z.string(), workspace: z.string(), user: z.string() });
const someone = identity.nullable();
const nameable = z.enum(NAMEABLE);
const start = z.object({
  roles: z.object({ outgoing: someone, successor: someone, administrator: someone, escalation_contact: someone }),
  emails: z.partialRecord(nameable, z.string()),
  reason: z.enum(REASONS),
  lastDay: z.string(),
  account: z.string(),
  confidential: z.boolean(),
  isNoSecret: z.boolean(),
});
const shape = z.object({
  start: start.nullable(),
  /** The press of the first form. */
  value: z.string(),
  found: z.array(z.object({ field: nameable, people: z.array(identity).min(1) })),
});

export interface Draft {
  /** Null for a form that only chooses somebody. */
  readonly start: FilledStart | null;
  readonly value: string;
  readonly found: readonly { readonly field: Nameable; readonly people: readonly Identity[] }[];
}

/** Marks the press of a form that asks whether the right people were found. */
const FOUND = 'found';

/** The press of the form that asks, from the press of the first one. */
export const askingPress = (press: Press, draft: Omit<Draft, 'value'>): Press => ({
  ...press,
  on: FOUND,
  value: Buffer.from(JSON.stringify({ ...draft, value: press.value })).toString('base64url'),
});

/** What waits to be confirmed, and the press of the first form; null for any other press. */
export function readDraft(press: Press): { readonly draft: Draft; readonly first: Press } | null {
  if (press.on !== FOUND) return null;
  const parsed: Draft = shape.parse(JSON.parse(Buffer.from(press.value, 'base64url').toString('utf8')));
  return { draft: parsed, first: { ...press, on: '', value: parsed.value } };
}

/** Who was said to be right, by field; null when somebody else is meant. */
export function confirmedIn(
  { found }: Draft,
  values: FormValues,
): Readonly<Partial<Record<Nameable, Identity>>> | null {
  const chosen = found.map(
    ({ field, people }) => [field, people[Number(values[foundFieldOf(field)] ?? Number.NaN)]] as const,
  );
  return chosen.some(([, one]) => one === undefined) ? null : Object.fromEntries(chosen);
}
