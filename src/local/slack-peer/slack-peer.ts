import type { Timer } from '../../engine/ports.js';
import { createFaults } from '../faults.js';
import { addressOf, listen, realTimer, stopListening } from '../listen.js';
import type { WaitLimits } from '../wait-for.js';
import { waitFor } from '../wait-for.js';
import { createAdministration } from './administration.js';
import { createDeliveries } from './deliveries.js';
import { everything } from './everything.js';
import { CHAT_METHODS } from './methods/chat.js';
import { historyMethods } from './methods/history.js';
import { TEAM_METHODS } from './methods/team.js';
import { VIEW_METHODS } from './methods/views.js';
import type { Person } from './person.js';
import { createPerson } from './person.js';
import { answerResponse } from './response-urls.js';
import type { StateSeeds } from './seeds.js';
import { seedState } from './seeds.js';
import { createPeerServer } from './server.js';
import type { Fault, SlackTarget } from './slack-fault.js';
import { createSocketMode } from './socket-mode.js';
import type { Call, Change, SlackState, Workspace } from './state.js';
import { createWebApi } from './web-api.js';

export interface SlackPeerOptions extends StateSeeds {
  readonly signingSecret: string;
  readonly botToken: string;
  /** With it the app may connect by Socket Mode. */
  readonly appToken?: string;
  /** Where the app takes events, commands and clicks; a function where it is known only later. */
  readonly appUrl: string | (() => string);
  /** Milliseconds since the epoch: dates messages, triggers and response URLs. The real time unless given. */
  readonly clock?: () => number;
  /** Dates the signatures, which apps compare with the real time. The real time unless given. */
  readonly wallClock?: () => number;
  /** Slow answers and Slack's 3 seconds; real time unless given. */
  readonly timer?: Timer;
  /** A state to go on from; the seeds are then passed over. */
  readonly state?: SlackState;
  /** Takes one post a second in a channel, and answers 429 to the rest. Off unless given. */
  readonly limitsPosts?: boolean;
}

/** Slack on loopback: the Web API, signed deliveries, the people, and what can go wrong. */
export function createSlackPeer(options: SlackPeerOptions) {
  const state = options.state ?? seedState(options);
  const listeners = new Set<(change: Change) => void>();
  const timer = options.timer ?? realTimer;
  const wallClock = options.wallClock ?? Date.now;
  let address = '';
  let lookupLag = 0;
  const workspace: Workspace = {
    state,
    now: options.clock ?? Date.now,
    url: () => address,
    changed: (change) => {
      for (const listener of listeners) listener(change);
    },
  };
  const socket = options.appToken === undefined ? null : createSocketMode(timer, workspace.url);
  const faults = createFaults<Fault, SlackTarget>(timer);
  const api = createWebApi({
    workspace,
    faults,
    methods: {
      ...TEAM_METHODS,
      ...CHAT_METHODS,
      ...VIEW_METHODS,
      ...historyMethods(() => lookupLag),
      ...socket?.methods,
    },
    botToken: options.botToken,
    appToken: options.appToken ?? null,
    restMs: options.limitsPosts === true ? 1000 : 0,
  });
  const deliveries = createDeliveries({
    workspace,
    signingSecret: options.signingSecret,
    appUrl: addressOf(options.appUrl),
    timer,
    wallClock,
    socket,
  });
  const response = (token: string, args: Parameters<typeof api.answer>[2]) => answerResponse(workspace, token, args);
  const server = createPeerServer({ api: api.answer, response });
  if (socket !== null) server.on('upgrade', socket.upgrade);

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
    /** What the adapter takes as its Web API: the address with `/api/`. */
    apiUrl: (): string => `${address}/api/`,
    /** Ends every connection; calls that are held are never carried out. */
    stop: async (): Promise<void> => {
      faults.abandon();
      await socket?.close();
      await stopListening(server);
    },
    onChange,
    /** Orders a fault for a method, or for `*`. */
    fail: faults.order,
    /** Lifts all faults. */
    heal: faults.heal,
    /** From now on the newest messages, so many of them, are not yet in history and replies. */
    lagLookups: (messages: number): void => {
      lookupLag = messages;
    },
    signed: deliveries.signed,
    retryPending: deliveries.retryPending,
    redeliver: deliveries.redeliver,
    resend: deliveries.resend,
    /** Somebody at their Slack, by id or by name. */
    user: (idOrName: string): Person => createPerson(workspace, deliveries, idOf(workspace, idOrName)),
    /** One call of the Web API, without a connection in between. */
    answer: api.answer,
    ...createAdministration(workspace, deliveries),
    /** The calls of the app, of one method and about one person if given. */
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

export type SlackPeer = ReturnType<typeof createSlackPeer>;

function idOf({ state }: Workspace, idOrName: string): string {
  const user = state.users.find(({ id, name }) => id === idOrName || name === idOrName);
  if (user === undefined) throw new Error(`there is no user ${idOrName}: add one to the peer's users`);
  return user.id;
}
