import { randomBytes } from 'node:crypto';
import { config as loadDotenv } from 'dotenv';
import { createApp } from './app.js';
import { ConfigError, parseConfig } from './config.js';
import type { HandoverId, Instant, PersonId } from './core/ids.js';
import { createLog } from './log.js';

/** Letters and digits that nobody mistakes for each other. */
const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz';

function randomId(prefix: string, length: number): string {
  const letters = Array.from(randomBytes(length), (byte) => ALPHABET[byte % ALPHABET.length]);
  return prefix + letters.join('');
}

const NOTHING_SET = `Nothing to connect to yet. Handover needs Slack's credentials:

  SLACK_BOT_TOKEN=xoxb-...          from "OAuth & Permissions"
  SLACK_SIGNING_SECRET=...          from "Basic Information"  (or SLACK_APP_TOKEN=xapp-... for Socket Mode)

Set them in the environment or in a file called .env, and start again. README.md says how to create the Slack app.`;

async function main(): Promise<void> {
  loadDotenv({ quiet: true });
  const config = parseConfig(process.env);
  if (config.slack === null) {
    console.error(NOTHING_SET);
    process.exitCode = 1;
    return;
  }
  const log = createLog(config.logLevel);
  const app = createApp({
    config,
    log,
    clock: { now: () => Date.now() as Instant },
    wallClock: () => Date.now(),
    timer: {
      after(ms, run) {
        const timeout = setTimeout(run, ms);
        return () => clearTimeout(timeout);
      },
    },
    ids: {
      handover: () => randomId('h', 10) as HandoverId,
      person: () => randomId('p', 12) as PersonId,
      secret: () => randomBytes(32).toString('base64url'),
    },
    random: () => Math.random(),
    onFatal(error) {
      // What was not acknowledged comes again, and meets the state as it was stored.
      log.error('stopped_by_fault', { error });
      process.exit(1);
    },
  });
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    app.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error('stop_failed', { error });
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  await app.start();
}

main().catch((error: unknown) => {
  const isPlain = error instanceof ConfigError || error instanceof Error;
  console.error(isPlain ? error.message : String(error));
  process.exit(1);
});
