import type { Step } from '../core/handover.js';
import type { StepKey } from '../core/ids.js';
import { assigneeOf, confirmerOf, definitionOf, isGone, standIn } from '../core/people.js';
import type { StepDefinition } from '../core/procedure.js';
import { localDate } from '../core/time.js';
import { actions, bold, button, heading, note, text } from './blocks.js';
import type { Block, Button, Card, Inline, Menu, Rich } from './card.js';
import { fillStep, numberOf, titleOf } from './fill.js';
import { helpLines } from './help-card.js';
import { undoActions } from './undo.js';
import { pressOnStep, snoozeMenu, snoozeNote } from './press-for.js';
import type { Scene } from './reader.js';
import { checklistBlocks } from './step-items.js';
import { stepLine } from './step-line.js';
import { atVendorBlocks, ticketBlocks } from './ticket-blocks.js';
import { plainText, type Voice } from './voice.js';

type OpenStep = Extract<Step, { state: 'open' }>;

/** One step, as its assignee does it. Whatever is not theirs to do now is one line. */
export function stepCard(scene: Scene, voice: Voice, key: StepKey): Card {
  const { handover, reader } = scene;
  const { words } = voice;
  const state = handover.steps[key];
  if (!state) throw new Error(`the handover has no step ${key}`);
  const title = titleOf(scene, voice, key);
  const isTheirs = handover.status === 'running' && assigneeOf(handover, key) === reader.person;
  const slots = {
    name: scene.nameOf(reader.person),
    step: numberOf(scene, voice, key),
    account: handover.account.said,
    title,
  };
  const { step } = words;
  if (isTheirs && state.state === 'at_vendor') {
    const number = state.ticket?.number.said ?? '';
    const notification = voice.plain(step.notificationVendor, { number, account: handover.account.said });
    return {
      text: notification,
      blocks: [headingOf(scene, voice, key), ...atVendor(scene, voice, key)],
      isOver: false,
    };
  }
  if (isTheirs && state.state === 'open') {
    const phrase = state.sentBack === null ? step.notification : step.notificationSentBack;
    return { text: voice.plain(phrase, slots), blocks: openBlocks(scene, voice, key, state), isOver: false };
  }
  const line = stepLine(scene, voice, key);
  const isDoer = state.state === 'awaiting_confirmation';
  const blocks = [text(line), ...(isDoer ? undoActions(scene, voice, key, state) : [])];
  return { text: plainText(line, scene.nameOf), blocks, isOver: true };
}

const headingOf = (scene: Scene, voice: Voice, key: StepKey): Block => {
  const { number } = definitionOf(scene.handover, key);
  return heading(voice.plain(voice.words.labels.step, { number, title: titleOf(scene, voice, key) }));
};

function openBlocks(scene: Scene, voice: Voice, key: StepKey, state: OpenStep): readonly Block[] {
  const { step, ticket } = voice.words;
  const definition = definitionOf(scene.handover, key);
  const needsTicket = definition.ticket !== null && state.ticket === null;
  return [
    headingOf(scene, voice, key),
    text([...voice.say(step.lead, { you: voice.mention }), ...deadline(scene, voice, definition)]),
    ...sentBackBlocks(voice, scene, key, state),
    ...helpLines(scene, voice, key).map(text),
    ...whatBlocks(scene, voice, key, definition),
    ...(needsTicket ? ticketBlocks(scene, voice, key) : resolvedBlocks(voice, state)),
    ...checklistBlocks(scene, voice, key),
    text(needsTicket ? voice.say(ticket.next) : nextLine(scene, voice, key)),
    ...snoozeNote(scene, voice, key),
    ...actions(...openActions(scene, voice, key, needsTicket)),
    pageNote(scene, voice, definition),
  ];
}

/** Who tries it afterwards. Once everybody else has left, that is nobody. */
function nextLine({ handover, reader }: Scene, voice: Voice, key: StepKey): Rich {
  const { step } = voice.words;
  const confirmer = confirmerOf(handover, key);
  return confirmer === reader.person
    ? voice.say(step.nextAlone, { initiator: voice.who(handover.people.initiator) })
    : voice.say(step.next, { confirmer: voice.who(confirmer) });
}

/** What only the outgoing employee can do has an end. */
function deadline(scene: Scene, voice: Voice, definition: StepDefinition): Rich {
  const { handover, reader } = scene;
  if (!definition.beforeLastDay || isGone(handover) || reader.person !== handover.people.outgoing) return [];
  const { step } = voice.words;
  if (handover.lastDay < localDate(scene.now, reader.zone)) return [' ', ...voice.say(step.lastDayOver)];
  const slots = { date: voice.dates.date(handover.lastDay), relative: voice.dates.fromToday(handover.lastDay) };
  return [' ', ...voice.say(step.beforeLastDay, slots)];
}

