import type { ClosedHandover, Handover, RunningHandover, Unreachable } from '../core/handover.js';
import type { Instant, PersonId } from '../core/ids.js';
import { isGone, isNamed, participants } from '../core/people.js';
import type { Role } from '../core/procedure.js';
import { progressOf } from '../core/progress.js';
import { DEFAULT_RULES } from '../core/rules.js';
import { waitsOf } from '../core/waits.js';
import { ballLines } from './ball.js';
import { actions, bold, button, heading, lines, note, text, textBlocks } from './blocks.js';
import type { Block, Card, Menu, Rich } from './card.js';
import { numberOf, vendorOf } from './fill.js';
import type { Action } from './press.js';
import { pressFor } from './press-for.js';
import type { Scene } from './reader.js';
import type { Voice } from './voice.js';

/** A person's overview of one handover: what it is about, how far it is, who holds the ball. */
export function rootCard(scene: Scene, voice: Voice): Card {
  const { handover, reader } = scene;
  const { words } = voice;
  const account = handover.account.said;
  const notification = voice.plain(words.root.notification, { account, ...namesOf(scene, voice) });
  const title = heading(voice.plain(words.labels.handoverOf, { account }));
  if (!isNamed(handover, reader.person)) {
    const successor = voice.who(handover.people.successor);
    return {
      text: notification,
      blocks: [title, text(voice.say(words.invite.elsewhere, { successor }))],
      isOver: true,
    };
  }
  const about = text(aboutLine(scene, voice));
  if (handover.status !== 'running') {
    return { text: notification, blocks: [title, about, ...closedBlocks(scene, voice, handover)], isOver: true };
  }
  const blocks = [title, about, ...runningBlocks(scene, voice, handover)];
  return { text: notification, blocks, isOver: false };
}

const namesOf = ({ handover }: Scene, voice: Voice) => ({
  outgoing: voice.name(handover.people.outgoing),
  successor: voice.name(handover.people.successor),
});

function aboutLine(scene: Scene, voice: Voice): Rich {
  const { people, procedure } = scene.handover;
  return voice.say(voice.words.root.about, {
    title: voice.localized(procedure.title),
    outgoing: voice.who(people.outgoing),
    successor: voice.who(people.successor),
  });
}

function runningBlocks(scene: Scene, voice: Voice, handover: RunningHandover): readonly Block[] {
  const { words, dates } = voice;
  const waiting = ballLines(scene, voice);
  const lastDay = { date: dates.date(handover.lastDay), relative: dates.fromToday(handover.lastDay) };
  return [
    text(lines([progressLine(scene, voice), voice.say(words.root.lastDay, lastDay)])),
    ...textBlocks(
      waiting.length === 0
        ? [voice.say(words.root.nobody)]
        : [[bold(words.labels.waitingFor)], ...waiting.map((line) => ['• ', ...line])],
    ),
    ...troubleBlocks(scene, voice, handover),
    ...lastBlock(scene, voice),
    note(lines([...partLines(scene, voice), ...escalateLine(scene, voice), ...confidentialLine(scene, voice)])),
    ...rootActions(scene, voice),
  ];
}

const BAR_MAX = 16;
const DAY_MS = 86_400_000;
const REOPEN_DAYS = DEFAULT_RULES.reopenWithinDays;

/** `▰▰▰▰▱▱▱▱▱ 4 of 9`, with a mark for each step while they are few. */
export function progressLine(scene: Scene, voice: Voice): Rich {
  const { done, total } = progressOf(scene.handover);
  if (total === 0) return voice.say(voice.words.root.noSteps);
  const width = Math.min(total, BAR_MAX);
  const filled = Math.floor((done / total) * width);
  const bar = '▰'.repeat(filled) + '▱'.repeat(width - filled);
  return voice.say(voice.words.labels.progress, { bar, done: String(done), total: String(total) });
}

