import { z } from 'zod';
import { DEFAULT_RULES } from '../core/rules.js';

/** What a variable's text must look like. Every message completes the sentence "NAME ..."; none repeats the value. */

interface Lookalike {
  readonly start: RegExp;
  readonly problem: string;
}

/** Slack's tokens look alike and are easily swapped, so a wrong one is called by its name. */
const LOOKALIKES: readonly Lookalike[] = [
  {
    start: /^xoxe\./,
    problem: 'holds a token that expires: turn token rotation off in the app’s settings, and reinstall',
  },
  { start: /^xoxb-/, problem: 'holds the bot token, which belongs in SLACK_BOT_TOKEN' },
  { start: /^xoxp-/, problem: 'holds a user token; Handover works with the bot token alone' },
  { start: /^xapp-/, problem: 'holds the app-level token, which belongs in SLACK_APP_TOKEN' },
];

const credential = (pattern: RegExp, otherwise: string) =>
  z.string().superRefine((text, context) => {
    if (pattern.test(text)) return;
    const problem = LOOKALIKES.find(({ start }) => start.test(text))?.problem ?? otherwise;
    context.addIssue({ code: 'custom', message: problem });
  });

export const botToken = credential(/^xoxb-[A-Za-z0-9-]+$/, 'must be a bot token: it starts with xoxb-');
export const appToken = credential(/^xapp-[A-Za-z0-9-]+$/, 'must be an app-level token: it starts with xapp-');
export const signingSecret = credential(/^(?!xox|xapp-)\S+$/, 'must be one word, without spaces');

/** A whole number within a range, both ends included. */
export const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .refine((text) => /^\d{1,9}$/.test(text) && Number(text) >= min && Number(text) <= max, {
      message: `must be a whole number from ${min} to ${max}`,
    })
    .transform(Number);

/** From the quiet hour on nothing is sent, so a later nudge would never leave. */
export const nudgeHour = wholeNumber(0, DEFAULT_RULES.quietHour - 1);

/** Whether the place is known is asked of the calendar, at the start. */
export const holidays = z
  .string()
  .regex(/^[A-Za-z]{2}(-[A-Za-z0-9]{1,3})?$/, 'must be a country by its two letters, or a part of one like DE-BY');

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** An address of this machine, or one by HTTPS whose host is taken. */
function isAddress(text: string, isTaken: (hostname: string) => boolean): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  if (username + password + search + hash !== '') return false;
  if (LOOPBACK.has(hostname)) return protocol === 'http:' || protocol === 'https:';
  return protocol === 'https:' && isTaken(hostname);
}

const isSlack = (hostname: string): boolean => hostname === 'slack.com' || hostname.endsWith('.slack.com');

/** The token is sent there, so it can be Slack or this very machine, and nothing else. Gives it with a slash at its end. */
export const slackApiUrl = z
  .string()
  .refine((text) => isAddress(text, isSlack), {
    message: 'must be an address at https://slack.com, or on this machine',
  })
  .transform((text) => (text.endsWith('/') ? text : `${text}/`));

const commaSeparated = (text: string): readonly string[] => [
  ...new Set(
    text
      .split(',')
      .map((entry) => entry.trim())
      .filter((entry) => entry !== ''),
  ),
];

/** Of a directory object in Microsoft Entra: an app, a tenant, a person. */
const ENTRA_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const entraId = z
  .string()
  .regex(ENTRA_ID, 'must be an id such as the portal shows it: 8-4-4-4-12 letters from a to f and digits')
  .transform((text) => text.toLowerCase());

export const entraIds = z.string().transform((text, context) => {
  const ids = commaSeparated(text);
  const wrong = ids.findIndex((id) => !ENTRA_ID.test(id));
  if (ids.length > 0 && wrong < 0) return ids.map((id) => id.toLowerCase());
  const problem = wrong < 0 ? 'there is none' : `number ${wrong + 1} is none`;
  context.addIssue({ code: 'custom', message: `must be ids of tenants, separated by commas; ${problem}` });
  return z.NEVER;
});

export const appPassword = z.string().regex(/^\S+$/, 'must be one word, without spaces');

export const appType = z.enum(['SingleTenant', 'UserAssignedMSI'], {
  message: 'must be SingleTenant or UserAssignedMSI',
});

/** https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication */
const MICROSOFT = /(?:^|\.)(?:trafficmanager\.net|botframework\.(?:com|azure\.us)|teams\.microsoft\.(?:com|us))$/;

/** What Teams sends is believed by it, and the token is sent there: Microsoft's, or this very machine's. */
export const microsoftUrl = z.string().refine((text) => isAddress(text, (hostname) => MICROSOFT.test(hostname)), {
  message: 'must be an address of Microsoft’s, or on this machine',
});

export const loopbackUrl = z
  .string()
  .refine((text) => isAddress(text, () => false), { message: 'must be an address on this machine' });

export const databasePath = z
  .string()
  .refine((text) => text !== ':memory:' && !text.startsWith('file:') && !/[/\\]$/.test(text), {
    message: 'must be the path of a file; everything that Handover knows is kept in it',
  });

export const host = z
  .string()
  .regex(/^[A-Za-z0-9.:-]+$/, 'must be an address of this machine or its name, without http:// and without a port');

/** Whether nobody but this machine can reach it there. */
export const isLoopback = (address: string): boolean =>
  address === '::1' || address === 'localhost' || /^127(?:\.\d{1,3}){3}$/.test(address);

export const onOrOff = z.enum(['on', 'off'], { message: 'must be on or off' });

export const logLevel = z.enum(['debug', 'info', 'warn', 'error'], {
  message: 'must be one of debug, info, warn, error',
});

/** Slack's, or Microsoft Entra's. */
const USER_ID = /^(?:[UW][A-Z0-9]+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

function parseUserIds(text: string, context: z.RefinementCtx, orElse = ''): readonly string[] {
  const ids = commaSeparated(text);
  const wrong = ids.findIndex((id) => !USER_ID.test(id));
  if (ids.length > 0 && wrong < 0) return ids;
  const problem = wrong < 0 ? 'there is none' : `number ${wrong + 1} is not a user id`;
  context.addIssue({ code: 'custom', message: `must be ${orElse}user ids, separated by commas; ${problem}` });
  return z.NEVER;
}

export const userIds = z.string().transform((text, context) => parseUserIds(text, context));

/** `everyone`, or the ids of those who may. */
export const everyoneOrUserIds = z
  .string()
  .transform((text, context) => (text === 'everyone' ? text : parseUserIds(text, context, 'everyone, or ')));
