import { type App, createApp } from '../../src/app.js';
import { loadAdapters } from '../../src/app/load-adapters.js';
import { parseConfig } from '../../src/config.js';
import type { HandoverId, Instant, PersonId } from '../../src/core/ids.js';
import { createSlackPeer, type SlackPeer } from '../../src/local/slack-peer/slack-peer.js';
import { type Cast, createCast } from './cast.js';
import { tempDatabase } from './temp-database.js';

const SECRET = '0123456789abcdef0123456789abcdef';
const TOKEN = 'xoxb-acme-1234567890';

/** The program in this process, against a Slack on loopback, with a clock that only moves when it is told to. */
export interface RealApp {
  readonly peer: SlackPeer;
  readonly cast: Cast;
  now(): Date;
  /** Moves the clock, runs what was due by then, and ticks. */
  pass(ms: number): Promise<void>;
  /** The same, to an instant such as `2026-11-24T03:30:00Z`. */
  passTo(instant: string): Promise<void>;
  /** Resolves when all that can be done now is done. */
  idle(): Promise<void>;
  /** Stops the program, and starts it again on the same file. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** A Monday, 10:00 in London, 15:30 in Kolkata. */
export const START = Date.parse('2026-11-23T10:00:00Z');

export async function startApp(environment: Readonly<Record<string, string>> = {}): Promise<RealApp> {
  const database = tempDatabase();
  let now = START;
  let port = 0;
  let number = 0;
  const timers = new Map<() => void, number>();
  const peer = createSlackPeer({
    signingSecret: SECRET,
    botToken: TOKEN,
    appUrl: () => `http://127.0.0.1:${port}/slack/events`,
    users: ['ines', 'alice', 'bob', 'carol', 'dave', 'mallory'].map((name) => ({
      id: `U${name.toUpperCase()}`,
      name,
      tz: name === 'alice' ? 'Asia/Kolkata' : 'Europe/London',
    })),
    channels: [{ id: 'CGENERAL', name: 'general' }],
    scopes: ['commands', 'chat:write', 'chat:write.public', 'im:write', 'im:history', 'users:read'],
    clock: () => now,
  });
  await peer.start();
  const settings = {
    SLACK_BOT_TOKEN: TOKEN,
    SLACK_SIGNING_SECRET: SECRET,
    SLACK_API_URL: peer.apiUrl(),
    DATABASE_PATH: database.path,
    PORT: '0',
  };
  const silent = (): void => undefined;
  const makers = await loadAdapters({ slack: true, teams: false });
  const make = (): App =>
    createApp({
      makers,
      config: parseConfig({ ...settings, ...environment, PORT: String(port) }),
      log: { debug: silent, info: silent, warn: silent, error: silent },
      clock: { now: () => now as Instant },
      wallClock: () => Date.now(),
      timer: {
        after(ms, run) {
          timers.set(run, now + ms);
          return () => timers.delete(run);
        },
      },
      ids: {
        handover: () => `h${(number += 1)}` as HandoverId,
        person: () => `p${(number += 1)}` as PersonId,
        secret: () => `secret-${(number += 1)}-of-the-test-deployment`,
      },
      random: () => 0.5,
      onFatal: (error) => {
        throw error;
      },
    });
  let app = make();
  port = await app.start();

  const pass = async (ms: number): Promise<void> => {
    now += ms;
    for (const [run, at] of timers) {
      if (at > now) continue;
      timers.delete(run);
      run();
    }
    await app.tick();
  };

  return {
    peer,
    cast: createCast(peer, () => now),
    now: () => new Date(now),
    pass,
    passTo: (instant) => pass(Date.parse(instant) - now),
    idle: () => app.idle(),
    async restart() {
      await app.stop();
      app = make();
      await app.start();
    },
    async close() {
      await app.stop();
      await peer.stop();
      database.clean();
    },
  };
}