/** What went wrong, and what to do about it, for those who can. */
function troubleBlocks(scene: Scene, voice: Voice, handover: RunningHandover): readonly Block[] {
  const { words, dates } = voice;
  const { acceptance, people, escalated } = handover;
  const found: Rich[] = [];
  const isInitiator = scene.reader.person === people.initiator;
  if (isInitiator && acceptance.state === 'declined') {
    const because = acceptance.because.said;
    found.push(voice.say(words.root.declined, { successor: voice.who(people.successor), because }));
  }
  if (isInitiator) found.push(...unreachableLines(scene, voice));
  if (handover.paused) {
    const { by, at } = handover.paused;
    found.push(voice.say(words.root.paused, { who: voice.who(by), day: dates.day(at) }));
  }
  if (handover.gone) {
    const outgoing = voice.who(people.outgoing);
    const isThem = scene.reader.person === people.outgoing;
    found.push(isThem ? voice.say(words.root.goneYou) : voice.say(words.root.gone[handover.gone.why], { outgoing }));
  }
  if (escalated) found.push(voice.say(words.root.escalated, { day: dates.day(escalated.at) }));
  return found.map(text);
}

function unreachableLines(scene: Scene, voice: Voice): readonly Rich[] {
  const people = [...new Set(Object.values(scene.handover.people))];
  return people.flatMap((person) => {
    const line = unreachableLine(scene, voice, person);
    return line === null ? [] : [line];
  });
}

/** Why somebody cannot be reached and what to do about it; null for somebody who can. */
export function unreachableLine(scene: Scene, voice: Voice, person: PersonId): Rich | null {
  const found = scene.handover.unreachable[person];
  if (!found || person === scene.reader.person) return null;
  const { platform } = scene.homeOf(person);
  const why = voice.say(voice.words.root.unreachable[found.why], { who: voice.who(person), platform });
  return [...why, ' ', ...reachLine(scene, voice, person, found.why)];
}

function reachLine(scene: Scene, voice: Voice, person: PersonId, why: Unreachable): Rich {
  const { reach } = voice.words.root;
  const { people } = scene.handover;
  const who = voice.who(person);
  const { installLink } = scene.homeOf(person);
  if (why === 'not_installed' && installLink !== null) {
    const link = { link: installLink, label: voice.words.labels.addTheApp };
    return voice.say(reach.add, { who, link });
  }
  if (why === 'blocked' || why === 'not_installed' || why === 'other') return voice.say(reach[why], { who });
  if (person === people.successor && mayChooseSuccessor(scene)) return voice.say(reach.choose);
  if (mayEscalate(scene)) return voice.say(reach.escalate, { who });
  const hasInitiator = person !== people.initiator && scene.reader.person !== people.initiator;
  return hasInitiator
    ? voice.say(reach.ask, { who, initiator: voice.who(people.initiator) })
    : voice.say(reach.ticket, { who });
}

/** The initiator picks another successor once this one declined, or cannot be reached before accepting. */
export function mayChooseSuccessor({ handover, reader }: Scene): boolean {
  const { acceptance, people, unreachable, status } = handover;
  if (status !== 'running' || reader.person !== people.initiator) return false;
  return (
    acceptance.state === 'declined' || (acceptance.state === 'asked' && unreachable[people.successor] !== undefined)
  );
}

/** Initiator and successor, as long as the service ticket is not open anyway. */
export function mayEscalate({ handover, reader }: Scene): boolean {
  const { people, escalated, status } = handover;
  if (status !== 'running' || escalated !== null || isGone(handover)) return false;
  return reader.person === people.initiator || reader.person === people.successor;
}

function lastBlock(scene: Scene, voice: Voice): readonly Block[] {
  const { last } = scene.handover;
  const phrase = Object.entries(voice.words.last).find(([type]) => type === last.what)?.[1];
  if (phrase === undefined) return [];
  const what = voice.say(phrase, {
    who: last.by === null ? '' : voice.who(last.by),
    step: last.step === null ? '' : numberOf(scene, voice, last.step),
  });
  return [note(voice.say(voice.words.root.last, { what, moment: voice.dates.moment(last.at) }))];
}

/** What the reader's part is; more than one for somebody who holds several roles. */
function partLines(scene: Scene, voice: Voice): readonly Rich[] {
  const { parts } = voice.words.root;
  const { handover, reader } = scene;
  const roles = rolesOf(handover, reader.person);
  const isTicketOpen = handover.escalated !== null || isGone(handover);
  // Whoever has another part too need not think of the ticket before there is one.
  const told = roles.filter((role) => role !== 'escalation_contact' || isTicketOpen || roles.length === 1);
  return told.map((role) =>
    role === 'escalation_contact' ? voice.say(parts[role], { vendor: vendorOf(scene, voice) }) : voice.say(parts[role]),
  );
}

