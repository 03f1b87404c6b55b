import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import { createSlackAdapter } from '../../../adapters/slack/index.js';
import { createHttpServer } from '../../../src/http-server.js';
import { openEngine } from '../bench-engine.js';
import { TENANT } from '../seed.js';
import { endWith, readOrder, say } from './serve.js';

/** How often what is pending is taken for sent, in milliseconds: so that every card is marked anew, and its row written. */
const SENT_EVERY_MS = 100;
const DAY_MS = 86_400_000;

const { signingSecret, database: path, batchMax } = readOrder();
const { engine, store, connection, clock, passTime, commits } = openEngine(path, batchMax);
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
   WHERE wanted <> sent AND dead IS NULL`,
);
setInterval(() => send.run(), SENT_EVERY_MS);

const delay = monitorEventLoopDelay({ resolution: 1 });
const holdMs = (): number => delay.max / 1e6;
const countNudged = connection.prepare(`SELECT count(*) FROM outbox WHERE subject LIKE '%"kind":"nudge"%'`).pluck();

/** A checkpoint and a backup, on a connection and in a thread of their own, as `handover -- backup` has a process of its own. */
const BESIDE = `
  const { workerData, parentPort } = require('node:worker_threads');
  const { Sqlite } = require(workerData.library);
  const connection = new Sqlite(workerData.path);
  connection.pragma('wal_checkpoint(PASSIVE)');
  connection.backup(workerData.path + '.backup').then(() => parentPort.postMessage('done'));`;

/** All at once, and while people press. */
function disturb(): void {
  delay.reset();
  delay.enable();
  passTime(DAY_MS);
  const began = performance.now();
  const library = require.resolve('../../../src/sqlite-library.js');
  const beside = new Worker(BESIDE, { eval: true, workerData: { path, library } });
  beside.once('message', () => say({ backupMs: Math.round(performance.now() - began) }));
  void engine.scheduler.tick().then(() => say({ sweepMs: Math.round(performance.now() - began) }));
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
