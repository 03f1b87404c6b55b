import { errorFor } from '../teams-fault.js';
import type { TeamsConversation, TeamsUser, Workspace } from '../state.js';
import { placeOf, TeamsError, userOf } from '../workspace.js';

/** Where a call points to, seen to be there. `root`: of the thread, empty for none. */
export interface Place {
  readonly conversation: TeamsConversation;
  readonly root: string;
  /** Of a personal chat. */
  readonly owner: TeamsUser | null;
}

/** The conversation that an id names. */
export function placeFor(workspace: Workspace, id: string): Place {
  const { conversation, root } = placeOf(workspace, id);
  if (conversation === null) throw errorFor(404);
  const owner = conversation.kind === 'personal' ? userOf(workspace, conversation.members[0] ?? '') : null;
  return { conversation, root, owner };
}

/** The conversation, where the bot may write now. */
export function writablePlace(workspace: Workspace, id: string): Place {
  const place = placeFor(workspace, id);
  const { conversation, owner } = place;
  if (owner !== null && (!owner.hasApp || owner.isBlocking || owner.isDeleted)) throw errorFor(403);
  if (owner === null && !conversation.hasBot) throw notInRoster();
  return place;
}

/** The conversation, where the bot may see who is in it. */
export function readablePlace(workspace: Workspace, id: string): Place {
  const place = placeFor(workspace, id);
  const isIn = place.owner === null ? place.conversation.hasBot : place.owner.hasApp && !place.owner.isDeleted;
  if (!isIn) throw notInRoster();
  return place;
}

const notInRoster = (): TeamsError =>
  new TeamsError(403, 'BotNotInConversationRoster', "The bot isn't part of the conversation roster.");
