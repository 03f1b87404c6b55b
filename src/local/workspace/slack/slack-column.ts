import type { SlackMessage, Workspace } from '../../slack-peer/state.js';
import { isVisibleTo, surfaceOf, topView } from '../../slack-peer/workspace.js';
import type { Name } from '../cast.js';
import type { Column, ColumnItem } from '../chat-side.js';
import { html, type Html } from '../html.js';
import { shortTime } from '../times.js';
import type { DrawBlock } from './draw-block.js';
import type { Look } from './draw-element.js';
import { drawForm } from './draw-form.js';
import { drawBody, labelOf, senderOf } from './draw-message.js';

/** The id of a message in somebody's column. */
export const itemId = (name: Name, surface: string): string => `${name}-${surface.replaceAll(/[^A-Za-z0-9]/g, '-')}`;

/** Draws what each person sees. A message that did not change is not drawn again. */
export function createSlackColumn(workspace: Workspace, drawBlock: DrawBlock) {
  const { state } = workspace;
  const drawn = new WeakMap<SlackMessage, Map<string, ColumnItem>>();

  const itemOf = (name: Name, user: string, message: SlackMessage): ColumnItem => {
    const surface = surfaceOf(message);
    const choices = state.choices.filter((choice) => choice.surface === surface && choice.user === user);
    const key = JSON.stringify([name, choices, zoneOf(workspace, user)]);
    const known = drawn.get(message) ?? new Map<string, ColumnItem>();
    drawn.set(message, known);
    const item = known.get(key) ?? drawItem({ workspace, user, name, surface }, message, drawBlock);
    known.set(key, item);
    return item;
  };

  return (name: Name, user: string): Column => {
    const seen = state.messages.filter((message) => isVisibleTo(workspace, message, user));
    const roots = seen.filter(({ threadTs }) => threadTs === null);
    const messages = roots.flatMap((root) => [
      { at: Number(root.ts), item: itemOf(name, user, root) },
      ...seen
        .filter(({ channel, threadTs }) => channel === root.channel && threadTs === root.ts)
        .map((reply) => ({ at: Number(root.ts), item: itemOf(name, user, reply) })),
    ]);
    const notices = state.notices
      .filter((notice) => notice.user === user)
      .map((notice, n) => ({ at: notice.at / 1000, item: noticeItem(`${name}-notice-${n}`, notice.text) }));
    const items = [...messages, ...notices].sort((a, b) => a.at - b.at).map(({ item }) => item);
    const view = topView(workspace, user);
    return { items, form: view && drawForm({ workspace, user, name, surface: view.id }, view, drawBlock) };
  };
}

function drawItem(look: Look, message: SlackMessage, drawBlock: DrawBlock): ColumnItem {
  const { workspace, name } = look;
  const zone = zoneOf(workspace, look.user);
  const at = Number(message.ts) * 1000;
  const isReply = message.threadTs !== null;
  const sender = senderOf(workspace, message);
  const id = itemId(name, look.surface);
  const canReply = message.isFromBot && !isReply && message.onlyFor === null;
  const body = html`<article class="${classOf(message)}" aria-label="${labelOf(workspace, message)}">
    <header class="message-head">
      <span class="sender">${sender}</span>
      <time datetime="${new Date(at).toISOString()}">${shortTime(at, zone)}</time>
      ${message.editedTs !== null && html`<span class="quiet">(edited)</span>`}
      ${message.onlyFor !== null && html`<span class="quiet">Only visible to you</span>`}
    </header>
    <div class="message-body">${drawBody(look, message, drawBlock)}</div>
    ${canReply && replyButton(id)}
  </article>`;
  return { id, html: body, isReply };
}

const classOf = (message: SlackMessage): string =>
  ['message', message.isFromBot ? 'from-bot' : 'from-person', ...(message.onlyFor === null ? [] : ['is-private'])].join(
    ' ',
  );

const replyButton = (id: string): Html =>
  html`<button type="button" class="link" data-reply="${id}" data-key="reply">Reply in thread</button>`;

const noticeItem = (id: string, text: string): ColumnItem => ({
  id,
  html: html`<article class="message from-platform" aria-label="Slack"><p>${text}</p></article>`,
  isReply: false,
});

const zoneOf = ({ state }: Workspace, user: string): string => state.users.find(({ id }) => id === user)?.tz ?? 'UTC';
