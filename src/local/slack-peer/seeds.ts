import type { SlackConversation, SlackState, SlackTeam, SlackUser } from './state.js';

/** A person to begin with; all but the id can be left out. */
export interface UserSeed extends Partial<Omit<SlackUser, 'id'>> {
  /** As Slack's: `U` or `W`, then capital letters and digits. */
  readonly id: string;
}

export interface ChannelSeed {
  readonly id: string;
  readonly name: string;
  readonly members?: readonly string[];
  readonly hasBot?: boolean;
}

export interface StateSeeds {
  readonly team?: Partial<SlackTeam>;
  readonly users: readonly UserSeed[];
  readonly channels?: readonly ChannelSeed[];
  readonly scopes: readonly string[];
}

const BOT = { userId: 'UHANDOVER', botId: 'BHANDOVER', appId: 'AHANDOVER', name: 'handover' };

/** A workspace in which nothing has happened yet. */
export function seedState(seeds: StateSeeds): SlackState {
  const team = { id: 'TACME', name: 'Acme', domain: 'acme', ...seeds.team };
  const bot = seedUser({ id: BOT.userId, name: BOT.name, realName: 'Handover', isBot: true }, team.id);
  const users = [...seeds.users.map((seed) => seedUser(seed, team.id)), bot];
  const twice = users.find((user, i) => users.some((other, j) => j < i && other.id === user.id));
  if (twice !== undefined) throw new Error(`two users have the id ${twice.id}: give each one an id of its own`);
  return {
    team,
    bot: BOT,
    scopes: seeds.scopes,
    isInstalled: true,
    users,
    conversations: (seeds.channels ?? []).map((seed) => seedChannel(seed, users)),
    messages: [],
    views: [],
    choices: [],
    triggers: [],
    responseUrls: [],
    notices: [],
    calls: [],
    deliveries: [],
    lastTs: 0,
    lastId: 0,
  };
}

function seedUser(seed: UserSeed, teamId: string): SlackUser {
  if (!/^[UW][A-Z0-9]{2,20}$/.test(seed.id)) {
    throw new Error(`"${seed.id}" is not a Slack user id: write U or W, then capital letters and digits (UALICE)`);
  }
  const name = seed.name ?? seed.id.slice(1).toLowerCase();
  const realName = seed.realName ?? name.charAt(0).toUpperCase() + name.slice(1);
  return {
    name,
    realName,
    displayName: realName,
    email: `${name}@acme.example`,
    tz: 'Europe/Berlin',
    locale: 'en-US',
    deleted: false,
    isBot: false,
    isRestricted: false,
    isUltraRestricted: false,
    isStranger: false,
    teamId: seed.isStranger === true ? 'TOTHER' : teamId,
    ...seed,
  };
}

function seedChannel(seed: ChannelSeed, users: readonly SlackUser[]): SlackConversation {
  if (!/^C[A-Z0-9]{2,20}$/.test(seed.id)) {
    throw new Error(`"${seed.id}" is not a Slack channel id: write C, then capital letters and digits (CGENERAL)`);
  }
  const members = seed.members ?? users.filter((user) => !user.isBot).map((user) => user.id);
  return { id: seed.id, kind: 'channel', name: seed.name, members, hasBot: seed.hasBot ?? false };
}
