import type { Timer } from '../../../engine/ports.js';
import type { OrderedFault } from '../../faults.js';
import { prepareSigningKeys } from '../../teams-peer/keys.js';
import { seedState, type UserSeed } from '../../teams-peer/seeds.js';
import type { TeamsState, TeamsUser, Workspace } from '../../teams-peer/state.js';
import { createTeamsPeer } from '../../teams-peer/teams-peer.js';
import type { PersonAct } from '../acts.js';
import type { TeamsConnection } from '../bot.js';
import { CAST, type Name } from '../cast.js';
import { ActRefused, type ChatSide, EXAMPLE_ROLES, type Trouble } from '../chat-side.js';
import { createTeamsColumn, itemId, surfaceAt } from './teams-column.js';

/** Made up, and the same for every workspace: what the bot has stored names them. */
const APP_ID = '11111111-2222-4333-8444-555555555555';
const TENANT_ID = 'aaaaaaaa-0000-4000-8000-000000000001';
/** What went to and fro is kept for a while: what the bot did not take is brought again. */
const LOG_MAX = 20;

export interface TeamsSideOptions {
  /** As it was saved; null for a fresh tenant. */
  readonly saved: Readonly<Record<string, unknown>> | null;
  readonly appPassword: string;
  /** Where the bot takes what Teams brings. */
  readonly botUrl: () => string;
  /** Milliseconds; the time of the workspace, which can be moved. */
  readonly clock: () => number;
  /** Real milliseconds: tokens are dated with it. */
  readonly wallClock: () => number;
  readonly timer: Timer;
  readonly zone: string;
}

/** The bot's calls are looked at while they are fresh, and its tokens are those of one run. */
const NONE: readonly never[] = [];

const FAULTS = {
  down: { status: 503 },
  slow: { delayMs: 4_000 },
  busy: { rateLimitedFor: 20 },
} as const satisfies Record<Exclude<Trouble, 'blocked'>, unknown>;

/** Teams, played by its peer. */
export function createTeamsSide(options: TeamsSideOptions): ChatSide & { readonly connection: () => TeamsConnection } {
  const state = stateFrom(options);
  const { clock, wallClock, zone, appPassword } = options;
  const workspace: Workspace = { state, now: clock, url: () => '', changed: () => undefined };
  const peer = createTeamsPeer({
    state,
    users: [],
    appId: APP_ID,
    tenantId: TENANT_ID,
    appPassword,
    appUrl: () => `${options.botUrl()}/api/messages`,
    clock,
    wallClock,
    timer: options.timer,
    hasThreads: false,
  });
  const column = createTeamsColumn(workspace);
  const { users: everybody } = seeded(zone);
  const seedOf = (name: Name): TeamsUser => found(everybody, name);
  let fault: OrderedFault | null = null;

  const carryOut = async (name: Name, act: PersonAct): Promise<void> => {
    const person = peer.user(name);
    switch (act.kind) {
      case 'say':
        return void (await person.say(act.text));
      case 'press_card':
        return void (await person.pressAt(act));
      case 'press':
      case 'submit':
      case 'close':
        throw new Error('Teams has nothing of that kind');
    }
  };

  return {
    platform: 'teams',
    troubles: ['slow', 'busy', 'down', 'blocked'],
    connection: () => ({
      appId: APP_ID,
      tenantId: TENANT_ID,
      password: appPassword,
      serviceUrl: peer.serviceUrl(),
      openIdUrl: peer.openIdUrl(),
      tokenUrl: peer.tokenUrl(),
    }),
    async start() {
      void prepareSigningKeys();
      await peer.start();
    },
    stop: peer.stop,
    column: (name) => column(name, seedOf(name).id),
    async act(name, act) {
      try {
        await carryOut(name, act);
      } catch (error) {
        throw new ActRefused('This has just changed. Please look again.', { cause: error });
      }
    },
    async startHandover(name, example) {
      const person = peer.user(name);
      await person.say('handover');
      await peer.waitFor(() => person.find('Start a handover'), { what: 'the form' });
      for (const role of EXAMPLE_ROLES) {
        const { name: who, email, isHere } = example.people[role];
        if (isHere) person.set(`person.${role}`, who);
        else person.set(`text.${role}_email`, email);
      }
      person.set('choice.reason', 'transferred');
      person.set('date.last_day', example.lastDay);
      person.set('text.account', example.account);
      await person.press('Start');
      if (Object.values(example.people).every(({ isHere }) => isHere)) return;
      await peer.waitFor(() => person.find('Please check'), { what: 'the question whom the addresses mean' });
      await person.press('Start');
    },
    identity: (name) => ({ platform: 'teams', workspace: TENANT_ID, user: seedOf(name).aadObjectId }),
    itemAt: (name, { conversation, message }) => itemId(name, surfaceAt(conversation, message)),
    async setMembers(names) {
      const before = state.users;
      const isThere = ({ id }: TeamsUser): boolean => before.some((user) => user.id === id);
      const members = everybody.filter((user) => names.some((name) => name === user.name));
      state.users = members.map((user) => before.find(({ id }) => id === user.id) ?? user);
      for (const { name } of members.filter((user) => !isThere(user))) await peer.user(name).install();
    },
    setTrouble(trouble) {
      fault?.lift();
      fault =
        trouble === null || trouble === 'blocked'
          ? null
          : peer.fail('*', FAULTS[trouble], { times: Number.POSITIVE_INFINITY });
      for (const { id } of state.users) peer.changeUser(id, { isBlocking: trouble === 'blocked' });
    },
    setGone: async (name, isGone) => peer.changeUser(name, { isDeleted: isGone }),
    isGone: (name) => state.users.find((user) => user.name === name)?.isDeleted ?? false,
    bringAgain: async () => void (await peer.retryPending()),
    onChange: (listener) => void peer.onChange(listener),
    parts() {
      if (state.calls.length > 2 * LOG_MAX) state.calls = state.calls.slice(-LOG_MAX);
      if (state.deliveries.length > 2 * LOG_MAX) state.deliveries = state.deliveries.slice(-LOG_MAX);
      return { ...state, calls: NONE, tokens: NONE };
    },
  };
}

const seeded = (zone: string): TeamsState =>
  seedState({
    appId: APP_ID,
    tenantId: TENANT_ID,
    users: CAST.map(({ name, email }): UserSeed => ({ name, email, userPrincipalName: email, tz: zone })),
  });

function found(users: readonly TeamsUser[], name: Name): TeamsUser {
  const user = users.find((one) => one.name === name);
  if (user === undefined) throw new Error(`${name} is not in the cast`);
  return user;
}

/** What was saved is this program's own; a part that it lacks is as at the beginning, when nobody is at home here. */
function stateFrom({ saved, zone }: TeamsSideOptions): TeamsState {
  const fresh: TeamsState = { ...seeded(zone), users: [] };
  const state = { ...fresh, ...saved };
  // Weather does not outlive the process.
  return { ...state, users: state.users.map((user) => ({ ...user, isBlocking: false })) };
}
