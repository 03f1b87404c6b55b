import type { Step } from '../core/handover.js';
import { assertNever, type StepKey } from '../core/ids.js';
import { assigneeOf, confirmerOf, definitionOf } from '../core/people.js';
import { blockersOf } from './blockers.js';
import type { Inline, Rich } from './card.js';
import { numberOf, titleOf } from './fill.js';
import type { Scene } from './reader.js';
import type { Voice } from './voice.js';

type Reported = Extract<Step, { state: 'awaiting_confirmation' }>;

/** A step in one line: what, who, when. For whoever is, or was, its assignee. */
export function stepLine(scene: Scene, voice: Voice, key: StepKey): Rich {
  const { handover, reader } = scene;
  const { step } = voice.words;
  const state = handover.steps[key];
  if (!state) throw new Error(`the handover has no step ${key}`);
  const number = definitionOf(handover, key).number;
  const title = titleOf(scene, voice, key);
  const settled = settledLine(voice, state, number, title);
  if (settled) return settled;
  if (handover.status !== 'running') return voice.say(step.over, { step: number, title });
  const assignee = assigneeOf(handover, key);
  if (assignee !== reader.person) return voice.say(step.elsewhere, { step: number, title, who: voice.who(assignee) });
  return waitingLine(scene, voice, key, state);
}

/** Who did it, who confirmed it, when; or why it does not apply. Null for a step that is not settled. */
export function settledLine(voice: Voice, state: Step, step: string, title: string): Rich | null {
  const { step: words } = voice.words;
  if (state.state === 'done') {
    const day = voice.dates.day(state.confirmedAt);
    const [by, confirmer] = [voice.who(state.by), voice.who(state.confirmedBy)];
    return voice.say(words.done, { step, title, by, confirmer, day });
  }
  if (state.state !== 'not_applicable') return null;
  switch (state.why.kind) {
    case 'answers':
      return voice.say(words.notApplicableAnswers, { step, title });
    case 'covered_by_ticket':
      return voice.say(words.coveredByTicket, { step, title });
    case 'not_needed':
      return voice.say(words.notNeeded, { step, title });
    case 'claimed': {
      const who = (person: typeof state.by): Inline => (person === null ? '' : voice.who(person));
      const [by, confirmer] = [who(state.by), who(state.confirmedBy)];
      return voice.say(words.notApplicableClaimed, { step, title, by, confirmer, day: voice.dates.day(state.at) });
    }
    default:
      return assertNever(state.why);
  }
}

function waitingLine(scene: Scene, voice: Voice, key: StepKey, state: Step): Rich {
  if (state.state === 'awaiting_confirmation') return awaitingLine(scene, voice, key, state);
  const { step: words } = voice.words;
  const step = definitionOf(scene.handover, key).number;
  const title = titleOf(scene, voice, key);
  const blockers = blockersOf(scene, voice, key);
  return blockers.length === 0
    ? voice.say(words.waits, { step, title })
    : voice.say(words.waitsFor, { step, title, blockers: voice.list(blockers) });
}

/** Who reported it and who tries it now. Roles may have changed hands since, so the reader can be either, or neither. */
function awaitingLine(scene: Scene, voice: Voice, key: StepKey, state: Reported): Rich {
  const { handover, reader } = scene;
  const { step: words, confirm } = voice.words;
  const title = titleOf(scene, voice, key);
  const confirmer = confirmerOf(handover, key);
  const initiator = voice.who(handover.people.initiator);
  if (state.by === confirmer)
    return voice.say(confirm.nobody, { step: definitionOf(handover, key).number, title, initiator });
  const isDone = state.claim.kind === 'done';
  const slots = {
    step: numberOf(scene, voice, key),
    title,
    by: voice.who(state.by),
    day: voice.dates.day(state.at),
  };
  if (confirmer === reader.person) {
    return voice.say(isDone ? words.awaitingYou : words.awaitingYouNotApplicable, slots);
  }
  return voice.say(isDone ? words.awaiting : words.awaitingNotApplicable, {
    ...slots,
    confirmer: voice.who(confirmer),
  });
}
