import type { HandoverId } from '../core/ids.js';
import type { PressCode } from './card.js';

/**
 * What a button carries: which handover, what on it, and the revision it was drawn from. Who may press it is decided
 * from the platform's verified identity, never from here.
 */
export interface Press {
  readonly action: Action;
  readonly handover: HandoverId;
  /** A step, a question, a wait, the number of a call for help, or empty. */
  readonly on: string;
  readonly rev: number;
  /** An answer, or until when to snooze; else empty. */
  readonly value: string;
}

export const ACTIONS = [
  'accept',
  'decline',
  'choose_successor',
  'answer',
  'name',
  'change_answer',
  'tick',
  'done',
  'not_applicable',
  'ask_help',
  'answer_help',
  'snooze',
  'confirm',
  'send_back',
  'ticket_submitted',
  'ticket_resolved',
  'ticket_still_waiting',
  'ticket_more_asked',
  'ticket_refused',
  'escalate',
  'cancel',
  'status',
  'start',
  'choose_administrator',
  'pause',
  'resume',
  'nudge_now',
  'say_gone',
  'extend',
  'reopen',
  'undo',
] as const;

export type Action = (typeof ACTIONS)[number];

/** Gives a short seal for a text, bound to a tenant. Injected: the key is the deployment's own. */
export type Seal = (text: string) => string;

const SEPARATOR = '|';

/** At most 75 characters for the keys our procedures use, the limit of a menu's option on Slack. */
export function encodePress(press: Press, seal: Seal): PressCode {
  const parts = [
    ACTIONS.indexOf(press.action).toString(36),
    press.handover,
    press.on,
    press.rev.toString(36),
    press.value,
  ];
  if (parts.some((part) => part.includes(SEPARATOR))) throw new Error(`a press cannot carry "${SEPARATOR}"`);
  const text = parts.join(SEPARATOR);
  return `${text}${SEPARATOR}${seal(text)}`;
}

/** Null for anything that we did not write ourselves, for this tenant. */
export function decodePress(code: PressCode, seal: Seal): Press | null {
  const end = code.lastIndexOf(SEPARATOR);
  if (end < 0) return null;
  const text = code.slice(0, end);
  const [action = '', handover = '', on = '', rev = '', value = '', ...rest] = text.split(SEPARATOR);
  const name = ACTIONS[Number.parseInt(action, 36)];
  if (name === undefined || rest.length > 0 || !sameText(seal(text), code.slice(end + 1))) return null;
  return { action: name, handover: handover as HandoverId, on, rev: Number.parseInt(rev, 36), value };
}

/** Takes the same time wherever the texts differ. */
function sameText(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i += 1) difference |= a.charCodeAt(i) ^ b.charCodeAt(i % Math.max(b.length, 1));
  return difference === 0;
}
