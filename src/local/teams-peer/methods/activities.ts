import type { JsonObject } from '../../json.js';
import { objectsOf, textOf } from '../../json.js';
import { cardsIn } from '../card-tree.js';
import { errorFor } from '../teams-fault.js';
import type { TeamsMessage, Workspace } from '../state.js';
import { validateCard } from '../validate-card.js';
import { addMessage, messageAt, nextActivity, replaceMessage, TeamsError } from '../workspace.js';
import { placeFor, writablePlace } from './access.js';
import type { Answered, Asked, Method } from './method.js';

export interface MessageRules {
  /** The size of a whole activity, as Teams counts it. */
  readonly maxBytes: number;
  /** False: a personal chat knows no threads, and what is sent into one stands at its end. */
  readonly hasThreads: boolean;
}

const ACTIVITIES = /^\/v3\/conversations\/(?<conversation>[^/]+)\/activities(?:\/(?<activity>[^/]+))?$/;

/** Sending, replacing and deleting. */
export const activityMethods = (rules: MessageRules): readonly Method[] => [
  {
    name: 'sendActivity',
    verb: 'POST',
    pattern: ACTIVITIES,
    kind: 'posts',
    run: (workspace, asked) => send(workspace, asked, rules),
  },
  {
    name: 'updateActivity',
    verb: 'PUT',
    pattern: ACTIVITIES,
    kind: 'posts',
    run: (workspace, asked) => {
      checkActivity(asked.body, asked.bytes, rules);
      const old = own(workspace, asked);
      replaceMessage(workspace, old, { ...old, body: asked.body, isEdited: true });
      return { status: 200, body: { id: old.id } };
    },
  },
  {
    name: 'deleteActivity',
    verb: 'DELETE',
    pattern: ACTIVITIES,
    kind: 'changes',
    run: (workspace, asked) => {
      const old = own(workspace, asked);
      const hasThread = workspace.state.messages.some(({ root }) => root === old.id);
      replaceMessage(workspace, old, hasThread ? { ...old, body: {}, isTombstone: true } : null);
      return { status: 200, body: {} };
    },
  },
];

function send(workspace: Workspace, { params, body, bytes }: Asked, rules: MessageRules): Answered {
  checkActivity(body, bytes, rules);
  const { conversation, root } = writablePlace(workspace, params['conversation'] ?? '');
  if (root !== '' && messageAt(workspace, conversation.id, root) === null) {
    throw new TeamsError(404, 'ActivityNotFoundInConversation', 'Conversation not found.');
  }
  if (body['type'] !== 'message') return { status: 201, body: { id: nextActivity(workspace) } };
  const answered = messageAt(workspace, conversation.id, params['activity'] ?? '');
  const inChannel = conversation.kind === 'channel' && answered !== null ? (answered.root ?? answered.id) : null;
  const isThreaded = conversation.kind === 'channel' || (conversation.kind === 'personal' && rules.hasThreads);
  const { id } = addBotMessage(workspace, conversation.id, isThreaded ? root || inChannel : null, body);
  return { status: 201, body: { id } };
}

/** A new message of the bot. */
export const addBotMessage = (
  workspace: Workspace,
  conversation: string,
  root: string | null,
  body: JsonObject,
): TeamsMessage =>
  addMessage(workspace, {
    conversation,
    root,
    from: workspace.state.bot.id,
    isFromBot: true,
    body,
    isEdited: false,
    isTombstone: false,
  });

/** What Teams refuses in an activity. */
export function checkActivity(body: JsonObject, bytes: number, { maxBytes }: MessageRules): void {
  if (bytes > maxBytes) throw errorFor(413);
  const type = textOf(body, 'type');
  if (type !== 'message' && type !== 'typing') throw badArgument(`Unknown activity type "${type}".`);
  const isEmpty = textOf(body, 'text') === '' && objectsOf(body, 'attachments').length === 0;
  if (type === 'message' && isEmpty) throw badArgument('The message has neither text nor attachments.');
  const problems = cardsIn(body).flatMap(validateCard);
  if (problems.length > 0) throw badArgument(`The card is not one that Teams draws: ${problems.join('; ')}`);
}

export const badArgument = (message: string): TeamsError => new TeamsError(400, 'BadArgument', message);

/** The bot's own message that a call names, in a conversation where it may write. */
function own(workspace: Workspace, { params }: Asked): TeamsMessage {
  const { conversation } = placeFor(workspace, params['conversation'] ?? '');
  const message = messageAt(workspace, conversation.id, params['activity'] ?? '');
  if (message === null || message.isTombstone) {
    throw new TeamsError(404, 'ActivityNotFoundInConversation', 'Conversation not found.');
  }
  if (!message.isFromBot) throw new TeamsError(403, 'NotEnoughPermissions', 'The message is not the bot’s own.');
  writablePlace(workspace, conversation.id);
  return message;
}
