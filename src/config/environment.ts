import { z } from 'zod';
import * as shapes from './shapes.js';

/** What an operator has to know about a variable. The README's table is made of it, and so are the error messages. */
export interface VariableNotes {
  /** One sentence or two, for the operator. */
  readonly meaning: string;
  /** A value that would be taken. */
  readonly example: string;
  /** Its value is never shown, nor logged. */
  readonly isSecret?: true;
}

const notes = z.registry<VariableNotes & { readonly fallback: string | null }>();

/** A variable that may be left out. */
function optional<Shape extends z.ZodType<unknown, string>>(shape: Shape, about: VariableNotes) {
  const schema = shape.optional();
  notes.add(schema, { ...about, fallback: null });
  return schema;
}

/** A variable that has a value even when it is left out. */
function preset<Shape extends z.ZodType<unknown, string>>(
  shape: Shape,
  fallback: string,
  about: VariableNotes,
): z.ZodPrefault<Shape> {
  const schema = z.prefault(shape, fallback as z.input<Shape>);
  notes.add(schema, { ...about, fallback });
  return schema;
}

/** Every variable that Handover reads, and nothing else is read. */
export const environment = z.object({
  SLACK_BOT_TOKEN: optional(shapes.botToken, {
    meaning: 'Bot token, from _Install App_.',
    example: 'xoxb-your-bot-token',
    isSecret: true,
  }),
  SLACK_SIGNING_SECRET: optional(shapes.signingSecret, {
    meaning: 'Signing secret, from _Basic Information_. Needed for Slack over HTTP.',
    example: '0123456789abcdef0123456789abcdef',
    isSecret: true,
  }),
  SLACK_APP_TOKEN: optional(shapes.appToken, {
    meaning: 'App-level token with the scope `connections:write`. Turns Socket Mode on.',
    example: 'xapp-1-your-app-level-token',
    isSecret: true,
  }),
  SLACK_API_URL: preset(shapes.slackApiUrl, 'https://slack.com/api/', {
    meaning: 'Where Slack’s Web API is. Only tests need another address.',
    example: 'http://127.0.0.1:4000/api/',
  }),
  MICROSOFT_APP_ID: optional(shapes.entraId, {
    meaning: 'Id of the bot’s app registration. Turns Teams on.',
    example: '11111111-2222-4333-8444-555555555555',
  }),
  MICROSOFT_APP_PASSWORD: optional(shapes.appPassword, {
    meaning: 'Client secret of the app registration; none for a managed identity.',
    example: 'your-client-secret',
    isSecret: true,
  }),
  MICROSOFT_APP_TYPE: preset(shapes.appType, 'SingleTenant', {
    meaning: 'How the bot is registered: `SingleTenant`, or `UserAssignedMSI` for a managed identity.',
    example: 'SingleTenant',
  }),
  MICROSOFT_APP_TENANT_ID: optional(shapes.entraId, {
    meaning: 'Tenant in which the bot is registered.',
    example: 'aaaaaaaa-0000-4000-8000-000000000001',
  }),
  TEAMS_ALLOWED_TENANTS: optional(shapes.entraIds, {
    meaning: 'Tenants that are served, separated by commas; the bot’s own if empty.',
    example: 'aaaaaaaa-0000-4000-8000-000000000001',
  }),
  TEAMS_THREADS: preset(shapes.onOrOff, 'off', {
    meaning: '`on` puts what belongs to one handover into a thread of the chat, which is a preview in Teams.',
    example: 'on',
  }),
  TEAMS_SERVICE_URL: preset(shapes.microsoftUrl, 'https://smba.trafficmanager.net/teams/', {
    meaning: 'Where the Bot Connector is until Teams itself has said so. Only tests need another address.',
    example: 'http://127.0.0.1:4000/emea/',
  }),
  TEAMS_OPENID_URL: preset(shapes.microsoftUrl, 'https://login.botframework.com/v1/.well-known/openidconfiguration', {
    meaning: 'Who signs what Teams sends. Only tests need another address.',
    example: 'http://127.0.0.1:4000/v1/.well-known/openidconfiguration',
  }),
  TEAMS_TOKEN_URL: optional(shapes.loopbackUrl, {
    meaning: 'Where a test peer gives out the token for the Bot Connector. Empty: Microsoft’s login.',
    example: 'http://127.0.0.1:4000/aaaaaaaa-0000-4000-8000-000000000001/oauth2/v2.0/token',
  }),
  TEAMS_WITHOUT_AUTH: preset(shapes.onOrOff, 'off', {
    meaning: '`on` believes whoever says they are Teams: for development, on loopback, without a registered bot.',
    example: 'off',
  }),
  HOST: preset(shapes.host, '127.0.0.1', {
    meaning: 'Address to listen on. In a container, or with the TLS proxy on another machine, `0.0.0.0`.',
    example: '0.0.0.0',
  }),
  PORT: preset(shapes.wholeNumber(0, 65_535), '3000', {
    meaning: 'Port to listen on; `0` takes a free one.',
    example: '8080',
  }),
  HANDOVER_INITIATORS: preset(shapes.everyoneOrUserIds, 'everyone', {
    meaning: 'Who may start a handover: `everyone`, or user ids separated by commas.',
    example: 'U012AB3CD,U045EF6GH',
  }),
  HANDOVER_ADMINS: optional(shapes.userIds, {
    meaning:
      'Who looks after the bot: may always start one, and is named to whoever may not. User ids separated by commas.',
    example: 'U012AB3CD',
  }),
  NUDGE_HOUR: preset(shapes.nudgeHour, '9', {
    meaning: 'Hour of the one daily nudge, 0 to 17, on the clock of the person who is nudged.',
    example: '10',
  }),
  HOLIDAYS: optional(shapes.holidays, {
    meaning:
      'Country whose public holidays are days off, `DE`, or a part of one, `DE-BY`. Each person may choose another.',
    example: 'DE-BY',
  }),
  NUDGES_UNTIL_TOLD: preset(shapes.wholeNumber(1, 20), '3', {
    meaning: 'After so many unanswered nudges the initiator is told.',
    example: '2',
  }),
  NUDGES_UNTIL_ESCALATED: preset(shapes.wholeNumber(1, 40), '5', {
    meaning: 'After so many unanswered nudges the service ticket opens by itself.',
    example: '8',
  }),
  DATABASE_PATH: preset(shapes.databasePath, 'data/handover.db', {
    meaning: 'SQLite file. Its folder is made if it is missing. It belongs on a local disk.',
    example: '/var/lib/handover/handover.db',
  }),
  RETENTION_DAYS: optional(shapes.wholeNumber(30, 36_500), {
    meaning:
      'So many days after the end of a handover, what was typed in it is erased, and who the people were. Empty: when you erase it.',
    example: '365',
  }),
  LOCAL_WORKSPACE: optional(shapes.onOrOff, {
    meaning:
      'The local workspace in the browser: on while there are no credentials, off with them. `off` turns it off, and `on` makes sure of it: then credentials stop the start.',
    example: 'off',
  }),
  LOG_LEVEL: preset(shapes.logLevel, 'info', {
    meaning: 'The least that is logged: `debug`, `info`, `warn` or `error`.',
    example: 'debug',
  }),
});

export type VariableName = keyof typeof environment.shape;

export interface Variable extends VariableNotes {
  readonly name: VariableName;
  /** What stands for it when it is not set; null for nothing. */
  readonly fallback: string | null;
}

/** The table, in the order in which it is shown. */
export const VARIABLES: readonly Variable[] = environment.keyof().options.map((name) => {
  const about = notes.get(environment.shape[name]);
  if (about === undefined) throw new Error(`${name} is not described`);
  return { name, ...about };
});
