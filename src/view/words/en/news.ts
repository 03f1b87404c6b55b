export const notice = {
  sentBack: '{you}, {who} sent step {step} back on {day}: “{because}”',
  doneAgain: '{you}, {who} reported step {step} once more.',
  tryAgain: 'Please try it again: its card has [confirm] and [sendBack].',
  openAgain: '{you}, step {step} is open for you again.',
  helpAnswered: '{you}, {who} answered your call for help with step {step}: “{text}”',
  ticketResolved: '{you}, ticket {number} of step {step} is resolved.',
  moreAsked: '{you}, {vendor} asked for more about ticket {number}: “{what}”',
  ticketRefused: '{you}, the ticket of step {step} was refused: “{because}”',
  assigneeGoesOn: '{assignee} goes on with it. If you know more, please tell {assignee}.',
  goOn: 'The card of the step says what to do next.',
  declined: '{you}, {successor} declined to take over {account}: “{because}”',
  declinedNext: 'Please press [chooseSuccessor].',
  stalled: '{you}, {who} has not answered since {day}. It is about this: {what}.',
  stalledYou: '{you}, something has waited for you since {day}. It is about this: {what}.',
  stalledYours: 'If you are stuck, press [askHelp] on its card.',
  stalledNext: 'A word with {who} may help. If it stays stuck, press [escalate].',
  escalated: '{you}, {who} escalated the handover of {account}.',
  escalatedItself: '{you}, the handover of {account} waited too long, so it was escalated.',
  escalatedNext: '{contact} now submits a service ticket to {vendor}. The other steps stay open as well.',
  escalatedYours: 'You now submit a service ticket to {vendor}. Its card has the text, ready to paste.',
  outgoingLeft: {
    at_start: '{you}, {outgoing} has left.',
    deactivated: '{you}, {outgoing} has left: the account here is switched off.',
    last_day_over: '{you}, the last working day of {outgoing} is over, and the handover of {account} is not complete.',
    said: '{you}, {outgoing} has left, says {who}.',
  },
  outgoingLeftNext:
    'What only {outgoing} could do is covered by the service ticket. The rest comes to whoever can do it.',
  deadline: '{you}, the last working day of {outgoing} is near ({date}), and this is still open: {steps}.',
  deadlineNext:
    'After that day it takes a service ticket. Press [nudgeNow], or [extend] the last working day on the overview.',
  initiatorReplaced:
    '{you}, whoever started it has left, so the decisions about the handover of {account} are yours now.',
  initiatorReplacedNext: 'The overview shows who holds the ball.',
  reopened: '{you}, {who} reopened the handover of {account}.',
  reopenedNext: 'If something waits for you, you hear of it.',
  over: '– This is settled.',
} as const;

export const nudge = {
  notification: { one: '{you}, 1 thing waits for you.', other: '{you}, {count} things wait for you.' },
  lead: { one: '{you}, 1 thing waits for you:', other: '{you}, {count} things wait for you:' },
  footer: 'This comes once a day at most, on your working days.',
  line: '{account}: {what}, since {day} ({ago}).',
  nothing: 'Nothing waits for you any more.',
  daysLeft: {
    one: 'Only 1 working day is left. After the last one this is impossible without a service ticket.',
    other: 'Only {count} working days are left. After the last one this is impossible without a service ticket.',
  },
  lastDay: 'Today is the last working day. After it this is impossible without a service ticket.',
  which: 'For “{what}”:',
} as const;

