import { join } from 'node:path';
import type { Handover } from '../../core/handover.js';
import type { Zone } from '../../core/ids.js';
import type { Log } from '../../engine/log-port.js';
import type { Timer } from '../../engine/ports.js';
import { type BotKeeper, createBotKeeper, type MakeBot } from './bot.js';
import type { Name, PlatformName } from './cast.js';
import { ActRefused, type ChatSide } from './chat-side.js';
import { createFeed, type Feed } from './feed.js';
import { handoversIn } from './journal.js';
import { createHomes } from './homes.js';
import type { DrawBlock } from './slack/draw-block.js';
import { createSlackSide } from './slack/slack-side.js';
import { numberIn, openStateFile } from './state-file.js';
import { createTeamsSide } from './teams/teams-side.js';
import { createWeather, type Weather } from './weather.js';
import { createWorldClock, type WorldClock } from './world-clock.js';

export interface WorldOptions {
  /** Where the bot's file and the platforms' file lie. */
  readonly folder: string;
  readonly makeBot: MakeBot;
  /** Real milliseconds since the epoch. */
  readonly wallClock: () => number;
  readonly timer: Timer;
  /** Where everybody works. */
  readonly zone: Zone;
  /** A new secret: the credentials are made up for each run. */
  readonly secret: () => string;
  /** For the operator. */
  readonly log: Log;
  readonly drawBlock: DrawBlock;
  readonly onChange: () => void;
}

/** The bot, the platforms that it talks to, the people, and their time. */
export interface World {
  readonly clock: WorldClock;
  readonly zone: Zone;
  readonly bot: BotKeeper;
  readonly feed: Feed;
  readonly weather: Weather;
  readonly sides: readonly ChatSide[];
  /** The platform that a person uses. */
  readonly sideOf: (name: Name) => ChatSide;
  /** Moves a person to another platform. Throws an {@link ActRefused} while a handover runs. */
  readonly move: (name: Name, platform: PlatformName) => Promise<void>;
  /** Something changed: it is saved, and shown. */
  readonly changed: () => void;
  /** All handovers, the running ones first; none while the bot is away. */
  readonly handovers: () => readonly Handover[];
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Opens the files and puts the world together as it was left. */
export function createWorld(options: WorldOptions): World {
  const { folder, makeBot, wallClock, timer, zone, secret, onChange } = options;
  const file = openStateFile(join(folder, 'platforms.db'));
  const saved = file.load('world');
  const clock = createWorldClock(wallClock, numberIn(saved, 'ahead', 0));
  const feed = createFeed(clock.now, onChange);
  const credentials = { botToken: `xoxb-local-${secret()}`, signingSecret: secret() };
  const slack = createSlackSide({
    ...credentials,
    saved: file.load('slack'),
    botUrl: () => bot.url(),
    clock: clock.now,
    timer,
    zone,
    drawBlock: options.drawBlock,
  });
  const teams = createTeamsSide({
    appPassword: secret(),
    saved: file.load('teams'),
    botUrl: () => bot.url(),
    clock: clock.now,
    wallClock,
    timer,
    zone,
  });
  const bot = createBotKeeper(() =>
    makeBot({
      slack: { ...credentials, apiUrl: slack.apiUrl() },
      teams: teams.connection(),
      databasePath: join(folder, 'handover.db'),
      clock,
      log: feed.log(options.log),
    }),
  );
  const sides: readonly ChatSide[] = [slack, teams];
  const homes = createHomes(sides, saved);
  const handovers = (): readonly Handover[] => {
    const current = bot.current();
    return current === null ? [] : handoversIn(current.records, sides);
  };

  let isStopped = false;
  const save = (): void => {
    if (isStopped) return;
    file.save('world', { ahead: clock.ahead(), homes: homes.all() });
    for (const side of sides) file.save(side.platform, side.parts());
  };
  // Before the bot has its answer: what a platform has taken, it does not lose, whatever happens to this process.
  const changed = (): void => {
    save();
    onChange();
  };
  for (const side of sides) side.onChange(changed);

  return {
    clock,
    zone,
    bot,
    feed,
    weather: createWeather(() => sides, feed),
    sides,
    sideOf: homes.sideOf,
    async move(name, platform) {
      if (handovers().some(({ status }) => status === 'running')) {
        throw new ActRefused('A handover is running. Finish or cancel it before anybody moves.');
      }
      await homes.move(name, platform);
      changed();
    },
    changed,
    handovers,
    async start() {
      for (const side of sides) await side.start();
      await bot.start();
      for (const side of sides) await side.bringAgain();
    },
    async stop() {
      await bot.stop();
      for (const side of sides) await side.stop();
      save();
      isStopped = true;
      file.close();
    },
  };
}
