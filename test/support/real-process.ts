import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { createSlackPeer, type SlackPeer } from '../../src/local/slack-peer/slack-peer.js';
import { tempDatabase } from './temp-database.js';

export const SECRET = '0123456789abcdef0123456789abcdef';
const MAIN = join(__dirname, '../../dist/src/main.js');

/** The program as `npm start` runs it, in a process of its own, and a Slack that it talks to. */
export interface RealProcess {
  readonly peer: SlackPeer;
  /** The lines of its log, as objects. */
  readonly log: Record<string, unknown>[];
  /** Kills it without warning, and starts it again on the same file and port. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function startProcess(environment: Readonly<Record<string, string>> = {}): Promise<RealProcess> {
  const database = tempDatabase();
  let port = 0;
  const peer = createSlackPeer({
    signingSecret: SECRET,
    botToken: 'xoxb-acme-1234567890',
    appUrl: () => `http://127.0.0.1:${port}/slack/events`,
    users: ['ines', 'alice', 'bob', 'carol', 'dave', 'mallory'].map((name) => ({
      id: `U${name.toUpperCase()}`,
      name,
      tz: 'Asia/Kolkata',
    })),
    channels: [{ id: 'CGENERAL', name: 'general' }],
    scopes: ['commands', 'chat:write', 'chat:write.public', 'im:write', 'im:history', 'users:read'],
  });
  await peer.start();
  const log: Record<string, unknown>[] = [];
  let child: ChildProcess | null = null;

  const launch = async (): Promise<void> => {
    child = spawn(process.execPath, [MAIN], {
      env: {
        PATH: process.env['PATH'] ?? '',
        SLACK_BOT_TOKEN: 'xoxb-acme-1234567890',
        SLACK_SIGNING_SECRET: SECRET,
        SLACK_API_URL: peer.apiUrl(),
        DATABASE_PATH: database.path,
        HOST: '127.0.0.1',
        PORT: String(port),
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let complaint = '';
    child.stderr?.on('data', (piece: Buffer) => (complaint += piece.toString()));
    const ended = once(child, 'exit').then(() => {
      throw new Error(`the process ended: ${complaint}`);
    });
    ended.catch(() => undefined);
    const started = new Promise<void>((resolve) => {
      createInterface({ input: child?.stdout ?? process.stdin }).on('line', (line) => {
        const entry = JSON.parse(line) as Record<string, unknown>;
        log.push(entry);
        if (entry['event'] !== 'started') return;
        port = Number(entry['port']);
        resolve();
      });
    });
    await Promise.race([started, ended]);
  };

  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };

  await launch();
  return {
    peer,
    log,
    async restart() {
      await end('SIGKILL');
      await launch();
    },
    async close() {
      await end('SIGTERM');
      await peer.stop();
      database.clean();
    },
  };
}
