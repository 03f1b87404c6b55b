import type { TeamsConversation, Workspace } from './state.js';

export interface Typed {
  readonly text: string;
  readonly mentions: readonly { readonly id: string; readonly name: string }[];
}

/** What a person types, as Teams stores it: outside a personal chat `@name` of a member becomes a mention. */
export function typedText(
  { state }: Workspace,
  { kind, members }: TeamsConversation,
  text: string,
  mentionsBot: boolean,
): Typed {
  const mentions: { id: string; name: string }[] = [];
  const mention = (id: string, name: string): string => {
    mentions.push({ id, name });
    return `<at>${name}</at>`;
  };
  const bot = mentionsBot ? `${mention(state.bot.id, state.bot.name)} ` : '';
  const typed = text.replace(/(?<!\S)@([\w.-]*\w)/g, (whole, name: string) => {
    const user = state.users.find((one) => one.name === name && members.includes(one.id));
    return kind === 'personal' || user === undefined ? whole : mention(user.id, user.displayName);
  });
  return { text: `${bot}${typed}`, mentions };
}
