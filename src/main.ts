import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { config as loadDotenv } from 'dotenv';
import { type App, createApp } from './app.js';
import { type AdapterMakers, loadAdapters } from './app/load-adapters.js';
import { appIdFrom, type Config, ConfigError, parseConfig } from './config.js';
import type { HandoverId, Instant, PersonId } from './core/ids.js';
import type { Log } from './engine/log-port.js';
import type { Clock, Ids, Timer } from './engine/ports.js';
import { createLog } from './log.js';

/** Letters and digits that nobody mistakes for each other. */
const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz';

function randomId(prefix: string, length: number): string {
  const letters = Array.from(randomBytes(length), (byte) => ALPHABET[byte % ALPHABET.length]);
  return prefix + letters.join('');
}

const NOTHING_SET = `Nothing to connect to yet. Handover needs the credentials of Slack, of Microsoft Teams, or of both:

  SLACK_BOT_TOKEN=xoxb-...          from "OAuth & Permissions"
  SLACK_SIGNING_SECRET=...          from "Basic Information"  (or SLACK_APP_TOKEN=xapp-... for Socket Mode)

  MICROSOFT_APP_ID=...              the three of the bot's app registration
  MICROSOFT_APP_PASSWORD=...
  MICROSOFT_APP_TENANT_ID=...

Set them in the environment or in a file called .env, and start again. README.md says how to create the apps.
To try it without any, leave LOCAL_WORKSPACE and HOST out: then the local workspace opens in your browser.`;

const systemClock: Clock = { now: () => Date.now() as Instant };

const timer: Timer = {
  after(ms, run) {
    const timeout = setTimeout(run, ms);
    return () => clearTimeout(timeout);
  },
};

const secret = (): string => randomBytes(32).toString('base64url');

const ids: Ids = {
  handover: () => randomId('h', 10) as HandoverId,
  person: () => randomId('p', 12) as PersonId,
  secret,
};

const makeApp = (config: Config, makers: AdapterMakers, log: Log, clock: Clock): App =>
  createApp({
    config,
    makers,
    log,
    clock,
    wallClock: () => Date.now(),
    timer,
    ids,
    random: () => Math.random(),
    onFatal(error) {
      // What was not acknowledged comes again, and meets the state as it was stored.
      log.error('stopped_by_fault', { error });
      process.exit(1);
    },
  });

/** The bot, and the platforms around it, for a look: with files of its own beside the real one. */
async function startLocally(config: Config): Promise<() => Promise<void>> {
  // It brings React along, which a bot that serves a real workspace never needs, and which is slow unless it is told.
  process.env['NODE_ENV'] ??= 'production';
  const { startWorkspace } = await import('./local/workspace/start-workspace.js');
  const makers = await loadAdapters({ slack: true, teams: true });
  const workspace = await startWorkspace({
    folder: join(dirname(config.databasePath), 'local-workspace'),
    makeBot: ({ slack, teams: { appId, tenantId, password, ...teams }, databasePath, clock, log }) => {
      const registration = { appId, tenantId, password };
      const connected = {
        slack: { mode: 'http', ...slack } as const,
        teams: { ...teams, registration, tenants: [tenantId], hasThreads: false },
      };
      return makeApp({ ...config, ...connected, databasePath, port: 0, host: '127.0.0.1' }, makers, log, clock);
    },
    wallClock: () => Date.now(),
    timer,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    secret,
    // The page shows what goes on; the console stays quiet unless it is asked.
    log: createLog(config.logLevel === 'info' ? 'error' : config.logLevel),
    port: config.port,
  });
  console.log(`Handover's local workspace is ready. Open ${workspace.address} in your browser.`);
  return workspace.stop;
}

async function startConnected(config: Config, log: Log): Promise<() => Promise<void>> {
  const app = makeApp(
    config,
    await loadAdapters({ slack: config.slack !== null, teams: config.teams !== null }),
    log,
    systemClock,
  );
  await app.start();
  return app.stop;
}

/** What the operator asks for behind `npm run handover --`. */
async function runCommand(words: readonly string[]): Promise<void> {
  const { operate } = await import('./operator/operate.js');
  process.exitCode = await operate(words, {
    config: () => parseConfig(process.env),
    appId: () => appIdFrom(process.env),
    appPackage: join(__dirname, '../../adapters/teams/app-package'),
    say: (line) => console.log(line),
    clock: systemClock,
    ids,
    nodeVersion: process.versions.node,
  });
}

async function main(): Promise<void> {
  loadDotenv({ quiet: true });
  const words = process.argv.slice(2);
  if (words.length > 0) return runCommand(words);
  const config = parseConfig(process.env);
  if (config.slack === null && config.teams === null && !config.localWorkspace) {
    console.error(NOTHING_SET);
    process.exitCode = 1;
    return;
  }
  const log = createLog(config.logLevel);
  const started = config.localWorkspace ? startLocally(config) : startConnected(config, log);
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    started
      .then((end) => end())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          log.error('stop_failed', { error });
          process.exit(1);
        },
      );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  await started;
}

main().catch((error: unknown) => {
  const isPlain = error instanceof ConfigError || error instanceof Error;
  console.error(isPlain ? error.message : String(error));
  process.exit(1);
});
