import type { CardKey } from '../../src/core/effect.js';
import { stepsToReopen } from '../../src/core/decide-changes.js';
import type { Handover } from '../../src/core/handover.js';
import type { PersonId, StepKey } from '../../src/core/ids.js';
import { waitsOf } from '../../src/core/waits.js';
import { formInput, needsForm, PLACEHOLDER, pressInput } from '../../src/engine/to-input.js';
import type { Block, Card } from '../../src/view/card.js';
import { listCard } from '../../src/view/list-card.js';
import { renderNudge } from '../../src/view/nudge-card.js';
import type { Press } from '../../src/view/press.js';
import type { Scene } from '../../src/view/reader.js';
import { renderCard } from '../../src/view/render-card.js';
import { statusCard } from '../../src/view/status-card.js';
import { cardOf } from '../../src/view/waiting-lines.js';
import { alice, bob, candidate, carol, DAY_MS, HOUR_MS, ines, Play, stranger } from './a-handover.js';
import { sceneOf } from './a-scene.js';

export const EVERYBODY = [ines, alice, bob, carol, stranger];

/** A card of a handover, as one person sees it. */
export interface Shown {
  readonly person: PersonId;
  readonly key: CardKey | 'list' | 'status' | 'nudge';
  readonly card: Card;
}

/** Everything that anybody could be shown of a handover as it stands. `look`: as a platform wants it. */
export function allCards(play: Play, look: Partial<Scene> = { standsAlone: true }): readonly Shown[] {
  const { handover, now } = play;
  const keys = cardKeysOf(handover);
  return EVERYBODY.flatMap((person) => {
    const scene = sceneOf(handover, person, now, { press: (press) => JSON.stringify(press), ...look });
    return keys.map((key): Shown => ({ person, key, card: drawCard(scene, key) }));
  });
}

/** One of {@link cardKeysOf}, as the scene's reader sees it. */
export function drawCard(scene: Scene, key: Shown['key']): Card {
  if (key === 'list') return listCard(scene, [scene], '/handover');
  if (key === 'status') return statusCard(scene);
  return key === 'nudge' ? renderNudge(scene, [scene]) : renderCard(scene, key);
}

/** Every card that there could be of a handover as it stands. */
export function cardKeysOf(handover: Handover): readonly Shown['key'][] {
  const steps = Object.keys(handover.steps) as StepKey[];
  return [
    { card: 'root' },
    { card: 'invite' },
    { card: 'intake' },
    ...steps.flatMap((step): CardKey[] => [
      { card: 'step', step },
      { card: 'confirm', step },
      { card: 'notice', seq: 1, notice: { about: 'sent_back', step } },
      { card: 'notice', seq: 1, notice: { about: 'ticket_resolved', step } },
      { card: 'notice', seq: 1, notice: { about: 'more_asked', step } },
      { card: 'notice', seq: 1, notice: { about: 'ticket_refused', step } },
    ]),
    ...handover.helps.flatMap((_, help): CardKey[] => [
      { card: 'help', help },
      { card: 'notice', seq: 1, notice: { about: 'help_answered', help } },
    ]),
    { card: 'notice', seq: 1, notice: { about: 'declined' } },
    { card: 'notice', seq: 1, notice: { about: 'escalated' } },
    ...waitsOf(handover).map((open): CardKey => ({
      card: 'notice',
      seq: 1,
      notice: { about: 'stalled', wait: open.key },
    })),
    ...EVERYBODY.map((person): CardKey => ({ card: 'notice', seq: 1, notice: { about: 'unreachable', person } })),
    ...(handover.status === 'running' ? [] : [{ card: 'closing' } as const]),
    'list',
    'status',
    'nudge',
  ];
}

export const pressesOn = (card: Card): readonly Press[] =>
  card.blocks
    .flatMap((block: Block): readonly string[] => {
      if (block.type === 'text') return block.button ? [block.button.press] : [];
      if (block.type === 'checklist') return [block.press];
      if (block.type !== 'actions') return [];
      return block.actions.flatMap((one) => ('press' in one ? [one.press] : one.options.map(({ press }) => press)));
    })
    .map((code) => JSON.parse(code) as Press);

export function inputOf(press: Press, by: PersonId, play: Play) {
  return needsForm(press)
    ? formInput(press, by, {
        ...PLACEHOLDER,
        text: 'Because',
        names: ['GitHub'],
        person: candidate(stranger),
        lastDay: play.handover.lastDay,
        steps: stepsToReopen(play.handover).slice(0, 1),
      })
    : pressInput(press, by, { kind: 'press', press: '', ticks: [], pressedAt: play.now });
}

/** Presses what is offered, `choices` saying which; now and then time passes or somebody falls silent. */
export function playOut(choices: readonly number[], gone: boolean): Play {
  const play = new Play(gone ? { reason: 'already_gone', lastDay: '2026-11-20' } : { lastDay: '2026-11-26' });
  for (const choice of choices) {
    if (choice % 7 === 0) play.wait(choice % 2 === 0 ? DAY_MS : HOUR_MS);
    if (choice % 31 === 0)
      play.give({ type: 'unreachable', person: choice % 2 === 0 ? bob : alice, why: 'deactivated' });
    if (choice % 3 === 0) {
      for (const key of Object.keys(play.handover.steps)) EVERYBODY.forEach((by) => play.tick(key, by));
    }
    const offered = onCardsThatWait(play);
    const chosen = offered[choice % Math.max(offered.length, 1)];
    const input = chosen && inputOf(chosen.press, chosen.person, play);
    if (input && (input.type !== 'cancel' || choice % 5 === 0)) play.give(input);
  }
  return play;
}

/** What can be pressed on the cards that people are waited for on, on the overview, and on calls for help. */
function onCardsThatWait(play: Play): readonly { readonly person: PersonId; readonly press: Press }[] {
  const { handover, now } = play;
  const { initiator, administrator } = handover.people;
  const sceneFor = (person: PersonId): Scene =>
    sceneOf(handover, person, now, { press: (press) => JSON.stringify(press) });
  const helps = handover.helps.map((_, help) => ({ person: administrator, key: { card: 'help', help } as CardKey }));
  const waits = waitsOf(handover).map((open) => ({ person: open.on, key: cardOf(sceneFor(open.on), open, open.on) }));
  return [...waits, ...waits, { person: initiator, key: { card: 'root' } as CardKey }, ...helps].flatMap(
    ({ person, key }) => pressesOn(renderCard(sceneFor(person), key)).map((press) => ({ person, press })),
  );
}
