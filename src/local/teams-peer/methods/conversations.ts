import type { JsonObject } from '../../json.js';
import { objectOf, objectsOf, textOf } from '../../json.js';
import type { TeamsUser, Workspace } from '../state.js';
import { errorFor } from '../teams-fault.js';
import { personalChat, serviceUrl, TeamsError, userOf } from '../workspace.js';
import { writablePlace } from './access.js';
import type { MessageRules } from './activities.js';
import { addBotMessage, badArgument, checkActivity } from './activities.js';
import type { Answered, Asked, Method } from './method.js';

/** Opening a personal chat, or a new thread in a channel. */
export const conversationMethods = (rules: MessageRules): readonly Method[] => [
  {
    name: 'createConversation',
    verb: 'POST',
    pattern: /^\/v3\/conversations$/,
    kind: 'posts',
    run: (workspace, asked) => {
      const activity = objectOf(asked.body, 'activity');
      if (activity !== null) checkActivity(activity, asked.bytes, rules);
      return asked.body['isGroup'] === true
        ? startThread(workspace, asked.body, activity)
        : openChat(workspace, asked, activity);
    },
  },
];

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages */
function openChat(workspace: Workspace, { body }: Asked, activity: JsonObject | null): Answered {
  const user = invited(workspace, body);
  const chat = personalChat(workspace, user);
  if (activity === null) return { status: 201, body: { id: chat.id, serviceUrl: serviceUrl(workspace) } };
  if (user.isBlocking) throw errorFor(403);
  const { id } = addBotMessage(workspace, chat.id, null, activity);
  return { status: 201, body: { id: chat.id, activityId: id, serviceUrl: serviceUrl(workspace) } };
}

/** The one person a chat is opened with, named by Teams' id or by Microsoft Entra's. */
function invited(workspace: Workspace, body: JsonObject): TeamsUser {
  const members = objectsOf(body, 'members');
  const named = textOf(members[0], 'id');
  const tenant = textOf(objectOf(objectOf(body, 'channelData'), 'tenant'), 'id') || textOf(body, 'tenantId');
  if (members.length !== 1) throw new TeamsError(400, 'BadSyntax', 'Incorrect conversation creation parameters');
  if (tenant === '') throw new TeamsError(400, 'BadSyntax', 'Bad format of tenant id');
  const user = userOf(workspace, named);
  if (user === null || user.isBot || (named !== user.id && named !== user.aadObjectId)) {
    throw new TeamsError(400, 'BadSyntax', 'Failed to decrypt pairwise id');
  }
  if (tenant !== user.tenantId) throw new TeamsError(403, 'ForbiddenOperationException', 'The tenant is another one.');
  if (!user.hasApp || user.isDeleted) {
    throw new TeamsError(403, 'ForbiddenOperationException', "Bot isn't installed in user's personal scope");
  }
  return user;
}

function startThread(workspace: Workspace, body: JsonObject, activity: JsonObject | null): Answered {
  const channel = textOf(objectOf(objectOf(body, 'channelData'), 'channel'), 'id');
  if (channel === '') throw badArgument('channelData.channel.id is missing.');
  if (activity === null) throw badArgument('A new thread needs an activity.');
  const { conversation } = writablePlace(workspace, channel);
  const { id } = addBotMessage(workspace, conversation.id, null, activity);
  return { status: 201, body: { id: `${conversation.id};messageid=${id}`, activityId: id } };
}
