import type { Timer } from '../../engine/ports.js';
import { createFaults } from '../faults.js';
import type { JsonObject } from '../json.js';
import { addressOf, listen, realTimer, stopListening } from '../listen.js';
import type { WaitLimits } from '../wait-for.js';
import { waitFor } from '../wait-for.js';
import { createAdministration } from './administration.js';
import { createConnector } from './connector.js';
import { createDeliveries } from './deliveries.js';
import { everything } from './everything.js';
import { activityMethods } from './methods/activities.js';
import { conversationMethods } from './methods/conversations.js';
import { loginMethods } from './methods/login.js';
import { MEMBER_METHODS } from './methods/members.js';
import type { Person } from './person.js';
import { createPerson } from './person.js';
import { SEND_LIMITS } from './rate-limits.js';
import type { StateSeeds } from './seeds.js';
import { seedState } from './seeds.js';
import { createPeerServer } from './server.js';
import type { Call, Change, TeamsState, Workspace } from './state.js';
import type { Fault, TeamsTarget } from './teams-fault.js';
import { serviceUrl, userOf } from './workspace.js';

/** About 100 KB of UTF-16. https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages */
const MESSAGE_MAX_BYTES = 100 * 1024;

export interface TeamsPeerOptions extends StateSeeds {
  /** Where the app takes activities; a function where it is known only later. */
  readonly appUrl: string | (() => string);
  /** The client secret that the app has to show; any unless given. */
  readonly appPassword?: string;
  /** Milliseconds since the epoch: dates messages. The real time unless given. */
  readonly clock?: () => number;
  /** Dates the tokens, which apps compare with the real time. The real time unless given. */
  readonly wallClock?: () => number;
  /** Slow answers and Teams' own time limits; real time unless given. */
  readonly timer?: Timer;
  /** A state to go on from; the seeds are then passed over. */
  readonly state?: TeamsState;
  /** Holds the app to 7 messages a second in a conversation, and so on, and answers 429 to the rest. Off unless given. */
  readonly limitsPosts?: boolean;
  /** Two bytes for each UTF-16 code unit of an activity. */
  readonly messageMaxBytes?: number;
  /** False: personal chats have no threads. They have unless given. */
  readonly hasThreads?: boolean;
}

/** Teams on loopback: the Bot Connector, its OpenID server, signed activities, the people, and what can go wrong. */
export function createTeamsPeer(options: TeamsPeerOptions) {
  const state = options.state ?? seedState(options);
  const listeners = new Set<(change: Change) => void>();
  const timer = options.timer ?? realTimer;
  const wallClock = options.wallClock ?? Date.now;
  let address = '';
  const workspace: Workspace = {
    state,
    now: options.clock ?? Date.now,
    url: () => address,
    changed: (change) => {
      for (const listener of listeners) listener(change);
    },
  };
  const rules = {
    maxBytes: options.messageMaxBytes ?? MESSAGE_MAX_BYTES,
    hasThreads: options.hasThreads ?? true,
  };
  const faults = createFaults<Fault, TeamsTarget>(timer);
  const connector = createConnector({
    workspace,
    faults,
    methods: [
      ...loginMethods({ appPassword: options.appPassword ?? null, wallClock }),
      ...conversationMethods(rules),
      ...activityMethods(rules),
      ...MEMBER_METHODS,
    ],
    limits: options.limitsPosts === true ? SEND_LIMITS : [],
    wallClock,
  });
  const deliveries = createDeliveries({ workspace, appUrl: addressOf(options.appUrl), timer, wallClock });
  const server = createPeerServer(connector.answer);

  /** Calls the listener after every change; the result ends it. */
  const onChange = (listener: (change: Change) => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };

  return {
    state,
    /** Listens on a free port of 127.0.0.1 (or the one given); gives the address, without a slash at the end. */
    start: async (port = 0): Promise<string> => {
      address = await listen(server, port);
      return address;
    },
    /** Where the app sends its calls, with a slash at the end. */
    serviceUrl: (): string => serviceUrl(workspace),
    /** Where the app learns who signs activities. */
    openIdUrl: (): string => `${address}/v1/.well-known/openidconfiguration`,
    /** Where the app gets the token for its calls. */
    tokenUrl: (): string => `${address}/${state.tenantId}/oauth2/v2.0/token`,
    /** Ends every connection; calls that are held are never carried out. */
    stop: async (): Promise<void> => {
      faults.abandon();
      await stopListening(server);
    },
    onChange,
    /** Orders a fault for a method, or for `*`. */
    fail: faults.order,
    /** Lifts all faults. */
    heal: faults.heal,
    /** A token as the Bot Service makes it, or a wrong one; see `WRONG_TOKENS`. */
    token: deliveries.token,
    /** One call of the connector, without a connection in between. */
    answer: connector.answer,
    /** Posts any activity with any token, or with none for null, and gives the bare answer. */
    signed: (activity: JsonObject, bearer: string | null = deliveries.token()) => deliveries.post(activity, bearer),
    retryPending: deliveries.retryPending,
    redeliver: deliveries.redeliver,
    resend: deliveries.resend,
    /** Somebody at their Teams, by handle, id or mail address. */
    user: (named: string): Person => createPerson(workspace, deliveries, idOf(workspace, named)),
    ...createAdministration(workspace),
    /** The calls of the app, of one method and about one person (by id) if given. */
    calls: (method?: string, user?: string): readonly Call[] =>
      state.calls.filter(
        (call) => (method === undefined || call.method === method) && (user === undefined || call.user === user),
      ),
    /** Resolves with the first value of `look` that is there; looks after every change. */
    waitFor: <T>(look: () => T | null | undefined | false, limits: WaitLimits = {}): Promise<T> =>
      waitFor({ onChange, timer, everything: () => everything(workspace) }, look, limits),
    /** What everybody sees, for an error. */
    everything: (): string => everything(workspace),
  };
}

export type TeamsPeer = ReturnType<typeof createTeamsPeer>;

function idOf(workspace: Workspace, named: string): string {
  const user = userOf(workspace, named);
  if (user === null) throw new Error(`there is no user ${named}: add one to the peer's users`);
  return user.id;
}
