import type { SlackAdapter, SlackAdapterOptions } from '../adapters/slack/index.js';
import { MESSAGES_PATH } from '../adapters/teams/path.js';
import { type AdapterMakers, loaded } from './app/load-adapters.js';
import type { Config, SlackConfig } from './config.js';
import type { PersonId, TenantId } from './core/ids.js';
import { DEFAULT_RULES, type Rules } from './core/rules.js';
import { createCalendar, holidayPlace } from './engine/calendar.js';
import { createEngine, type Engine } from './engine/engine.js';
import type { Log } from './engine/log-port.js';
import type { ChatPlatform, Clock, Desk, HandoverStore, Identity, Ids, Outbox, Timer } from './engine/ports.js';
import { createHttpServer, type Route } from './http-server.js';
import { huaweiCloud } from './procedures/load-procedure.js';
import { openStore } from './store/open-store.js';

/** One deployment serves one organization, whatever the platforms call it. */
const TENANT = 'main' as TenantId;
/** How long requests in flight may take to finish at a shutdown, in milliseconds. */
const GRACE_MS = 5_000;

export interface AppOptions {
  readonly config: Config;
  /** As `loadAdapters` gives them for this configuration. */
  readonly makers: AdapterMakers;
  readonly log: Log;
  readonly clock: Clock;
  /** Milliseconds since the epoch, real time: signatures are dated with it. */
  readonly wallClock: () => number;
  readonly timer: Timer;
  readonly ids: Ids;
  /** In [0, 1). */
  readonly random: () => number;
  /** The disk failed, or something else made everything uncertain: the process has to end. */
  readonly onFatal: (error: Error) => void;
}

export interface App {
  /** Starts everything and gives the port it listens on. */
  start(): Promise<number>;
  /** Takes nothing new, finishes what is in flight, and closes the file. */
  stop(): Promise<void>;
  /** One tick of the scheduler, and all that follows from it. */
  tick(): Promise<void>;
  /** Resolves when everything that can be done now is done. */
  idle(): Promise<void>;
  /** What is stored, to be looked at. */
  readonly records: Records;
}

export interface Records {
  readonly tenant: TenantId;
  readonly handovers: HandoverStore;
  readonly outbox: Outbox;
}

/** Puts the rooms together. Opening the store may throw, with words for the operator. */
export function createApp(options: AppOptions): App {
  const { config, log } = options;
  let isStarted = false;
  let isFailed = false;
  const onFatal = (error: Error): void => {
    if (isFailed) return;
    isFailed = true;
    options.onFatal(error);
  };
  const store = openStore({
    path: config.databasePath,
    ids: options.ids,
    log,
    onFatal,
    onDamaged: onFatal,
    checkpoints: {
      onWritten: (pages) => log.debug('checkpoint', { pages }),
      onFailed: (error) => log.warn('checkpoint_failed', { error }),
    },
  });
  const { handovers, outbox } = store;
  const platforms = new Map<string, ChatPlatform>();
  const starters = createStarters(config, platforms);
  const engine = createEngine({
    ...options,
    store: handovers,
    outbox,
    platforms,
    procedure: huaweiCloud(),
    rules: rulesFor(config, handovers),
    sealKey: store.ownValue('seal_key', options.ids.secret),
    mayStart: starters.includes,
    starters: starters.names,
    retentionDays: config.retentionDays,
    onFatal,
  });
  const { inbox, relay, scheduler } = engine;
  const adapters = connect(options, engine, handovers);
  for (const platform of adapters.platforms) platforms.set(platform.name, platform);
  const http = createHttpServer({ routes: adapters.routes, isReady: () => readiness(), log });

  /** The process may live on, and yet be of no use: then it says why. */
  const readiness = (): readonly string[] => {
    const reasons = isFailed ? ['the database could not be written'] : [];
    return isStarted ? reasons : [...reasons, 'starting or stopping'];
  };

  const idle = async (): Promise<void> => {
    await inbox.idle();
    await relay.idle();
    await inbox.idle();
  };

  return {
    async start() {
      const port = await http.listen(config.host, config.port);
      adapters.start();
      scheduler.start();
      relay.wake();
      void starters.look();
      isStarted = true;
      log.info('started', { host: config.host, port, ...adapters.modes });
      return port;
    },
    async stop() {
      log.info('stopping');
      isStarted = false;
      await Promise.all([http.close(GRACE_MS), adapters.stop(), scheduler.stop()]);
      await inbox.idle();
      await relay.stop();
      // What the last messages reported of people is stored as well.
      await inbox.idle();
      store.close();
      log.info('stopped');
    },
    async tick() {
      await scheduler.tick();
      relay.wake();
      await idle();
    },
    idle,
    records: { tenant: TENANT, handovers, outbox },
  };
}

