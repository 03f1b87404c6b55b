/** Who may do something of one kind, and in which of the states that the test goes through. */
export interface Permission {
  /** What it is, for somebody who reads the table. */
  readonly what: string;
  /** Each role with the states in which it may; nobody else may, and in no other state. */
  readonly who: Readonly<Record<string, readonly string[]>>;
}

const ASKING = ['just started', 'successor declined'];
const OPEN = ['step open', 'ticket to submit', 'help asked', 'paused', 'escalated'];
const AT_VENDOR = ['ticket at the vendor'];
const REPORTED = ['step reported done'];
const GONE = ['outgoing employee gone'];
const RUNNING = [...ASKING, ...OPEN, ...AT_VENDOR, ...REPORTED, 'step confirmed', ...GONE];
const runningBut = (...others: readonly string[]): readonly string[] =>
  RUNNING.filter((state) => !others.includes(state));

/**
 * The one table of who may do what. In all states with a step it is the outgoing employee's, and the successor proves it;
 * when the outgoing employee is gone, it is the escalation contact's.
 */
export const PERMISSIONS: Readonly<Record<string, Permission>> = {
  accept: { what: 'Accept', who: { successor: ['just started'] } },
  decline: { what: 'Decline', who: { successor: ['just started'] } },
  choose_successor: { what: 'Choose another successor', who: { initiator: RUNNING } },
  answer: { what: 'Answer a question', who: { outgoing: ASKING } },
  change_answer: { what: 'Change an answer', who: { outgoing: OPEN } },
  tick: { what: 'Tick a line of a step', who: { outgoing: OPEN, 'escalation contact': GONE } },
  done: { what: 'Report a step done, once everything on it is ticked', who: { outgoing: ['step open'] } },
  not_applicable: { what: 'Report that a step does not apply', who: { outgoing: OPEN } },
  confirm: { what: 'Confirm a step', who: { successor: REPORTED } },
  send_back: { what: 'Send a step back', who: { successor: REPORTED } },
  undo: { what: 'Take back one’s own Done or Confirm', who: { outgoing: REPORTED, successor: ['step confirmed'] } },
  ask_help: {
    what: 'Ask for help with what one holds',
    who: { outgoing: [...OPEN, ...AT_VENDOR], successor: REPORTED, 'escalation contact': GONE },
  },
  answer_help: { what: 'Answer a call for help', who: { initiator: ['help asked'], administrator: ['help asked'] } },
  ticket_submitted: {
    what: 'Give the number of a ticket',
    who: { outgoing: ['ticket to submit'], 'escalation contact': GONE },
  },
  ticket_resolved: { what: 'Say that a ticket is resolved', who: { outgoing: AT_VENDOR } },
  ticket_still_waiting: { what: 'Say that a ticket still waits', who: { outgoing: AT_VENDOR } },
  ticket_more_asked: { what: 'Say that the vendor asked for more', who: { outgoing: AT_VENDOR } },
  ticket_refused: { what: 'Say that a ticket was refused', who: { outgoing: AT_VENDOR } },
  snooze: {
    what: 'Snooze what one holds',
    who: { outgoing: [...OPEN, ...AT_VENDOR], successor: REPORTED, 'escalation contact': GONE },
  },
  escalate: { what: 'Escalate', who: { initiator: runningBut('escalated'), successor: runningBut('escalated') } },
  pause: { what: 'Pause', who: { initiator: runningBut('paused') } },
  resume: { what: 'Resume', who: { initiator: ['paused'] } },
  nudge_now: { what: 'Nudge now', who: { initiator: RUNNING } },
  say_gone: { what: 'Say that the outgoing employee is gone', who: { initiator: runningBut(...GONE) } },
  extend: { what: 'Change the last working day', who: { initiator: RUNNING } },
  choose_administrator: { what: 'Choose another administrator', who: { initiator: RUNNING } },
  cancel: { what: 'Cancel', who: { initiator: RUNNING } },
  reopen: { what: 'Reopen, within 30 days', who: { initiator: ['cancelled'] } },
};

/** The states in words, as the table is printed. */
export function statesInWords(states: readonly string[]): string {
  if (states.length < runningBut('a', 'b').length - 1) return states.join(', ');
  const missing = RUNNING.filter((state) => !states.includes(state));
  return missing.length === 0 ? 'while it runs' : `while it runs, but not ${missing.join(', ')}`;
}
