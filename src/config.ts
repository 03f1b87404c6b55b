import type { z } from 'zod';
import { environment, VARIABLES } from './config/environment.js';
import { type ConfigProblem, type Given, problemWith } from './config/problem.js';
import { isLoopback } from './config/shapes.js';
import { hasTeams, type TeamsConfig, teamsFrom, wrongForTeams } from './config/teams.js';
import type { LogLevel } from './log.js';

export type { TeamsConfig } from './config/teams.js';

/** How Slack is reached. */
export type SlackConfig = {
  readonly botToken: string;
  /** Ends with a slash. */
  readonly apiUrl: string;
} & (
  { readonly mode: 'http'; readonly signingSecret: string } | { readonly mode: 'socket'; readonly appToken: string }
);

export interface Config {
  /** Null when nothing about Slack is set. */
  readonly slack: SlackConfig | null;
  /** Null when nothing about Teams is set. */
  readonly teams: TeamsConfig | null;
  readonly databasePath: string;
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** Who may start a handover; user ids of the platform. */
  readonly initiators: 'everyone' | readonly string[];
  /** Who looks after the bot: may always start a handover, and is named to whoever may not. User ids of the platform. */
  readonly admins: readonly string[];
  /** The local hour of the one daily nudge. */
  readonly nudgeHour: number;
  /** Whose public holidays are days off for everybody who chose nothing else. */
  readonly holidays: string | null;
  readonly nudgesUntilTold: number;
  readonly nudgesUntilEscalated: number;
  /** Days after its end at which what was typed in a handover is erased; null for never. */
  readonly retentionDays: number | null;
  readonly logLevel: LogLevel;
  /** Plays the platforms in the browser. Never true beside credentials, and only on loopback. */
  readonly localWorkspace: boolean;
}

/** Everything that is wrong at once, so that nobody mends one variable a start. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  constructor(readonly problems: readonly ConfigProblem[]) {
    const lines = problems.map(({ name, what, example }) => `  ${name} ${what}.\n    Example: ${name}=${example}`);
    super(['Please correct these variables, in the environment or in .env:', ...lines].join('\n'));
  }
}

/** Reads the configuration from environment variables. An empty one counts as not set. Throws {@link ConfigError}. */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given: Given = Object.fromEntries(
    VARIABLES.map(({ name }): [string, string] => [name, env[name]?.trim() ?? '']).filter(([, text]) => text !== ''),
  );
  const parsed = environment.safeParse(given);
  const problems = [
    ...(parsed.error?.issues ?? []).map((issue) => problemWith(String(issue.path[0]), issue.message)),
    ...missingForSlack(given),
    ...wrongForTeams(given),
    ...wrongForWorkspace(given),
    ...misspelled(env),
  ];
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  const values = parsed.data;
  return {
    slack: slackFrom(values),
    teams: teamsFrom(values),
    databasePath: values.DATABASE_PATH,
    host: values.HOST,
    port: values.PORT,
    initiators: values.HANDOVER_INITIATORS,
    admins: values.HANDOVER_ADMINS ?? [],
    nudgeHour: values.NUDGE_HOUR,
    holidays: values.HOLIDAYS ?? null,
    nudgesUntilTold: values.NUDGES_UNTIL_TOLD,
    nudgesUntilEscalated: values.NUDGES_UNTIL_ESCALATED,
    retentionDays: values.RETENTION_DAYS ?? null,
    logLevel: values.LOG_LEVEL,
    localWorkspace: values.LOCAL_WORKSPACE !== 'off' && !hasCredentials(given) && isLoopback(values.HOST),
  };
}

/** The bot's own id alone: the app package for Teams needs nothing else. Throws {@link ConfigError}. */
export function appIdFrom(env: Readonly<Record<string, string | undefined>>): string {
  const given = env['MICROSOFT_APP_ID']?.trim() || undefined;
  const parsed = environment.shape.MICROSOFT_APP_ID.safeParse(given);
  if (parsed.data !== undefined) return parsed.data;
  const what = 'is missing: it is the "Application (client) ID" of the bot\'s app registration';
  throw new ConfigError([problemWith('MICROSOFT_APP_ID', parsed.error?.issues[0]?.message ?? what)]);
}

/** Half of what Slack needs is a mistake; nothing of it may be meant. */
function missingForSlack(given: Given): readonly ConfigProblem[] {
  const hasKey = given.SLACK_SIGNING_SECRET !== undefined || given.SLACK_APP_TOKEN !== undefined;
  if (given.SLACK_BOT_TOKEN === undefined) {
    return hasKey ? [problemWith('SLACK_BOT_TOKEN', 'is missing: Slack needs it, over HTTP and in Socket Mode')] : [];
  }
  const what = 'is missing: Slack over HTTP needs it (Socket Mode needs SLACK_APP_TOKEN instead)';
  return hasKey ? [] : [problemWith('SLACK_SIGNING_SECRET', what)];
}

const hasCredentials = (given: Given): boolean =>
  [given.SLACK_BOT_TOKEN, given.SLACK_SIGNING_SECRET, given.SLACK_APP_TOKEN].some((value) => value !== undefined) ||
  hasTeams(given) ||
  given.TEAMS_WITHOUT_AUTH === 'on';

/** Whoever asks for the local workspace must not meet real people, nor strangers. */
function wrongForWorkspace(given: Given): readonly ConfigProblem[] {
  if (given.LOCAL_WORKSPACE !== 'on') return [];
  const problems: ConfigProblem[] = [];
  if (hasCredentials(given)) {
    const what =
      'must not be on beside credentials: remove those, or leave it out to serve the platforms they belong to';
    problems.push(problemWith('LOCAL_WORKSPACE', what));
  }
  if (given.HOST !== undefined && !isLoopback(given.HOST)) {
    const what = 'must be an address of loopback while LOCAL_WORKSPACE is on: the workspace asks nobody who they are';
    problems.push({ name: 'HOST', what, example: '127.0.0.1' });
  }
  return problems;
}

/** A list of names that is passed over because of one letter would let everyone in, so it is pointed out. */
function misspelled(env: Readonly<Record<string, string | undefined>>): readonly ConfigProblem[] {
  return VARIABLES.filter(({ name }) => name.startsWith('HANDOVER_') && env[name.slice(0, -1)] !== undefined).map(
    ({ name, example }) => ({ name, what: `is the right name; ${name.slice(0, -1)} is not read`, example }),
  );
}

function slackFrom(values: z.output<typeof environment>): SlackConfig | null {
  const { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: signingSecret, SLACK_APP_TOKEN: appToken } = values;
  const apiUrl = values.SLACK_API_URL;
  if (botToken === undefined) return null;
  if (appToken !== undefined) return { botToken, apiUrl, mode: 'socket', appToken };
  return signingSecret === undefined ? null : { botToken, apiUrl, mode: 'http', signingSecret };
}
