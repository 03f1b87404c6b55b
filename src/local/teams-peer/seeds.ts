import { createHash } from 'node:crypto';
import type { TeamsConversation, TeamsState, TeamsUser } from './state.js';

/** A person to begin with; all but the name can be left out. */
export interface UserSeed extends Partial<Omit<TeamsUser, 'name'>> {
  /** The handle: small letters, digits, dots and dashes. */
  readonly name: string;
}

/** A channel or a group chat. `members`: by their handles. */
export interface ConversationSeed {
  readonly kind: 'channel' | 'groupChat';
  readonly name: string;
  readonly members: readonly string[];
  readonly hasBot?: boolean;
}

export interface StateSeeds {
  readonly appId: string;
  readonly tenantId: string;
  readonly users: readonly UserSeed[];
  readonly conversations?: readonly ConversationSeed[];
  readonly botName?: string;
}

/** A tenant in which nothing has happened yet. */
export function seedState(seeds: StateSeeds): TeamsState {
  const users = seeds.users.map((seed) => seedUser(seed, seeds.tenantId));
  for (const key of ['id', 'name', 'aadObjectId'] as const) {
    const twice = users.find((user, i) => users.some((other, j) => j < i && other[key] === user[key]));
    if (twice !== undefined) throw new Error(`two users have the ${key} ${twice[key]}: give each one its own`);
  }
  return {
    tenantId: seeds.tenantId,
    appId: seeds.appId,
    bot: { id: `28:${seeds.appId}`, name: seeds.botName ?? 'Handover' },
    region: 'emea',
    users,
    conversations: (seeds.conversations ?? []).map((seed) => seedConversation(seed, users)),
    messages: [],
    answeredCards: [],
    dialogs: [],
    choices: [],
    tokens: [],
    notices: [],
    calls: [],
    deliveries: [],
    lastActivity: 0,
    lastId: 0,
  };
}

function seedUser(seed: UserSeed, tenantId: string): TeamsUser {
  if (!/^[a-z][a-z0-9.-]*$/.test(seed.name)) {
    throw new Error(`"${seed.name}" is no handle: write small letters, digits, dots and dashes (alice)`);
  }
  const isExternal = seed.tenantId !== undefined && seed.tenantId !== tenantId;
  const address = `${seed.name}@${isExternal ? 'other' : 'acme'}.example`;
  return {
    id: `29:1-${seed.name}`,
    displayName: seed.name.charAt(0).toUpperCase() + seed.name.slice(1),
    aadObjectId: uuidOf(seed.name),
    email: address,
    userPrincipalName: address,
    tz: 'Europe/Berlin',
    locale: 'en-US',
    tenantId,
    isBot: false,
    isDeleted: false,
    hasApp: false,
    isBlocking: false,
    ...seed,
  };
}

/** The same id for the same name, shaped like Microsoft Entra's. */
function uuidOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

function seedConversation({ kind, name, members, hasBot = true }: ConversationSeed, users: readonly TeamsUser[]) {
  const ids = members.map((member) => {
    const user = users.find((one) => one.name === member);
    if (user === undefined) throw new Error(`${name} has a member ${member} who is not among the users`);
    return user.id;
  });
  const conversation: TeamsConversation = {
    id: `19:${name}@thread.${kind === 'channel' ? 'tacv2' : 'v2'}`,
    kind,
    name,
    members: ids,
    hasBot,
    teamId: kind === 'channel' ? '19:team@thread.tacv2' : null,
  };
  return conversation;
}
