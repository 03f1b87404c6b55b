import type { Handover } from '../core/handover.js';
import type { ItemKey, PersonId, QuestionKey, StepKey, Zone } from '../core/ids.js';
import type { Candidate, Input, SnoozeUntil, WaitKey } from '../core/input.js';
import type { Press } from '../view/press.js';
import type { Ask, FormValues } from './ports.js';

/** Actions whose button first opens a form, because they need words or a person. */
const NEEDS_FORM = new Set<Press['action']>([
  'decline',
  'choose_successor',
  'name',
  'not_applicable',
  'ask_help',
  'answer_help',
  'send_back',
  'ticket_submitted',
  'ticket_more_asked',
  'ticket_refused',
  'cancel',
  'choose_administrator',
  'extend',
  'reopen',
]);

export const needsForm = (press: Press): boolean => NEEDS_FORM.has(press.action);

/** What a form brought, in the core's terms. */
export interface Filled {
  readonly text: string;
  readonly names: readonly string[];
  readonly isNoSecret: boolean;
  /** For the choice of another successor, or another administrator. */
  readonly person: Candidate | null;
  /** As typed. */
  readonly lastDay: string;
  readonly steps: readonly string[];
  /** Where the people of the handover are now, to reopen it. */
  readonly zones?: Handover['zones'];
}

/** Stands in for the words of a form that is not filled in yet, to see whether the core would take it at all. */
export const PLACEHOLDER = {
  text: '…',
  names: ['…'],
  isNoSecret: true,
  person: {
    person: 'nobody' as PersonId,
    zone: 'UTC' as Zone,
    isBot: false,
    isForeign: false,
    isDeactivated: false,
  },
} as const;

/** The core's input for a button that needs no form; null for actions that are none of the core's. */
export function pressInput(press: Press, by: PersonId, ask: Extract<Ask, { kind: 'press' }>): Input | null {
  const { rev } = press;
  const step = press.on as StepKey;
  switch (press.action) {
    case 'accept':
      return { type: 'accept', by, rev };
    case 'answer':
      return { type: 'answer', by, rev, question: press.on as QuestionKey, value: press.value };
    case 'change_answer':
      return { type: 'change_answer', by, rev, question: press.on as QuestionKey };
    case 'tick':
      return {
        type: 'tick',
        by,
        rev,
        step,
        ticks: ask.ticks.map(({ item, isTicked }) => ({ item: item as ItemKey, isTicked })),
      };
    case 'done':
    case 'confirm':
    case 'ticket_resolved':
    case 'ticket_still_waiting':
      return { type: press.action, by, rev, step };
    case 'snooze': {
      const until: SnoozeUntil = press.value === 'in_3_days' ? 'in_3_days' : 'tomorrow';
      return { type: 'snooze', by, rev, wait: press.on as WaitKey, until };
    }
    case 'escalate':
    case 'pause':
    case 'resume':
    case 'nudge_now':
    case 'say_gone':
      return { type: press.action, by };
    case 'undo':
      return { type: 'undo', by, rev, step };
    default:
      return null;
  }
}

/** The core's input for a form. */
export function formInput(press: Press, by: PersonId, filled: Filled): Input | null {
  const { rev } = press;
  const step = press.on as StepKey;
  const typed = { text: filled.text, isNoSecret: filled.isNoSecret };
  switch (press.action) {
    case 'decline':
      return { type: 'decline', by, rev, because: typed };
    case 'choose_successor':
      return filled.person && { type: 'choose_successor', by, rev, successor: filled.person };
    case 'choose_administrator':
      return filled.person && { type: 'choose_administrator', by, rev, administrator: filled.person };
    case 'extend':
      return { type: 'extend', by, lastDay: filled.lastDay };
    case 'reopen': {
      const zones = filled.zones && { zones: filled.zones };
      return { type: 'reopen', by, because: typed, steps: filled.steps as StepKey[], ...zones };
    }
    case 'name': {
      const { names, isNoSecret } = filled;
      return { type: 'answer_names', by, rev, question: press.on as QuestionKey, names, isNoSecret };
    }
    case 'not_applicable':
    case 'send_back':
    case 'ticket_refused':
      return { type: press.action, by, rev, step, because: typed };
    case 'ask_help':
    case 'ticket_more_asked':
      return { type: press.action, by, rev, step, what: typed };
    case 'ticket_submitted':
      return { type: 'ticket_submitted', by, rev, step, number: typed };
    case 'answer_help':
      return { type: 'answer_help', by, help: Number(press.on), text: typed };
    case 'cancel':
      return { type: 'cancel', by, because: typed };
    default:
      return null;
  }
}

/** Reads a form's fields. `names` come from a list of suggestions and from lines of free text. */
export function readForm(values: FormValues): Omit<Filled, 'person' | 'zones'> {
  const textOf = (name: string): string => {
    const value = values[name];
    return typeof value === 'string' ? value : '';
  };
  const listOf = (name: string): readonly string[] => {
    const value = values[name];
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
  };
  const typedNames = textOf('more_names').split(/[\n,;]/);
  return {
    text: textOf('text'),
    names: [...listOf('names'), ...typedNames],
    isNoSecret: values['is_no_secret'] === true,
    lastDay: textOf('last_day'),
    steps: listOf('steps'),
  };
}

/**
 * Names the intent of an input, so that the same press is known again under another delivery id. Null where the core
 * itself makes a repetition harmless, or where saying it twice is meant twice (words come with their own form's id).
 */
export function meaningOf(press: Press, by: PersonId, ask: Ask): string | null {
  if (ask.kind !== 'press') return null;
  const { action, handover, on, rev, value } = press;
  const intent = `${handover}/${by}/${action}/${on}/${rev}/${value}`;
  if (MOVES_REV.has(action)) return intent;
  const lines = ask.ticks.map(({ item, isTicked }) => `${item}=${isTicked}`).join(',');
  // The time leads, so that what arrives together is kept together.
  return `${ask.pressedAt}/${intent}/${lines}`;
}

/** After these the revision has moved, so the same press cannot be meant a second time. The others may be. */
const MOVES_REV: ReadonlySet<Press['action']> = new Set<Press['action']>([
  'accept',
  'answer',
  'done',
  'confirm',
  'ticket_resolved',
  'ticket_still_waiting',
  'undo',
]);
