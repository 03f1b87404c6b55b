import type { JsonObject } from '../json.js';
import { isObject, objectOf, parseJson, textOf } from '../json.js';
import { CARD_TYPE } from './card-tree.js';
import type { Delivery, TeamsDialog, Workspace } from './state.js';
import { validateCard } from './validate-card.js';
import { addNotice, forget, nextId } from './workspace.js';

/** What became of a press. */
export type Obeyed = 'failed' | 'sent' | 'redrawn' | 'told' | 'opened' | 'closed';

const TROUBLE = 'Something went wrong. Please try again.';

/** Who pressed what, where. */
export interface Pressed {
  readonly user: string;
  readonly label: string;
}

const failed = (workspace: Workspace, { user, label }: Pressed, why = ''): Obeyed => {
  addNotice(workspace, user, `"${label}" failed: ${TROUBLE}${why === '' ? '' : ` (${why})`}`);
  return 'failed';
};

/** A message with a value is only taken; when it is not, the person sees it. */
export const obeySubmit = (workspace: Workspace, pressed: Pressed, { outcome }: Delivery): Obeyed =>
  outcome === 'acknowledged' ? 'sent' : failed(workspace, pressed);

/**
 * Does what an `adaptiveCard/action` was answered with.
 * https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model#response-format
 */
export function obeyExecute(
  workspace: Workspace,
  pressed: Pressed,
  surface: string,
  { outcome, answer }: Delivery,
): Obeyed {
  const body = parseJson(answer);
  if (outcome !== 'acknowledged') return failed(workspace, pressed);
  if (!isObject(body)) return failed(workspace, pressed, 'the answer is not JSON');
  if (body['statusCode'] !== 200) return failed(workspace, pressed, textOf(objectOf(body, 'value'), 'message'));
  switch (body['type']) {
    case CARD_TYPE:
      return redraw(workspace, pressed, surface, objectOf(body, 'value'));
    case 'application/vnd.microsoft.activity.message':
      addNotice(workspace, pressed.user, textOf(body, 'value'));
      return 'told';
    default:
      return failed(workspace, pressed, `answered with the type "${textOf(body, 'type')}"`);
  }
}

/** The card stands for this person alone, until the message is updated. */
function redraw(workspace: Workspace, pressed: Pressed, surface: string, card: JsonObject | null): Obeyed {
  const problems = validateCard(card ?? undefined);
  if (card === null || problems.length > 0) return failed(workspace, pressed, problems.join(' '));
  forget(workspace, surface, pressed.user);
  workspace.state.answeredCards = [...workspace.state.answeredCards, { user: pressed.user, surface, card }];
  workspace.changed({ kind: 'message', user: pressed.user });
  return 'redrawn';
}

/**
 * Does what `task/fetch`, `task/submit` and their like of a compose action were answered with: opens, replaces or closes
 * the dialog.
 * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots
 */
export function obeyTask(workspace: Workspace, pressed: Pressed, { outcome, answer, payload }: Delivery): Obeyed {
  const body = parseJson(answer);
  const task = objectOf(isObject(body) ? body : {}, 'task');
  if (outcome !== 'acknowledged') return failed(workspace, pressed);
  if (task === null || task['type'] === 'message') {
    const said = textOf(task, 'value');
    closeDialogs(workspace, pressed.user);
    const isFetch = /fetch/.test(textOf(payload, 'name'));
    if (said === '') return isFetch ? failed(workspace, pressed, 'no dialog came') : 'closed';
    addNotice(workspace, pressed.user, said);
    return 'told';
  }
  const shown = objectOf(task, 'value');
  const attachment = objectOf(shown, 'card');
  const card = objectOf(attachment, 'content');
  const problems = validateCard(card ?? undefined);
  if (task['type'] !== 'continue' || card === null || attachment?.['contentType'] !== CARD_TYPE) {
    return failed(workspace, pressed, 'the dialog has no card');
  }
  if (problems.length > 0) return failed(workspace, pressed, problems.join(' '));
  const conversation = textOf(objectOf(payload, 'conversation'), 'id');
  const command = textOf(objectOf(payload, 'value'), 'commandId') || null;
  openDialog(workspace, { user: pressed.user, conversation, title: textOf(shown, 'title'), card, command });
  return 'opened';
}

/** A person has one dialog open at most. */
function openDialog(workspace: Workspace, dialog: Omit<TeamsDialog, 'id'>): void {
  closeDialogs(workspace, dialog.user);
  const opened = { ...dialog, id: nextId(workspace, 'dialog.') };
  workspace.state.dialogs = [...workspace.state.dialogs, opened];
  workspace.changed({ kind: 'dialog', user: dialog.user });
}

export function closeDialogs(workspace: Workspace, user: string): void {
  const { state } = workspace;
  const closed = state.dialogs.filter((dialog) => dialog.user === user);
  state.dialogs = state.dialogs.filter((dialog) => dialog.user !== user);
  for (const { id } of closed) forget(workspace, id);
  if (closed.length > 0) workspace.changed({ kind: 'dialog', user });
}
