import type { Connector, Member, OutgoingActivity, Place } from '../../../../../adapters/teams/connector.js';
import { ConnectorBroken, ConnectorRefusal } from '../../../../../adapters/teams/errors.js';
import { splitThread } from '../../../../../adapters/teams/reference.js';
import type { Ledger } from '../../ledger.js';
import { conversationOf, emailOf, type Person } from '../../person.js';
import type { World } from '../../world.js';
import type { Json } from '../json.js';
import type { Sendings } from '../lanes.js';
import type { Faults, Wire } from '../wire.js';
import { formIn, lookAt } from './look.js';
import type { TeamsClient } from './teams-client.js';
import { teamsIdOf } from './teams-names.js';

export const TEAMS_FAULTS: Faults = {
  limited: (waitMs) => new ConnectorRefusal(429, 'TooManyRequests', '', waitMs),
  unavailable: () => new ConnectorBroken('ECONNREFUSED'),
  silent: () => new ConnectorBroken('TimeoutError'),
  refused: () => new ConnectorRefusal(403, 'NotEnoughPermissions', 'not today', null),
};

const gone = (): Error => new ConnectorRefusal(404, 'ActivityNotFoundInConversation', '', null);
const outside = (): Error => new ConnectorRefusal(403, 'BotNotInConversationRoster', '', null);

export interface TeamsApiOptions {
  readonly world: World;
  readonly workspace: string;
  readonly wire: Wire;
  readonly ledger: Ledger;
  /** Null for what the adapter says by itself, in answer to somebody. */
  readonly sendings: Sendings | null;
  readonly client: TeamsClient;
}

/** The Bot Connector for one tenant, as the adapter calls it. */
export function createTeamsApi(options: TeamsApiOptions): Connector {
  const { world, workspace, wire, sendings, client } = options;
  const isOurs = ({ identity }: Person): boolean => identity.platform === 'teams' && identity.workspace === workspace;
  const people = world.people.filter(isOurs);
  /** Into a chat the bot may write only while the app is there. */
  const enter = (conversation: string): void => {
    const owner = people.find(({ identity }) => conversationOf(identity) === conversation);
    if (owner?.conversation === null) throw outside();
  };
  /** Only what the outbox sends goes one by one, and has to wait. */
  const lane = (conversation: string): string => (sendings ? conversation : `answer in ${conversation}`);
  return {
    createConversation: (_, __, user) =>
      wire({ what: 'create conversation', where: `user ${user}` }, () => {
        const person = people.find(({ identity }) => identity.user === user);
        if (!person) throw new ConnectorRefusal(400, 'BadSyntax', 'Failed to decrypt pairwise id', null);
        if (person.conversation === null) throw new ConnectorRefusal(403, 'ForbiddenOperationException', '', null);
        return conversationOf(person.identity);
      }),
    send: (to, message) => {
      const { base } = splitThread(to.conversation);
      const marker = sendings?.get(base)?.marker ?? '';
      return wire({ what: 'send', where: lane(base), isPost: true, marker }, () => {
        enter(base);
        return send(options, to, message);
      });
    },
    update: ({ conversation }, activity, { card }) =>
      wire({ what: 'update', where: lane(conversation) }, () => {
        enter(conversation);
        const shown = world.screens.at({ conversation, message: activity });
        world.deleted.delete(activity);
        const form = client.formOn(card ?? {}, { message: activity });
        const drawnAt = sendings?.get(conversation)?.drawnAt ?? world.now;
        if (form) world.openers.find(nonceOf(card ?? {}))?.show(form);
        if (shown) world.screens.redraw(shown, { ...lookAt(card ?? {}), form }, drawnAt);
        else if (!world.spoken.has(activity)) throw gone();
      }),
    remove: ({ conversation }, activity) =>
      wire({ what: 'remove', where: lane(conversation) }, () => {
        const shown = world.screens.at({ conversation, message: activity });
        if (!shown) throw gone();
        world.screens.remove(shown.ref);
      }),
    member: ({ conversation }, user) =>
      wire({ what: 'member', where: `user ${user}` }, () => {
        enter(conversation);
        const person = people.find((one) => one.identity.user === user || teamsIdOf(one) === user);
        if (!person) throw new ConnectorRefusal(404, 'MemberNotFoundInConversation', '', null);
        return memberOf(person);
      }),
    members: ({ conversation }) =>
      wire({ what: 'members', where: conversation }, () => ({ members: people.map(memberOf), next: null })),
  };
}

/** A card of the outbox stands on the screen; what the adapter says by itself is only read, or is a form. */
function send({ world, ledger, sendings, client }: TeamsApiOptions, to: Place, { card }: OutgoingActivity): string {
  const { base: conversation, root } = splitThread(to.conversation);
  if (root !== null && !world.screens.at({ conversation, message: root })) throw gone();
  const id = `m${world.nextNumber()}`;
  const sending = sendings?.get(conversation);
  if (sending) {
    const { marker, drawnAt } = sending;
    const ref = { conversation, message: id };
    ledger.posted('teams', ref, marker, card ?? {});
    world.screens.post({ ref, marker, thread: root, postedAt: world.now, drawnAt }, lookAt(card ?? {}));
    return id;
  }
  world.spoken.add(id);
  const form = card && client.formOn(card, { message: id });
  if (form) world.openers.find(nonceOf(card))?.show(form);
  return id;
}

/** Which activity a form answers. */
function nonceOf(card: Json): string {
  const data = formIn(card)?.submit['data'] as { readonly handover?: { readonly nonce?: string } } | undefined;
  return data?.handover?.nonce ?? '';
}

const memberOf = (person: Person): Member => ({
  id: teamsIdOf(person),
  name: person.name,
  aadObjectId: person.identity.user,
  email: emailOf(person.name),
  userPrincipalName: emailOf(person.name),
  tenantId: person.identity.workspace,
});
