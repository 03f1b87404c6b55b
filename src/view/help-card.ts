import type { StepKey } from '../core/ids.js';
import { helpersOf } from '../core/decide-whole.js';
import { definitionOf } from '../core/people.js';
import { isSettled } from '../core/progress.js';
import { actions, button, text } from './blocks.js';
import type { Card, Rich } from './card.js';
import { fillStep, numberOf, titleOf } from './fill.js';
import { pressOnHelp } from './press-for.js';
import type { Scene } from './reader.js';
import type { Voice } from './voice.js';

/** A call for help, as a helper sees it. `number`: its place among the handover's calls. */
export function helpCard(scene: Scene, voice: Voice, number: number): Card {
  const { handover } = scene;
  const { help: words, buttons } = voice.words;
  const help = handover.helps[number];
  if (!help) throw new Error(`the handover has no call for help number ${number}`);
  const step = numberOf(scene, voice, help.step);
  const asker = voice.who(help.by);
  const day = voice.dates.day(help.at);
  const notification = voice.plain(words.notification, {
    who: voice.name(help.by),
    step,
    account: handover.account.said,
  });
  const question = text(voice.say(words.question, { who: asker, day, what: help.what.said }));
  const over = (line: Rich): Card => ({ text: notification, blocks: [question, text(line)], isOver: true });
  if (help.answer) {
    const { by, at, text: answer } = help.answer;
    return over(voice.say(words.answered, { who: voice.who(by), day: voice.dates.day(at), text: answer.said }));
  }
  if (handover.status !== 'running') return over(voice.say(words.closed, { step }));
  if (!helpersOf(handover, help.by).includes(scene.reader.person)) return over(voice.say(words.elsewhere));
  const where = fillStep(scene, voice, help.step, definitionOf(handover, help.step).where);
  const title = titleOf(scene, voice, help.step);
  const state = handover.steps[help.step];
  return {
    text: notification,
    blocks: [
      text(voice.say(words.ask, { you: voice.mention, who: asker, step, title })),
      question,
      text(voice.say(words.place, { where })),
      text([
        ...(state && isSettled(state) ? [...voice.say(words.settled), ' '] : []),
        ...voice.say(words.next, { who: asker }),
      ]),
      ...actions(button(buttons.answer, pressOnHelp(scene, number), 'primary')),
    ],
    isOver: false,
  };
}

/** The reader's last call for help with a step, and its answer. */
export function helpLines(scene: Scene, voice: Voice, key: StepKey): readonly Rich[] {
  const { step } = voice.words;
  const call = scene.handover.helps.findLast((help) => help.step === key && help.by === scene.reader.person);
  if (!call) return [];
  const asked = voice.say(step.askedHelp, { day: voice.dates.day(call.at), what: call.what.said });
  if (call.answer) {
    const { by, at, text: answer } = call.answer;
    const answered = voice.say(step.answeredHelp, { who: voice.who(by), day: voice.dates.day(at), text: answer.said });
    return [asked, answered];
  }
  const helpers = voice.list(helpersOf(scene.handover, call.by).map((person) => voice.who(person)));
  return [[...asked, ' ', ...voice.say(step.helpers, { helpers })]];
}
