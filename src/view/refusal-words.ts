import { NAMES_MAX } from '../core/decide-intake.js';
import type { FormField, Refusal } from '../core/input.js';
import { isNamed } from '../core/people.js';
import { text } from './blocks.js';
import type { Block, Card, Rich } from './card.js';
import { numberOf } from './fill.js';
import { linkLine } from './links.js';
import type { Press } from './press.js';
import type { Audience, Scene } from './reader.js';
import { answeredWords, closedWords, escalatedWords, notNowWords, staleWords } from './stale-words.js';
import { openItemLines } from './step-items.js';
import { plainText, type Voice, voiceFor } from './voice.js';

/** Where something was refused. */
export interface Refused {
  readonly audience: Audience;
  /** The handover as this person sees it; null for a start, and for somebody who takes no part in it. */
  readonly scene: Scene | null;
  readonly press: Press | null;
  /** As people type it, `/handover`. */
  readonly command: string;
  /** For `already_running`: the other handover. */
  readonly running: Scene | null;
  /** For `may_not_start`: the names of people to ask instead. */
  readonly mayStart: readonly string[];
}

interface RefusalWords {
  /** Only for the eyes of whoever pressed. */
  readonly card: Card;
  /** By the name of the form's field; empty for a refusal that is about none. */
  readonly errors: Readonly<Record<string, string>>;
}

/** What to say to a refusal: what is the matter, that nothing was changed, and what to do instead. */
export function renderRefusal(refusal: Refusal, where: Refused): RefusalWords {
  const voice = voiceFor(where.audience);
  const field = fieldOf(refusal);
  const fieldWords = field === null ? null : errorWords(voice, refusal, where);
  const said = fieldWords ?? cardWords(voice, refusal, where);
  const { nothingChanged } = voice.words.refusal;
  const closing = said.isComplete ? [] : [text(voice.say(nothingChanged))];
  const line = plainText(said.words, where.audience.nameOf);
  return {
    card: { text: line, blocks: [text(said.words), ...said.more, ...closing], isOver: false },
    errors: field === null ? {} : { [field]: line },
  };
}

/** `isComplete`: it goes without saying that nothing was changed. */
interface Said {
  readonly words: Rich;
  readonly more: readonly Block[];
  readonly isComplete: boolean;
}

const said = (words: Rich, more: readonly Block[] = []): Said => ({ words, more, isComplete: false });
const complete = (words: Rich, more: readonly Block[] = []): Said => ({ words, more, isComplete: true });

/** The form's field that shows it: names that are written stand in `more_names`. */
function fieldOf(refusal: Refusal): string | null {
  const field: FormField | 'steps' | null =
    refusal.code === 'same_person'
      ? 'successor'
      : refusal.code === 'steps_missing'
        ? 'steps'
        : refusal.code === 'already_running'
          ? 'account'
          : 'field' in refusal
            ? refusal.field
            : null;
  return field === 'names' ? 'more_names' : field;
}

/** What is wrong in a form. */
function errorWords(voice: Voice, refusal: Refusal, where: Refused): Said | null {
  const { refusal: words, secret, secretLabels, dialogLabels } = voice.words;
  switch (refusal.code) {
    case 'looks_like_secret': {
      const found = voice.say(secret.found, { kind: secretLabels[refusal.kind] });
      const alarm = voice.say(secret.falseAlarm);
      return complete([...found, ' ', ...voice.say(secret.leaveOut), ...(refusal.isCertain ? [] : [' ', ...alarm])]);
    }
    case 'text_missing':
      return complete(voice.say(missingPhrase(voice, refusal.field, where)));
    case 'text_too_long':
      return complete(tooLong(voice, refusal.field, refusal.max));
    case 'same_person':
      return complete(voice.say(words.samePerson));
    case 'person_missing':
      return complete(voice.say(words.personMissing));
    case 'is_bot':
    case 'is_foreign':
    case 'is_deactivated':
      return complete(unfit(voice, refusal, where));
    case 'bad_date': {
      const alreadyGone = dialogLabels.reasons.already_gone;
      if (refusal.why === 'not_a_date') return complete(voice.say(words.notADate));
      return complete(refusal.why === 'past' ? voice.say(words.past, { alreadyGone }) : voice.say(words.tooFar));
    }
    case 'steps_missing':
      return complete(voice.say(words.stepsMissing));
    case 'nobody_to_confirm':
      return complete(voice.say(words.nobodyToConfirm));
    case 'already_running':
      return alreadyRunning(voice, where);
    default:
      return null;
  }
}

function missingPhrase(voice: Voice, field: FormField, { press }: Refused) {
  const { refusal: words } = voice.words;
  if (field === 'account') return words.accountMissing;
  if (field === 'names') return words.namesMissing;
  return press?.action === 'ticket_submitted' ? words.numberMissing : words.textMissing;
}

function tooLong(voice: Voice, field: FormField, max: number): Rich {
  const { refusal: words } = voice.words;
  const count = String(max);
  if (field !== 'names') return voice.say(words.textTooLong, { count });
  return voice.say(max === NAMES_MAX ? words.namesTooMany : words.nameTooLong, { count });
}

