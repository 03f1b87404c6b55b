import type { Action } from '../../../src/view/press.js';
import type { Person } from './person.js';

/** What somebody wanted, once, however often it was brought. */
export interface Intent {
  readonly person: Person;
  readonly action: Action;
  readonly handover: string;
  readonly on: string;
  readonly rev: number;
  /** When the button was drawn. */
  readonly since: number;
  /** A note's words, which nobody else ever wrote; empty without. */
  readonly words: string;
  /** The lines of a checklist that are to be ticked. */
  readonly ticked: readonly string[];
  /** When the program said that it was done: without a word of refusal. */
  takenAt: number | null;
}

/** The event that an action leads to, and whether it may be that nothing changes by it. */
export const LEADS_TO: Readonly<Partial<Record<Action, { readonly type: string; readonly mayChangeNothing?: true }>>> =
  {
    accept: { type: 'successor_accepted' },
    decline: { type: 'successor_declined' },
    choose_successor: { type: 'successor_chosen', mayChangeNothing: true },
    answer: { type: 'question_answered' },
    name: { type: 'question_answered' },
    change_answer: { type: 'answer_reopened' },
    tick: { type: 'items_ticked', mayChangeNothing: true },
    done: { type: 'step_reported_done' },
    not_applicable: { type: 'step_reported_not_applicable' },
    confirm: { type: 'step_confirmed' },
    send_back: { type: 'step_sent_back' },
    ticket_submitted: { type: 'ticket_submitted' },
    ticket_resolved: { type: 'ticket_resolved' },
    ticket_still_waiting: { type: 'ticket_still_waiting' },
    ticket_more_asked: { type: 'ticket_more_asked' },
    ticket_refused: { type: 'ticket_refused' },
    ask_help: { type: 'help_asked' },
    answer_help: { type: 'help_answered' },
    snooze: { type: 'snoozed', mayChangeNothing: true },
    escalate: { type: 'escalated' },
    cancel: { type: 'handover_cancelled' },
    choose_administrator: { type: 'administrator_chosen', mayChangeNothing: true },
    pause: { type: 'handover_paused' },
    resume: { type: 'handover_resumed' },
    nudge_now: { type: 'nudge_wanted' },
    say_gone: { type: 'outgoing_left' },
    extend: { type: 'last_day_changed', mayChangeNothing: true },
    reopen: { type: 'handover_reopened' },
    undo: { type: 'step_undone' },
  };

/** All that people ever wanted in one simulation. */
export class Intents {
  readonly all: Intent[] = [];
  /** Secrets that somebody typed; none may be kept. */
  readonly secrets: string[] = [];

  add(intent: Omit<Intent, 'takenAt'>): Intent {
    const added = { ...intent, takenAt: null };
    this.all.push(added);
    return added;
  }
}
