import type { Action } from '../view/press.js';
import type { Ask } from './ports.js';

/** What the initiator can change by a word behind the command, and the button that does the same. */
export const CHANGES = {
  pause: 'pause',
  resume: 'resume',
  extend: 'extend',
  reassign: 'choose_successor',
  cancel: 'cancel',
  reopen: 'reopen',
  nudge: 'nudge_now',
} as const satisfies Readonly<Record<string, Action>>;

export type ChangeWord = keyof typeof CHANGES;

const isChange = (word: string): word is ChangeWord => Object.hasOwn(CHANGES, word);

/**
 * What is asked by the words behind the command; null when they name people, or nothing, and so want the form. Both
 * platforms understand the same words.
 */
export function wordsAsk(word: string, rest: readonly string[]): Ask | null {
  const known = word.toLowerCase();
  const which = rest.join(' ');
  if (known === 'help') return { kind: 'help' };
  if (known === 'list') return { kind: 'list' };
  if (known === 'status') return { kind: 'status', which };
  if (known === 'hour' || known === 'holidays') return { kind: 'prefer', what: known, value: which };
  return isChange(known) ? { kind: 'change', change: known, which } : null;
}
