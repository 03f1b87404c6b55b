import { english } from '../../../adapters/teams/words.js';
import { type JsonObject, objectOf, objectsOf, textOf } from '../../../src/local/json.js';
import type { SeenForm, SeenMessage } from '../../conformance/chat-platform/driver.js';
import { type Piece, readMarkdown } from './markdown-judge.js';

// Reads an Adaptive Card as Teams' client shows it, apart from the code under test.

const HOLDERS = ['body', 'items', 'columns'] as const;

/** Everything of a card from top to bottom, without what a button would show. */
function partsOf(part: JsonObject): readonly JsonObject[] {
  return [part, ...HOLDERS.flatMap((key) => objectsOf(part, key).flatMap(partsOf))];
}

const typeOf = (part: JsonObject): string => textOf(part, 'type');

/** Who stands behind a mention. */
function mentionedIn(card: JsonObject): (at: string) => string | null {
  const entities = objectsOf(objectOf(card, 'msteams'), 'entities');
  return (at) => {
    const entity = entities.find((one) => textOf(one, 'text') === at);
    return entity === undefined ? null : textOf(objectOf(entity, 'mentioned'), 'id');
  };
}

function piecesOf(card: JsonObject): readonly Piece[] {
  const mentioned = mentionedIn(card);
  return partsOf(card)
    .filter((part) => typeOf(part) === 'TextBlock')
    .flatMap((block) => {
      const pieces = readMarkdown(textOf(block, 'text'), mentioned);
      const isMono = textOf(block, 'fontType') === 'Monospace';
      return [...(isMono ? pieces.map((piece) => ({ ...piece })) : pieces), { text: '\n' }];
    });
}

const plain = (pieces: readonly Piece[]): string =>
  pieces
    .map(({ text }) => text)
    .join('')
    .replaceAll('\u00a0', ' ')
    .trim();

/** What is seen of a card, and of the activity that brought it. */
export function seenCard(card: JsonObject, summary: string): Omit<SeenMessage, 'ref' | 'thread'> {
  const pieces = piecesOf(card);
  const parts = partsOf(card);
  const actions = parts.flatMap((part) => objectsOf(part, 'actions'));
  return {
    notification: summary,
    text: plain(pieces),
    mentions: pieces.flatMap(({ mention }) => mention ?? []),
    links: pieces.flatMap(({ link, text }) => (link === undefined ? [] : [{ address: link, label: text }])),
    styled: pieces.flatMap(({ text, isStyled }) => (isStyled === true ? [text] : [])),
    buttons: actions
      .filter((action) => typeOf(action) === 'Action.Execute')
      .map((action) => textOf(action, 'title'))
      .filter((title) => title !== english.save),
    menus: actions.filter((action) => typeOf(action) === 'Action.ShowCard').map(menuOf),
    boxes: parts.filter((part) => typeOf(part) === 'Input.Toggle').map(boxOf),
  };
}

const menuOf = (action: JsonObject): SeenMessage['menus'][number] => ({
  label: textOf(action, 'title'),
  options: partsOf(objectOf(action, 'card') ?? {})
    .flatMap((part) => objectsOf(part, 'actions'))
    .map((option) => textOf(option, 'title')),
});

const boxOf = (toggle: JsonObject): SeenMessage['boxes'][number] => ({
  text: plain(readMarkdown(textOf(toggle, 'title'), () => null)),
  ticked: textOf(toggle, 'value') === 'true',
});

/** The form in a card; null when there is none. */
export function seenForm(card: JsonObject): SeenForm | null {
  const parts = partsOf(card);
  const verbs = parts.flatMap((part) => objectsOf(part, 'actions')).map((action) => textOf(action, 'verb'));
  if (!verbs.includes('form')) return null;
  const [first] = parts.filter((part) => typeOf(part) === 'TextBlock');
  const errors: Record<string, string> = {};
  const fields: string[] = [];
  for (const part of parts) {
    if (typeOf(part).startsWith('Input.')) fields.push(textOf(part, 'label'));
    if (textOf(part, 'color') !== 'Attention') continue;
    errors[fields.at(-1) ?? ''] = plain(readMarkdown(textOf(part, 'text'), () => null));
  }
  return { isWindow: false, title: textOf(first, 'text'), text: plain(piecesOf(card)), fields, errors };
}
