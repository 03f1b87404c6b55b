import {
  type ChatPlatform,
  type Identity,
  type MessageRef,
  type OutgoingMessage,
  PlatformFailure,
} from '../../src/engine/ports.js';
import { isBotId } from './activity.js';
import type { Connector, Place } from './connector.js';
import type { Directory } from './directory.js';
import { ConnectorRefusal, failureOf, type Repeat } from './errors.js';
import type { Drawing } from './markdown.js';
import { profileOf, strangerOf } from './people.js';
import { decodeReference, encodeReference, type TeamsReference, threadId } from './reference.js';
import { renderCard } from './render.js';
import type { Roster } from './roster.js';

export interface TeamsChatOptions {
  readonly connector: Connector;
  readonly directory: Directory;
  readonly roster: Roster;
  readonly appId: string;
  /** The tenant that the bot is registered in. */
  readonly tenantId: string;
  readonly hasThreads: boolean;
  /** Opens the app's page in Teams, where it can be added. */
  readonly installLink: string;
  /** Null for a tenant that this deployment does not serve. */
  readonly drawingOf: (workspace: string) => Drawing | null;
}

export function createTeamsPlatform(options: TeamsChatOptions): ChatPlatform {
  const { connector, directory, appId, hasThreads } = options;

  const placeOf = (conversation: string): Place => {
    const reference = decodeReference(conversation);
    if (reference === null) return { serviceUrl: directory.serviceUrlOf(options.tenantId), conversation };
    const { tenant, serviceUrl } = reference;
    return { serviceUrl: directory.serviceUrlOf(tenant, serviceUrl), conversation: reference.conversation };
  };

  const content = ({ conversation, card }: OutgoingMessage) => {
    const tenant = decodeReference(conversation)?.tenant ?? options.tenantId;
    const drawing = options.drawingOf(tenant);
    if (drawing === null) {
      throw new PlatformFailure({ code: 'refused', detail: `the tenant ${tenant} is not in TEAMS_ALLOWED_TENANTS` });
    }
    return { ...renderCard(card, drawing), text: null };
  };

  /** What is known of a person, or a new chat with them: asking for it again gives the same one. */
  const referenceFor = async (identity: Identity): Promise<TeamsReference> => {
    const { reference } = directory.of(identity);
    if (reference !== null) return reference;
    const { workspace: tenant, user } = identity;
    const serviceUrl = directory.serviceUrlOf(tenant);
    const conversation = await connector.createConversation(serviceUrl, tenant, user);
    const opened = { serviceUrl, tenant, conversation, bot: `28:${appId}`, user: '', aadObjectId: user };
    directory.keep(identity, opened);
    return opened;
  };

  return {
    name: 'teams',
    label: 'Teams',
    capabilities: { hasThreads, looksUpMessages: false, opensDialogs: false, sendsTicks: false },

    openConversation: async (identity) => encodeReference(await attempt('again', () => referenceFor(identity))),

    async post(message) {
      const { serviceUrl, conversation } = placeOf(message.conversation);
      const said = content(message);
      const send = (to: string): Promise<string> => connector.send({ serviceUrl, conversation: to }, said);
      const { thread } = message;
      const id = await attempt('once', () =>
        thread === null || !hasThreads
          ? send(conversation)
          : // Better alone than never: somebody deleted the root message.
            send(threadId(conversation, thread.message)).catch((error: unknown) => {
              if (!isGone(error)) throw error;
              return send(conversation);
            }),
      );
      return { conversation: message.conversation, message: id };
    },

    async update({ message: id }, message) {
      const said = content(message);
      await attempt('again', () => connector.update(placeOf(message.conversation), id, said));
    },

    // Teams lets a bot read nothing of a personal chat.
    find: async () => null,

    remove: ({ conversation, message }) =>
      attempt('again', async () => {
        await connector.remove(placeOf(conversation), message).catch((error: unknown) => {
          if (!isGone(error)) throw error;
        });
      }),

    async profile(asked) {
      // Whoever is only known by an id, from the configuration, is of the bot's own tenant.
      const identity = { ...asked, workspace: asked.workspace || options.tenantId };
      if (isBotId(identity.user)) return strangerOf(identity, 'isBot');
      if (options.drawingOf(identity.workspace) === null) return strangerOf(identity, 'isForeign');
      const member = await attempt('again', async () => {
        const { conversation, serviceUrl, tenant } = await referenceFor(identity);
        const at = { serviceUrl: directory.serviceUrlOf(tenant, serviceUrl), conversation };
        return connector.member(at, identity.user);
      });
      return profileOf(member, identity, directory.of(identity));
    },

    findByEmail: (email) => options.roster.find(email),

    // https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability
    ownsChannel: (channel) => channel.startsWith('19:'),

    link: (ref) => linkTo(ref, appId),
    installLink: options.installLink,
  };
}

const isGone = (error: unknown): boolean =>
  error instanceof ConnectorRefusal && error.code === 'ActivityNotFoundInConversation';

/**
 * The chat of a person with a bot is known to Teams' clients by the two ids of Microsoft Entra.
 * https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-teams
 */
function linkTo({ conversation, message }: MessageRef, appId: string): string {
  const reference = decodeReference(conversation);
  const chat = reference === null ? conversation : `19:${reference.aadObjectId}_${appId}@unq.gbl.spaces`;
  const context = reference === null ? '' : `?context=${encodeURIComponent('{"contextType":"chat"}')}`;
  return `https://teams.microsoft.com/l/message/${encodeURIComponent(chat)}/${message}${context}`;
}

export async function attempt<T>(repeat: Repeat, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw new PlatformFailure(failureOf(error, repeat));
  }
}
