import { questionsAsked, respondent, stepHangingOn } from '../core/intake.js';
import { isGone } from '../core/people.js';
import type { Question } from '../core/procedure.js';
import type { AnswerValue } from '../core/handover.js';
import { actions, bold, button, heading, note, text, textWith } from './blocks.js';
import type { Block, Button, Card, Rich } from './card.js';
import { fillText, numberOf } from './fill.js';
import { pressOnQuestion, snoozeMenu, snoozeNote } from './press-for.js';
import type { Scene } from './reader.js';
import type { Voice } from './voice.js';

/** The questions, one at a time, with the answers given so far; afterwards the answers. */
export function intakeCard(scene: Scene, voice: Voice): Card {
  const { handover, reader } = scene;
  const { intake } = voice.words;
  const finished = voice.plain(intake.finishedNotification, { account: handover.account.said });
  if (reader.person !== respondent(handover) || handover.intake.state === 'skipped') {
    return { text: finished, blocks: [text(voice.say(intake.skipped))], isOver: true };
  }
  const answers = answerBlocks(scene, voice);
  const title = heading(voice.words.labels.yourAnswers);
  if (handover.status !== 'running') {
    return { text: finished, blocks: [title, text(voice.say(intake.over)), ...answers], isOver: true };
  }
  if (handover.intake.state === 'finished') {
    return { text: finished, blocks: [title, text(voice.say(intake.finished)), ...answers], isOver: true };
  }
  return askingCard(scene, voice, answers);
}

function askingCard(scene: Scene, voice: Voice, answers: readonly Block[]): Card {
  const { handover } = scene;
  const { intake, labels } = voice.words;
  const asked = questionsAsked(handover);
  const at = asked.findIndex(
    (question) => handover.intake.state === 'asking' && question.key === handover.intake.question,
  );
  const question = asked[at];
  if (!question) throw new Error('the intake asks a question that does not apply');
  const place = { number: String(at + 1), total: String(asked.length) };
  const wording = fillText(scene, voice, question.text, labels.everyService);
  const isUnsure = question.kind === 'choice' && handover.answers[question.key]?.value === 'not_sure';
  return {
    text: voice.plain(intake.notification, { ...place, account: handover.account.said, question: wording }),
    blocks: [
      heading(voice.plain(labels.questionOf, place)),
      text(voice.say(isUnsure ? intake.openBranch : intake.lead, { you: voice.mention })),
      text([bold(wording)]),
      ...(isUnsure ? [] : beforeBlocks(scene, voice, question)),
      ...(isUnsure ? findOutBlocks(scene, voice, question) : []),
      ...snoozeNote(scene, voice, 'intake'),
      ...actions(...answerButtons(scene, voice, question), snoozeMenu(scene, voice, 'intake')),
      note(hintFor(scene, voice, question, isUnsure)),
      ...(answers.length === 0 ? [] : [{ type: 'divider' } as const, note(voice.say(intake.answered)), ...answers]),
    ],
    isOver: false,
  };
}

/** The answer that stands, for a question that is asked again. */
function beforeBlocks(scene: Scene, voice: Voice, question: Question): readonly Block[] {
  const before = scene.handover.answers[question.key];
  if (before === undefined) return [];
  return [text(voice.say(voice.words.intake.before, { answer: [bold(answerWords(voice, question, before.value))] }))];
}

function hintFor(scene: Scene, voice: Voice, question: Question, isUnsure: boolean): Rich {
  const { intake } = voice.words;
  const step = stepHangingOn(scene.handover, question.key);
  if (step !== null) return voice.say(intake.stands, { step: numberOf(scene, voice, step) });
  if (question.kind === 'list') return voice.say(intake.listHint);
  return voice.say(isUnsure ? intake.takeYourTime : intake.notSureIsFine);
}

function findOutBlocks(scene: Scene, voice: Voice, question: Question): readonly Block[] {
  const { labels, intake } = voice.words;
  const how = fillText(scene, voice, question.findOut, labels.everyService);
  return [text(voice.say(intake.notSureWaits)), text([bold(labels.howToFindOut), ` ${how}`])];
}

/** What may be answered: once a step that hangs on the question is under way, only what was answered before. */
function answerButtons(scene: Scene, voice: Voice, question: Question): readonly Button[] {
  const all = allAnswers(scene, voice, question);
  const before = scene.handover.answers[question.key]?.value;
  if (before === undefined || stepHangingOn(scene.handover, question.key) === null) return all;
  return all.filter(({ label }) => label === answerWords(voice, question, before));
}

function allAnswers(scene: Scene, voice: Voice, question: Question): readonly Button[] {
  const { buttons } = voice.words;
  const answer = (label: string, value: string): Button =>
    button(label, pressOnQuestion(scene, 'answer', question.key, value));
  const notSure = answer(buttons.notSure, 'not_sure');
  switch (question.kind) {
    case 'yes_no':
      return [answer(buttons.yes, 'yes'), answer(buttons.no, 'no'), notSure];
    case 'choice':
      return [...question.choices.map(({ key, label }) => answer(voice.localized(label), key)), notSure];
    case 'list': {
      const name = button(buttons.nameThem, pressOnQuestion(scene, 'name', question.key));
      return [name, answer(buttons.none, 'none'), notSure];
    }
  }
}

/** Each answer, with *Change answer* beside it while nothing that hangs on it is under way. */
function answerBlocks(scene: Scene, voice: Voice): readonly Block[] {
  const { handover } = scene;
  const { labels, buttons, intake } = voice.words;
  let isAnyFixed = false;
  const blocks = questionsAsked(handover).flatMap((question): readonly Block[] => {
    const answer = handover.answers[question.key];
    const isCurrent = handover.intake.state === 'asking' && handover.intake.question === question.key;
    if (answer === undefined || isCurrent) return [];
    const wording = fillText(scene, voice, question.text, labels.everyService);
    const line = voice.say(labels.answerIs, {
      question: wording,
      answer: [bold(answerWords(voice, question, answer.value))],
    });
    if (handover.status !== 'running' || isGone(handover)) return [text(line)];
    const mayChange = stepHangingOn(handover, question.key) === null;
    if (!mayChange) isAnyFixed = true;
    const change = button(buttons.changeAnswer, pressOnQuestion(scene, 'change_answer', question.key));
    return [mayChange ? textWith(line, change) : text(line)];
  });
  const fixed: Rich = voice.say(intake.fixed);
  return isAnyFixed ? [...blocks, note(fixed)] : blocks;
}

function answerWords(voice: Voice, question: Question, value: AnswerValue): string {
  const { buttons } = voice.words;
  if (typeof value !== 'string') return value.length === 0 ? buttons.none : value.map(({ said }) => said).join(', ');
  if (value === 'not_sure') return buttons.notSure;
  if (question.kind === 'choice') {
    const choice = question.choices.find(({ key }) => key === value);
    return choice ? voice.localized(choice.label) : value;
  }
  return value === 'yes' ? buttons.yes : buttons.no;
}
