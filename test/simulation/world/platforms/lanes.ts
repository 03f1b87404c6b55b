import type { ChatPlatform } from '../../../../src/engine/ports.js';
import type { Program } from '../program.js';
import type { World } from '../world.js';

/** What the relay is sending into a conversation at this moment. */
export interface Sending {
  /** Empty for an update. */
  readonly marker: string;
  readonly drawnAt: number;
}

/** By conversation, as the platform names it. */
export type Sendings = Map<string, Sending>;

/** What is sent into one conversation goes one by one, and not before the platform allows it. */
export function watchLanes(
  platform: ChatPlatform,
  placeOf: (conversation: string) => string,
  sendings: Sendings,
  world: World,
  program: Program,
): ChatPlatform {
  const alone = <T>(what: string, conversation: string, marker: string, run: () => Promise<T>): Promise<T> => {
    const where = placeOf(conversation);
    if (world.weather.isLimited(where)) {
      world.breaks('the wait that a platform asks for is kept', `${what} ${where}`);
    }
    return program.alone(where, async () => {
      sendings.set(where, { marker, drawnAt: world.now });
      try {
        return await run();
      } finally {
        sendings.delete(where);
      }
    });
  };
  return {
    ...platform,
    post: (message) => alone('post', message.conversation, message.marker, () => platform.post(message)),
    update: (ref, message) => alone('update', ref.conversation, '', () => platform.update(ref, message)),
    find: (message, since) => alone('find', message.conversation, '', () => platform.find(message, since)),
    remove: (ref) => alone('remove', ref.conversation, '', () => platform.remove(ref)),
  };
}
