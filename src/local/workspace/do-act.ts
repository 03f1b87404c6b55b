import { localDate, addDays } from '../../core/time.js';
import type { Timer } from '../../engine/ports.js';
import { type Act, isPersonAct, type WorldAct } from './acts.js';
import { CAST, type Name } from './cast.js';
import { ActRefused, type Example, type Named } from './chat-side.js';
import { endOf, type Jump, passTime } from './pass-time.js';
import type { World } from './world.js';

/** The one whose account the weather closes. */
const LEAVER: Name = 'alice';
/** How many days the example leaves for everything. */
const EXAMPLE_DAYS = 14;

export interface Doer {
  /** Resolves when it is done, and all that follows at once. Throws an {@link ActRefused} for what cannot be done. */
  act(act: Act): Promise<void>;
  /** Time passes, or the bot restarts. */
  isBusy(): boolean;
}

/** Carries out what the page asks for. */
export function createDoer(
  world: () => World,
  startOver: () => Promise<void>,
  timer: Timer,
  onChange: () => void,
): Doer {
  let isBusy = false;

  /** One thing at a time: while time passes, nothing else moves the world. */
  const alone = async (run: () => Promise<void>): Promise<void> => {
    if (isBusy) throw new ActRefused('One moment: the last change is still under way.');
    isBusy = true;
    onChange();
    try {
      await run();
    } finally {
      isBusy = false;
      onChange();
    }
  };

  const onWorld = async (act: WorldAct): Promise<void> => {
    const { weather, feed, bot, sideOf, move } = world();
    switch (act.kind) {
      case 'example':
        return sideOf('ines').startHandover('ines', exampleIn(world()));
      case 'platform':
        return move(act.person, act.platform);
      case 'jump':
        return alone(() => jump(world(), act.to, timer));
      case 'trouble':
        return weather.set(act.platform, act.trouble === 'none' ? null : act.trouble);
      case 'gone':
        feed.tell(act.isGone ? 'Alice’s account was closed.' : 'Alice’s account was opened again.');
        return sideOf(LEAVER).setGone(LEAVER, act.isGone);
      case 'restart':
        return alone(async () => {
          await bot.restart();
          for (const side of world().sides) await side.bringAgain();
        });
      case 'start_over':
        return alone(startOver);
    }
  };

  return {
    isBusy: () => isBusy,
    act: (act) => (isPersonAct(act) ? world().sideOf(act.person).act(act.person, act) : onWorld(act)),
  };
}

async function jump(world: World, to: Jump, timer: Timer): Promise<void> {
  const { clock, zone, bot } = world;
  const end = endOf(to, clock.now(), zone, world.handovers(), bot.current()?.records.outbox.nextAt() ?? null);
  if (end === null) throw new ActRefused('There is nothing to wait for.');
  await passTime({ clock, zone, timer, bot: bot.current, onStop: world.changed }, end);
}

/** An account that no running handover is about. */
function exampleIn(world: World): Example {
  const taken = new Set(world.handovers().map(({ account }) => account.said));
  const names = ['acme-prod', ...Array.from({ length: 99 }, (_, n) => `acme-prod-${n + 2}`)];
  const named = (name: Name): Named => ({
    name,
    email: CAST.find((member) => member.name === name)?.email ?? '',
    isHere: world.sideOf(name) === world.sideOf('ines'),
  });
  return {
    people: { outgoing: named(LEAVER), successor: named('bob'), administrator: named('carol') },
    account: names.find((name) => !taken.has(name)) ?? 'acme-prod',
    lastDay: addDays(localDate(world.clock.now(), world.zone), EXAMPLE_DAYS),
  };
}
