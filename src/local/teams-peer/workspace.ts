import type { TeamsConversation, TeamsMessage, TeamsUser, Workspace } from './state.js';

/** The connector's error answer, `{error: {code, message}}`. */
export class TeamsError extends Error {
  override readonly name = 'TeamsError';
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(message);
  }
}

/** A new activity id: the clock's milliseconds, but never the same or an earlier one. */
export function nextActivity({ state, now }: Workspace): string {
  state.lastActivity = Math.max(state.lastActivity + 1, Math.round(now()));
  return String(state.lastActivity);
}

/** A new id with this prefix, `dialog.00000007`. */
export function nextId({ state }: Workspace, prefix: string): string {
  state.lastId += 1;
  return `${prefix}${String(state.lastId).padStart(8, '0')}`;
}

/** Where the app sends its calls, with a slash at the end, as activities name it. */
export const serviceUrl = ({ state, url }: Workspace): string => `${url()}/${state.region}/`;

/** A person by Teams' id, by Microsoft Entra's, by mail address or by handle. */
export function userOf({ state }: Workspace, id: string): TeamsUser | null {
  const isNamed = (user: TeamsUser): boolean =>
    [user.id, user.aadObjectId, user.name].includes(id) ||
    [user.email, user.userPrincipalName].some((address) => address?.toLowerCase() === id.toLowerCase());
  return state.users.find(isNamed) ?? null;
}

/** The user's entry is replaced. */
export function changeUser(workspace: Workspace, id: string, to: Partial<Omit<TeamsUser, 'id'>>): void {
  const { state } = workspace;
  state.users = state.users.map((user) => (user.id === id ? { ...user, ...to } : user));
  workspace.changed({ kind: 'user', user: id });
}

/** The conversation, and the thread in it, that `base;messageid=root` names. */
export function placeOf({ state }: Workspace, id: string): { conversation: TeamsConversation | null; root: string } {
  const [base = '', root = ''] = id.split(';messageid=');
  return { conversation: state.conversations.find((one) => one.id === base) ?? null, root };
}

/** The person whose personal chat this is; null for any other conversation. */
export function ownerOf(workspace: Workspace, id: string): string | null {
  const { conversation } = placeOf(workspace, id);
  return conversation?.kind === 'personal' ? (conversation.members[0] ?? null) : null;
}

/** The person's chat with the bot; always the same one. */
export function personalChat(workspace: Workspace, user: TeamsUser): TeamsConversation {
  const { state } = workspace;
  const known = state.conversations.find(({ kind, members }) => kind === 'personal' && members[0] === user.id);
  if (known !== undefined) return known;
  const opened: TeamsConversation = {
    id: `a:1-${user.name}`,
    kind: 'personal',
    name: '',
    members: [user.id],
    hasBot: true,
    teamId: null,
  };
  state.conversations = [...state.conversations, opened];
  return opened;
}

export const messageAt = ({ state }: Workspace, conversation: string, id: string): TeamsMessage | null =>
  state.messages.find((message) => message.conversation === conversation && message.id === id) ?? null;

export function addMessage(workspace: Workspace, message: Omit<TeamsMessage, 'id'>): TeamsMessage {
  const added = { ...message, id: nextActivity(workspace) };
  workspace.state.messages = [...workspace.state.messages, added];
  workspace.changed({ kind: 'message', user: ownerOf(workspace, message.conversation) });
  return added;
}

/** Puts a message in the place of an older one, or takes it away. */
export function replaceMessage(workspace: Workspace, old: TeamsMessage, by: TeamsMessage | null): void {
  const { state } = workspace;
  state.messages = state.messages.flatMap((message) =>
    message.conversation !== old.conversation || message.id !== old.id ? [message] : by === null ? [] : [by],
  );
  forget(workspace, surfaceOf(old));
  workspace.changed({ kind: 'message', user: ownerOf(workspace, old.conversation) });
}

/** A card was drawn anew: answers of invokes, and what was typed and opened in it, are gone. */
export function forget({ state }: Workspace, surface: string, user?: string): void {
  const stays = (one: { readonly surface: string; readonly user: string }): boolean =>
    one.surface !== surface || (user !== undefined && one.user !== user);
  state.answeredCards = state.answeredCards.filter(stays);
  state.choices = state.choices.filter(stays);
}

/** How choices and answered cards name the message they belong to. */
export const surfaceOf = ({ conversation, id }: TeamsMessage): string => `${conversation}/${id}`;

/** A message that this person sees. */
export const isVisibleTo = (workspace: Workspace, message: TeamsMessage, user: string): boolean =>
  placeOf(workspace, message.conversation).conversation?.members.includes(user) === true;

export function addNotice(workspace: Workspace, user: string, text: string): void {
  workspace.state.notices = [...workspace.state.notices, { user, at: workspace.now(), text }];
  workspace.changed({ kind: 'notice', user });
}
