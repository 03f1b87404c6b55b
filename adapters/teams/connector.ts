import { z } from 'zod';

/** A single call of the Bot Connector; rejects with what `errors.ts` reads. */
export interface Connector {
  /** Opens the chat with one person; gives its id. The same one every time. */
  createConversation(serviceUrl: string, tenant: string, user: string): Promise<string>;
  send(to: Place, message: OutgoingActivity): Promise<string>;
  update(to: Place, activity: string, message: OutgoingActivity): Promise<void>;
  remove(to: Place, activity: string): Promise<void>;
  /** `user`: by Teams' id or Microsoft Entra's. */
  member(of: Place, user: string): Promise<Member>;
  /** Some of a conversation's members, and how to ask for more; null for no more. */
  members(
    of: Place,
    continuation: string | null,
  ): Promise<{ readonly members: readonly Member[]; readonly next: string | null }>;
}

/** Which conversation, at which region's connector. */
export interface Place {
  readonly serviceUrl: string;
  /** Teams' id, with `;messageid=` for a thread. */
  readonly conversation: string;
}

/** A message: a card, or a plain text. */
export interface OutgoingActivity {
  readonly summary: string;
  readonly card: Readonly<Record<string, unknown>> | null;
  readonly text: string | null;
}

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context */
export const memberShape = z.object({
  id: z.string(),
  name: z.string().nullish(),
  aadObjectId: z.string().nullish(),
  objectId: z.string().nullish(),
  email: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
  tenantId: z.string().nullish(),
});
export type Member = z.infer<typeof memberShape>;

export const membersShape = z.object({ members: z.array(memberShape), continuationToken: z.string().nullish() });
