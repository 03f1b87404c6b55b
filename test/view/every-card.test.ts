import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { decide } from '../../src/core/decide.js';
import { DEFAULT_RULES } from '../../src/core/rules.js';
import { needsForm } from '../../src/engine/to-input.js';
import type { Block, Card } from '../../src/view/card.js';
import { dialogFor } from '../../src/view/dialogs.js';
import type { Press } from '../../src/view/press.js';
import { english } from '../../src/view/words/en.js';
import { ines, type Play } from '../support/a-handover.js';
import { nameOf, sceneOf } from '../support/a-scene.js';
import { allCards, EVERYBODY, inputOf, playOut, pressesOn, type Shown } from '../support/all-cards.js';
import { labelsOn, richText } from '../support/card-text.js';

const anyPlay = fc
  .tuple(fc.array(fc.nat({ max: 10_000 }), { maxLength: 60, size: 'max' }), fc.boolean())
  .map(([choices, gone]) => playOut(choices, gone));

/** Holds one rule against all cards of many handovers, and gives what it finds wrong, with the seed to find it again. */
function wrongBy(rule: (play: Play, shown: Shown) => readonly unknown[], before?: (play: Play) => void): unknown {
  const wrongIn = (play: Play): readonly unknown[] => {
    before?.(play);
    return allCards(play).flatMap((shown) => rule(play, shown).map((what) => ({ key: shown.key, what })));
  };
  const run = fc.check(
    fc.property(anyPlay, (play) => wrongIn(play).length === 0),
    { numRuns: 15 },
  );
  const [play] = run.counterexample ?? [];
  return run.failed ? { seed: run.seed, error: run.errorInstance, wrong: play && wrongIn(play) } : null;
}

describe('Every card, for everybody, at every moment', () => {
  it('offers nobody a button they may not press', () => {
    expect(
      wrongBy((play, { person, card }) =>
        pressesOn(card).flatMap((press): readonly unknown[] => {
          const input = inputOf(press, person, play);
          if (!input) return [press];
          const decision = decide(play.handover, input, play.now, DEFAULT_RULES);
          // Open lines are named, and mended on the spot. An answer that stands may be all that is left to press.
          const isWell =
            decision.kind === 'accepted' ||
            ['items_open', 'hangs_on_it', 'bad_date', 'nudged_lately'].includes(decision.refusal.code);
          return isWell ? [] : [{ press, decision }];
        }),
      ),
    ).toBeNull();
  });

  it('opens a dialog behind exactly those buttons that need words, and keeps secrets out of each of its fields', () => {
    expect(
      wrongBy((play, { person, card }) =>
        pressesOn(card).flatMap((press): readonly unknown[] => {
          const dialog = dialogFor(sceneOf(play.handover, person, play.now), press);
          if ((dialog !== null) !== needsForm(press)) return [press];
          if (dialog === null) return [];
          const open = dialog.fields.filter(
            (field) => field.kind === 'text' && !/passwords or codes/.test(field.hint ?? ''),
          );
          return dialog.title.length > 24 || open.length > 0 ? [dialog] : [];
        }),
      ),
    ).toBeNull();
  });

  it('labels buttons with the agreed words', () => {
    expect(
      wrongBy((play, { card }) => {
        const { questions } = play.handover.procedure;
        const choices = questions.flatMap((q) => (q.kind === 'choice' ? q.choices.map(({ label }) => label.en) : []));
        const allowed = new Set<string>([...Object.values(english.buttons), ...choices]);
        return labelsOn(card).filter((label) => !allowed.has(label));
      }),
    ).toBeNull();
  });

  it('stays within what a message can hold', () => {
    expect(
      wrongBy((_, { card }) => [
        ...(card.blocks.length > 50 ? [card.blocks.length] : []),
        ...(/\n|[{}[\]]/.test(card.text) ? [card.text] : []),
        ...card.blocks.filter((block) => lengthOf(block) > (block.type === 'heading' ? 150 : 3000)),
      ]),
    ).toBeNull();
  });

  it('leaves no placeholder, no empty sentence and no clumsy "you" behind', () => {
    const broken = /[{}]|undefined|null|\[object|^\s*$| {2}|\s[.,:;]/;
    const clumsy = /\b[Yy]ou (?:now |then )?(?!always\b)[a-z]*[^aious\W]s\b|\b[Yy]ou (?:now |then )?(?:is|has)\b/;
    expect(wrongBy((_, { card }) => textsOf(card).filter((text) => broken.test(text) || clumsy.test(text)))).toBeNull();
  });

  it('has nothing to press but Reopen once the handover is closed', () => {
    const cancel = (play: Play): void => {
      play.give({ type: 'cancel', by: ines, because: { text: 'Enough', isNoSecret: false } });
    };
    // The initiator may change their mind.
    const others = (card: Card): readonly Press[] => pressesOn(card).filter(({ action }) => action !== 'reopen');
    expect(wrongBy((_, { card }) => others(card), cancel)).toBeNull();
  });

  it('shows a person outside the handover nothing to press, and draws the same card from the same state', () => {
    const play = playOut([3, 8, 22, 9, 4], false);
    // Who was a stranger may have been chosen meanwhile.
    const named = Object.values(play.handover.people);
    const outside = allCards(play).filter(({ person }) => !named.includes(person));
    expect(EVERYBODY.some((person) => !named.includes(person))).toBe(true);
    expect(outside.flatMap(({ card }) => pressesOn(card))).toEqual([]);
    expect(allCards(play)).toEqual(allCards(play));
  });
});

function textsOf(card: Card): readonly string[] {
  return card.blocks.flatMap((block): readonly string[] => {
    if (block.type === 'heading') return [block.text];
    if (block.type === 'text' || block.type === 'note') return richText(block.text, nameOf).split('\n');
    return block.type === 'checklist' ? block.items.map(({ text }) => text) : [];
  });
}

function lengthOf(block: Block): number {
  if (block.type === 'text' || block.type === 'note') {
    return block.text.reduce((sum, inline) => {
      if (typeof inline === 'string') return sum + inline.length;
      if ('link' in inline) return sum + inline.link.length + inline.label.length + 3;
      return sum + ('person' in inline ? 15 : ('bold' in inline ? inline.bold : inline.code).length + 2);
    }, 0);
  }
  return block.type === 'heading' || block.type === 'copy' ? block.text.length : 0;
}
