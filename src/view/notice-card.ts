import type { Notice } from '../core/effect.js';
import { assertNever, type PersonId, type StepKey } from '../core/ids.js';
import { criticalSteps } from '../core/deadline.js';
import { assigneeOf, definitionOf, isGone } from '../core/people.js';
import { waitOf } from '../core/waits.js';
import type { WaitKey } from '../core/input.js';
import { whatIsWaited, holderOf } from './ball.js';
import { actions, button, text } from './blocks.js';
import type { Block, Card, Inline, Rich } from './card.js';
import { nameOfStep, numberOf, vendorOf } from './fill.js';
import { linkLine, withLink } from './links.js';
import { pressFor } from './press-for.js';
import type { Scene } from './reader.js';
import { mayChooseSuccessor, mayEscalate, mayNudge, unreachableLine } from './root-card.js';
import { plainText, type Voice } from './voice.js';

/** Something to know, said once; one line when it is settled before it was read. */
export function noticeCard(scene: Scene, voice: Voice, notice: Notice): Card {
  const said = wordsOf(scene, voice, notice);
  if (said === null || scene.handover.status !== 'running') {
    const line = voice.say(voice.words.notice.over);
    return { text: plainText(line, scene.nameOf), blocks: [text(said?.[0] ?? line)], isOver: true };
  }
  const [news, ...next] = said;
  return {
    text: plainText(news, scene.nameOf),
    blocks: [text(news), ...next.filter((line) => line.length > 0).map(text), ...buttonsFor(scene, voice, notice)],
    isOver: false,
  };
}

/** What happened, and what to do next. Null when it is not so any more. */
function wordsOf(scene: Scene, voice: Voice, notice: Notice): readonly [Rich, ...Rich[]] | null {
  switch (notice.about) {
    case 'sent_back':
      return sentBack(scene, voice, notice.step);
    case 'again':
      return again(scene, voice, notice.step);
    case 'help_answered':
      return helpAnswered(scene, voice, notice.help);
    case 'ticket_resolved':
    case 'more_asked':
    case 'ticket_refused':
      return ofTicket(scene, voice, notice.about, notice.step);
    case 'declined':
      return declined(scene, voice);
    case 'stalled':
      return stalled(scene, voice, notice.wait);
    case 'escalated':
      return escalated(scene, voice);
    case 'outgoing_left':
      return outgoingLeft(scene, voice);
    case 'deadline':
      return deadline(scene, voice);
    case 'initiator_replaced':
    case 'reopened':
      return ofWhole(scene, voice, notice.about);
    case 'unreachable':
      return unreachable(scene, voice, notice.person);
    default:
      return assertNever(notice);
  }
}

type Said = readonly [Rich, ...Rich[]] | null;

function sentBack(scene: Scene, voice: Voice, key: StepKey): Said {
  const { notice, labels } = voice.words;
  const state = scene.handover.steps[key];
  if (state?.state !== 'open' || state.sentBack === null || state.sentBack.by === 'vendor') return null;
  const { by, at, because } = state.sentBack;
  const who = voice.who(by);
  const step = numberOf(scene, voice, key);
  const slots = { you: voice.mention, who, step, day: voice.dates.day(at), because: because.said };
  const link = linkLine(scene, { card: 'step', step: key }, labels.openStep);
  return [voice.say(notice.sentBack, slots), withLink(voice.say(notice.goOn), link)];
}

function again(scene: Scene, voice: Voice, key: StepKey): Said {
  const { notice, labels } = voice.words;
  const state = scene.handover.steps[key];
  const open = waitOf(scene.handover, key);
  if (!state || open?.on !== scene.reader.person) return null;
  const slots = { you: voice.mention, step: numberOf(scene, voice, key) };
  if (state.state === 'awaiting_confirmation') {
    const link = linkLine(scene, { card: 'confirm', step: key }, labels.openStep);
    return [
      voice.say(notice.doneAgain, { ...slots, who: voice.who(state.by) }),
      withLink(voice.say(notice.tryAgain), link),
    ];
  }
  const link = linkLine(scene, { card: 'step', step: key }, labels.openStep);
  return [voice.say(notice.openAgain, slots), withLink(voice.say(notice.goOn), link)];
}

function helpAnswered(scene: Scene, voice: Voice, number: number): Said {
  const { notice, labels } = voice.words;
  const help = scene.handover.helps[number];
  if (!help?.answer) return null;
  const slots = {
    who: voice.who(help.answer.by),
    step: numberOf(scene, voice, help.step),
    text: help.answer.text.said,
  };
  const isDoer = assigneeOf(scene.handover, help.step) === scene.reader.person;
  const link = linkLine(scene, { card: isDoer ? 'step' : 'confirm', step: help.step }, labels.openStep);
  return [voice.say(notice.helpAnswered, { you: voice.mention, ...slots }), link];
}

function ofTicket(
  scene: Scene,
  voice: Voice,
  about: 'ticket_resolved' | 'more_asked' | 'ticket_refused',
  key: StepKey,
): Said {
  const { notice, labels } = voice.words;
  const state = scene.handover.steps[key];
  if (!state) return null;
  const step = numberOf(scene, voice, key);
  const number = state.ticket?.number.said ?? '';
  const assignee = assigneeOf(scene.handover, key);
  const you = voice.mention;
  const goesOn =
    assignee === scene.reader.person
      ? withLink(voice.say(notice.goOn), linkLine(scene, { card: 'step', step: key }, labels.openStep))
      : voice.say(notice.assigneeGoesOn, { assignee: voice.who(assignee) });
  if (about === 'ticket_resolved') {
    return state.ticket === null ? null : [voice.say(notice.ticketResolved, { you, number, step }), goesOn];
  }
  if (about === 'ticket_refused') {
    if (state.state !== 'open' || state.sentBack?.by !== 'vendor') return null;
    return [voice.say(notice.ticketRefused, { you, step, because: state.sentBack.because.said }), goesOn];
  }
  const what = state.ticket?.asked.at(-1)?.said;
  if (state.state !== 'at_vendor' || what === undefined) return null;
  return [voice.say(notice.moreAsked, { you, vendor: vendorOf(scene, voice), number, what }), goesOn];
}

