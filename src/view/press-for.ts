import { revOf } from '../core/decide-whole.js';
import type { QuestionKey, StepKey } from '../core/ids.js';
import type { SnoozeUntil, WaitKey } from '../core/input.js';
import { zoneOf } from '../core/reach-hours.js';
import { addDays, localDate } from '../core/time.js';
import { waitOf } from '../core/waits.js';
import { note } from './blocks.js';
import type { Block, Menu, PressCode } from './card.js';
import type { Action } from './press.js';
import type { Scene } from './reader.js';
import type { Voice } from './voice.js';

/** The code of a button that is about the whole handover. */
export function pressFor(scene: Scene, action: Action): PressCode {
  const { handover } = scene;
  return scene.press({ action, handover: handover.id, on: '', rev: handover.acceptance.rev, value: '' });
}

export function pressOnStep(scene: Scene, action: Action, step: StepKey): PressCode {
  const { handover } = scene;
  return scene.press({ action, handover: handover.id, on: step, rev: handover.steps[step]?.rev ?? 0, value: '' });
}

export function pressOnQuestion(scene: Scene, action: Action, question: QuestionKey, value = ''): PressCode {
  const { handover } = scene;
  return scene.press({ action, handover: handover.id, on: question, rev: handover.answers[question]?.rev ?? 0, value });
}

/** `help`: the number of the call. */
export const pressOnHelp = (scene: Scene, help: number): PressCode =>
  scene.press({ action: 'answer_help', handover: scene.handover.id, on: String(help), rev: 0, value: '' });

/**
 * *Snooze*, for one wait. The outgoing employee is offered no day past the last working day; null when none is left.
 */
export function snoozeMenu(scene: Scene, voice: Voice, wait: WaitKey): Menu | null {
  const { handover, reader, now } = scene;
  const { buttons } = voice.words;
  const today = localDate(now, zoneOf(handover, reader.person));
  const isOffered = (days: number): boolean =>
    reader.person !== handover.people.outgoing || addDays(today, days) <= handover.lastDay;
  const until = (value: SnoozeUntil): PressCode =>
    scene.press({ action: 'snooze', handover: handover.id, on: wait, rev: revOf(handover, wait), value });
  if (!isOffered(1)) return null;
  const options = [{ label: buttons.tomorrow, press: until('tomorrow') }];
  if (isOffered(3)) options.push({ label: buttons.in3Days, press: until('in_3_days') });
  return { menu: buttons.snooze, options };
}

/** Says that a wait is put off, and until when; nothing otherwise. */
export function snoozeNote({ handover, reader, now }: Scene, voice: Voice, key: WaitKey): readonly Block[] {
  const until = waitOf(handover, key)?.wait.snoozedUntil ?? null;
  if (until === null || until <= localDate(now, zoneOf(handover, reader.person))) return [];
  return [note(voice.say(voice.words.labels.snoozed, { date: voice.dates.date(until) }))];
}
