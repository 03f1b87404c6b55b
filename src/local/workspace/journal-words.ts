import type { CardKey } from '../../core/effect.js';
import type { HandoverEvent } from '../../core/event.js';
import type { Handover } from '../../core/handover.js';
import type { PersonId, StepKey } from '../../core/ids.js';
import { baseKey } from '../../core/people.js';

/** Whatever an event may carry; each kind carries some of it. */
interface Carried {
  readonly type: string;
  readonly step?: string;
  readonly question?: string;
  readonly wait?: string | null;
  readonly to?: PersonId;
  readonly person?: PersonId;
  readonly successor?: PersonId;
  readonly until?: string;
  readonly items?: readonly string[];
  readonly value?: unknown;
  readonly because?: { readonly said: string };
  readonly what?: { readonly said: string };
  readonly text?: { readonly said: string };
  readonly number?: { readonly said: string };
  readonly account?: { readonly said: string };
}

interface Saying {
  /** `step 8a` */
  readonly step: string;
  readonly of: Carried;
  readonly handover: Handover;
  readonly name: (person: PersonId | undefined) => string;
}

const WORDS: Readonly<Record<string, (saying: Saying) => string>> = {
  handover_started: ({ of }) => `started the handover of ${of.account?.said ?? 'the account'}`,
  successor_accepted: () => 'accepted',
  successor_declined: ({ of }) => `declined: ${quoted(of.because)}`,
  successor_chosen: ({ of, name }) => `chose ${name(of.successor)} as the successor`,
  question_asked: ({ of, handover }) => `Asked: ${questionText(handover, of.question)}`,
  question_answered: ({ of, handover }) => `answered “${answerText(handover, of)}”`,
  answer_reopened: ({ of, handover }) => `changes an answer: ${questionText(handover, of.question)}`,
  intake_finished: () => 'All questions are answered',
  step_planned: ({ step }) => `Planned ${step}`,
  step_opened: ({ step }) => `Opened ${step}`,
  step_held: ({ step }) => `Held ${step}: something before it is open again`,
  step_ruled_out: ({ step }) => `Does not apply: ${step}`,
  items_ticked: ({ step, of }) => `ticked on ${step}: ${of.items?.length ?? 0} in all`,
  step_reported_done: ({ step }) => `reported ${step} done`,
  step_reported_not_applicable: ({ step, of }) => `says that ${step} does not apply: ${quoted(of.because)}`,
  step_confirmed: ({ step }) => `confirmed ${step}`,
  step_sent_back: ({ step, of }) => `sent ${step} back: ${quoted(of.because)}`,
  ticket_submitted: ({ step, of }) => `submitted ticket ${of.number?.said ?? ''} of ${step}`,
  ticket_resolved: ({ step }) => `says that the ticket of ${step} is resolved`,
  ticket_still_waiting: ({ step }) => `still waits for the ticket of ${step}`,
  ticket_more_asked: ({ step, of }) => `was asked for more about the ticket of ${step}: ${quoted(of.what)}`,
  ticket_refused: ({ step, of }) => `says that the ticket of ${step} was refused: ${quoted(of.because)}`,
  help_asked: ({ step, of }) => `asked for help with ${step}: ${quoted(of.what)}`,
  help_answered: ({ of }) => `answered a call for help: ${quoted(of.text)}`,
  snoozed: ({ of, handover }) => `put ${waitText(handover, of.wait)} off until ${of.until ?? 'later'}`,
  nudged: ({ of, handover, name }) => `Nudged ${name(of.to)} about ${waitText(handover, of.wait)}`,
  initiator_told: ({ of, handover, name }) =>
    `Told ${name(handover.people.initiator)} that ${waitText(handover, of.wait)} is stuck`,
  escalated: () => 'Escalated',
  zone_changed: ({ name, of }) => `${name(of.person)} is in another time zone now`,
  person_unreachable: ({ name, of }) => `${name(of.person)} cannot be reached`,
  person_reachable: ({ name, of }) => `${name(of.person)} can be reached again`,
  handover_completed: () => 'Completed the handover',
  handover_cancelled: ({ of }) => `cancelled the handover: ${quoted(of.because)}`,
};

/** What happened, in words that go on after the name of whoever did it, or stand alone when nobody did. */
export function sayEvent(event: HandoverEvent, handover: Handover, nameOf: (person: PersonId) => string): string {
  const of: Carried = event;
  const say = WORDS[event.type];
  if (say === undefined) return event.type.replaceAll('_', ' ');
  const name = (person: PersonId | undefined): string => (person === undefined ? 'somebody' : nameOf(person));
  return say({ of, handover, name, step: of.step === undefined ? '' : stepText(handover, of.step) });
}

/** A message, as the journal calls it. */
export function sayCard(card: CardKey, handover: Handover): string {
  if ('step' in card) {
    const step = stepText(handover, card.step);
    return card.card === 'confirm' ? `confirm ${step}` : step;
  }
  return CARDS[card.card] ?? card.card;
}

const CARDS: Readonly<Record<string, string>> = {
  root: 'overview',
  invite: 'invitation',
  intake: 'questions',
  help: 'call for help',
  notice: 'notice',
  closing: 'report',
};

const quoted = (words: { readonly said: string } | undefined): string => `“${words?.said ?? ''}”`;

function stepText({ procedure }: Handover, step: string): string {
  const key = baseKey(step as StepKey);
  return `step ${procedure.steps.find((one) => one.key === key)?.number ?? step}`;
}

function waitText(handover: Handover, wait: string | null | undefined): string {
  if (wait === null || wait === undefined) return 'the handover';
  if (wait === 'acceptance') return 'the invitation';
  return wait === 'intake' ? 'the questions' : stepText(handover, wait);
}

const questionOf = ({ procedure }: Handover, key: string | undefined) =>
  procedure.questions.find((question) => question.key === key);

const questionText = (handover: Handover, key: string | undefined): string =>
  (questionOf(handover, key)?.text.en ?? 'a question').replaceAll('{account}', handover.account.said);

function answerText(handover: Handover, { question, value }: Carried): string {
  const asked = questionOf(handover, question);
  if (Array.isArray(value)) return value.length === 0 ? 'None' : `${value.length} names`;
  const choice = asked?.kind === 'choice' ? asked.choices.find(({ key }) => key === value) : undefined;
  return choice?.label.en ?? String(value).replaceAll('_', ' ');
}