export const closing = {
  notification: {
    completed: 'The handover of {account} is complete.',
    completed_by_ticket: 'The handover of {account} is complete, by service ticket.',
    cancelled: 'The handover of {account} was cancelled.',
  },
  completed: '{you}, the handover of {account} from {outgoing} to {successor} was completed on {day}.',
  completed_by_ticket:
    '{you}, the handover of {account} from {outgoing} to {successor} was completed on {day}, by service ticket.',
  cancelled: '{you}, {who} cancelled the handover of {account} from {outgoing} to {successor} on {day}: “{because}”',
  thanks: 'Thank you. There is nothing left for you to do.',
  cancelledNext: 'There is nothing left for you to do here. Everything stays readable.',
  started: 'Started by {initiator} on {day}.',
  accepted: 'Accepted by {successor} on {day}.',
  neverAccepted: '{successor} had not accepted.',
  escalated: 'Escalated by {who} on {day}.',
  escalatedItself: 'Escalated on {day}, because it had waited too long.',
  procedure: 'Procedure: {page}, version of {date}.',
  done: '✓ {step}: done by {by} on {day}, confirmed by {confirmer} on {confirmedDay}.',
  doneInADay: '✓ {step}: done by {by}, confirmed by {confirmer}, both on {day}.',
  ticketOf: 'Ticket {number}.',
  notApplicableAnswers: '– {step}: by the answers given.',
  notApplicableClaimed: '– {step}: said by {by}, confirmed by {confirmer} on {day}: “{because}”',
  notNeeded: '– {step}: not needed, everything else was done.',
  covered: '– {step}: covered by the service ticket.',
  open: '○ {step}: was with {who}.',
  openVendor: '○ {step}: ticket {number} was with {vendor}.',
  openConfirming: '○ {step}: reported by {by} on {day}, not confirmed.',
  openBlocked: '○ {step}: had not started.',
} as const;

export const list = {
  notification: { one: 'You take part in 1 handover.', other: 'You take part in {count} handovers.' },
  none: 'You take part in no handover. Type {command} to start one.',
  running: 'From {outgoing} to {successor}. Last working day: {date}, {relative}.',
  fromTo: 'From {outgoing} to {successor}.',
} as const;

export const status = {
  notification: 'Status of the handover of {account}: {done} of {total} steps done.',
  which: 'To see one whole, type {command} and a part of the account’s name.',
  none: 'No handover of yours matches. Type {command} to see all of yours.',
} as const;

export const usage = {
  notification: 'How to hand an account over.',
  what: 'This bot walks two people through the handover of a cloud account, step by step.',
  lines: {
    start: 'starts a handover: a form asks for the rest.',
    both: 'starts one with the successor filled in.',
    list: 'shows your handovers and who holds the ball.',
    status: 'shows one handover whole. Add a part of the account’s name if you have several.',
    hour: 'sets the hour of your one daily message.',
    holidays: 'makes the public holidays of a country your days off.',
    changes:
      'stops the clock of a handover you started. In the same way: resume, extend, reassign, cancel, reopen, nudge.',
    help: 'shows this.',
  },
  line: '{command} {does}',
  direct: 'Here, in direct messages, you can also write just “status” or “help”.',
  stuck: 'Stuck with a step? Press [askHelp] on its card. Not now? Press [snooze].',
  safe: 'Never write a password, a key or a code here. If one slips in, it is not stored.',
} as const;

export const preference = {
  hour: 'Your one message a day comes at {hour}, on your working days, in your time zone.',
  holidays: 'Public holidays of {place} are days off.',
  noHolidays: 'Public holidays are as set for everybody here.',
  badHour: 'Please give a full hour from 0 to {last}, like {command}.',
  badHolidays: 'Please give a country by its two letters, like {command}, or none.',
} as const;

export const reply = {
  waiting: 'Your words are not passed on to anybody. This waits for you:',
  nothing: '{you}, nothing waits for you right now. Your words are not passed on to anybody.',
  hint: 'You can write “status” or “help” here. To ask somebody, press [askHelp] on the card of a step.',
  overview: 'The overview: {link}',
  secret: '{you}, your message looks as if it holds {kind}. It was not stored or passed on.',
  secretNotification: 'Your message looks as if it holds {kind}. It was not stored.',
  falseAlarm: 'If it holds none, all is well and there is nothing to do.',
} as const;

export const channel = {
  started: '{initiator} started the handover of the account {account}, from {outgoing} to {successor}.',
  startedNext: 'Everything else happens in direct messages.',
  completed: 'The handover of the account {account}, from {outgoing} to {successor}, is complete.',
  completed_by_ticket:
    'The handover of the account {account}, from {outgoing} to {successor}, is complete, by service ticket.',
  cancelled: 'The handover of the account {account}, from {outgoing} to {successor}, was cancelled.',
} as const;

/** Below a message of which nobody can say whether it arrived before. */
export const doubt = {
  mayStandTwice: 'You may see this message twice. Only this one stays up to date.',
} as const;
