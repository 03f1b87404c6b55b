import type { z } from 'zod';
import type { environment } from './environment.js';
import { type ConfigProblem, type Given, problemWith } from './problem.js';
import { isLoopback } from './shapes.js';

/** How Teams is reached. */
export interface TeamsConfig {
  /** Null: whoever sends something is taken at their word, for development on this machine. */
  readonly registration: {
    readonly appId: string;
    /** Null for a managed identity. */
    readonly password: string | null;
    readonly tenantId: string;
  } | null;
  /** Ids of the tenants that are served; null serves any, without a registration. */
  readonly tenants: readonly string[] | null;
  readonly hasThreads: boolean;
  readonly serviceUrl: string;
  readonly openIdUrl: string;
  /** Null: Microsoft's own login. */
  readonly tokenUrl: string | null;
}

/** Whether anything about Teams is set that only a registered bot has. */
export const hasTeams = (given: Given): boolean =>
  given.MICROSOFT_APP_ID !== undefined || given.MICROSOFT_APP_PASSWORD !== undefined;

/** Half of what Teams needs is a mistake; and nobody may be taken at their word where others can reach the bot. */
export function wrongForTeams(given: Given): readonly ConfigProblem[] {
  return given.TEAMS_WITHOUT_AUTH === 'on' ? wrongWithoutAuth(given) : missingForTeams(given);
}

function missingForTeams(given: Given): readonly ConfigProblem[] {
  if (!hasTeams(given)) return [];
  const isManaged = given.MICROSOFT_APP_TYPE === 'UserAssignedMSI';
  const problems: ConfigProblem[] = [];
  const missing = (name: keyof Given, why: string): void => {
    if (given[name] === undefined) problems.push(problemWith(name, `is missing: ${why}`));
  };
  missing('MICROSOFT_APP_ID', 'without it nobody could tell who sends something, so Teams stays off');
  missing('MICROSOFT_APP_TENANT_ID', 'a bot for one organization is registered in its tenant');
  if (!isManaged) missing('MICROSOFT_APP_PASSWORD', 'a bot of the type SingleTenant signs in with its client secret');
  if (isManaged && given.MICROSOFT_APP_PASSWORD !== undefined) {
    problems.push(problemWith('MICROSOFT_APP_PASSWORD', 'must be left out: a managed identity has no password'));
  }
  return problems;
}

function wrongWithoutAuth(given: Given): readonly ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  if (hasTeams(given)) {
    const what = 'must not be on beside a registered bot: leave it out, or remove MICROSOFT_APP_ID';
    problems.push(problemWith('TEAMS_WITHOUT_AUTH', what));
  }
  if (given.HOST !== undefined && !isLoopback(given.HOST)) {
    const what = 'must be an address of loopback while TEAMS_WITHOUT_AUTH is on: anybody could say they are anybody';
    problems.push({ name: 'HOST', what, example: '127.0.0.1' });
  }
  return problems;
}

/** Null when Teams is off. */
export function teamsFrom(values: z.output<typeof environment>): TeamsConfig | null {
  const { MICROSOFT_APP_ID: appId, MICROSOFT_APP_TENANT_ID: tenantId, MICROSOFT_APP_PASSWORD: password } = values;
  const common = {
    hasThreads: values.TEAMS_THREADS === 'on',
    serviceUrl: values.TEAMS_SERVICE_URL,
    openIdUrl: values.TEAMS_OPENID_URL,
    tokenUrl: values.TEAMS_TOKEN_URL ?? null,
  };
  if (values.TEAMS_WITHOUT_AUTH === 'on') return { ...common, registration: null, tenants: null };
  if (appId === undefined || tenantId === undefined) return null;
  const registration = { appId, tenantId, password: password ?? null };
  return { ...common, registration, tenants: values.TEAMS_ALLOWED_TENANTS ?? [tenantId] };
}
