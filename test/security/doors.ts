import { randomUUID } from 'node:crypto';
import { createSlackAdapter } from '../../adapters/slack/index.js';
import { createTeamsAdapter, MESSAGES_PATH } from '../../adapters/teams/index.js';
import type { Instant, TenantId } from '../../src/core/ids.js';
import type { Log } from '../../src/engine/log-port.js';
import type { Desk } from '../../src/engine/ports.js';
import { createHttpServer, type HttpHandler } from '../../src/http-server.js';
import { signToken, WRONG_TOKENS } from '../../src/local/teams-peer/sign-token.js';
import { createTeamsPeer } from '../../src/local/teams-peer/teams-peer.js';
import { option, printTable } from '../crash/table.js';
import type { Promised } from './promised.js';
import { type RawRequest, sendAll } from './pipeline.js';
import { ATTACKS, rightRequest, SECRET } from './slack-attacks.js';

// Requests that must not reach the program, at its real doors.
const REQUESTS = option('requests', process.argv.includes('--short') ? 13_000 : 1_000_000);
const FEW = 500;

const silent = (): void => undefined;
const LOG: Log = { debug: silent, info: silent, warn: silent, error: silent };
const clock = { now: () => Date.now() as Instant };
const timer = {
  after(ms: number, run: () => void) {
    const timeout = setTimeout(run, ms);
    return () => clearTimeout(timeout);
  },
};
const APP_ID = '11111111-2222-4333-8444-555555555555';
const TENANT_ID = 'aaaaaaaa-0000-4000-8000-000000000001';

/** A desk that counts what reaches it. */
function countingDesk() {
  let runs = 0;
  const desk: Desk = {
    receive() {
      runs += 1;
      return Promise.resolve({ kind: 'none' });
    },
  };
  return { desk, runs: () => runs };
}

async function listening(path: string, handle: HttpHandler) {
  const server = createHttpServer({ routes: [{ method: 'POST', path, handle }], isReady: () => [], log: LOG });
  const port = await server.listen('127.0.0.1', 0);
  return { port, close: () => server.close(0) };
}

interface Door {
  readonly name: string;
  readonly port: number;
  readonly runs: () => number;
  readonly attacks: Readonly<Record<string, (n: number) => RawRequest>>;
  readonly right: () => RawRequest;
}

/** Knocks with every kind of attack, the same share of each, and then once rightly. */
async function storm({ name, port, runs, attacks, right }: Door, promise: Promised): Promise<void> {
  const share = Math.ceil(REQUESTS / Object.keys(attacks).length);
  const rows: (string | number)[][] = [[name, 'requests', 'reached the program', 'answers']];
  const began = Date.now();
  let warm = 0;
  for (const [kind, make] of Object.entries(attacks)) {
    const before = runs();
    const statuses = await sendAll(port, share, make);
    rows.push([
      kind,
      share,
      runs() - before,
      [...statuses].map(([status, count]) => `${status || 'cut off'}: ${count}`).join(', '),
    ]);
    globalThis.gc?.();
    if (warm === 0) warm = process.memoryUsage().heapUsed;
  }
  const reached = runs();
  const grownMb = (process.memoryUsage().heapUsed - warm) / 1024 ** 2;
  await sendAll(port, FEW, right);
  rows.push(['control: right requests', FEW, runs() - reached, '']);
  printTable(
    `${name}: ${share * Object.keys(attacks).length} requests in ${Math.round((Date.now() - began) / 1000)} s, heap ${grownMb.toFixed(1)} MB larger than after the first kind`,
    rows,
  );
  promise(`${name}: no forged, changed, old, future, unsigned or oversize request reaches the program`, reached === 0);
  promise(`${name}: memory stays flat`, globalThis.gc === undefined || grownMb < 5);
  promise(`${name}: control: right requests do`, runs() - reached === FEW);
}

const OVERSIZE = 'x'.repeat(300 * 1024);

/** The real adapter behind the real server, with a desk that counts. */
async function openSlack() {
  const { desk, runs } = countingDesk();
  const adapter = createSlackAdapter({
    botToken: 'xoxb-acme-1234567890',
    transport: { signingSecret: SECRET },
    slackApiUrl: 'http://127.0.0.1:9/api/',
    desk,
    tenantOf: () => 'main' as TenantId,
    people: () => null,
    clock,
    wallClock: Date.now,
    timer,
    log: LOG,
  });
  const server = await listening('/slack/events', adapter.handle);
  return { server, adapter, runs };
}

