import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { realTimer } from '../../src/local/listen.js';
import { createSlackPeer, type SlackPeer } from '../../src/local/slack-peer/slack-peer.js';
import { createTeamsPeer, type TeamsPeer } from '../../src/local/teams-peer/teams-peer.js';
import { GROUP } from './seats/teams-seats.js';
import { tempDatabase } from './temp-database.js';

export const SECRET = '0123456789abcdef0123456789abcdef';
const MAIN = join(__dirname, '../../dist/src/main.js');
const SCOPES = [
  'commands',
  'chat:write',
  'chat:write.public',
  'im:write',
  'im:history',
  'users:read',
  'users:read.email',
];

const PEOPLE = ['ines', 'alice', 'bob', 'carol', 'dave', 'mallory'];
const APP_ID = '11111111-2222-4333-8444-555555555555';
const TENANT_ID = 'aaaaaaaa-0000-4000-8000-000000000001';

export type PlatformName = 'slack' | 'teams';

/** The program as `npm start` runs it, in a process of its own, with a Slack and a Teams that it may talk to. */
export interface RealProcess {
  readonly slack: SlackPeer;
  readonly teams: TeamsPeer;
  /** The lines of its log, as objects. */
  readonly log: Record<string, unknown>[];
  /** All that it wrote, on both of its outputs. */
  output(): string;
  /** Where it listens. */
  address(): string;
  /** With all that it stores. */
  readonly databaseFolder: string;
  readonly databasePath: string;
  /** Kills it without warning, and starts it again on the same file and port. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

function makeSlack(appUrl: () => string, people: readonly string[]): SlackPeer {
  return createSlackPeer({
    signingSecret: SECRET,
    botToken: 'xoxb-acme-1234567890',
    appUrl,
    users: people.map((name) => ({ id: `U${name.toUpperCase()}`, name, tz: 'Asia/Kolkata' })),
    channels: [{ id: 'CGENERAL', name: 'general' }],
    scopes: SCOPES,
  });
}

const makeTeams = (appUrl: () => string, people: readonly string[]): TeamsPeer =>
  createTeamsPeer({
    appId: APP_ID,
    tenantId: TENANT_ID,
    appPassword: 'app-password',
    appUrl,
    users: people.map((name) => ({ name, tz: 'Asia/Kolkata' })),
    conversations: [{ kind: 'groupChat', name: GROUP, members: people }],
    hasThreads: false,
  });

/** Everybody has an account on both. */
const EVERYWHERE: Readonly<Record<PlatformName, readonly string[]>> = { slack: PEOPLE, teams: PEOPLE };

async function isReadyAt(port: number): Promise<void> {
  const ask = (): Promise<boolean> =>
    fetch(`http://127.0.0.1:${port}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await ask())) await new Promise<void>((resolve) => void realTimer.after(50, resolve));
}

/** `platforms`: which of the two are configured. `people`: who is on them; whoever is on Teams has the app. */
export async function startProcess(
  platforms: readonly PlatformName[] = ['slack'],
  environment: Readonly<Record<string, string>> = {},
  people = EVERYWHERE,
): Promise<RealProcess> {
  const database = tempDatabase();
  let port = 0;
  const slack = makeSlack(() => `http://127.0.0.1:${port}/slack/events`, people.slack);
  const teams = makeTeams(() => `http://127.0.0.1:${port}/api/messages`, people.teams);
  await Promise.all([slack.start(), teams.start()]);
  const credentials: Readonly<Record<PlatformName, Readonly<Record<string, string>>>> = {
    slack: {
      SLACK_BOT_TOKEN: 'xoxb-acme-1234567890',
      SLACK_SIGNING_SECRET: SECRET,
      SLACK_API_URL: slack.apiUrl(),
    },
    teams: {
      MICROSOFT_APP_ID: APP_ID,
      MICROSOFT_APP_PASSWORD: 'app-password',
      MICROSOFT_APP_TENANT_ID: TENANT_ID,
      TEAMS_SERVICE_URL: teams.serviceUrl(),
      TEAMS_OPENID_URL: teams.openIdUrl(),
      TEAMS_TOKEN_URL: teams.tokenUrl(),
    },
  };
  const log: Record<string, unknown>[] = [];
  let child: ChildProcess | null = null;
  let output = '';

  const launch = async (): Promise<void> => {
    child = spawn(process.execPath, [MAIN], {
      env: {
        PATH: process.env['PATH'] ?? '',
        ...(platforms.includes('slack') ? credentials.slack : {}),
        ...(platforms.includes('teams') ? credentials.teams : {}),
        DATABASE_PATH: database.path,
        HOST: '127.0.0.1',
        PORT: String(port),
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let complaint = '';
    child.stderr?.on('data', (piece: Buffer) => {
      complaint += piece.toString();
      output += piece.toString();
    });
    child.stdout?.on('data', (piece: Buffer) => (output += piece.toString()));
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
    // A quiet log does not tell that it has started: then it is asked, at the port that it was given.
    const given = environment['PORT'];
    if (given !== undefined) port = Number(given);
    await Promise.race([given === undefined ? started : isReadyAt(port), ended]);
  };

  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };

  await launch();
  if (platforms.includes('teams')) for (const name of people.teams) await teams.user(name).install();
  return {
    slack,
    teams,
    log,
    output: () => output,
    address: () => `http://127.0.0.1:${port}`,
    databaseFolder: database.folder,
    databasePath: database.path,
    async restart() {
      await end('SIGKILL');
      await launch();
    },
    async close() {
      await end('SIGTERM');
      await Promise.all([slack.stop(), teams.stop()]);
      database.clean();
    },
  };
}
