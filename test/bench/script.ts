import type { PersonId, StepKey } from '../../src/core/ids.js';
import { assigneeOf, confirmerOf, definitionOf } from '../../src/core/people.js';
import type { Action, Press } from '../../src/view/press.js';
import { alice, bob, carol, ines, Play } from '../support/a-handover.js';

/** Who presses, by the role's place in {@link ROLES}. */
export const ROLES = ['initiator', 'outgoing', 'successor', 'administrator'] as const;
export type RoleName = (typeof ROLES)[number];

/** One press of a whole handover; the handover it is about is filled in later. */
export interface ScriptedPress extends Omit<Press, 'handover'> {
  readonly by: RoleName;
  readonly ticks: readonly { readonly item: string; readonly isTicked: boolean }[];
}

const ROLE_OF: Readonly<Record<PersonId, RoleName>> = {
  [ines]: 'initiator',
  [alice]: 'outgoing',
  [bob]: 'successor',
  [carol]: 'administrator',
};

/** The answers of somebody whose handover has every step that needs no form. */
const ANSWERS: Readonly<Record<string, string>> = {
  huawei_id: 'company',
  authenticator: 'yes',
  third_party: 'yes',
  iam_user: 'yes',
  access_keys: 'yes',
  services: 'not_sure',
};

/** All that people press from the invitation to the end, each once, as the real core takes it. */
export function scriptOfAHandover(): readonly ScriptedPress[] {
  const play = new Play();
  const presses: ScriptedPress[] = [];
  const press = (by: PersonId, action: Action, on: string, rev: number, more: Partial<ScriptedPress> = {}): void => {
    presses.push({ by: ROLE_OF[by] ?? 'initiator', action, on, rev, value: '', ticks: [], ...more });
  };
  const rev = play.handover.acceptance.rev;
  press(bob, 'accept', '', rev);
  taken(play.give({ type: 'accept', by: bob, rev }), 'accept');
  answerAll(play, press);
  while (play.handover.status === 'running') doOneStep(play, press);
  return presses;
}

type Add = (by: PersonId, action: Action, on: string, rev: number, more?: Partial<ScriptedPress>) => void;

function answerAll(play: Play, press: Add): void {
  while (play.handover.intake.state === 'asking') {
    const { question } = play.handover.intake;
    const rev = play.handover.answers[question]?.rev ?? 0;
    const value = ANSWERS[question] ?? 'no';
    press(alice, 'answer', question, rev, { value });
    taken(play.give({ type: 'answer', by: alice, rev, question, value }), `answer ${question}`);
  }
}

/** Ticks all of the first step that is open, and has it confirmed. */
export function doOneStep(play: Play, press: Add): void {
  const open = (Object.keys(play.handover.steps) as StepKey[]).find((key) => play.state(key) === 'open');
  if (open === undefined) throw new Error('no step is open, and the handover has not ended');
  const by = assigneeOf(play.handover, open);
  for (const { key } of definitionOf(play.handover, open).items) {
    const ticks = [{ item: key, isTicked: true }];
    press(by, 'tick', open, play.rev(open), { ticks });
    taken(play.give({ type: 'tick', by, ...play.on(open), ticks }), `tick ${open} ${key}`);
  }
  press(by, 'done', open, play.rev(open));
  taken(play.give({ type: 'done', by, ...play.on(open) }), `done ${open}`);
  const confirmer = confirmerOf(play.handover, open);
  press(confirmer, 'confirm', open, play.rev(open));
  taken(play.give({ type: 'confirm', by: confirmer, ...play.on(open) }), `confirm ${open}`);
}

function taken(outcome: string, what: string): void {
  if (outcome !== 'moved') throw new Error(`the script does not go through: ${what} gives ${outcome}`);
}
