import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PersonId, TenantId } from '../../src/core/ids.js';
import type { Log } from '../../src/engine/log-port.js';
import type { ChatPlatform, Clock, Desk, Identity, KnownPerson, MessageRef, Timer } from '../../src/engine/ports.js';
import type { Card } from '../../src/view/card.js';
import { createAnswerer } from './answer.js';
import { createTeamsPlatform } from './chat-platform.js';
import { createDirectory } from './directory.js';
import { createDoor } from './door.js';
import { createLogin } from './login.js';
import type { Drawing } from './markdown.js';
import { createReceive } from './receive.js';
import { createRoster } from './roster.js';
import { createTeamsSdk, type Registration, SCOPE } from './teams-platform.js';
import { english, type TeamsWords } from './words.js';

export { MESSAGES_PATH } from './path.js';

export interface TeamsAdapterOptions {
  /** Null takes anything from anybody: only for development on one machine. */
  readonly registration: Registration | null;
  /** The tenants that are served; null serves any, for development. */
  readonly tenants: readonly string[] | null;
  /** Where the connector is before Teams has said so itself. */
  readonly serviceUrl: string;
  readonly openIdUrl: string;
  /** A test peer's token endpoint; Microsoft's own login unless given. */
  readonly tokenUrl?: string;
  /** Puts what belongs together in a thread; a preview of Teams. */
  readonly hasThreads: boolean;
  /** Milliseconds until a call to Teams is given up; 5000 unless given. */
  readonly timeoutMs?: number;
  readonly desk: Desk;
  /** Whose handovers these are. */
  readonly tenant: TenantId;
  readonly people: (tenant: TenantId, person: PersonId) => KnownPerson | null;
  readonly known: (tenant: TenantId, identity: Identity) => KnownPerson | null;
  /** Teams and group chats that the bot is in, and one more of them; as this adapter names them. */
  readonly rooms: (tenant: TenantId) => readonly string[];
  readonly keepRoom: (tenant: TenantId, conversation: string) => void;
  /** The card at a message as it is now; `press`: of any of its buttons. Null for a message that is none of ours. */
  readonly cardAt: (tenant: TenantId, identity: Identity, ref: MessageRef, press: string) => Card | null;
  /** Dates deliveries. */
  readonly clock: Clock;
  /** Milliseconds since the epoch, real time: tokens are dated with it. */
  readonly wallClock: () => number;
  readonly timer: Timer;
  readonly log: Log;
  readonly words?: TeamsWords;
}

export interface TeamsAdapter {
  readonly platform: ChatPlatform;
  /** For `POST /api/messages`. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Takes nothing new, and resolves when all that came in is answered. */
  stop(): Promise<void>;
}

const DEFAULT_TIMEOUT_MS = 5000;
/** Who signs what the Bot Service sends. */
const ISSUER = 'https://api.botframework.com';

export function createTeamsAdapter(options: TeamsAdapterOptions): TeamsAdapter {
  const { registration, tenants, tenant, openIdUrl, serviceUrl, timer, wallClock, log, words = english } = options;
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const tenantOf = (workspace: string): TenantId | null =>
    tenants === null || tenants.includes(workspace) ? tenant : null;
  const { tokenUrl: url } = options;
  const sdk = createTeamsSdk({
    registration,
    openIdUrl,
    issuer: ISSUER,
    timeoutMs,
    timer,
    isAllowed: allowing(serviceUrl, registration !== null),
    login:
      url === undefined || !registration?.password
        ? null
        : createLogin({ url, ...registration, password: registration.password, scope: SCOPE, timeoutMs, wallClock }),
  });
  const appId = registration?.appId ?? '';
  const directory = createDirectory({ serviceUrl, known: (identity) => options.known(tenant, identity) });
  const drawingOf = (workspace: string): Drawing | null => {
    const served = tenantOf(workspace);
    return served && { workspace, words, people: (person) => options.people(served, person) };
  };
  const installLink = `https://teams.microsoft.com/l/app/${appId}`;
  const roster = createRoster({
    connector: sdk,
    directory,
    rooms: () => options.rooms(tenant),
    isServed: (workspace) => tenantOf(workspace) !== null,
    wallClock,
    timer,
    log,
  });
  const platform = createTeamsPlatform({
    connector: sdk,
    directory,
    roster,
    appId,
    tenantId: registration?.tenantId ?? '',
    hasThreads: options.hasThreads,
    installLink,
    drawingOf,
  });
  const answerer = createAnswerer({ connector: sdk, directory, platform, installLink, log });
  const receive = createReceive({ ...options, connector: sdk, directory, answerer, tenantOf, drawingOf, words });
  const expected = registration && {
    issuer: ISSUER,
    audience: appId,
    tenants: [...(tenants ?? []), registration.tenantId],
  };
  const door = createDoor({ take: sdk.take, expected, receive, wallClock, timer, log });
  return { platform, handle: door.handle, stop: door.stop };
}

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages */
const HOSTS = /^(?:smba\.trafficmanager\.net|(?:[\w-]+\.)+(?:botframework\.com|teams\.microsoft\.(?:com|us)))$/;
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** The token of ours goes to Microsoft's connectors, or to the one address that was configured, and nowhere else. */
function allowing(serviceUrl: string, isRegistered: boolean): (url: URL) => boolean {
  const configured = new URL(serviceUrl).origin;
  return ({ protocol, hostname, origin }) => {
    if (origin === configured) return true;
    return isRegistered ? protocol === 'https:' && HOSTS.test(hostname) : LOOPBACK.has(hostname);
  };
}
