import { objectsOf, textOf } from '../json.js';
import type { TeamsMessage, Workspace } from './state.js';
import { visibleText } from './visible-text.js';
import { isVisibleTo, userOf } from './workspace.js';

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
export function readMessage(workspace: Workspace, message: TeamsMessage, _user: string): readonly string[] {
  if (message.isTombstone) return ['(deleted)'];
  const text = visibleText(textOf(message.body, 'text'), objectsOf(message.body, 'entities'));
  const from = message.isFromBot ? '' : `${userOf(workspace, message.from)?.name ?? message.from}: `;
  return text.split('\n').map((line, i) => (i === 0 ? from + line : line));
}
