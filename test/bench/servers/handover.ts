import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createSlackAdapter } from '../../../adapters/slack/index.js';
import { createHttpServer } from '../../../src/http-server.js';
import { openEngine } from '../bench-engine.js';
import { TENANT } from '../seed.js';
import { endWith, readOrder, say } from './serve.js';

/** How often what is pending is taken for sent, in milliseconds: so that every card is marked anew, and its row written. */
const SENT_EVERY_MS = 100;
const DAY_MS = 86_400_000;
const MAIN = join(__dirname, '../../../src/main.js');

const { signingSecret, database: path, batchMax, isPinned = false } = readOrder();
const { engine, store, connection, clock, passTime, commits, checkpoints } = openEngine(path, batchMax);
const silent = (): void => undefined;
const log = {
  debug: silent,
  info: silent,
  warn: silent,
  error: (event: string, more?: object) => say({ event, ...more }),
};
const slack = createSlackAdapter({
  botToken: 'xoxb-bench',
  transport: { signingSecret },
  slackApiUrl: 'http://127.0.0.1:9/api/',
  desk: engine.desk,
  tenantOf: () => TENANT,
  people: store.handovers.person,
  clock,
  wallClock: () => Date.now(),
  timer: { after: () => silent },
  log,
});
const http = createHttpServer({
  routes: [{ method: 'POST', path: '/slack/events', handle: slack.handle }],
  isReady: () => [],
  log,
});

// Stands in for the relay.
const send = connection.prepare(
  `UPDATE outbox SET sent = wanted, head_at = NULL, conversation = 'D1', message = '1.' || row
   WHERE row IN (SELECT row FROM outbox WHERE wanted <> sent AND dead IS NULL LIMIT 1000)`,
);
setInterval(() => void engine.inbox.write(() => send.run()), SENT_EVERY_MS);

const delay = monitorEventLoopDelay({ resolution: 1 });
const holdMs = (): number => delay.max / 1e6;
const countNudged = connection.prepare(`SELECT count(*) FROM outbox WHERE subject LIKE '%"kind":"nudge"%'`).pluck();

/**
 * The morning's nudges, and the command that backs up: all at once, and while people press. They fill the log, so that the
 * program writes it back meanwhile.
 */
function disturb(): void {
  delay.reset();
  delay.enable();
  passTime(DAY_MS);
  const began = performance.now();
  const before = checkpoints();
  const env = { PATH: process.env['PATH'] ?? '', DATABASE_PATH: path };
  const command = [process.execPath, MAIN, 'backup', `${path}.backup`];
  const [program = '', ...args] = isPinned ? ['taskset', '-c', '0,1', ...command] : command;
  const backup = spawn(program, args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  backup.once('exit', (code) => say({ backupMs: Math.round(performance.now() - began), backupCode: code }));
  void engine.scheduler
    .tick()
    .then(() => say({ sweepMs: Math.round(performance.now() - began), checkpoints: checkpoints() - before }));
}
process.on('SIGUSR2', disturb);

process.on('SIGWINCH', () => {
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  say({ heapUsed, rss });
});

void http.listen('127.0.0.1', 0).then((port) => say({ port }));
endWith(() => ({
  commits: commits(),
  holdMs: holdMs(),
  nudged: countNudged.get(),
  presses: connection.prepare('SELECT count(*) FROM inbox').pluck().get(),
}));
