import type { Field } from './card.js';
import { plainText, type Voice } from './voice.js';

/** Who in a form can be named by an address. */
export const NAMEABLE = ['outgoing', 'successor', 'administrator', 'escalation_contact'] as const;
export type Nameable = (typeof NAMEABLE)[number];

/** The longest address that mail knows, RFC 5321. */
const ADDRESS_MAX = 254;

export const emailFieldOf = (field: Nameable): string => `${field}_email`;

/** Beside a list of people: the address of somebody who is on another platform. `elsewhere`: what those are called. */
export function emailField(voice: Voice, field: Nameable, elsewhere: readonly string[], value: string): Field {
  const { dialogs, dialogLabels } = voice.words;
  const platforms = plainText(voice.list(elsewhere), () => '');
  return {
    kind: 'text',
    name: emailFieldOf(field),
    label: dialogLabels.byEmail[field],
    hint: voice.plain(dialogs.byEmailHint, { platforms }),
    isOptional: true,
    isLong: false,
    max: ADDRESS_MAX,
    value,
  };
}
