import { isObject } from '../json.js';
import { type Name, NAMES, type PlatformName } from './cast.js';
import type { ChatSide } from './chat-side.js';
import type { Parts } from './state-file.js';

/** Who uses which platform. Everybody is at home on exactly one. */
export function createHomes(sides: readonly ChatSide[], saved: Parts | null) {
  const [first] = sides;
  if (first === undefined) throw new Error('there is no platform to be at home on');
  const known = isObject(saved?.['homes']) ? saved['homes'] : {};
  const chosen = (name: Name): ChatSide => sides.find(({ platform }) => platform === known[name]) ?? first;
  let homes = new Map(NAMES.map((name) => [name, chosen(name)]));
  const named = (): Readonly<Record<string, PlatformName>> =>
    Object.fromEntries([...homes].map(([name, { platform }]) => [name, platform]));
  let all = named();

  return {
    sideOf: (name: Name): ChatSide => homes.get(name) ?? first,
    /** The platform's name by the person's. Another object only after a change. */
    all: (): Readonly<Record<string, PlatformName>> => all,
    async move(name: Name, platform: PlatformName): Promise<void> {
      const side = sides.find((one) => one.platform === platform);
      if (side === undefined) return;
      homes = new Map([...homes, [name, side]]);
      all = named();
      for (const one of sides) await one.setMembers(NAMES.filter((each) => homes.get(each) === one));
    },
  };
}
