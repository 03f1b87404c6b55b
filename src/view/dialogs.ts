import { stepsToReopen } from '../core/decide-changes.js';
import { helpersOf } from '../core/decide-whole.js';
import { questionOf } from '../core/intake.js';
import type { QuestionKey, StepKey } from '../core/ids.js';
import { assigneeOf, confirmerOf } from '../core/people.js';
import type { SecretKind } from '../core/secrets.js';
import { LABEL_MAX, TEXT_MAX } from '../core/typed.js';
import type { Dialog, Field, Rich } from './card.js';
import { emailField } from './email-field.js';
import { noSecretField, textField } from './fields.js';
import { nameOfStep, numberOf } from './fill.js';
import type { Press } from './press.js';
import type { Scene } from './reader.js';
import { type Voice, voiceFor } from './voice.js';

/** What somebody filled in before, when a dialog comes again because of a likely secret. */
export interface Retry {
  readonly text: string;
  readonly names: readonly string[];
  readonly secret: SecretKind;
}

interface Form {
  readonly title: string;
  /** What the button says that sends it; *Send* when left out. */
  readonly submit?: string;
  readonly intro: Rich | null;
  readonly fields: readonly Field[];
}

/**
 * The dialog behind a button that needs words or a person; null for every other button. Its fields are called `text`,
 * `successor`, or `names` and `more_names`; with `retry` also `is_no_secret`.
 */
export function dialogFor(scene: Scene, press: Press, retry: Retry | null = null): Dialog | null {
  const voice = voiceFor(scene);
  const form = formFor(scene, voice, press, retry);
  if (form === null) return null;
  const { dialogLabels, dialogs, secretLabels } = voice.words;
  return {
    title: form.title,
    submit: form.submit ?? dialogLabels.send,
    close: dialogLabels.close,
    press: scene.press(press),
    intro: retry ? voice.say(dialogs.secretIntro, { kind: secretLabels[retry.secret] }) : form.intro,
    fields: retry ? [...form.fields, noSecretField(voice)] : form.fields,
  };
}

function formFor(scene: Scene, voice: Voice, press: Press, retry: Retry | null): Form | null {
  const { handover } = scene;
  const { dialogs, dialogLabels: labels } = voice.words;
  const step = press.on as StepKey;
  const written = retry?.text ?? '';
  const words = (title: string, label: string, intro: Rich): Form => {
    return { title, intro, fields: [textField(voice, 'text', label, { isLong: true, max: TEXT_MAX, value: written })] };
  };
  switch (press.action) {
    case 'decline': {
      const initiator = voice.who(handover.people.initiator);
      return words(labels.declineTitle, labels.declineField, voice.say(dialogs.decline, { initiator }));
    }
    case 'choose_successor':
      return personForm(voice, 'successor', scene.elsewhere);
    case 'name':
      return namesForm(scene, voice, press.on as QuestionKey, retry);
    case 'not_applicable': {
      const confirmer = voice.who(confirmerOf(handover, step));
      return words(
        labels.notApplicableTitle,
        labels.notApplicableField,
        voice.say(dialogs.notApplicable, { confirmer }),
      );
    }
    case 'ask_help': {
      const helpers = voice.list(helpersOf(handover, scene.reader.person).map((person) => voice.who(person)));
      return words(labels.askHelpTitle, labels.askHelpField, voice.say(dialogs.askHelp, { helpers }));
    }
    case 'answer_help':
      return words(labels.answerTitle, labels.answerField, askedWords(scene, voice, Number(press.on)));
    case 'send_back': {
      const assignee = voice.who(assigneeOf(handover, step));
      return words(labels.sendBackTitle, labels.sendBackField, voice.say(dialogs.sendBack, { assignee }));
    }
    case 'ticket_submitted': {
      const number = textField(voice, 'text', labels.ticketField, { isLong: false, max: LABEL_MAX, value: written });
      return { title: labels.ticketTitle, intro: voice.say(dialogs.ticket), fields: [number] };
    }
    case 'ticket_more_asked':
      return words(labels.moreAskedTitle, labels.moreAskedField, voice.say(dialogs.moreAsked));
    case 'ticket_refused':
      return words(labels.refusedTitle, labels.refusedField, voice.say(dialogs.refused));
    case 'cancel':
      return {
        ...words(labels.cancelTitle, labels.cancelField, voice.say(dialogs.cancel)),
        submit: labels.cancelTitle,
      };
    case 'choose_administrator':
      return personForm(voice, 'administrator', scene.elsewhere);
    case 'extend': {
      const { lastDay } = handover;
      const day = { name: 'last_day', label: labels.extendField, hint: null, isOptional: false } as const;
      return {
        title: labels.extendTitle,
        intro: voice.say(dialogs.extend),
        fields: [{ ...day, kind: 'date', value: lastDay }],
      };
    }
    case 'reopen':
      return reopenForm(scene, voice, words(labels.reopenTitle, labels.reopenField, voice.say(dialogs.reopen)));
    default:
      return null;
  }
}

