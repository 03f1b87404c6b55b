import { z } from 'zod';

/**
 * All that is needed to write to somebody: our own form, so that no type of an SDK is ever stored. It is what this
 * adapter gives as a person's conversation.
 */
export interface TeamsReference {
  /** Where the connector of the person's region is; Microsoft moves tenants, so the newest one counts. */
  readonly serviceUrl: string;
  /** The tenant's id in Microsoft Entra. */
  readonly tenant: string;
  /** Teams' id of the personal chat. */
  readonly conversation: string;
  /** `28:<app id>`. */
  readonly bot: string;
  /** Teams' id of the person for this bot, `29:…`; empty while it is not known. */
  readonly user: string;
  /** The person in Microsoft Entra. */
  readonly aadObjectId: string;
}

const stored = z.object({
  serviceUrl: z.string(),
  tenant: z.string(),
  conversation: z.string(),
  bot: z.string(),
  user: z.string(),
  aadObjectId: z.string(),
});

/** Of a team or group chat, which belongs to nobody. */
export const roomReference = (room: Pick<TeamsReference, 'serviceUrl' | 'tenant' | 'conversation' | 'bot'>): string =>
  encodeReference({ ...room, user: '', aadObjectId: '' });

/** Always the same text for the same reference. */
export const encodeReference = ({ serviceUrl, tenant, conversation, bot, user, aadObjectId }: TeamsReference): string =>
  JSON.stringify({ serviceUrl, tenant, conversation, bot, user, aadObjectId });

/** Null for the bare id of a channel or group chat. */
export function decodeReference(text: string): TeamsReference | null {
  if (!text.startsWith('{')) return null;
  try {
    return stored.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

const THREAD = ';messageid=';

/** A conversation's id as Teams writes it: with the root message of the thread, or without. */
export function splitThread(id: string): { readonly base: string; readonly root: string | null } {
  const [base = '', root = null] = id.split(THREAD);
  return { base, root };
}

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/agent-chat-threads */
export const threadId = (base: string, root: string): string => `${splitThread(base).base}${THREAD}${root}`;
