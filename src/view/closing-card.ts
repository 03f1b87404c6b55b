import type { ClosedHandover, Step } from '../core/handover.js';
import { assertNever, type StepKey } from '../core/ids.js';
import { assigneeOf, definitionOf } from '../core/people.js';
import { stepsInOrder } from '../core/progress.js';
import { bold, heading, note, text, textBlocks } from './blocks.js';
import type { Block, Card, Inline, Rich } from './card.js';
import { nameOfStep, vendorOf } from './fill.js';
import { noticeCard } from './notice-card.js';
import type { Scene } from './reader.js';
import { confidentialLine } from './root-card.js';
import type { Voice } from './voice.js';

/** The end, for everyone. The initiator's is the report: for every step who did it, who confirmed it, and when. */
export function closingCard(scene: Scene, voice: Voice): Card {
  const { handover, reader } = scene;
  const { closing, labels } = voice.words;
  const account = handover.account.said;
  // Reopened before this was sent: then it is not sent at all, or replaced where its sending is not certain.
  if (handover.status === 'running') return { ...noticeCard(scene, voice, { about: 'reopened' }), isOver: true };
  const notification = voice.plain(closing.notification[handover.status], { account });
  const isInitiator = reader.person === handover.people.initiator;
  const thanks = handover.status === 'cancelled' ? closing.cancelledNext : closing.thanks;
  return {
    text: notification,
    blocks: [
      heading(voice.plain(isInitiator ? labels.report : labels.closed, { account })),
      text(endLine(voice, handover)),
      ...(isInitiator ? reportBlocks(scene, voice) : [text(voice.say(thanks))]),
      ...(isInitiator ? confidentialLine(scene, voice).map(note) : []),
    ],
    isOver: false,
  };
}

function endLine(voice: Voice, handover: ClosedHandover): Rich {
  const { closing } = voice.words;
  const { people, endedBy, because } = handover;
  const slots = {
    you: voice.mention,
    account: [bold(handover.account.said)],
    outgoing: voice.who(people.outgoing),
    successor: voice.who(people.successor),
    day: voice.dates.dated(handover.endedAt),
  };
  if (handover.status !== 'cancelled') return voice.say(closing[handover.status], slots);
  const who = endedBy === null ? '' : voice.who(endedBy);
  return voice.say(closing.cancelled, { ...slots, who, because: because?.said ?? '' });
}

function reportBlocks(scene: Scene, voice: Voice): readonly Block[] {
  const { labels } = voice.words;
  const groups: Record<Group, Rich[]> = { done: [], covered: [], not: [], open: [] };
  for (const [key, step] of stepsInOrder(scene.handover)) {
    // The final ticket is no step that was left open where nobody ever needed it.
    if (step.state === 'blocked' && definitionOf(scene.handover, key).final) continue;
    groups[groupOf(step)].push(reportLine(scene, voice, key, step));
  }
  const section = (title: string, of: readonly Rich[]): readonly Block[] =>
    of.length === 0 ? [] : textBlocks([[bold(title)], ...of]);
  return [
    text(storyLine(scene, voice)),
    ...section(labels.doneSteps, groups.done),
    ...section(labels.coveredSteps, groups.covered),
    ...section(labels.notApplicableSteps, groups.not),
    ...section(labels.openSteps, groups.open),
    note(procedureLine(scene, voice)),
  ];
}

type Group = 'done' | 'covered' | 'not' | 'open';

function groupOf(step: Step): Group {
  if (step.state === 'done') return 'done';
  if (step.state !== 'not_applicable') return 'open';
  return step.why.kind === 'covered_by_ticket' ? 'covered' : 'not';
}

/** How it began and what became of it on the way. */
function storyLine(scene: Scene, voice: Voice): Rich {
  const { closing } = voice.words;
  const { handover } = scene;
  const { people, acceptance, escalated } = handover;
  const day = voice.dates.dated;
  const successor = voice.who(people.successor);
  const parts: Rich[] = [
    voice.say(closing.started, { initiator: voice.who(people.initiator), day: day(handover.startedAt) }),
    acceptance.state === 'accepted'
      ? voice.say(closing.accepted, { successor, day: day(acceptance.at) })
      : voice.say(closing.neverAccepted, { successor }),
  ];
  if (escalated) {
    const at = day(escalated.at);
    parts.push(
      escalated.by === null
        ? voice.say(closing.escalatedItself, { day: at })
        : voice.say(closing.escalated, { who: voice.who(escalated.by), day: at }),
    );
  }
  return parts.flatMap((part, n) => (n === 0 ? part : [' ', ...part]));
}

function procedureLine({ handover }: Scene, voice: Voice): Rich {
  const { title, url, version } = handover.procedure.page;
  const page = { link: url, label: title };
  return voice.say(voice.words.closing.procedure, { page, date: voice.dates.edition(version) });
}

function reportLine(scene: Scene, voice: Voice, key: StepKey, state: Step): Rich {
  const { closing } = voice.words;
  const day = voice.dates.dated;
  const step = nameOfStep(scene, voice, key);
  switch (state.state) {
    case 'done':
      return doneLine(voice, step, state);
    case 'not_applicable':
      return notApplicableLine(voice, step, state);
    case 'awaiting_confirmation':
      return voice.say(closing.openConfirming, { step, by: voice.who(state.by), day: day(state.at) });
    case 'at_vendor':
      return voice.say(closing.openVendor, {
        step,
        number: state.ticket?.number.said ?? '',
        vendor: vendorOf(scene, voice),
      });
    case 'open':
      return voice.say(closing.open, { step, who: voice.who(assigneeOf(scene.handover, key)) });
    case 'blocked':
      return voice.say(closing.openBlocked, { step });
    default:
      return assertNever(state);
  }
}

function doneLine(voice: Voice, step: string, state: Extract<Step, { state: 'done' }>): Rich {
  const { closing } = voice.words;
  const slots = { step, by: voice.who(state.by), confirmer: voice.who(state.confirmedBy) };
  const [day, confirmedDay] = [voice.dates.dated(state.at), voice.dates.dated(state.confirmedAt)];
  const line =
    day === confirmedDay
      ? voice.say(closing.doneInADay, { ...slots, day })
      : voice.say(closing.done, { ...slots, day, confirmedDay });
  const { ticket } = state;
  return ticket === null ? line : [...line, ' ', ...voice.say(closing.ticketOf, { number: ticket.number.said })];
}

function notApplicableLine(voice: Voice, step: string, state: Extract<Step, { state: 'not_applicable' }>): Rich {
  const { closing } = voice.words;
  switch (state.why.kind) {
    case 'answers':
      return voice.say(closing.notApplicableAnswers, { step });
    case 'not_needed':
      return voice.say(closing.notNeeded, { step });
    case 'covered_by_ticket':
      return voice.say(closing.covered, { step });
    case 'claimed': {
      const who = (person: typeof state.by): Inline => (person === null ? '' : voice.who(person));
      const because = state.why.because.said;
      const slots = { step, by: who(state.by), confirmer: who(state.confirmedBy), because };
      return voice.say(closing.notApplicableClaimed, { ...slots, day: voice.dates.dated(state.at) });
    }
    default:
      return assertNever(state.why);
  }
}
