import { z } from 'zod';

// Shapes: https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference#activity-object

const account = z.object({ id: z.string(), name: z.string().nullish(), aadObjectId: z.string().nullish() });

const entity = z.looseObject({ type: z.string() });
const mention = z.object({
  type: z.literal('mention'),
  text: z.string().default(''),
  mentioned: account,
});
const clientInfo = z.object({
  type: z.literal('clientInfo'),
  locale: z.string().nullish(),
  timezone: z.string().nullish(),
});

/** What Teams sends, as far as it is read here. Everything in it is verified: the token covers the service address. */
export const activityShape = z.object({
  type: z.string(),
  id: z.string().min(1),
  timestamp: z.string().nullish(),
  localTimezone: z.string().nullish(),
  locale: z.string().nullish(),
  channelId: z.string(),
  serviceUrl: z.string().min(1),
  from: account,
  /** Targeted: a slash command, which nobody else in the conversation sees. */
  recipient: account.extend({ isTargeted: z.boolean().nullish() }),
  conversation: z.object({
    id: z.string().min(1),
    conversationType: z.string().nullish(),
    tenantId: z.string().nullish(),
  }),
  channelData: z.object({ tenant: z.object({ id: z.string() }).nullish() }).nullish(),
  entities: z.array(entity).nullish(),
  text: z.string().nullish(),
  value: z.unknown().optional(),
  replyToId: z.string().nullish(),
  name: z.string().nullish(),
  action: z.string().nullish(),
  membersAdded: z.array(account).nullish(),
  membersRemoved: z.array(account).nullish(),
});

export type Activity = z.infer<typeof activityShape>;

/** Empty for an activity that names none. */
export const tenantOf = ({ channelData, conversation }: Activity): string =>
  channelData?.tenant?.id ?? conversation.tenantId ?? '';

export const isPersonal = ({ conversation }: Activity): boolean => conversation.conversationType === 'personal';

/** Bots are named so, ours and others. */
export const isBotId = (id: string): boolean => id.startsWith('28:');

/** Somebody whom a message names. */
export interface Mentioned {
  readonly id: string;
  readonly aadObjectId: string | null;
  /** How the text names them: `<at>Alice</at>`. */
  readonly text: string;
}

/** Everybody whom the text names, in its order; the bot is among them. */
export function mentionsOf({ entities }: Activity): readonly Mentioned[] {
  return (entities ?? []).flatMap((one) => {
    const found = mention.safeParse(one);
    if (!found.success) return [];
    const { text, mentioned } = found.data;
    return [{ id: mentioned.id, aadObjectId: mentioned.aadObjectId ?? null, text }];
  });
}

/** What the person's client says of their clock and language. */
export function clientOf({ entities, locale, localTimezone }: Activity): {
  readonly locale: string | null;
  readonly zone: string | null;
} {
  const found = (entities ?? []).map((one) => clientInfo.safeParse(one)).find(({ success }) => success)?.data;
  return { locale: found?.locale ?? locale ?? null, zone: found?.timezone ?? localTimezone ?? null };
}
