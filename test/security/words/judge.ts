import { renderDialog as slackDialog, renderNotice } from '../../../adapters/slack/dialog.js';
import { renderCard as slackCard } from '../../../adapters/slack/render.js';
import type { Drawing as SlackDrawing } from '../../../adapters/slack/rich.js';
import { english as slackWords } from '../../../adapters/slack/words.js';
import { renderDialog as teamsDialog } from '../../../adapters/teams/dialog.js';
import type { Drawing as TeamsDrawing } from '../../../adapters/teams/markdown.js';
import { renderCard as teamsCard } from '../../../adapters/teams/render.js';
import { english as teamsWords } from '../../../adapters/teams/words.js';
import type { PersonId } from '../../../src/core/ids.js';
import { teamsDrawing } from '../../support/teams-drawing.js';
import { namesWith, type Place } from './places.js';
import { readNotification } from './read-mrkdwn.js';
import { readSlack } from './read-slack.js';
import { createTeamsReader, type ReadMarkdown } from './read-teams.js';
import { folded, type Reading, readingOf } from './reading.js';

/** What is made of a place on one platform: with these words in it, and with these names. */
export type Judge = (place: Place, words: string) => Reading;

const personOf = (user: string): PersonId => user.replace(/^user-/, '') as PersonId;

/** Everybody is on the platform, under a user id of their own. */
const peopleWith = (platform: string, workspace: string, words: string) => (person: PersonId) => {
  const known = teamsDrawing.people(person);
  return (
    known && {
      ...known,
      profile: {
        ...known.profile,
        identity: { platform, workspace, user: `user-${person}` },
        name: namesWith(words)(person),
      },
    }
  );
};

export const judgeSlack: Judge = (place, words) => {
  const drawing: SlackDrawing = { workspace: 'T1', words: slackWords, people: peopleWith('slack', 'T1', words) };
  const nameOf = (user: string): string => namesWith(words)(personOf(user));
  const drawn = place.with(words);
  if ('dialog' in drawn) return readingOf(readSlack(slackDialog(drawn.dialog, drawing), nameOf));
  const { text, blocks } = slackCard(drawn.card, drawing);
  const notification = readNotification(text, nameOf);
  const window = readSlack(renderNotice(drawn.card, drawing), nameOf);
  return readingOf([...notification, { text: '\n' }, ...readSlack(blocks, nameOf), ...window]);
};

export const judgeTeams = (markdown: ReadMarkdown): Judge => {
  return (place, words) => {
    const people = peopleWith('teams', teamsDrawing.workspace, words);
    const drawing: TeamsDrawing = { workspace: teamsDrawing.workspace, words: teamsWords, people };
    const read = createTeamsReader(markdown, (user) => namesWith(words)(personOf(user)));
    const drawn = place.with(words);
    const state = { nonce: 'n', nameOf: () => words, errors: { '': words } };
    const { card } = 'dialog' in drawn ? teamsDialog(drawn.dialog, state, drawing) : teamsCard(drawn.card, drawing);
    return readingOf(read(card));
  };
};

/** Innocent words as long as the others, so that both are cut at the same place. */
export const innocent = (length: number): string => `Q${'w'.repeat(Math.max(0, length - 2))}z`;

/** What hostile words made that innocent ones do not; empty when they are read as they were typed. */
export function faultsOf(hostile: Reading, harmless: Reading, words: string, isShort: boolean): readonly string[] {
  // Where there was no room for all of it the first part of it stands.
  const typed = (text: string): string => folded(text.replace(/Qw+z?/g, ({ length }) => words.slice(0, length)));
  const more = (what: string, found: readonly string[], allowed: readonly string[]): readonly string[] =>
    without(found, allowed).map((one) => `${what}: ${one.slice(0, 120)}`);
  // Of a long text other parts may be left out, but nothing may be of another kind.
  if (!isShort) {
    return [
      ...more('mention', unique(hostile.mentions), harmless.mentions),
      ...more('link', unique(addresses(hostile)), addresses(harmless)),
      ...more('style', unique(kinds(hostile)), kinds(harmless)),
    ];
  }
  return [
    ...more('mention', hostile.mentions, harmless.mentions),
    ...more('link', hostile.links, harmless.links.map(typed)),
    ...formatting(hostile, harmless, typed),
    ...(hostile.text === typed(harmless.text) ? [] : [`text: ${differing(hostile.text, typed(harmless.text))}`]),
  ];
}

/** What is formatted has to stand in something that we format in the same way: a line break cuts ours in two. */
function formatting(hostile: Reading, harmless: Reading, typed: (text: string) => string): readonly string[] {
  const ours = harmless.styled.map(({ style, text }) => ({ style, text: typed(text) }));
  return hostile.styled
    .filter(({ style, text }) => !ours.some((one) => one.style === style && one.text.includes(text)))
    .map(({ style, text }) => `style: ${style} ${text.slice(0, 120)}`);
}

const unique = (all: readonly string[]): readonly string[] => [...new Set(all)];
const kinds = ({ styled }: Reading): readonly string[] => styled.map(({ style }) => style);
const addresses = ({ links }: Reading): readonly string[] => links.map((link) => link.split(' ')[0] ?? '');

function without(found: readonly string[], allowed: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const one of allowed) left.set(one, (left.get(one) ?? 0) + 1);
  return found.filter((one) => {
    const count = left.get(one) ?? 0;
    left.set(one, count - 1);
    return count <= 0;
  });
}

function differing(found: string, wanted: string): string {
  let at = 0;
  while (at < found.length && found[at] === wanted[at]) at += 1;
  const piece = (text: string): string => JSON.stringify(text.slice(Math.max(0, at - 20), at + 40));
  return `${piece(found)} instead of ${piece(wanted)}`;
}
