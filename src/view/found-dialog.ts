import type { Dialog, Field, PressCode } from './card.js';
import type { Nameable } from './email-field.js';
import type { Audience } from './reader.js';
import { voiceFor } from './voice.js';

/** Whom one address of a form led to. */
export interface FoundRow {
  readonly field: Nameable;
  readonly people: readonly { readonly name: string; readonly platform: string; readonly email: string }[];
}

/** The choice that leads back to the form. */
export const SOMEBODY_ELSE = 'else';
export const foundFieldOf = (field: Nameable): string => `found_${field}`;

/** Shows whom the addresses led to, and asks whether that is right. The value of a choice is its place in the row. */
export function foundDialog(
  audience: Audience,
  press: PressCode,
  rows: readonly FoundRow[],
  does: 'start' | 'send',
): Dialog {
  const voice = voiceFor(audience);
  const { dialogs, dialogLabels: labels } = voice.words;
  const titles = {
    outgoing: labels.outgoing,
    successor: labels.successor,
    administrator: labels.administrator,
    escalation_contact: labels.escalationContact,
  };
  const fields = rows.map(({ field, people }): Field => {
    const found = people.map((person, n) => ({ value: String(n), label: voice.plain(labels.foundPerson, person) }));
    return {
      kind: 'choice',
      name: foundFieldOf(field),
      label: titles[field],
      hint: null,
      isOptional: false,
      options: [...found, { value: SOMEBODY_ELSE, label: labels.somebodyElse }],
      // With several somebody has to choose.
      value: people.length === 1 ? '0' : null,
    };
  });
  return {
    title: labels.foundTitle,
    submit: labels[does],
    close: labels.close,
    press,
    intro: voice.say(dialogs.found),
    fields,
  };
}
