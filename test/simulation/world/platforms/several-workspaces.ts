import type { ChatPlatform, Identity } from '../../../../src/engine/ports.js';
import type { Side } from './side.js';

/** Several workspaces of one platform, each with an adapter of its own, as the one platform that the engine knows. */
export function togetherAs(
  sides: readonly Side[],
  isAt: (conversation: string, workspace: string) => boolean,
): ChatPlatform {
  const [first] = sides;
  if (!first) throw new Error('a platform has at least one workspace');
  const where = (conversation: string): ChatPlatform =>
    (sides.find(({ workspace }) => isAt(conversation, workspace)) ?? first).platform;
  const of = (identity: Identity): ChatPlatform =>
    (sides.find(({ workspace }) => workspace === identity.workspace) ?? first).platform;
  return {
    ...first.platform,
    openConversation: (identity) => of(identity).openConversation(identity),
    post: (message) => where(message.conversation).post(message),
    update: (ref, message) => where(ref.conversation).update(ref, message),
    find: (message, since) => where(message.conversation).find(message, since),
    copies: async (message, since) => (await where(message.conversation).copies?.(message, since)) ?? [],
    remove: (ref) => where(ref.conversation).remove(ref),
    profile: (identity) => of(identity).profile(identity),
    findByEmail: async (email) => (await Promise.all(sides.map(({ platform }) => platform.findByEmail(email)))).flat(),
    link: (ref, thread) => where(ref.conversation).link(ref, thread),
  };
}
