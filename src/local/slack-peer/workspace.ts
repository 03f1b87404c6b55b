import type { SlackConversation, SlackMessage, SlackUser, SlackView, Trigger, Workspace } from './state.js';

/** Slack's error answer, `{ok: false, error}` with what else belongs to it. */
export class SlackError extends Error {
  override readonly name = 'SlackError';
  constructor(
    readonly code: string,
    readonly messages: readonly string[] = [],
    readonly more: Readonly<Record<string, string>> = {},
  ) {
    super(code);
  }
}

/** A new message timestamp: the clock's, but never the same or an earlier one. */
export function nextTs({ state, now }: Workspace): string {
  state.lastTs = Math.max(state.lastTs + 1, Math.round(now() * 1000));
  return `${Math.floor(state.lastTs / 1e6)}.${String(state.lastTs % 1e6).padStart(6, '0')}`;
}

/** A new id with this prefix, `Ev00000007`. */
export function nextId({ state }: Workspace, prefix: string): string {
  state.lastId += 1;
  return `${prefix}${String(state.lastId).padStart(8, '0')}`;
}

export const userOf = ({ state }: Workspace, id: string): SlackUser | null =>
  state.users.find((user) => user.id === id) ?? null;

export const conversationOf = ({ state }: Workspace, id: string): SlackConversation | null =>
  state.conversations.find((conversation) => conversation.id === id) ?? null;

/** The person whose direct conversation this is; null for a channel. */
export function ownerOf(workspace: Workspace, channel: string): string | null {
  const conversation = conversationOf(workspace, channel);
  return conversation?.kind === 'im' ? (conversation.members[0] ?? null) : null;
}

/** The person's direct conversation with the bot; always the same one. */
export function directConversation(workspace: Workspace, user: string): SlackConversation {
  const { state } = workspace;
  const known = state.conversations.find(({ kind, members }) => kind === 'im' && members[0] === user);
  if (known !== undefined) return known;
  const opened: SlackConversation = {
    id: `D${user.slice(1)}`,
    kind: 'im',
    name: 'directmessage',
    members: [user],
    hasBot: true,
  };
  state.conversations = [...state.conversations, opened];
  return opened;
}

export const messageAt = ({ state }: Workspace, channel: string, ts: string): SlackMessage | null =>
  state.messages.find((message) => message.channel === channel && message.ts === ts) ?? null;

export function addMessage(workspace: Workspace, message: Omit<SlackMessage, 'ts'>): SlackMessage {
  const added = { ...message, ts: nextTs(workspace) };
  workspace.state.messages = [...workspace.state.messages, added];
  workspace.changed({ kind: 'message', user: message.onlyFor ?? ownerOf(workspace, message.channel) });
  return added;
}

/** Puts a message in the place of an older one, or takes it away. What was ticked in it is forgotten. */
export function replaceMessage(workspace: Workspace, old: SlackMessage, by: SlackMessage | null): void {
  const { state } = workspace;
  state.messages = state.messages.flatMap((message) =>
    message.channel !== old.channel || message.ts !== old.ts ? [message] : by === null ? [] : [by],
  );
  state.choices = state.choices.filter(({ surface }) => surface !== surfaceOf(old));
  workspace.changed({ kind: 'message', user: old.onlyFor ?? ownerOf(workspace, old.channel) });
}

/** How choices name the message they were made in. */
export const surfaceOf = (message: SlackMessage): string => `${message.channel}/${message.ts}`;

/** A message that this person sees. */
export function isVisibleTo(workspace: Workspace, message: SlackMessage, user: string): boolean {
  const members = conversationOf(workspace, message.channel)?.members ?? [];
  return message.onlyFor === null ? members.includes(user) : message.onlyFor === user;
}

/** The person's modal on top. */
export const topView = ({ state }: Workspace, user: string): SlackView | null =>
  state.views.findLast((view) => view.user === user) ?? null;

export function newTrigger(workspace: Workspace, user: string, view: string | null): string {
  const trigger: Trigger = { id: nextId(workspace, '1234.5678.'), user, at: workspace.now(), isUsed: false, view };
  workspace.state.triggers = [...workspace.state.triggers, trigger];
  return trigger.id;
}

export function addNotice(workspace: Workspace, user: string, text: string): void {
  workspace.state.notices = [...workspace.state.notices, { user, at: workspace.now(), text }];
  workspace.changed({ kind: 'notice', user });
}