async function slack(promise: Promised): Promise<void> {
  const { server, adapter, runs } = await openSlack();
  await storm({ name: 'Slack', port: server.port, runs, attacks: ATTACKS, right: rightRequest }, promise);
  await server.close();
  await adapter.stop();
}

async function teams(promise: Promised): Promise<void> {
  const { desk, runs } = countingDesk();
  const peer = createTeamsPeer({
    appId: APP_ID,
    tenantId: TENANT_ID,
    appPassword: 'app-password',
    appUrl: 'http://127.0.0.1:9',
    users: [{ name: 'alice', tz: 'UTC' }],
    hasThreads: false,
  });
  await peer.start();
  const adapter = createTeamsAdapter({
    registration: { appId: APP_ID, password: 'app-password', tenantId: TENANT_ID },
    tenants: [TENANT_ID],
    serviceUrl: peer.serviceUrl(),
    openIdUrl: peer.openIdUrl(),
    tokenUrl: peer.tokenUrl(),
    hasThreads: false,
    desk,
    tenant: 'main' as TenantId,
    people: () => null,
    known: () => null,
    rooms: () => [],
    keepRoom: silent,
    cardAt: () => null,
    clock,
    wallClock: Date.now,
    timer,
    log: LOG,
  });
  const server = await listening(MESSAGES_PATH, (request, response) => adapter.handle(request, response));
  const alice = peer.user('alice').id;
  const activity = (): string =>
    JSON.stringify({
      type: 'message',
      id: randomUUID(),
      channelId: 'msteams',
      serviceUrl: peer.serviceUrl(),
      from: { id: '29:alice', name: 'alice', aadObjectId: alice },
      recipient: { id: `28:${APP_ID}`, name: 'Handover' },
      conversation: { id: 'a:alice', conversationType: 'personal', tenantId: TENANT_ID },
      channelData: { tenant: { id: TENANT_ID } },
      text: 'help',
    });
  const post = (authorization: string | null, body = activity()): RawRequest => ({
    path: MESSAGES_PATH,
    headers: [
      ['content-type', 'application/json'],
      ...(authorization === null ? [] : [['authorization', authorization] as const]),
    ],
    body,
  });
  const claims = () => ({ audience: APP_ID, serviceUrl: peer.serviceUrl(), now: Date.now() });
  const right = `Bearer ${signToken(claims())}`;
  const wrong = Object.fromEntries(
    Object.entries(WRONG_TOKENS).map(([kind, flaws]) => {
      const token = `Bearer ${signToken(claims(), flaws)}`;
      return [kind, () => post(token)];
    }),
  );
  const attacks = {
    'no token': () => post(null),
    'no token at all, but a name': () => post(`Basic ${Buffer.from('a:b').toString('base64')}`),
    'a token for each of many tenants': (n: number) =>
      post(`Bearer ${signToken({ ...claims(), audience: `tenant-${n % 50}` })}`),
    'a token changed by one character': (n: number) => {
      const at = 7 + (n % (right.length - 8));
      return post(right.slice(0, at) + (right[at] === 'A' ? 'B' : 'A') + right.slice(at + 1));
    },
    'another type of body': (n: number) =>
      post(right, ['[]', '1', '"x"', '{', `{"type":"message","n":${n}}`][n % 5] ?? ''),
    ...wrong,
  };
  await storm({ name: 'Teams', port: server.port, runs, attacks, right: () => post(right) }, promise);
  await server.close();
  await adapter.stop();
  await peer.stop();
}

/** Bodies above the limit, signed rightly: refused before they are read to their end. */
async function oversize(promise: Promised): Promise<void> {
  const { server, adapter, runs } = await openSlack();
  const right = rightRequest();
  const large = (): RawRequest => ({ ...right, body: `${right.body}&more=${OVERSIZE}` });
  const statuses = await sendAll(server.port, 64, large);
  printTable('Slack: bodies of 300 kB', [
    ['requests', 'reached the program', 'answers'],
    [64, runs(), [...statuses].map(([status, count]) => `${status || 'cut off'}: ${count}`).join(', ')],
  ]);
  promise('oversize bodies do not reach the program', runs() === 0);
  await server.close();
  await adapter.stop();
}

export async function knockOnDoors(promise: Promised): Promise<void> {
  // Botbuilder writes a page to the console for each token whose key it does not know.
  const complain = console.error;
  console.error = silent;
  await slack(promise);
  await oversize(promise);
  await teams(promise);
  console.error = complain;
}
