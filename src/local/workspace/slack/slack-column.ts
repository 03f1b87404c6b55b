import type { SlackMessage, Workspace } from '../../slack-peer/state.js';
import { isVisibleTo, surfaceOf, topView } from '../../slack-peer/workspace.js';
import type { Name } from '../cast.js';
import type { Column, ColumnItem } from '../chat-side.js';
import { framed, noticeItem } from '../draw/draw-message-frame.js';
import { html, type Html } from '../html.js';
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
      .map((notice, n) => ({ at: notice.at / 1000, item: noticeItem(`${name}-notice-${n}`, 'Slack', notice.text) }));
    const items = [...messages, ...notices].sort((a, b) => a.at - b.at).map(({ item }) => item);
    const view = topView(workspace, user);
    return { items, form: view && drawForm({ workspace, user, name, surface: view.id }, view, drawBlock) };
  };
}

function drawItem(look: Look, message: SlackMessage, drawBlock: DrawBlock): ColumnItem {
  const { workspace, name, user, surface } = look;
  const isReply = message.threadTs !== null;
  const isPrivate = message.onlyFor !== null;
  const id = itemId(name, surface);
  return framed({
    id,
    isReply,
    isPrivate,
    isFromBot: message.isFromBot,
    sender: senderOf(workspace, message),
    at: Number(message.ts) * 1000,
    zone: zoneOf(workspace, user),
    remarks: [...(message.editedTs === null ? [] : ['(edited)']), ...(isPrivate ? ['Only visible to you'] : [])],
    label: labelOf(workspace, message),
    body: drawBody(look, message, drawBlock),
    after: message.isFromBot && !isReply && !isPrivate ? replyButton(id) : null,
  });
}

const replyButton = (id: string): Html =>
  html`<button type="button" class="link" data-reply="${id}" data-key="reply">Reply in thread</button>`;

const zoneOf = ({ state }: Workspace, user: string): string => state.users.find(({ id }) => id === user)?.tz ?? 'UTC';
