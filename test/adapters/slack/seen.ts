import type { SeenMessage } from '../../conformance/chat-platform/driver.js';
import type { JsonObject } from '../../../src/local/json.js';
import { objectOf, objectsOf, textOf } from '../../../src/local/json.js';
import type { SlackMessage } from '../../../src/local/slack-peer/state.js';

// Reads Block Kit and mrkdwn as Slack's client shows them, apart from the code under test.

/** One piece of what is read. */
interface Piece {
  readonly text: string;
  readonly mention?: string;
  readonly link?: string;
  readonly isStyled?: boolean;
}

export function seenMessage(message: SlackMessage): SeenMessage {
  const pieces = message.blocks.flatMap((block) => [...blockPieces(block), { text: '\n' }]);
  const shown = message.blocks.length === 0 ? mrkdwnPieces(message.text) : pieces;
  const elements = message.blocks.flatMap((block) => [
    ...objectsOf(block, 'elements'),
    ...(objectOf(block, 'accessory') === null ? [] : [objectOf(block, 'accessory') ?? {}]),
  ]);
  const notification = mrkdwnPieces(message.text);
  const of = (type: string): readonly JsonObject[] => elements.filter((element) => element['type'] === type);
  return {
    ref: message.onlyFor === null ? { conversation: message.channel, message: message.ts } : null,
    thread: message.threadTs,
    notification: plain(unescape(message.text) === '' ? [] : [{ text: unescape(message.text) }]),
    text: plain(shown).trim(),
    mentions: [...shown, ...notification].flatMap(({ mention }) => mention ?? []),
    links: [...shown, ...notification.filter(({ link }) => link !== undefined)].flatMap(({ link, text }) =>
      link === undefined ? [] : [{ address: link, label: text }],
    ),
    styled: shown.flatMap(({ text, isStyled }) => (isStyled === true ? [text] : [])),
    buttons: of('button').map((button) => textOf(objectOf(button, 'text'), 'text')),
    menus: of('static_select').map((menu) => ({
      label: textOf(objectOf(menu, 'placeholder'), 'text'),
      options: objectsOf(menu, 'options').map((option) => textOf(objectOf(option, 'text'), 'text')),
    })),
    boxes: of('checkboxes').flatMap(boxesOf),
  };
}

const plain = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join('');

function boxesOf(element: JsonObject): SeenMessage['boxes'] {
  const ticked = objectsOf(element, 'initial_options').map(({ value }) => value);
  return objectsOf(element, 'options').map((option) => ({
    text: [textOf(objectOf(option, 'text'), 'text'), textOf(objectOf(option, 'description'), 'text')]
      .filter(Boolean)
      .join(' '),
    ticked: ticked.includes(option['value']),
  }));
}

/** What is read of a block, without what is pressed. */
export function blockPieces(block: JsonObject): readonly Piece[] {
  if (block['type'] === 'rich_text') return objectsOf(block, 'elements').flatMap(richPieces);
  if (block['type'] === 'context') return objectsOf(block, 'elements').flatMap(textPieces);
  const text = objectOf(block, 'text');
  return text === null ? [] : textPieces(text);
}

const richPieces = (part: JsonObject): readonly Piece[] =>
  objectsOf(part, 'elements').map((element) => {
    if (element['type'] === 'user')
      return { text: `@${textOf(element, 'user_id')}`, mention: textOf(element, 'user_id') };
    if (element['type'] === 'link') return { text: textOf(element, 'text'), link: textOf(element, 'url') };
    if (element['type'] !== 'text') throw new Error(`unknown rich text: ${textOf(element, 'type')}`);
    return { text: textOf(element, 'text'), isStyled: objectOf(element, 'style') !== null };
  });

function textPieces(text: JsonObject): readonly Piece[] {
  if (text['type'] === 'plain_text') {
    if (text['emoji'] !== false) throw new Error('emoji are drawn in a plain text');
    return [{ text: textOf(text, 'text') }];
  }
  if (text['type'] !== 'mrkdwn') return [];
  if (text['verbatim'] !== true) throw new Error('Slack makes links and mentions of its own here');
  return mrkdwnPieces(textOf(text, 'text'));
}

/** https://docs.slack.dev/messaging/formatting-message-text */
const TOKENS =
  /<([^<>\n]+)>|(?<![\w*])\*([^\s*](?:[^*\n]*[^\s*])?)\*(?!\w)|(?<!\w)_([^\s_](?:[^_\n]*[^\s_])?)_(?!\w)|(?<![\w~])~([^\s~][^~\n]*)~(?!\w)|```([\s\S]+?)```|`([^`\n]+)`|(?<=^|\n)(&gt;)|(:[\w+'-]+:)/g;

export function mrkdwnPieces(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(TOKENS)) {
    pieces.push({ text: unescape(text.slice(end, match.index)) }, pieceOf(match));
    end = match.index + match[0].length;
  }
  return [...pieces, { text: unescape(text.slice(end)) }];
}

function pieceOf([whole, token, ...styles]: RegExpExecArray): Piece {
  if (token === undefined)
    return { text: unescape(styles.find((style) => style !== undefined) ?? whole), isStyled: true };
  const [target = '', label] = token.split('|');
  if (/^[@!#]/.test(target)) return { text: label ?? target, mention: target.slice(1) };
  return { text: unescape(label ?? target), link: unescape(target) };
}

const unescape = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