/** The roles of a person, in the order they are told. */
export function rolesOf(handover: Handover, person: PersonId): readonly Role[] {
  const order: readonly Role[] = ['initiator', 'outgoing', 'successor', 'administrator', 'escalation_contact'];
  return order.filter((role) => handover.people[role] === person);
}

/** What the button *Escalate* does, for those who see it. */
function escalateLine(scene: Scene, voice: Voice): readonly Rich[] {
  if (!mayEscalate(scene)) return [];
  const contact = voice.who(scene.handover.people.escalation_contact);
  return [voice.say(voice.words.root.escalateMeans, { contact })];
}

/** Who knows of a confidential handover; nothing for one that is not. */
export function confidentialLine(scene: Scene, voice: Voice): readonly Rich[] {
  if (!scene.handover.confidential) return [];
  const { person: reader } = scene.reader;
  const others = participants(scene.handover).filter((person) => person !== reader);
  const people = voice.list([...others, reader].map((person) => voice.who(person)));
  return [voice.say(voice.words.root.confidential, { people })];
}

function rootActions(scene: Scene, voice: Voice): readonly Block[] {
  const { buttons } = voice.words;
  const isInitiator = scene.reader.person === scene.handover.people.initiator;
  const { paused } = scene.handover;
  return actions(
    isInitiator && paused !== null ? button(buttons.resume, pressFor(scene, 'resume'), 'primary') : null,
    mayChooseSuccessor(scene) ? button(buttons.chooseSuccessor, pressFor(scene, 'choose_successor'), 'primary') : null,
    mayNudge(scene) ? button(buttons.nudgeNow, pressFor(scene, 'nudge_now')) : null,
    mayEscalate(scene) ? button(buttons.escalate, pressFor(scene, 'escalate')) : null,
    isInitiator ? moreMenu(scene, voice) : null,
    isInitiator ? button(buttons.cancel, pressFor(scene, 'cancel'), 'danger') : null,
  );
}

/** What the initiator does seldom. */
function moreMenu(scene: Scene, voice: Voice): Menu {
  const { buttons } = voice.words;
  const { paused, gone } = scene.handover;
  const option = (label: string, action: Action) => ({ label, press: pressFor(scene, action) });
  return {
    menu: buttons.more,
    options: [
      ...(paused === null ? [option(buttons.pause, 'pause')] : []),
      option(buttons.extend, 'extend'),
      ...(mayChooseSuccessor(scene) ? [] : [option(buttons.chooseSuccessor, 'choose_successor')]),
      option(buttons.chooseAdministrator, 'choose_administrator'),
      ...(gone === null ? [option(buttons.alreadyGone, 'say_gone')] : []),
    ],
  };
}

/** The initiator, while somebody else than the vendor is waited for who can be reached. */
export function mayNudge({ handover, reader }: Scene): boolean {
  const { people, unreachable, paused } = handover;
  if (paused !== null || reader.person !== people.initiator) return false;
  return waitsOf(handover).some(
    ({ on, isVendor }) => !isVendor && on !== reader.person && unreachable[on] === undefined,
  );
}

function closedBlocks(scene: Scene, voice: Voice, handover: ClosedHandover): readonly Block[] {
  return [
    text(closedLine(voice, handover)),
    ...(handover.status === 'cancelled' ? [text(progressLine(scene, voice))] : []),
    ...(handover.confidential ? [note(lines(confidentialLine(scene, voice)))] : []),
    ...reopenBlocks(scene, voice, handover),
  ];
}

/** The initiator may change their mind for a month. */
function reopenBlocks(scene: Scene, voice: Voice, { endedAt, people }: ClosedHandover): readonly Block[] {
  const until = (endedAt + REOPEN_DAYS * DAY_MS) as Instant;
  if (scene.reader.person !== people.initiator || scene.now > until) return [];
  const { root, buttons } = voice.words;
  return [
    note(voice.say(root.closed.reopen, { date: voice.dates.day(until) })),
    ...actions(button(buttons.reopen, pressFor(scene, 'reopen'))),
  ];
}

/** What a closed handover came to. */
export function closedLine(voice: Voice, handover: ClosedHandover): Rich {
  const { closed } = voice.words.root;
  const day = voice.dates.day(handover.endedAt);
  if (handover.status !== 'cancelled') return voice.say(closed[handover.status], { day });
  const who = handover.endedBy === null ? '' : voice.who(handover.endedBy);
  return voice.say(closed.cancelled, { who, day, because: handover.because?.said ?? '' });
}