function sentBackBlocks(voice: Voice, scene: Scene, key: StepKey, state: OpenStep): readonly Block[] {
  const { sentBack } = state;
  if (sentBack === null) return [];
  const { step } = voice.words;
  const { by, because } = sentBack;
  const day = voice.dates.day(sentBack.at);
  const isVendors = by === 'vendor';
  const slots = { step: numberOf(scene, voice, key), because: because.said, day };
  const line = isVendors
    ? voice.say(step.refusedByVendor, slots)
    : voice.say(step.sentBackBy, { ...slots, who: voice.who(by) });
  return [text([...line, ' ', ...voice.say(isVendors ? step.submitAgain : step.again)])];
}

function whatBlocks(scene: Scene, voice: Voice, key: StepKey, definition: StepDefinition): readonly Block[] {
  const { labels } = voice.words;
  const fill = (words: StepDefinition['why']): string => fillStep(scene, voice, key, words);
  const links: readonly Inline[] = definition.links.flatMap(({ label, url }, n): Inline[] => [
    n === 0 ? '\n' : ' · ',
    { link: url, label: fill(label) },
  ]);
  return [
    text([fill(definition.why)]),
    text([bold(labels.where), ` ${fill(definition.where)}`, ...links]),
    ...(definition.danger === null ? [] : [text([bold(labels.takeCare), ` ${fill(definition.danger)}`])]),
    ...goneBlocks(scene, voice, key, definition),
  ];
}

/** What changes because the outgoing employee is gone, and how to find out what nobody could say. */
function goneBlocks(scene: Scene, voice: Voice, key: StepKey, definition: StepDefinition): readonly Block[] {
  const { handover } = scene;
  const { step, labels } = voice.words;
  const blocks: Block[] = [];
  if (isGone(handover)) {
    const gone = {
      outgoing: voice.who(handover.people.outgoing),
      note: fillStep(scene, voice, key, standIn(handover, definition).note),
    };
    blocks.push(text(voice.say(step.gone, gone)));
  }
  const question = handover.procedure.questions.find((q) => q.key === definition.findOut);
  const answer = question && handover.answers[question.key]?.value;
  if (question && (answer === 'not_sure' || (answer === undefined && isGone(handover)))) {
    const how = fillStep(scene, voice, key, question.findOut);
    const asked = fillStep(scene, voice, key, question.text);
    const told = voice.say(answer === undefined ? step.notAsked : step.notSure, { question: asked });
    blocks.push(text([...told, ' ', bold(labels.howToFindOut), ` ${how}`]));
  }
  return blocks;
}

function resolvedBlocks(voice: Voice, state: OpenStep): readonly Block[] {
  const resolvedAt = state.ticket?.resolvedAt ?? null;
  if (state.ticket === null || resolvedAt === null) return [];
  const slots = { number: state.ticket.number.said, day: voice.dates.day(resolvedAt) };
  return [text(voice.say(voice.words.ticket.resolved, slots))];
}

function openActions(
  scene: Scene,
  voice: Voice,
  key: StepKey,
  needsTicket: boolean,
): readonly (Button | Menu | null)[] {
  const { buttons } = voice.words;
  const { handover } = scene;
  // Without the outgoing employee the final ticket is the only way back to the account.
  const isOnlyWay = definitionOf(handover, key).final && isGone(handover);
  return [
    needsTicket
      ? button(buttons.ticketSubmitted, pressOnStep(scene, 'ticket_submitted', key), 'primary')
      : button(buttons.done, pressOnStep(scene, 'done', key), 'primary'),
    isOnlyWay ? null : button(buttons.notApplicable, pressOnStep(scene, 'not_applicable', key)),
    button(buttons.askHelp, pressOnStep(scene, 'ask_help', key)),
    snoozeMenu(scene, voice, key),
  ];
}

function atVendor(scene: Scene, voice: Voice, key: StepKey): readonly Block[] {
  const { buttons } = voice.words;
  return [
    ...atVendorBlocks(scene, voice, key),
    ...helpLines(scene, voice, key).map(text),
    ...checklistBlocks(scene, voice, key),
    ...actions(
      button(buttons.resolved, pressOnStep(scene, 'ticket_resolved', key), 'primary'),
      button(buttons.stillWaiting, pressOnStep(scene, 'ticket_still_waiting', key)),
      button(buttons.moreAsked, pressOnStep(scene, 'ticket_more_asked', key)),
      button(buttons.refused, pressOnStep(scene, 'ticket_refused', key)),
      button(buttons.askHelp, pressOnStep(scene, 'ask_help', key)),
    ),
    pageNote(scene, voice, definitionOf(scene.handover, key)),
  ];
}

/** Where the step stands on the vendor's page, and which edition of it. */
function pageNote(scene: Scene, voice: Voice, definition: StepDefinition): Block {
  const { title, url, version } = scene.handover.procedure.page;
  const { step } = voice.words;
  const page = { link: url, label: title };
  const date = voice.dates.edition(version);
  const where =
    definition.item === null
      ? voice.say(step.noItem, { page, date })
      : voice.say(step.page, { item: String(definition.item), page, date });
  return note([...where, '\n', ...voice.say(step.noPasswords)]);
}
