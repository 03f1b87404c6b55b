import type { Handover } from '../../../src/core/handover.js';
import { type PersonId, type Said, said } from '../../../src/core/ids.js';
import type { Block, Card, Dialog, Rich } from '../../../src/view/card.js';
import { renderChannelLine } from '../../../src/view/channel-line.js';
import { dialogFor } from '../../../src/view/dialogs.js';
import { foundDialog } from '../../../src/view/found-dialog.js';
import type { Scene } from '../../../src/view/reader.js';
import { renderReply } from '../../../src/view/reply-card.js';
import { EMPTY_START, startDialog } from '../../../src/view/start-dialog.js';
import { alice, carol, type Play } from '../../support/a-handover.js';
import { nameOf, sceneOf } from '../../support/a-scene.js';
import { cardKeysOf, drawCard, EVERYBODY, playOut, pressesOn } from '../../support/all-cards.js';

/** A card or a form in which words of people stand. */
export interface Place {
  readonly name: string;
  /** The same with these words wherever people may write some: names, the account's label, reasons, services. */
  readonly with: (words: string) => { readonly card: Card } | { readonly dialog: Dialog };
}

/** Whose names are hostile; two of them, so that namesakes are seen as well. */
export const HOSTILE_PEOPLE: ReadonlySet<PersonId> = new Set([alice, carol]);
export const namesWith =
  (words: string) =>
  (person: PersonId): string =>
    HOSTILE_PEOPLE.has(person) ? words : nameOf(person);

const PLAYS = [
  [[], false],
  [[3, 8, 22, 9, 4, 15, 33, 41, 6, 90, 12, 7, 5], false],
  [[1, 2, 4, 5, 8, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 26, 28, 29, 32, 34, 35, 37, 38, 40], false],
  [[9, 30, 62, 93, 14, 21, 28, 35, 42, 49, 56, 63, 70, 77], false],
  [[3, 5, 9, 12, 18, 27, 36, 14, 21, 45, 54, 93], true],
] as const;

let last: { readonly before: Handover; readonly words: string; readonly after: Handover } | null = null;

/** {@link replacedIn}; the same once more costs nothing. */
function spoken(before: Handover, words: string): Handover {
  if (last?.before !== before || last.words !== words) last = { before, words, after: replacedIn(before, said(words)) };
  return last.after;
}

/** Everything that people typed, in other words. The procedure has none of it. */
function replacedIn(handover: Handover, words: Said): Handover {
  const replaced = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(replaced);
    if (typeof part !== 'object' || part === null) return part;
    if ('said' in part) return words;
    return Object.fromEntries(
      Object.entries(part).map(([key, value]) => [key, key === 'procedure' ? value : replaced(value)]),
    );
  };
  // The shape stays; only words change.
  return replaced(handover) as Handover;
}

const sceneWith = (play: Play, person: PersonId, words: string): Scene =>
  sceneOf(spoken(play.handover, words), person, play.now, {
    press: (press) => JSON.stringify(press),
    nameOf: namesWith(words),
    standsAlone: person === carol,
    savesTicks: person === carol,
    homeOf: () => ({ platform: 'Teams', installLink: 'https://teams.example/add' }),
    elsewhere: ['Slack'],
  });

/** Each place in the program where words of people stand, and one card with words in every kind of piece. */
export function allPlaces(): readonly Place[] {
  const plays = PLAYS.map(([choices, isGone]) => playOut(choices, isGone));
  const drawn = plays.flatMap((play, n) =>
    EVERYBODY.flatMap((person) => [
      ...cardKeysOf(play.handover).map((key): Place => ({
        name: `${JSON.stringify(key)} of play ${n} for ${person}`,
        with: (words) => ({ card: drawCard(sceneWith(play, person, words), key) }),
      })),
      ...lines(play, person),
      ...forms(play, person),
    ]),
  );
  return drawn.filter((place) => JSON.stringify(place.with(MARK)).includes(MARK));
}

const MARK = 'QWERTZUIOP';

function lines(play: Play, person: PersonId): readonly Place[] {
  const channel = (['started', 'ended'] as const).map((what): Place => ({
    name: `channel, ${what}`,
    with: (words) => ({ card: renderChannelLine(sceneWith(play, person, words), what) }),
  }));
  const replies = (['status', 'waiting', 'secret:password'] as const).map((reply): Place => ({
    name: `reply, ${reply}`,
    with(words) {
      const scene = sceneWith(play, person, words);
      return { card: renderReply(scene, [scene], reply, '/handover') };
    },
  }));
  return [...channel, ...replies];
}

function forms(play: Play, person: PersonId): readonly Place[] {
  const presses = cardKeysOf(play.handover)
    .flatMap((key) => pressesOn(drawCard(sceneWith(play, person, MARK), key)))
    .filter((press, n, all) => all.findIndex(({ action, on }) => action === press.action && on === press.on) === n);
  const behind = presses.flatMap((press): readonly Place[] => {
    const dialog = (words: string): Dialog | null =>
      dialogFor(sceneWith(play, person, words), press, { text: words, names: [words], secret: 'password' });
    const first = dialog(MARK);
    return first ? [{ name: `form, ${press.action}`, with: (words) => ({ dialog: dialog(words) ?? first }) }] : [];
  });
  const start = (words: string): Dialog =>
    startDialog(sceneWith(play, person, words), 'p', { ...EMPTY_START, account: words, emails: { successor: words } }, [
      'Slack',
    ]);
  const found = (words: string): Dialog => {
    const people = [{ name: words, platform: 'Slack', email: words }];
    return foundDialog(sceneWith(play, person, words), 'p', [{ field: 'successor', people }], 'start');
  };
  return [
    ...behind,
    { name: 'form, start', with: (words) => ({ dialog: start(words) }) },
    { name: 'form, found', with: (words) => ({ dialog: found(words) }) },
  ];
}

const cardOf = (words: string, blocks: readonly Block[]) => ({
  card: { text: `About ${words}`, isOver: false, blocks },
});
const buttonOf = (words: string) => ({ label: words, press: 'p', style: 'plain' }) as const;

/** Words in every kind of piece that a card has, close to letters and signs of ours. */
const piecesWith = (words: string): readonly Rich[] => [
  [words],
  ['For ', words, '.'],
  [{ bold: words }],
  ['(', { bold: words }, ')'],
  [{ code: words }, ' is it'],
  [{ link: 'https://chat.example/a', label: words }],
  [words, ' ', { bold: 'Bold' }, ' ', words],
  [{ person: alice }, ' and ', { person: carol }, ': ', words],
  ['One\n', words, '\nthree'],
  ['“', words, '”: ', { bold: `a ${words} b` }],
];

export const EVERY_PIECE: readonly Place[] = [
  {
    name: 'every kind of piece',
    with: (words) =>
      cardOf(words, [
        { type: 'heading', text: words },
        ...piecesWith(words).map((text) => ({ type: 'text', text }) as const),
        { type: 'copy', text: `a\n${words}\nb` },
      ]),
  },
  {
    name: 'every kind of small print and of button',
    with: (words) =>
      cardOf(words, [
        ...piecesWith(words).map((text) => ({ type: 'note', text }) as const),
        ...piecesWith(words).map((text) => ({ type: 'text', text, button: buttonOf(words) }) as const),
        { type: 'checklist', press: 'p', items: [{ key: 'k', text: words, ticked: true }] },
        { type: 'actions', actions: [buttonOf(words), { menu: words, options: [buttonOf(words), buttonOf(words)] }] },
      ]),
  },
];
