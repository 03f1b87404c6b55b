import { objectsOf } from '../json.js';
import { readCard } from './card-reading.js';
import type { TeamsDialog, TeamsMessage, Workspace } from './state.js';
import { cardsOf } from './targets.js';
import { visibleMessage } from './visible-text.js';
import { isVisibleTo, surfaceOf, userOf } from './workspace.js';

/** All that a person sees, as plain lines: root messages, their threads indented, and what Teams itself told them. */
export function readAll(workspace: Workspace, user: string): readonly string[] {
  const { state } = workspace;
  const seen = state.messages.filter((message) => isVisibleTo(workspace, message, user));
  return [
    ...seen
      .filter(({ root }) => root === null)
      .flatMap((first) => [
        ...readMessage(workspace, first, user),
        ...seen
          .filter(({ conversation, root }) => conversation === first.conversation && root === first.id)
          .flatMap((reply) => readMessage(workspace, reply, user).map((line) => `  | ${line}`)),
      ]),
    ...state.notices.filter((notice) => notice.user === user).map(({ text }) => `! ${text}`),
  ];
}

/** One message as this person sees it. */
export function readMessage(workspace: Workspace, message: TeamsMessage, user: string): readonly string[] {
  if (message.isTombstone) return ['(deleted)'];
  const look = { workspace, user, surface: surfaceOf(message) };
  const from = message.isFromBot ? '' : `${userOf(workspace, message.from)?.name ?? message.from}: `;
  const text = visibleMessage(message.body, objectsOf(message.body, 'entities'));
  const cards = cardsOf(workspace, { kind: 'message', message }, user);
  return [
    ...(text === '' && cards.length > 0 ? [] : `${from}${text}`.split('\n')),
    ...cards.flatMap((card, i) => readCard(look, card, String(i))),
  ];
}

/** A dialog as its person sees it. */
export function readDialog(workspace: Workspace, { id, user, title, card }: TeamsDialog): readonly string[] {
  return [`# ${title}`, ...readCard({ workspace, user, surface: id }, card, '0')];
}
