import type { JsonObject } from '../json.js';
import { isObject, listOf, objectOf, textOf } from '../json.js';
import { obeyExecute, obeySubmit, obeyTask } from './acknowledgements.js';
import type { Origin } from './activities.js';
import { invokeActivity, submitActivity } from './activities.js';
import { partsOf, targetId, typeOf } from './card-tree.js';
import type { Look } from './card-values.js';
import { isOpen, isShown, note, sentValues, wrongWith } from './card-values.js';
import type { Deliveries } from './deliveries.js';
import type { Delivery, TeamsConversation, TeamsUser, Workspace } from './state.js';
import type { Target } from './targets.js';
import { cardsOf, nameOf } from './targets.js';
import { placeOf } from './workspace.js';

/** Does what the client does when an action is pressed. Null when nothing is sent. */
export async function pressTarget(
  look: Look,
  deliveries: Deliveries,
  user: TeamsUser,
  target: Target,
): Promise<Delivery | null> {
  const { action, place } = target;
  switch (typeOf(action)) {
    case 'Action.ShowCard':
      note(look, place, 'shown', isOpen(look, place) ? null : 'yes');
      return null;
    case 'Action.ToggleVisibility':
      toggleVisibility(look, target);
      return null;
    case 'Action.OpenUrl':
      return null;
    default:
      return fillsRight(look, target) ? sendPress(look, deliveries, user, target) : null;
  }
}

/** As a client that does not know `Action.Execute`: it takes the fallback. */
export function oldTarget(target: Target): Target {
  if (typeOf(target.action) !== 'Action.Execute') return target;
  const fallback = objectOf(target.action, 'fallback');
  if (fallback === null) throw new Error(`"${nameOf(target.action)}" has no fallback: an old client does not show it`);
  return { ...target, action: { title: nameOf(target.action), ...fallback } };
}

function toggleVisibility(look: Look, { action, surface }: Target): void {
  const parts = cardsOf(look.workspace, surface, look.user).flatMap((card) => partsOf(card));
  for (const wanted of listOf(action, 'targetElements')) {
    const id = targetId(wanted);
    const part = parts.find((one) => textOf(one.part, 'id') === id)?.part;
    const isWanted = isObject(wanted) && typeof wanted['isVisible'] === 'boolean' ? wanted['isVisible'] : null;
    if (part !== undefined) note(look, id, 'shown', (isWanted ?? !isShown(look, part)) ? 'yes' : 'no');
  }
}

/** The inputs that go along; none where the action says so. */
const sentInputs = ({ action, inputs }: Target): readonly JsonObject[] =>
  textOf(action, 'associatedInputs').toLowerCase() === 'none' ? [] : inputs;

/** False when the client itself finds something wrong, which the person then sees at the input. */
function fillsRight(look: Look, target: Target): boolean {
  const problems = sentInputs(target).map((input) => [textOf(input, 'id'), wrongWith(look, input)] as const);
  for (const [id, problem] of problems) note(look, id, 'error', problem);
  return problems.every(([, problem]) => problem === null);
}

function sendPress(look: Look, deliveries: Deliveries, user: TeamsUser, target: Target): Promise<Delivery> {
  const { action, surface } = target;
  const isExecute = typeOf(action) === 'Action.Execute';
  const data = { ...objectOf(action, 'data'), ...sentValues(look, sentInputs(target)) };
  if (isExecute && surface.kind === 'dialog') {
    throw new Error(`Teams knows no Action.Execute in a dialog: give "${nameOf(action)}" an Action.Submit`);
  }
  if (isExecute) return execute(look, deliveries, user, target, data);
  const isFetch = textOf(objectOf(data, 'msteams'), 'type') === 'task/fetch';
  return isFetch || surface.kind === 'dialog'
    ? task(look, deliveries, user, target, { name: isFetch ? 'task/fetch' : 'task/submit', data })
    : submit(look, deliveries, user, target, data);
}

/** Where the card stands. */
function originOf({ workspace }: Look, { surface }: Target): Origin {
  const id = surface.kind === 'dialog' ? surface.dialog.conversation : surface.message.conversation;
  const { conversation, root } = placeOf(workspace, id);
  if (conversation === null) throw new Error(`the conversation ${id} is gone`);
  const ofMessage = surface.kind === 'message' ? surface.message.root : root || null;
  const isChannel = conversation.kind === 'channel' && surface.kind === 'message';
  return { conversation, root: ofMessage ?? (isChannel ? surface.message.id : null) };
}

const cardMessage = ({ surface }: Target): string | null => (surface.kind === 'message' ? surface.message.id : null);

async function execute(look: Look, deliveries: Deliveries, user: TeamsUser, target: Target, data: JsonObject) {
  const { action } = target;
  const [id, verb] = [textOf(action, 'id'), textOf(action, 'verb')];
  const value = {
    action: {
      type: 'Action.Execute',
      ...(id === '' ? {} : { id }),
      title: nameOf(action),
      ...(verb === '' ? {} : { verb }),
      data,
    },
    trigger: 'manual',
  };
  const replyTo = cardMessage(target);
  const activity = invokeActivity(look.workspace, user, originOf(look, target), {
    name: 'adaptiveCard/action',
    value,
    replyTo,
  });
  const delivery = await deliveries.deliver(user.id, activity);
  obeyExecute(look.workspace, { user: user.id, label: nameOf(action) }, look.surface, delivery);
  return delivery;
}

async function task(
  look: Look,
  deliveries: Deliveries,
  user: TeamsUser,
  target: Target,
  { name, data }: { readonly name: string; readonly data: JsonObject },
) {
  const replyTo = cardMessage(target);
  const command = target.surface.kind === 'dialog' ? target.surface.dialog.command : null;
  const value = { ...(command === null ? {} : composed(command)), data, context: { theme: 'default' } };
  const activity = invokeActivity(look.workspace, user, originOf(look, target), {
    name: command === null ? name : 'composeExtension/submitAction',
    value,
    replyTo,
  });
  const delivery = await deliveries.deliver(user.id, activity);
  obeyTask(look.workspace, { user: user.id, label: nameOf(target.action) }, delivery);
  return delivery;
}

const composed = (command: string): JsonObject => ({ commandId: command, commandContext: 'compose' });

/**
 * Chooses a compose action of the app, which opens a dialog.
 * https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/action-commands/create-task-module
 */
export async function compose(
  workspace: Workspace,
  deliveries: Deliveries,
  user: TeamsUser,
  conversation: TeamsConversation,
  command: string,
): Promise<Delivery> {
  const activity = invokeActivity(
    workspace,
    user,
    { conversation, root: null },
    {
      name: 'composeExtension/fetchTask',
      value: { ...composed(command), context: { theme: 'default' } },
      replyTo: null,
    },
  );
  const delivery = await deliveries.deliver(user.id, activity);
  obeyTask(workspace, { user: user.id, label: command }, delivery);
  return delivery;
}

async function submit(look: Look, deliveries: Deliveries, user: TeamsUser, target: Target, data: JsonObject) {
  const { msteams, ...value } = data;
  const said = isObject(msteams) && msteams['type'] === 'messageBack' ? msteams : null;
  const activity = submitActivity(look.workspace, user, originOf(look, target), {
    replyTo: cardMessage(target) ?? '',
    value: said === null ? data : { ...objectOf(said, 'value'), ...value },
    text: textOf(said, 'text'),
  });
  const delivery = await deliveries.deliver(user.id, activity);
  obeySubmit(look.workspace, { user: user.id, label: nameOf(target.action) }, delivery);
  return delivery;
}
