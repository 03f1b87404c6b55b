import { isObject, objectsOf, parseJson, textOf } from '../../json.js';
import type { TeamsMessage, Workspace } from '../../teams-peer/state.js';
import { cardsOf } from '../../teams-peer/targets.js';
import { visibleMessage } from '../../teams-peer/visible-text.js';
import { isVisibleTo, surfaceOf, userOf } from '../../teams-peer/workspace.js';
import type { Name } from '../cast.js';
import type { Column, ColumnItem } from '../chat-side.js';
import { framed, noticeItem } from '../draw/draw-message-frame.js';
import { html, type Html } from '../html.js';
import { type CardLook, drawCard } from './draw-card.js';
import { drawMessageText } from './draw-text.js';

/** The id of a message in somebody's column. */
export const itemId = (name: Name, surface: string): string =>
  `${name}-teams-${surface.replaceAll(/[^A-Za-z0-9]/g, '-')}`;

/** Draws what each person sees. A message that did not change is not drawn again. */
export function createTeamsColumn(workspace: Workspace) {
  const { state } = workspace;
  const drawn = new WeakMap<TeamsMessage, Map<string, ColumnItem>>();

  const itemOf = (name: Name, user: string, message: TeamsMessage): ColumnItem => {
    const surface = surfaceOf(message);
    const mine = (one: { readonly surface: string; readonly user: string }): boolean =>
      one.surface === surface && one.user === user;
    const key = JSON.stringify([name, state.choices.filter(mine), state.answeredCards.filter(mine), state.users]);
    const known = drawn.get(message) ?? new Map<string, ColumnItem>();
    drawn.set(message, known);
    const item = known.get(key) ?? drawItem({ workspace, user, name, surface }, message);
    known.clear();
    known.set(key, item);
    return item;
  };

  return (name: Name, user: string): Column => {
    const messages = state.messages
      .filter((message) => isVisibleTo(workspace, message, user))
      .map((message) => ({ at: Number(message.id), item: itemOf(name, user, message) }));
    const notices = state.notices
      .filter((notice) => notice.user === user)
      .map(({ at, text }, n) => ({ at, item: noticeItem(`${name}-teams-notice-${n}`, 'Teams', text) }));
    const items = [...messages, ...notices].sort((a, b) => a.at - b.at).map(({ item }) => item);
    return { items, form: null };
  };
}

function drawItem(look: CardLook, message: TeamsMessage): ColumnItem {
  const { workspace, user, name, surface } = look;
  const sender = message.isFromBot ? workspace.state.bot.name : (userOf(workspace, message.from)?.displayName ?? '');
  const cards = cardsOf(workspace, { kind: 'message', message }, user);
  return framed({
    id: itemId(name, surface),
    isReply: false,
    isPrivate: false,
    isFromBot: message.isFromBot,
    sender,
    at: Number(message.id),
    zone: userOf(workspace, user)?.tz ?? 'UTC',
    remarks: message.isEdited ? ['(edited)'] : [],
    label: `${sender}: ${summaryOf(message)}`,
    body: html`${drawWords(message)} ${cards.map((card, n) => drawCard(look, card, n))}`,
    after: null,
  });
}

function drawWords(message: TeamsMessage): Html | null {
  if (message.isTombstone) return html`<p class="quiet">This message was deleted.</p>`;
  if (textOf(message.body, 'text') === '') return null;
  return html`<p>${drawMessageText(message.body, objectsOf(message.body, 'entities'))}</p>`;
}

/** What a notification shows. */
function summaryOf({ body }: TeamsMessage): string {
  const [line = ''] = visibleMessage(body, objectsOf(body, 'entities')).split('\n');
  return textOf(body, 'summary') || line;
}

/** The message that the bot remembers: its conversation is the adapter's own text, which holds Teams' id. */
export function surfaceAt(conversation: string, message: string): string {
  const parsed = parseJson(conversation);
  const id = isObject(parsed) ? textOf(parsed, 'conversation') : conversation;
  return `${id}/${message}`;
}