function declined(scene: Scene, voice: Voice): Said {
  const { notice } = voice.words;
  const { acceptance, people, account } = scene.handover;
  if (acceptance.state !== 'declined') return null;
  const successor = voice.who(people.successor);
  const slots = { you: voice.mention, successor, account: account.said, because: acceptance.because.said };
  return [voice.say(notice.declined, slots), voice.say(notice.declinedNext)];
}

function stalled(scene: Scene, voice: Voice, key: WaitKey): Said {
  const { notice } = voice.words;
  const open = waitOf(scene.handover, key);
  if (open === null) return null;
  const who: Inline = holderOf(scene, voice, open);
  const what = whatIsWaited(scene, voice, open, 'asked');
  const slots = { you: voice.mention, day: voice.dates.day(open.wait.since), what };
  return open.on === scene.reader.person
    ? [voice.say(notice.stalledYou, slots), voice.say(notice.stalledYours)]
    : [voice.say(notice.stalled, { ...slots, who }), voice.say(notice.stalledNext, { who })];
}

function escalated(scene: Scene, voice: Voice): Said {
  const { notice } = voice.words;
  const { account, people, escalated: how } = scene.handover;
  if (how === null) return null;
  const slots = { you: voice.mention, account: account.said };
  const news =
    how.by === null
      ? voice.say(notice.escalatedItself, slots)
      : voice.say(notice.escalated, { ...slots, who: voice.who(how.by) });
  const vendor = vendorOf(scene, voice);
  const contact = finalAssignee(scene) ?? people.escalation_contact;
  return [
    news,
    contact === scene.reader.person
      ? voice.say(notice.escalatedYours, { vendor })
      : voice.say(notice.escalatedNext, { vendor, contact: voice.who(contact) }),
  ];
}

function outgoingLeft(scene: Scene, voice: Voice): Said {
  const { notice } = voice.words;
  const { gone, people, account } = scene.handover;
  if (gone === null) return null;
  const outgoing = voice.who(people.outgoing);
  const slots = { you: voice.mention, outgoing, account: account.said, who: voice.who(people.initiator) };
  return [voice.say(notice.outgoingLeft[gone.why], slots), voice.say(notice.outgoingLeftNext, { outgoing })];
}

function deadline(scene: Scene, voice: Voice): Said {
  const { notice } = voice.words;
  const { people, lastDay } = scene.handover;
  const open = criticalSteps(scene.handover);
  if (isGone(scene.handover) || open.length === 0) return null;
  const slots = {
    you: voice.mention,
    outgoing: voice.who(people.outgoing),
    date: voice.dates.date(lastDay),
    steps: voice.list(open.map((key) => nameOfStep(scene, voice, key))),
  };
  return [voice.say(notice.deadline, slots), voice.say(notice.deadlineNext)];
}

function ofWhole(scene: Scene, voice: Voice, about: 'initiator_replaced' | 'reopened'): Said {
  const { notice } = voice.words;
  const { people, account, last } = scene.handover;
  const slots = { you: voice.mention, account: account.said };
  if (about === 'reopened') {
    const who = voice.who(last.by ?? people.initiator);
    return [voice.say(notice.reopened, { ...slots, who }), voice.say(notice.reopenedNext)];
  }
  if (scene.reader.person !== people.initiator) return null;
  return [voice.say(notice.initiatorReplaced, slots), voice.say(notice.initiatorReplacedNext)];
}

function finalAssignee({ handover }: Scene): PersonId | null {
  const final = handover.procedure.steps.find((step) => step.final);
  return final ? assigneeOf(handover, definitionOf(handover, final.key).key) : null;
}

function unreachable(scene: Scene, voice: Voice, person: PersonId): Said {
  const line = unreachableLine(scene, voice, person);
  return line === null ? null : [[voice.mention, ', ', ...line]];
}

/** The button that the notice speaks of, for whoever may press it. */
function buttonsFor(scene: Scene, voice: Voice, notice: Notice): readonly Block[] {
  const { buttons } = voice.words;
  const isAboutSuccessor =
    notice.about === 'declined' ||
    (notice.about === 'unreachable' && notice.person === scene.handover.people.successor);
  const isStuck = notice.about === 'stalled' || notice.about === 'unreachable';
  const isInitiatorsTurn = notice.about === 'stalled' || notice.about === 'deadline';
  return actions(
    isAboutSuccessor && mayChooseSuccessor(scene)
      ? button(buttons.chooseSuccessor, pressFor(scene, 'choose_successor'), 'primary')
      : null,
    isInitiatorsTurn && mayNudge(scene) ? button(buttons.nudgeNow, pressFor(scene, 'nudge_now')) : null,
    isInitiatorsTurn && scene.reader.person === scene.handover.people.initiator
      ? button(buttons.extend, pressFor(scene, 'extend'))
      : null,
    isStuck && mayEscalate(scene) ? button(buttons.escalate, pressFor(scene, 'escalate')) : null,
  );
}