function personForm(voice: Voice, role: 'successor' | 'administrator', elsewhere: readonly string[]): Form {
  const { dialogs, dialogLabels: labels } = voice.words;
  const isSuccessor = role === 'successor';
  const label = isSuccessor ? labels.chooseSuccessorField : labels.chooseAdministratorField;
  return {
    title: isSuccessor ? labels.chooseSuccessorTitle : labels.chooseAdministratorTitle,
    intro: voice.say(isSuccessor ? dialogs.chooseSuccessor : dialogs.chooseAdministrator),
    fields: [
      { kind: 'person', name: role, label, hint: null, isOptional: elsewhere.length > 0, value: null },
      ...(elsewhere.length > 0 ? [emailField(voice, role, elsewhere, '')] : []),
    ],
  };
}

/** Of a completed handover the steps are named that have to be done again; a cancelled one just goes on. */
function reopenForm(scene: Scene, voice: Voice, form: Form): Form {
  const steps = stepsToReopen(scene.handover);
  if (scene.handover.status === 'cancelled' || steps.length === 0) return form;
  const options = steps.map((key) => ({ value: key as string, label: nameOfStep(scene, voice, key) }));
  const label = voice.words.dialogLabels.reopenSteps;
  const choices: Field = { kind: 'choices', name: 'steps', label, hint: null, isOptional: false, options, value: [] };
  return { ...form, fields: [choices, ...form.fields] };
}

const NAMES_TEXT_MAX = 700;

/** Known services to choose from, and room for others; what was named before stands there already. */
function namesForm(scene: Scene, voice: Voice, key: QuestionKey, retry: Retry | null): Form | null {
  const { dialogs, dialogLabels: labels } = voice.words;
  const question = questionOf(scene.handover, key);
  if (question?.kind !== 'list') return null;
  const before = scene.handover.answers[key]?.value;
  const named = retry?.names ?? (Array.isArray(before) ? before.map(({ said }: { said: string }) => said) : []);
  const { suggestions } = question;
  const value = named.filter((name) => !suggestions.includes(name)).join('\n');
  const others = textField(voice, 'more_names', labels.namesField, { isLong: true, max: NAMES_TEXT_MAX, value });
  const choices: Field = {
    kind: 'choices',
    name: 'names',
    label: labels.suggestedField,
    hint: null,
    isOptional: true,
    options: suggestions.map((name) => ({ value: name, label: name })),
    value: named.filter((name) => suggestions.includes(name)),
  };
  const fields = suggestions.length === 0 ? [others] : [choices, { ...others, isOptional: true }];
  return { title: labels.nameTitle, intro: voice.say(dialogs.name), fields };
}

function askedWords(scene: Scene, voice: Voice, number: number): Rich {
  const help = scene.handover.helps[number];
  if (!help) return [];
  const step = numberOf(scene, voice, help.step);
  return voice.say(voice.words.dialogs.answer, { asker: voice.who(help.by), step, what: help.what.said });
}
