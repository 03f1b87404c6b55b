export const invite = {
  notification: '{initiator} asks you to take over the account {account} from {outgoing}.',
  askYourself: '{you}, you are to take over the account {account} from {outgoing}.',
  notificationYourself: 'You are to take over the account {account} from {outgoing}.',
  ask: '{you}, {initiator} asks you to take over the account {account} from {outgoing}.',
  means: 'You get a short message for each step. You try that it really worked for you, and press [confirm].',
  safe: 'No password is ever asked for here.',
  lastDay: 'Last working day of {outgoing}: {date}, {relative}.',
  next: 'Please press [accept], or [decline] and say why.',
  accepted: '✓ You accepted on {day}.',
  declined: '– You declined on {day}. Now {initiator} can choose somebody else.',
  elsewhere: '– This handover went to {successor}. There is nothing left to do here.',
} as const;

export const intake = {
  notification: 'Question {number} of {total} about the account {account}: {question}',
  lead: '{you}, your answers decide which steps come to you.',
  notSureIsFine: '[notSure] is a fine answer: you are then shown how to find out.',
  notSureWaits: 'You answered [notSure]. The steps that hang on it wait until you know.',
  takeYourTime: 'Take the time you need.',
  before: 'So far you answered {answer}.',
  stands: 'Step {step} hangs on this answer and is under way. Press the answer once more to keep it.',
  listHint: '[nameThem] lets you list them, and each becomes a step of its own.',
  finishedNotification: 'Your answers about the account {account}.',
  finished: 'Thank you. The steps that apply come to whoever does them.',
  openBranch: '{you}, one answer is still needed before the steps can start.',
  fixed: 'An answer without [changeAnswer] stands: a step that hangs on it is done already.',
  answered: 'Answered so far:',
  skipped: '– No questions were asked here.',
  over: '– The handover is closed. These were your answers.',
} as const;

export const confirm = {
  notification: '{who} reported step {step} of {account} done. Please try it and confirm.',
  notificationNotApplicable: '{who} says that step {step} of {account} does not apply. Is that true?',
  ask: '{you}, {who} reported this done on {day}. Please try it before you confirm.',
  askNotApplicable: '{you}, {who} said on {day} that this step does not apply.',
  reason: 'The reason given: “{because}”',
  isItTrue: 'Is that true?',
  ticked: 'Ticked by {who}:',
  ticketWas: 'The ticket was {number}.',
  howTo: 'Press [confirm] if it works for you. If not, press [sendBack] and say what is missing.',
  howToNotApplicable: 'Press [confirm] if it is true. If the step does apply, press [sendBack] and say why.',
  sentBack: '– Step {step}, {title}: sent back to {assignee} on {day}. You hear again when it is done.',
  notYet: '– Step {step}, {title}: not ready to confirm. You hear when it is.',
  elsewhere: '– Step {step}, {title}: {who} confirms it now. There is nothing left to do here.',
  over: '– Step {step}, {title}: not confirmed, the handover is closed.',
  nobody:
    '– Step {step}, {title}: nobody but the one who did it is left to confirm. {initiator} can choose another administrator.',
} as const;

export const help = {
  notification: '{who} needs help with step {step} of {account}.',
  ask: '{you}, {who} needs help with step {step}, {title}.',
  question: '{who} wrote on {day}: “{what}”',
  place: 'The place in the console: {where}',
  next: 'Press [answer]. Your words reach {who} at once. No passwords or codes, please.',
  answered: '✓ {who} answered on {day}: “{text}”',
  settled: 'The step itself is settled by now.',
  elsewhere: '– Somebody else can answer this now. There is nothing left to do here.',
  closed: '– The call for help with step {step} is over: the handover is closed.',
} as const;