/** @throws when the place of the holidays is not known. */
function rulesFor({ nudgeHour, holidays, nudgesUntilTold, nudgesUntilEscalated }: Config, store: HandoverStore): Rules {
  const place = holidays === null ? null : holidayPlace(holidays);
  if (holidays !== null && place === null) {
    throw new Error(`HOLIDAYS ${holidays} is no place whose holidays are known. Example: HOLIDAYS=DE-BY`);
  }
  const preferencesOf = (person: PersonId) => store.preferences(TENANT, person);
  const calendar = createCalendar({ nudgeHour, holidays: place, preferencesOf });
  return { ...DEFAULT_RULES, ...calendar, nudgesUntilTold, nudgesUntilEscalated };
}

function slackFor(
  slack: SlackConfig,
  desk: Desk,
  { makers, clock, wallClock, timer, log }: AppOptions,
  people: SlackAdapterOptions['people'],
): SlackAdapter {
  const transport =
    slack.mode === 'http'
      ? ({ mode: 'http', signingSecret: slack.signingSecret } as const)
      : ({ mode: 'socket', appToken: slack.appToken } as const);
  const { botToken, apiUrl } = slack;
  return loaded(makers.slack)({
    botToken,
    transport,
    slackApiUrl: apiUrl,
    desk,
    tenantOf: () => TENANT,
    people,
    clock,
    wallClock,
    timer,
    log,
  });
}

interface Adapters {
  readonly platforms: readonly ChatPlatform[];
  readonly routes: readonly Route[];
  /** For the log. */
  readonly modes: Readonly<Record<'slack' | 'teams', string>>;
  start(): void;
  stop(): Promise<void>;
}

/** The platforms that are configured, one or both. */
function connect(
  options: AppOptions,
  { desk, cardAt }: Pick<Engine, 'desk' | 'cardAt'>,
  store: HandoverStore,
): Adapters {
  const { config, makers, clock, wallClock, timer, log } = options;
  const slack = config.slack && slackFor(config.slack, desk, options, store.person);
  const teams =
    config.teams && loaded(makers.teams)(config.teams, TENANT, store, { desk, cardAt, clock, wallClock, timer, log });
  return {
    platforms: [slack, teams].flatMap((adapter) => adapter?.platform ?? []),
    routes: [
      ...(slack ? [{ method: 'POST', path: '/slack/events', handle: slack.handle } as const] : []),
      ...(teams ? [{ method: 'POST', path: MESSAGES_PATH, handle: teams.handle } as const] : []),
    ],
    modes: { slack: config.slack?.mode ?? 'off', teams: teams ? 'on' : 'off' },
    start: () => slack?.start(),
    stop: async () => {
      await Promise.all([slack?.stop(), teams?.stop()]);
    },
  };
}

/** Who may start a handover, and whom to ask for whoever may not. Their ids, until the platform has told their names. */
function createStarters({ initiators, admins }: Config, platforms: ReadonlyMap<string, ChatPlatform>) {
  const asked = initiators === 'everyone' ? [] : admins.length > 0 ? admins : initiators;
  const names = new Map(asked.map((user) => [user, user]));
  return {
    includes: ({ user }: Identity): boolean =>
      initiators === 'everyone' || initiators.includes(user) || admins.includes(user),
    names: (): readonly string[] => [...names.values()],
    async look(): Promise<void> {
      for (const platform of platforms.values()) {
        const looked = [...names.keys()].map(async (user) => {
          const profile = await platform.profile({ platform: platform.name, workspace: '', user });
          names.set(user, profile.name);
        });
        await Promise.allSettled(looked);
      }
    },
  };
}