function unfit(
  voice: Voice,
  refusal: Extract<Refusal, { code: 'is_bot' | 'is_foreign' | 'is_deactivated' }>,
  { audience }: Refused,
): Rich {
  const { refusal: words, dialogLabels } = voice.words;
  const name = audience.nameOf(refusal.person);
  if (refusal.code === 'is_bot') return voice.say(words.isBot, { name });
  if (refusal.code === 'is_foreign') return voice.say(words.isForeign, { name });
  if (refusal.field !== 'outgoing') return voice.say(words.isDeactivated, { name });
  return voice.say(words.outgoingDeactivated, { name, alreadyGone: dialogLabels.reasons.already_gone });
}

/** Names and links the other handover, for somebody who takes part in it; for others it stays unnamed. */
function alreadyRunning(voice: Voice, { running, audience }: Refused): Said {
  const { refusal: words, labels } = voice.words;
  if (running === null || !isNamed(running.handover, audience.reader.person)) {
    return complete([...voice.say(words.alreadyRunningOther), ' ', ...voice.say(words.alreadyRunningAsk)]);
  }
  const account = running.handover.account.said;
  const link = linkLine(running, { card: 'root' }, labels.openOverview);
  const sentence = [...voice.say(words.alreadyRunning, { account }), ' ', ...voice.say(words.alreadyRunningNext)];
  return complete(sentence, link.length === 0 ? [] : [text(link)]);
}

/** What is wrong with a press. */
function cardWords(voice: Voice, refusal: Refusal, where: Refused): Said {
  const { refusal: words } = voice.words;
  const { scene, command } = where;
  if (refusal.code === 'not_a_participant') return said(voice.say(words.notAParticipant));
  if (refusal.code === 'may_not_start') return complete(mayNotStart(voice, where.mayStart));
  if (refusal.code === 'self_confirmation') return said(voice.say(words.selfConfirmation));
  if (scene !== null) return inHandover(voice, refusal, scene, where);
  return said(voice.say(words.unknown, { command: [{ code: `${command} status` }] }));
}

function mayNotStart(voice: Voice, mayStart: readonly string[]): Rich {
  const { refusal: words } = voice.words;
  if (mayStart.length === 0) return voice.say(words.mayNotStartAsk);
  return voice.say(words.mayNotStart, { names: voice.list(mayStart) });
}

function inHandover(voice: Voice, refusal: Refusal, scene: Scene, where: Refused): Said {
  const { refusal: words } = voice.words;
  const { handover } = scene;
  const initiator = voice.who(handover.people.initiator);
  switch (refusal.code) {
    case 'not_yours':
      return said(voice.say(words.notYours, { whose: voice.who(refusal.whose) }));
    case 'initiator_only':
      return said(voice.say(words.initiatorOnly, { initiator }));
    case 'may_not_escalate':
      return said(voice.say(words.mayNotEscalate, { initiator, successor: voice.who(handover.people.successor) }));
    case 'closed':
      return said(closedWords(voice, scene));
    case 'stale':
      return said(staleWords(voice, scene, where.press));
    case 'not_now':
      return said(notNowWords(voice, scene, refusal.step));
    case 'items_open': {
      const step = numberOf(scene, voice, refusal.step);
      const count = refusal.items.length;
      const almost = voice.say(voice.counted(words.itemsOpen, count), { step, count: String(count) });
      const items = openItemLines(scene, voice, refusal.step, refusal.items);
      return complete(almost, [...items, text(voice.say(words.itemsOpenNext))]);
    }
    case 'ticket_first': {
      const step = numberOf(scene, voice, refusal.step);
      const isAtVendor = handover.steps[refusal.step]?.state === 'at_vendor';
      return complete(voice.say(isAtVendor ? words.ticketFirstAtVendor : words.ticketFirst, { step }));
    }
    case 'hangs_on_it': {
      const step = numberOf(scene, voice, refusal.step);
      return said([...voice.say(words.hangsOnIt, { step }), ' ', ...voice.say(words.hangsOnItNext, { initiator })]);
    }
    case 'already_answered':
      return said(answeredWords(voice, scene, where.press));
    case 'already_escalated':
      return said(escalatedWords(voice, scene));
    case 'rests_on_it':
      return said(voice.say(words.restsOnIt, { step: numberOf(scene, voice, refusal.step) }));
    case 'nothing_to_undo':
      return said(voice.say(words.nothingToUndo));
    case 'already_paused':
      return said(voice.say(words.alreadyPaused));
    case 'not_paused':
      return said(voice.say(words.notPaused));
    case 'already_gone':
      return said(voice.say(words.alreadyGone, { outgoing: voice.who(handover.people.outgoing) }));
    case 'not_closed':
      return said(voice.say(words.notClosed));
    case 'too_late_to_reopen':
      return said(voice.say(words.tooLateToReopen, { count: String(refusal.days) }));
    case 'nudged_lately':
      return said(voice.say(words.nudgedLately, { moment: voice.dates.moment(refusal.next) }));
    case 'nobody_to_nudge':
      return said(voice.say(words.nobodyToNudge));
    case 'too_late_to_snooze':
      return said(voice.say(words.tooLateToSnooze, { date: voice.dates.date(handover.lastDay) }));
    default:
      return said(voice.say(words.unknown, { command: [{ code: `${where.command} status` }] }));
  }
}
