export const root = {
  notification: 'Handover of {account}, from {outgoing} to {successor}.',
  about: '{title}, from {outgoing} to {successor}.',
  parts: {
    initiator: 'You started it. You hear of it when a decision is needed.',
    outgoing: 'Your part: the steps that come to you, one message each.',
    successor: 'Your part: try that each step really worked for you, then press [confirm].',
    administrator: 'Your part: the steps that need administrator rights, and calls for help.',
    escalation_contact: 'Your part: the service ticket to {vendor}.',
  },
  noSteps: 'The steps are listed as soon as the first questions are answered.',
  lastDay: 'Last working day: {date}, {relative}.',
  nobody: 'Nobody is waited for.',
  last: 'Last: {what} ({moment})',
  confidential: 'Confidential. Only these people know of it: {people}.',
  escalated: 'Escalated on {day}: the service ticket is open.',
  escalateMeans: 'When it is stuck, [escalate] opens a service ticket. It goes to {contact}.',
  declined: '{successor} declined: “{because}” Press [chooseSuccessor] to go on.',
  /** Why somebody cannot be reached. */
  unreachable: {
    deactivated: '{who} cannot be reached: the account here is switched off.',
    blocked: '{who} cannot be reached: this app is blocked there.',
    not_installed: '{who} cannot be reached: this app is missing there.',
    unknown_person: '{who} cannot be found here any more.',
    other: 'Messages to {who} do not arrive.',
  },
  /** What to do about it. */
  reach: {
    blocked: 'Please ask {who} to unblock it and to write it a message.',
    not_installed: 'Please ask {who} to add it and to write it a message.',
    other: 'Please tell {who} yourself what waits, and tell whoever runs this app.',
    escalate: 'Press [escalate] if the handover needs {who}.',
    choose: 'Press [chooseSuccessor] to go on with somebody else.',
    ticket: 'The service ticket covers what only {who} could do.',
    ask: 'If the handover needs {who}, please talk to {initiator}.',
  },
  closed: {
    completed: '✓ Completed on {day}. Every step is done or does not apply.',
    completed_by_ticket: '✓ Completed by service ticket on {day}.',
    cancelled: '– Cancelled by {who} on {day}: “{because}”',
  },
} as const;

/** The last thing that happened, by the type of its event. */
export const last = {
  handover_started: '{who} started the handover.',
  successor_accepted: '{who} accepted.',
  successor_declined: '{who} declined.',
  successor_chosen: '{who} chose another successor.',
  intake_finished: 'All questions are answered.',
  step_reported_done: '{who} reported step {step} done.',
  step_reported_not_applicable: '{who} reported that step {step} does not apply.',
  step_confirmed: '{who} confirmed step {step}.',
  step_sent_back: '{who} sent step {step} back.',
  ticket_submitted: '{who} submitted the ticket of step {step}.',
  ticket_resolved: 'The ticket of step {step} was resolved.',
  ticket_more_asked: 'More was asked about the ticket of step {step}.',
  ticket_refused: 'The ticket of step {step} was refused.',
  help_asked: '{who} asked for help with step {step}.',
  help_answered: '{who} answered a call for help.',
  escalated: 'The handover was escalated.',
  handover_completed: 'The handover was completed.',
  handover_cancelled: '{who} cancelled the handover.',
} as const;
