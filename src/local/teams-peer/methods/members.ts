import type { JsonObject } from '../../json.js';
import type { TeamsUser, Workspace } from '../state.js';
import { TeamsError, userOf } from '../workspace.js';
import { readablePlace } from './access.js';
import type { Method } from './method.js';

const PAGE_MAX = 500;
const PAGE_MIN = 1;

/** Who is in a conversation, besides bots. https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context */
export const MEMBER_METHODS: readonly Method[] = [
  {
    name: 'getMembers',
    verb: 'GET',
    pattern: /^\/v3\/conversations\/(?<conversation>[^/]+)\/(?:members|activities\/[^/]+\/members)$/,
    kind: 'reads',
    run: (workspace, { params }) => ({
      status: 200,
      body: membersOf(workspace, params['conversation'] ?? '').map(memberJson),
    }),
  },
  {
    name: 'getPagedMembers',
    verb: 'GET',
    pattern: /^\/v3\/conversations\/(?<conversation>[^/]+)\/pagedmembers$/,
    kind: 'reads',
    run: (workspace, { params, query }) => {
      const all = membersOf(workspace, params['conversation'] ?? '');
      const size = Math.min(Math.max(Number(query.get('pageSize') ?? PAGE_MAX), PAGE_MIN), PAGE_MAX);
      const from = Number(query.get('continuationToken') ?? 0);
      const members = all.slice(from, from + size).map(memberJson);
      const more = from + size < all.length ? { continuationToken: String(from + size) } : {};
      return { status: 200, body: { members, ...more } };
    },
  },
  {
    name: 'getMember',
    verb: 'GET',
    pattern: /^\/v3\/conversations\/(?<conversation>[^/]+)\/members\/(?<member>[^/]+)$/,
    kind: 'reads',
    run: (workspace, { params }) => {
      const members = membersOf(workspace, params['conversation'] ?? '');
      const wanted = userOf(workspace, params['member'] ?? '');
      const member = members.find(({ id }) => id === wanted?.id);
      if (member === undefined) {
        throw new TeamsError(404, 'MemberNotFoundInConversation', 'Member not found in conversation.');
      }
      return { status: 200, body: memberJson(member) };
    },
  },
];

function membersOf(workspace: Workspace, id: string): readonly TeamsUser[] {
  const { conversation } = readablePlace(workspace, id);
  return workspace.state.users.filter(
    (user) => conversation.members.includes(user.id) && !user.isBot && !user.isDeleted,
  );
}

/** As the connector shows somebody; handles are the peer's own and stay out. */
function memberJson(user: TeamsUser): JsonObject {
  const [givenName = '', ...rest] = user.displayName.split(' ');
  return {
    id: user.id,
    name: user.displayName,
    objectId: user.aadObjectId,
    aadObjectId: user.aadObjectId,
    givenName,
    surname: rest.join(' '),
    ...(user.email === null ? {} : { email: user.email }),
    userPrincipalName: user.userPrincipalName,
    tenantId: user.tenantId,
    userRole: 'user',
  };
}
