import type { Step } from '../core/handover.js';
import { assertNever, type PersonId, type StepKey } from '../core/ids.js';
import { assigneeOf, confirmerOf, definitionOf } from '../core/people.js';
import { progressOf, stepsInOrder } from '../core/progress.js';
import { ballLines } from './ball.js';
import { blockersOf } from './blockers.js';
import { bold, heading, lines, note, text, textBlocks } from './blocks.js';
import type { Block, Card, Rich } from './card.js';
import { nameOfStep, vendorOf } from './fill.js';
import { linkLine } from './links.js';
import { listCard } from './list-card.js';
import type { Audience, Scene } from './reader.js';
import { closedLine, confidentialLine, progressLine, rolesOf } from './root-card.js';
import { plainText, type Voice, voiceFor } from './voice.js';

/** The handovers that were asked for: one is shown whole, several as a list. `command`: as people type it, `/handover`. */
export function renderStatus(audience: Audience, scenes: readonly Scene[], command: string): Card {
  const [only, ...others] = scenes;
  if (only && others.length === 0) return statusCard(only);
  const voice = voiceFor(audience);
  const { status } = voice.words;
  if (only) {
    const list = listCard(audience, scenes, command);
    return {
      ...list,
      blocks: [...list.blocks, note(voice.say(status.which, { command: [{ code: `${command} status` }] }))],
    };
  }
  const none = voice.say(status.none, { command: [{ code: `${command} list` }] });
  return { text: plainText(none, audience.nameOf), blocks: [text(none)], isOver: false };
}

/** One handover, whole: its people, who holds the ball, and every step with its state. For anybody it names. */
export function statusCard(scene: Scene): Card {
  const voice = voiceFor(scene);
  const { handover } = scene;
  const { labels, status } = voice.words;
  const { done, total } = progressOf(handover);
  const account = handover.account.said;
  const steps = stepsInOrder(handover).map(([key, step]) => stateLine(scene, voice, key, step));
  return {
    text: voice.plain(status.notification, { account, done: String(done), total: String(total) }),
    blocks: [
      heading(voice.plain(labels.status, { account })),
      ...whereItStands(scene, voice),
      ...textBlocks([[bold(labels.peopleHeading)], ...peopleLines(scene, voice)]),
      ...(steps.length === 0 ? [] : textBlocks([[bold(labels.steps)], ...steps])),
      ...confidentialLine(scene, voice).map(note),
    ],
    isOver: false,
  };
}

function whereItStands(scene: Scene, voice: Voice): readonly Block[] {
  const { handover } = scene;
  const { labels, root } = voice.words;
  const link = linkLine(scene, { card: 'root' }, labels.openOverview);
  const linked = link.length > 0 ? [link] : [];
  if (handover.status !== 'running') {
    return [text(lines([closedLine(voice, handover), progressLine(scene, voice), ...linked]))];
  }
  const slots = { date: voice.dates.date(handover.lastDay), relative: voice.dates.fromToday(handover.lastDay) };
  const waiting = ballLines(scene, voice).map((line): Rich => ['• ', ...line]);
  return [
    text(lines([progressLine(scene, voice), voice.say(root.lastDay, slots), ...linked])),
    ...textBlocks(waiting.length === 0 ? [voice.say(root.nobody)] : [[bold(labels.waitingFor)], ...waiting]),
  ];
}

/** Everybody once, with all their roles. */
function peopleLines(scene: Scene, voice: Voice): readonly Rich[] {
  const { handover } = scene;
  const { labels } = voice.words;
  const people: readonly PersonId[] = [...new Set(Object.values(handover.people))];
  return people.map((person) => {
    const roles = rolesOf(handover, person).map((role) => labels.roles[role]);
    return ['• ', ...voice.say(labels.roleLine, { who: voice.who(person), roles: roles.join(', ') })];
  });
}

function stateLine(scene: Scene, voice: Voice, key: StepKey, step: Step): Rich {
  const mark = step.state === 'done' ? '✓' : step.state === 'not_applicable' ? '–' : '○';
  const state = stateWords(scene, voice, key, step);
  return voice.say(voice.words.labels.stateLine, { mark, step: nameOfStep(scene, voice, key), state });
}

function stateWords(scene: Scene, voice: Voice, key: StepKey, step: Step): Rich {
  const { states } = voice.words.labels;
  const { handover } = scene;
  const { day } = voice.dates;
  switch (step.state) {
    case 'blocked': {
      if (definitionOf(handover, key).final) return [states.blockedFinal];
      const blockers = handover.status === 'running' ? blockersOf(scene, voice, key) : [];
      return blockers.length === 0 ? [states.notYet] : voice.say(states.blocked, { blockers: voice.list(blockers) });
    }
    case 'open': {
      const phrase = step.sentBack === null ? states.open : states.returned;
      return voice.say(phrase, { who: voice.who(assigneeOf(handover, key)), day: day(step.wait.since) });
    }
    case 'at_vendor': {
      const number = step.ticket?.number.said ?? '';
      return voice.say(states.at_vendor, { number, vendor: vendorOf(scene, voice), day: day(step.wait.since) });
    }
    case 'awaiting_confirmation':
      return voice.say(states.awaiting_confirmation, { who: voice.who(confirmerOf(handover, key)), day: day(step.at) });
    case 'done': {
      const [who, confirmer] = [voice.who(step.by), voice.who(step.confirmedBy)];
      return voice.say(states.done, { who, confirmer, day: day(step.confirmedAt) });
    }
    case 'not_applicable':
      if (step.why.kind === 'covered_by_ticket') return [states.covered_by_ticket];
      return [step.why.kind === 'not_needed' ? states.not_needed : states.not_applicable];
    default:
      return assertNever(step);
  }
}
