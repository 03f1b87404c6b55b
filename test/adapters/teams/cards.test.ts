import { describe, expect, it } from '@jest/globals';
import { renderDialog } from '../../../adapters/teams/dialog.js';
import { LIMITS } from '../../../adapters/teams/limits.js';
import { renderCard, sizeOf } from '../../../adapters/teams/render.js';
import { validateCard } from '../../../src/local/teams-peer/validate-card.js';
import type { Json } from '../../../src/local/json.js';
import { dialogFor } from '../../../src/view/dialogs.js';
import { foundDialog } from '../../../src/view/found-dialog.js';
import { EMPTY_START, startDialog } from '../../../src/view/start-dialog.js';
import { ines, MONDAY } from '../../support/a-handover.js';
import { audienceOf, sceneOf } from '../../support/a-scene.js';
import { allCards, playOut, pressesOn } from '../../support/all-cards.js';
import { cardWarnings } from '../../support/card-warnings.js';
import { teamsDrawing } from '../../support/teams-drawing.js';

const window = { nonce: 'n1', nameOf: () => null };

/** Handovers of all kinds: both branches, calls for help, tickets, silence, people who are gone. */
const PLAYS = [
  playOut([], false),
  playOut([3, 8, 22, 9, 4, 15, 33, 41, 6, 90, 12, 7, 5], false),
  playOut([1, 2, 4, 5, 8, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 26, 28, 29, 32, 34, 35, 37, 38, 40], false),
  playOut([9, 30, 62, 93, 14, 21, 28, 35, 42, 49, 56, 63, 70, 77], false),
  playOut([3, 5, 9, 12, 18, 27, 36, 14, 21, 45, 54, 93], true),
];

/** What is wrong with a card, by Microsoft's own library, by the rules of Teams, and by our limits. */
function wrongWith(card: Readonly<Record<string, unknown>>): readonly string[] {
  const size = sizeOf(card);
  return [
    ...cardWarnings(card),
    ...validateCard(JSON.parse(JSON.stringify(card)) as Json),
    ...(size > LIMITS.card ? [`${size} bytes`] : []),
  ];
}

describe.each([
  ['with threads', false],
  ['without threads', true],
])('every card, %s', (_, standsAlone) => {
  const shown = PLAYS.flatMap((play) => allCards(play, { standsAlone, savesTicks: true }));
  const rendered = new Map(shown.map(({ key, card }) => [JSON.stringify(card), { key, card }]));

  it('is read by the library without a warning, and is no larger than Teams takes', () => {
    expect(rendered.size).toBeGreaterThan(250);
    const wrong = [...rendered.values()].flatMap(({ key, card }) =>
      wrongWith(renderCard(card, teamsDrawing).card).map((what) => ({ key, what })),
    );
    expect(wrong).toEqual([]);
  });

  it('names its handover in the first line where there are no threads', () => {
    const lost = [...rendered.values()].filter(({ key, card }) => {
      const [first] = card.blocks;
      const isNotice = typeof key === 'object' && !['root', 'closing'].includes(key.card);
      return standsAlone && isNotice && !JSON.stringify(first).includes('acme-prod');
    });
    expect(lost.map(({ key }) => key)).toEqual([]);
  });
});

describe('every form', () => {
  const audience = audienceOf(ines, MONDAY);
  const start = { ...EMPTY_START, account: 'acme-prod', emails: { successor: 'bob@acme.example' } };
  const people = [{ name: 'Bob', platform: 'Slack', email: 'bob@acme.example' }];

  it('behind a button is read by the library without a warning', () => {
    const dialogs = PLAYS.flatMap((play) =>
      allCards(play).flatMap(({ person, card }) =>
        pressesOn(card).flatMap((press) => {
          const scene = sceneOf(play.handover, person, play.now, { elsewhere: ['Slack'] });
          return dialogFor(scene, press) ?? [];
        }),
      ),
    );
    const unique = new Map(dialogs.map((dialog) => [JSON.stringify(dialog), dialog]));
    expect(unique.size).toBeGreaterThan(20);
    expect(
      [...unique.values()].flatMap((dialog) => wrongWith(renderDialog(dialog, window, teamsDrawing).card)),
    ).toEqual([]);
  });

  it.each([
    ['that starts a handover', startDialog(audience, 'p', start, ['Slack'])],
    ['that starts one on a single platform', startDialog(audience, 'p', EMPTY_START, [])],
    ['that asks whether a text is a secret', startDialog(audience, 'p', start, [], 'password')],
    ['that shows whom an address led to', foundDialog(audience, 'p', [{ field: 'successor', people }], 'start')],
  ])('%s is read by the library without a warning, also with errors at its fields', (_, dialog) => {
    expect(wrongWith(renderDialog(dialog, window, teamsDrawing).card)).toEqual([]);
    const errors = Object.fromEntries(dialog.fields.map(({ name }) => [name, 'Please look at this again.']));
    expect(wrongWith(renderDialog(dialog, { ...window, errors }, teamsDrawing).card)).toEqual([]);
    expect(wrongWith(renderDialog(dialog, { ...window, isWindow: true }, teamsDrawing).card)).toEqual([]);
  });

  it('does not repeat what was refused as a secret, and repeats what only looks like one', () => {
    const dialog = startDialog(audience, 'p', EMPTY_START, []);
    const drawn = (account: string): string =>
      JSON.stringify(renderDialog(dialog, { ...window, entries: { 'text.account': account } }, teamsDrawing).card);
    // Parted, so that scanners of repositories do not take it for a real one.
    expect(drawn('AK is HPUA·X7Q2M9KDEXAMPLE1'.replace('·', ''))).not.toContain('EXAMPLE1');
    expect(drawn('the password is horse-77-battery')).toContain('horse-77-battery');
  });
});
