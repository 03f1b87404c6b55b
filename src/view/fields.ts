import type { Field } from './card.js';
import type { Voice } from './voice.js';

type TextShape = Pick<Extract<Field, { kind: 'text' }>, 'isLong' | 'max' | 'value'>;

/** A field for words. Wherever one stands, its hint keeps secrets out. */
export function textField(voice: Voice, name: string, label: string, shape: TextShape): Field {
  return { kind: 'text', name, label, hint: voice.words.dialogs.noPasswords, isOptional: false, ...shape };
}

/** The easy way on when an ordinary text was taken for a secret. */
export function noSecretField(voice: Voice): Field {
  const { noSecret, noSecretToggle } = voice.words.dialogLabels;
  const name = 'is_no_secret';
  return { kind: 'toggle', name, label: noSecret, hint: null, isOptional: true, text: noSecretToggle, value: false };
}
