import type { JsonObject } from '../json.js';
import { objectsOf, textOf } from '../json.js';
import type { Workspace } from './state.js';
import { userOf } from './workspace.js';

/** What people see of a text object: `plain_text` as it stands, `mrkdwn` without its marks. */
export const visibleText = (workspace: Workspace, text: JsonObject | null): string =>
  textOf(text, 'type') === 'mrkdwn' ? visibleMrkdwn(workspace, textOf(text, 'text')) : textOf(text, 'text');

/** What people see of `mrkdwn`. https://docs.slack.dev/messaging/formatting-message-text */
export const visibleMrkdwn = (workspace: Workspace, mrkdwn: string): string =>
  mrkdwn
    .split(/(```[\s\S]*?```|`[^`\n]+`)/)
    .map((part) => (part.startsWith('`') ? unescape(part.replaceAll('`', '').trim()) : styled(workspace, part)))
    .join('');

/** What people see of rich text, line by line. https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */
export function visibleRich(workspace: Workspace, rich: JsonObject): readonly string[] {
  return objectsOf(rich, 'elements').flatMap((part) => {
    const inner = objectsOf(part, 'elements');
    if (part['type'] === 'rich_text_list') return inner.flatMap((item) => visibleRich(workspace, { elements: [item] }));
    return inner
      .map((piece) => visiblePiece(workspace, piece))
      .join('')
      .split('\n');
  });
}

function visiblePiece(workspace: Workspace, piece: JsonObject): string {
  switch (piece['type']) {
    case 'user': {
      const id = textOf(piece, 'user_id');
      return `@${userOf(workspace, id)?.displayName ?? id}`;
    }
    case 'link':
      return textOf(piece, 'text') || textOf(piece, 'url');
    case 'broadcast':
      return `@${textOf(piece, 'range')}`;
    case 'emoji':
      return `:${textOf(piece, 'name')}:`;
    default:
      return textOf(piece, 'text');
  }
}

const styled = (workspace: Workspace, part: string): string =>
  unescape(
    part
      .replace(/<([^<>\n]+)>/g, (_, token: string) => visibleToken(workspace, token))
      .replace(/(?<![\w*])\*(\S(?:[^*\n]*\S)?)\*(?![\w*])/g, '$1')
      .replace(/(?<!\w)_(\S(?:[^_\n]*\S)?)_(?!\w)/g, '$1')
      .replace(/(?<![\w~])~(\S(?:[^~\n]*\S)?)~(?![\w~])/g, '$1'),
  );

/** A link, a mention or a date. */
function visibleToken(workspace: Workspace, token: string): string {
  const [target = '', label = ''] = token.split('|');
  if (target.startsWith('@')) return `@${userOf(workspace, target.slice(1))?.displayName ?? target.slice(1)}`;
  if (target.startsWith('!date')) return label;
  if (target.startsWith('!')) return `@${target.slice(1)}`;
  if (target.startsWith('#')) return `#${label || target.slice(1)}`;
  return label || target.replace(/^mailto:/, '');
}

const unescape = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** What a person types, as Slack stores it: escaped, and with known names as mentions. */
export const typedText = (workspace: Workspace, text: string, withNames: boolean): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/(?<!\S)@([\w.-]*\w)/g, (whole, name: string) => {
      const user = workspace.state.users.find((one) => one.name === name);
      if (user === undefined) return whole;
      return withNames ? `<@${user.id}|${user.name}>` : `<@${user.id}>`;
    })
    .replace(/(?<!\S)#([\w-]+)/g, (whole, name: string) => {
      const channel = workspace.state.conversations.find((one) => one.kind === 'channel' && one.name === name);
      return channel === undefined ? whole : `<#${channel.id}|${withNames ? channel.name : ''}>`;
    });
