import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { z } from 'zod';
import { createTeamsPeer, type TeamsPeer } from '../../../src/local/teams-peer/teams-peer.js';

/**
 * What refused tokens leave behind: the cost of a good request and the heap, before and after so many of them, of
 * Handover's door and of botbuilder alone. Fails when Handover's grow by more than was promised.
 */

const REFUSED = Number(process.argv[2] ?? 20_000);
const AT_ONCE = 16;
const PROBES = 200;
/** The least of so many rounds: what else the machine does only ever adds. */
const ROUNDS = 5;
const COST_MAX = 1.1;
const HEAP_MAX_BYTES = 5_000_000;
const APP_ID = '11111111-2222-4333-8444-555555555555';
const TENANT_ID = 'aaaaaaaa-0000-4000-8000-000000000001';

const started = z.object({ port: z.number() });
const spent = z.object({ cpuMicros: z.number(), heapBytes: z.number() });
type Spent = z.infer<typeof spent>;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const encoded = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** Tokens as somebody makes them who wants to get in: each of another tenant; every tenth with all but the signature right. */
function wrongToken(number: number): string {
  const tid = randomUUID();
  const seconds = Math.floor(Date.now() / 1000);
  const isClose = number % 10 === 0;
  const header = { alg: 'RS256', kid: 'peer-teams', typ: 'JWT' };
  const claims = {
    iss: isClose ? 'https://api.botframework.com' : `https://sts.windows.net/${tid}/`,
    aud: APP_ID,
    ...(isClose ? {} : { tid }),
    nbf: seconds - 60,
    exp: seconds + 3600,
  };
  return `${encoded(header)}.${encoded(claims)}.${randomBytes(256).toString('base64url')}`;
}

function post(agent: Agent, port: number, token: string, body: string): Promise<number> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  return new Promise((resolve, reject) => {
    const sent = request(
      { agent, port, host: '127.0.0.1', method: 'POST', path: '/api/messages', headers },
      (answer) => {
        answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

async function inParallel(count: number, run: (number: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) {
      next += 1;
      // oxlint-disable-next-line no-await-in-loop -- each worker sends one after the other
      await run(next);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

async function ask(child: ChildProcess): Promise<Spent> {
  const told = once(child, 'message');
  child.send('spent');
  return spent.parse((await told)[0]);
}

interface Measured {
  readonly name: string;
  /** CPU of a good request, in microseconds, and the heap in bytes. */
  readonly before: Spent;
  readonly after: Spent;
  readonly refusedMicros: number;
}

async function measure(name: string, peer: TeamsPeer): Promise<Measured> {
  const words = [name, peer.openIdUrl(), peer.serviceUrl(), APP_ID, TENANT_ID];
  // Botbuilder writes about every token that it refuses.
  const child = fork(join(__dirname, 'door.js'), words, {
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  try {
    return await measureDoor(name, peer, child);
  } finally {
    child.kill();
  }
}

async function measureDoor(name: string, peer: TeamsPeer, child: ChildProcess): Promise<Measured> {
  const { port } = started.parse((await once(child, 'message'))[0]);
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const good = peer.token();
  const typing = JSON.stringify({
    type: 'typing',
    id: '1',
    channelId: 'msteams',
    serviceUrl: peer.serviceUrl(),
    from: { id: '29:1-alice', aadObjectId: randomUUID() },
    recipient: { id: `28:${APP_ID}` },
    conversation: { id: 'a:1', conversationType: 'personal', tenantId: TENANT_ID },
  });

  const probe = async (): Promise<Spent> => {
    let least = Infinity;
    for (let n = 0; n < ROUNDS; n += 1) {
      // oxlint-disable-next-line no-await-in-loop -- rounds are measured one by one
      const [, cost] = await costOf(child, PROBES, async () => {
        const status = await post(agent, port, good, typing);
        if (status !== 200) throw new Error(`${name} answered ${status} to a good token`);
      });
      least = Math.min(least, cost);
    }
    return { cpuMicros: least, heapBytes: (await ask(child)).heapBytes };
  };

  await probe();
  const before = await probe();
  const [, refusedMicros] = await costOf(child, REFUSED, async (number) => {
    const status = await post(agent, port, wrongToken(number), typing);
    if (status === 200) throw new Error(`${name} took a wrong token`);
  });
  const after = await probe();
  agent.destroy();
  return { name, before, after, refusedMicros };
}

/** CPU microseconds of the door for each request. */
async function costOf(child: ChildProcess, count: number, run: (number: number) => Promise<unknown>) {
  const from = await ask(child);
  await inParallel(count, run);
  const to = await ask(child);
  return [count, (to.cpuMicros - from.cpuMicros) / count] as const;
}

const factor = ({ before, after }: Measured): number => after.cpuMicros / before.cpuMicros;
const growth = ({ before, after }: Measured): number => after.heapBytes - before.heapBytes;

function print(all: readonly Measured[]): void {
  const rows = all.map((one) => [
    one.name.padEnd(18),
    `${one.before.cpuMicros.toFixed(0)} -> ${one.after.cpuMicros.toFixed(0)} us`.padStart(18),
    `x${factor(one).toFixed(2)}`.padStart(7),
    `${(growth(one) / 1e6).toFixed(2)} MB`.padStart(10),
    `${one.refusedMicros.toFixed(0)} us`.padStart(12),
  ]);
  const head = [
    'after refused'.padEnd(18),
    'a good request'.padStart(18),
    ''.padStart(7),
    'heap'.padStart(10),
    'a refused one'.padStart(12),
  ];
  say(`${REFUSED} refused tokens; CPU of the process, the least of ${ROUNDS} rounds of ${PROBES} requests`);
  for (const row of [head, ...rows]) say(row.join('  '));
}

async function main(): Promise<void> {
  const users = [{ name: 'alice' }];
  const peer = createTeamsPeer({ appId: APP_ID, tenantId: TENANT_ID, appUrl: 'http://127.0.0.1:9/', users });
  await peer.start();
  const handover = await measure('handover', peer);
  const botbuilder = await measure('botbuilder alone', peer);
  await peer.stop();
  print([handover, botbuilder]);
  const isKept = factor(handover) <= COST_MAX && growth(handover) <= HEAP_MAX_BYTES;
  say(isKept ? `Kept: at most x${COST_MAX} and ${HEAP_MAX_BYTES / 1e6} MB.` : 'NOT kept.');
  process.exitCode = isKept ? 0 : 1;
}

main().catch((error: unknown) => {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = 1;
});
