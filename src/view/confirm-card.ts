import { undoActions } from './undo.js';
import type { Step } from '../core/handover.js';
import type { StepKey } from '../core/ids.js';
import { assigneeOf, confirmerOf, definitionOf } from '../core/people.js';
import { actions, bold, button, heading, note, text, textBlocks } from './blocks.js';
import type { Block, Card, Rich } from './card.js';
import { fillStep, numberOf, titleOf } from './fill.js';
import { helpLines } from './help-card.js';
import { pressOnStep, snoozeMenu, snoozeNote } from './press-for.js';
import type { Scene } from './reader.js';
import { tickedLines } from './step-items.js';
import { settledLine } from './step-line.js';
import { plainText, type Voice } from './voice.js';

type Reported = Extract<Step, { state: 'awaiting_confirmation' }>;

/** What one did, the other proves: asks the confirmer to try it. Afterwards one line. */
export function confirmCard(scene: Scene, voice: Voice, key: StepKey): Card {
  const { handover, reader } = scene;
  const { confirm } = voice.words;
  const state = handover.steps[key];
  if (!state) throw new Error(`the handover has no step ${key}`);
  const isDoer = state.state === 'awaiting_confirmation' && state.by === reader.person;
  const isTheirs = handover.status === 'running' && confirmerOf(handover, key) === reader.person && !isDoer;
  if (!isTheirs || state.state !== 'awaiting_confirmation') {
    const line = overLine(scene, voice, key, state);
    const isSettled = state.state === 'done' || state.state === 'not_applicable';
    const blocks = [text(line), ...(isSettled ? undoActions(scene, voice, key, state) : [])];
    return { text: plainText(line, scene.nameOf), blocks, isOver: true };
  }
  const phrase = state.claim.kind === 'done' ? confirm.notification : confirm.notificationNotApplicable;
  const slots = { who: voice.name(state.by), step: numberOf(scene, voice, key), account: handover.account.said };
  return { text: voice.plain(phrase, slots), blocks: askingBlocks(scene, voice, key, state), isOver: false };
}

function askingBlocks(scene: Scene, voice: Voice, key: StepKey, state: Reported): readonly Block[] {
  const { confirm, labels, buttons, step: words } = voice.words;
  const { number } = definitionOf(scene.handover, key);
  const who = voice.who(state.by);
  const isDone = state.claim.kind === 'done';
  const asked = { you: voice.mention, who, day: voice.dates.day(state.at) };
  return [
    heading(voice.plain(labels.confirmStep, { number, title: titleOf(scene, voice, key) })),
    text(voice.say(isDone ? confirm.ask : confirm.askNotApplicable, asked)),
    ...(state.claim.kind === 'done'
      ? doneBlocks(scene, voice, key, state)
      : [
          text([
            ...voice.say(confirm.reason, { because: state.claim.because.said }),
            ' ',
            ...voice.say(confirm.isItTrue),
          ]),
        ]),
    ...helpLines(scene, voice, key).map(text),
    text(voice.say(isDone ? confirm.howTo : confirm.howToNotApplicable)),
    ...snoozeNote(scene, voice, key),
    ...actions(
      button(buttons.confirm, pressOnStep(scene, 'confirm', key), 'primary'),
      button(buttons.sendBack, pressOnStep(scene, 'send_back', key)),
      button(buttons.askHelp, pressOnStep(scene, 'ask_help', key)),
      snoozeMenu(scene, voice, key),
    ),
    note(voice.say(words.noPasswords)),
  ];
}

function doneBlocks(scene: Scene, voice: Voice, key: StepKey, state: Reported): readonly Block[] {
  const { confirm, labels } = voice.words;
  const check = fillStep(scene, voice, key, definitionOf(scene.handover, key).check);
  const ticked = tickedLines(scene, voice, key);
  return [
    text([bold(labels.whatToTry), ` ${check}`]),
    ...(ticked.length === 0 ? [] : textBlocks([voice.say(confirm.ticked, { who: voice.who(state.by) }), ...ticked])),
    ...(state.ticket === null ? [] : [text(voice.say(confirm.ticketWas, { number: state.ticket.number.said }))]),
  ];
}

function overLine(scene: Scene, voice: Voice, key: StepKey, state: Step): Rich {
  const { handover, reader } = scene;
  const { confirm } = voice.words;
  const step = definitionOf(handover, key).number;
  const title = titleOf(scene, voice, key);
  const settled = settledLine(voice, state, step, title);
  if (settled) return settled;
  if (handover.status !== 'running') return voice.say(confirm.over, { step, title });
  const confirmer = confirmerOf(handover, key);
  if (state.state === 'awaiting_confirmation' && state.by === confirmer) {
    return voice.say(confirm.nobody, { step, title, initiator: voice.who(handover.people.initiator) });
  }
  if (confirmer !== reader.person) return voice.say(confirm.elsewhere, { step, title, who: voice.who(confirmer) });
  if (state.state === 'open' && state.sentBack !== null && state.sentBack.by !== 'vendor') {
    const slots = {
      step,
      title,
      assignee: voice.who(assigneeOf(handover, key)),
      day: voice.dates.day(state.sentBack.at),
    };
    return voice.say(confirm.sentBack, slots);
  }
  return voice.say(confirm.notYet, { step, title });
}
