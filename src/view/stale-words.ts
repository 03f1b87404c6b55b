import type { Step } from '../core/handover.js';
import type { StepKey } from '../core/ids.js';
import { assigneeOf, confirmerOf } from '../core/people.js';
import { blockersOf } from './blockers.js';
import type { Rich } from './card.js';
import { numberOf } from './fill.js';
import type { Press } from './press.js';
import type { Scene } from './reader.js';
import type { Voice } from './voice.js';

/** An old button: what happened since it was drawn, as exactly as the state tells. */
export function staleWords(voice: Voice, scene: Scene, press: Press | null): Rich {
  const { refusal: words } = voice.words;
  const { acceptance } = scene.handover;
  const isInvitation =
    press?.action === 'accept' || press?.action === 'decline' || press?.action === 'choose_successor';
  if (isInvitation && acceptance.state !== 'asked') {
    const phrase = acceptance.state === 'accepted' ? words.staleAccepted : words.staleDeclined;
    return voice.say(phrase, { day: voice.dates.day(acceptance.at) });
  }
  return (press && stepWords(voice, scene, press.on as StepKey)) ?? voice.say(words.stale);
}

/** A step that is not open: why, and that the person hears when it is. */
export function notNowWords(voice: Voice, scene: Scene, key: StepKey): Rich {
  const { refusal: words } = voice.words;
  const happened = stepWords(voice, scene, key);
  if (happened) return happened;
  const step = numberOf(scene, voice, key);
  const isBlocked = scene.handover.steps[key]?.state === 'blocked';
  const blockers = isBlocked ? blockersOf(scene, voice, key) : [];
  return blockers.length === 0
    ? voice.say(words.notNow, { step })
    : voice.say(words.notNowWaits, { step, blockers: voice.list(blockers) });
}

/** Null when nothing happened that is worth a sentence of its own. */
function stepWords(voice: Voice, scene: Scene, key: StepKey): Rich | null {
  const { handover } = scene;
  const state: Step | undefined = Object.hasOwn(handover.steps, key) ? handover.steps[key] : undefined;
  if (!state) return null;
  const { refusal: words } = voice.words;
  const { day } = voice.dates;
  const step = numberOf(scene, voice, key);
  switch (state.state) {
    case 'done':
      return voice.say(words.staleConfirmed, {
        step,
        confirmer: voice.who(state.confirmedBy),
        day: day(state.confirmedAt),
      });
    case 'awaiting_confirmation': {
      const confirmer = voice.who(confirmerOf(handover, key));
      return voice.say(words.staleReported, { step, by: voice.who(state.by), confirmer, day: day(state.at) });
    }
    case 'at_vendor': {
      if (!state.ticket) return null;
      const { number, submittedBy, submittedAt } = state.ticket;
      const slots = { number: number.said, who: voice.who(submittedBy), day: day(submittedAt) };
      return voice.say(words.staleAtVendor, { step, ...slots });
    }
    case 'not_applicable':
      return voice.say(words.staleNotApplicable, { step });
    case 'open': {
      if (state.sentBack === null || state.sentBack.by === 'vendor') return null;
      const assignee = voice.who(assigneeOf(handover, key));
      return voice.say(words.staleReturned, { step, assignee, day: day(state.sentBack.at) });
    }
    case 'blocked':
      return null;
  }
}

/** A call for help that somebody answered meanwhile. */
export function answeredWords(voice: Voice, scene: Scene, press: Press | null): Rich {
  const { refusal: words } = voice.words;
  const answer = press?.action === 'answer_help' ? scene.handover.helps[Number(press.on)]?.answer : null;
  return answer
    ? voice.say(words.alreadyAnsweredBy, { who: voice.who(answer.by), day: voice.dates.day(answer.at) })
    : voice.say(words.alreadyAnswered);
}

export function closedWords(voice: Voice, { handover }: Scene): Rich {
  const { refusal: words } = voice.words;
  return handover.status === 'running'
    ? voice.say(words.stale)
    : voice.say(words.closed, { day: voice.dates.day(handover.endedAt) });
}

export function escalatedWords(voice: Voice, { handover }: Scene): Rich {
  const { refusal: words } = voice.words;
  const { escalated, people } = handover;
  const contact = voice.who(people.escalation_contact);
  return escalated === null
    ? voice.say(words.stale)
    : voice.say(words.alreadyEscalated, { day: voice.dates.day(escalated.at), contact });
}
