import type { PlatformName } from './cast.js';
import { PLATFORM_NAMES } from './cast.js';
import type { ChatSide, Trouble } from './chat-side.js';
import type { Feed } from './feed.js';

/** What goes wrong with the platforms, on purpose. It does not outlive the process. */
export function createWeather(sides: () => readonly ChatSide[], feed: Feed) {
  const troubles = new Map<PlatformName, Trouble>();
  return {
    troubleOf: (platform: PlatformName): Trouble | null => troubles.get(platform) ?? null,
    set(platform: PlatformName, trouble: Trouble | null): void {
      const side = sides().find((one) => one.platform === platform);
      if (side === undefined) return;
      if (trouble === null) troubles.delete(platform);
      else troubles.set(platform, trouble);
      side.setTrouble(trouble);
      feed.tell(`${PLATFORM_NAMES[platform]} ${SAID[trouble ?? 'none']}`);
    },
  };
}

export type Weather = ReturnType<typeof createWeather>;

const SAID: Readonly<Record<Trouble | 'none', string>> = {
  none: 'is well again.',
  down: 'is down.',
  slow: 'is slow: every call takes 4 seconds.',
  blocked: 'blocks the bot: nobody there can be written to.',
  busy: 'takes no more calls for a while: it says 429, come back in 20 seconds.',
};
