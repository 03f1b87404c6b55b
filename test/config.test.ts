import { describe, expect, it } from '@jest/globals';
import { ConfigError, parseConfig } from '../src/config.js';
import { VARIABLES } from '../src/config/environment.js';

const BOT_TOKEN = 'xoxb-acme-bot';
const SIGNING_SECRET = 'acme-signing-secret';
const APP_TOKEN = 'xapp-1-acme';
const OVER_HTTP = { SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_SIGNING_SECRET: SIGNING_SECRET };

function errorFor(env: Record<string, string>): ConfigError {
  try {
    parseConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('the configuration was taken');
}

const wrongNames = (env: Record<string, string>): string[] => errorFor(env).problems.map(({ name }) => name);

describe('the configuration', () => {
  it('is complete without any variable, with Slack off', () => {
    expect(parseConfig({})).toEqual({
      slack: null,
      teams: null,
      databasePath: 'data/handover.db',
      host: '127.0.0.1',
      port: 3000,
      initiators: 'everyone',
      admins: [],
      nudgeHour: 9,
      holidays: null,
      nudgesUntilTold: 3,
      nudgesUntilEscalated: 5,
      retentionDays: null,
      logLevel: 'info',
      localWorkspace: true,
    });
  });

  it('takes an empty variable, or one of spaces, as not set', () => {
    const env = Object.fromEntries(VARIABLES.map(({ name }, n) => [name, n % 2 === 0 ? '' : '  ']));
    expect(parseConfig(env)).toEqual(parseConfig({}));
  });

  it('takes every example that it shows, and every value that it falls back on', () => {
    expect(() => parseConfig(Object.fromEntries(VARIABLES.map(({ name, example }) => [name, example])))).not.toThrow();
    const fallbacks = VARIABLES.flatMap(({ name, fallback }) => (fallback === null ? [] : [[name, fallback] as const]));
    expect(parseConfig(Object.fromEntries(fallbacks))).toEqual(parseConfig({}));
  });

  it('reads lists of user ids with spaces, and drops what stands twice', () => {
    const config = parseConfig({ HANDOVER_INITIATORS: ' U1A , W2B,U1A,', HANDOVER_ADMINS: 'U3C' });
    expect(config.initiators).toEqual(['U1A', 'W2B']);
    expect(config.admins).toEqual(['U3C']);
  });
});

describe('the local workspace', () => {
  it('is on while there are no credentials and nobody else can reach it, and off otherwise', () => {
    const isOn = (env: Record<string, string>): boolean => parseConfig(env).localWorkspace;
    expect(isOn({})).toBe(true);
    expect(isOn({ LOCAL_WORKSPACE: 'on' })).toBe(true);
    expect(isOn({ LOCAL_WORKSPACE: 'off' })).toBe(false);
    expect(isOn(OVER_HTTP)).toBe(false);
    expect(isOn({ HOST: '0.0.0.0' })).toBe(false);
    expect(isOn({ HOST: '127.0.0.2' })).toBe(true);
  });

  it('is refused beside credentials, and where others could reach it', () => {
    expect(wrongNames({ ...OVER_HTTP, LOCAL_WORKSPACE: 'on' })).toEqual(['LOCAL_WORKSPACE']);
    expect(wrongNames({ HOST: '0.0.0.0', LOCAL_WORKSPACE: 'on' })).toEqual(['HOST']);
    expect(wrongNames({ LOCAL_WORKSPACE: 'yes' })).toEqual(['LOCAL_WORKSPACE']);
  });
});

describe('Slack', () => {
  it('is reached over HTTP with the bot token and the signing secret', () => {
    expect(parseConfig(OVER_HTTP).slack).toEqual({
      botToken: BOT_TOKEN,
      apiUrl: 'https://slack.com/api/',
      mode: 'http',
      signingSecret: SIGNING_SECRET,
    });
  });

  it('is reached in Socket Mode once there is an app-level token, even beside a signing secret', () => {
    const expected = { botToken: BOT_TOKEN, apiUrl: 'https://slack.com/api/', mode: 'socket', appToken: APP_TOKEN };
    expect(parseConfig({ SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_APP_TOKEN: APP_TOKEN }).slack).toEqual(expected);
    expect(parseConfig({ ...OVER_HTTP, SLACK_APP_TOKEN: APP_TOKEN }).slack).toEqual(expected);
  });

  it.each([
    ['the signing secret', { SLACK_BOT_TOKEN: BOT_TOKEN }, 'SLACK_SIGNING_SECRET'],
    ['the bot token over HTTP', { SLACK_SIGNING_SECRET: SIGNING_SECRET }, 'SLACK_BOT_TOKEN'],
    ['the bot token in Socket Mode', { SLACK_APP_TOKEN: APP_TOKEN }, 'SLACK_BOT_TOKEN'],
  ])('is refused half configured: %s is named as missing', (_what, env, missing) => {
    const { problems } = errorFor(env);
    expect(problems.map(({ name }) => name)).toEqual([missing]);
    expect(problems[0]?.what).toMatch(/^is missing/);
  });

  it.each([
    ['an app-level token in place of the bot token', { SLACK_BOT_TOKEN: APP_TOKEN }, 'SLACK_APP_TOKEN'],
    ['a user token', { SLACK_BOT_TOKEN: 'xoxp-1' }, 'user token'],
    ['a token that expires', { SLACK_BOT_TOKEN: 'xoxe.xoxb-1' }, 'token rotation'],
    ['the bot token as the app-level token', { SLACK_APP_TOKEN: BOT_TOKEN }, 'SLACK_BOT_TOKEN'],
    ['a token as the signing secret', { SLACK_SIGNING_SECRET: BOT_TOKEN }, 'SLACK_BOT_TOKEN'],
    ['quotes that the environment kept', { SLACK_BOT_TOKEN: `"${BOT_TOKEN}"` }, 'xoxb-'],
  ])('tells %s', (_what, env, hint) => {
    const name = Object.keys(env)[0] ?? '';
    const problem = errorFor({ ...OVER_HTTP, ...env }).problems.find((p) => p.name === name);
    expect(problem?.what).toContain(hint);
  });

  it('may have its Web API on this machine or at slack.com, and gives the address with one slash at its end', () => {
    const apiUrl = (url: string) => parseConfig({ ...OVER_HTTP, SLACK_API_URL: url }).slack?.apiUrl;
    expect(apiUrl('http://127.0.0.1:4000/api')).toBe('http://127.0.0.1:4000/api/');
    expect(apiUrl('http://[::1]:4000/api/')).toBe('http://[::1]:4000/api/');
    expect(apiUrl('https://acme.enterprise.slack.com/api/')).toBe('https://acme.enterprise.slack.com/api/');
  });

  it.each([
    'https://slack.example.com/api/',
    'https://notslack.com/api/',
    'http://slack.com/api/',
    'https://slack.com@example.com/api/',
    'http://user:pass@127.0.0.1/api/',
    'file:///etc/passwd',
    'slack.com',
  ])('never sends its token to %s', (url) => {
    expect(wrongNames({ ...OVER_HTTP, SLACK_API_URL: url })).toEqual(['SLACK_API_URL']);
  });
});

describe('Teams', () => {
  const APP_ID = '11111111-2222-4333-8444-555555555555';
  const TENANT = 'aaaaaaaa-0000-4000-8000-000000000001';
  const REGISTERED = { MICROSOFT_APP_ID: APP_ID, MICROSOFT_APP_PASSWORD: 'shhh', MICROSOFT_APP_TENANT_ID: TENANT };
  const { MICROSOFT_APP_PASSWORD: _, ...withoutPassword } = REGISTERED;
  const MANAGED = { ...withoutPassword, MICROSOFT_APP_TYPE: 'UserAssignedMSI' };

  it('is reached with the registration of a bot for one organization, which is then served', () => {
    expect(parseConfig(REGISTERED).teams).toEqual({
      registration: { appId: APP_ID, password: 'shhh', tenantId: TENANT },
      tenants: [TENANT],
      hasThreads: false,
      serviceUrl: 'https://smba.trafficmanager.net/teams/',
      openIdUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
      tokenUrl: null,
    });
    expect(parseConfig({ ...REGISTERED, TEAMS_THREADS: 'on' }).teams?.hasThreads).toBe(true);
  });

  it('is reached with a managed identity, which has no password', () => {
    expect(parseConfig(MANAGED).teams?.registration?.password).toBeNull();
    expect(wrongNames({ ...MANAGED, MICROSOFT_APP_PASSWORD: 'shhh' })).toEqual(['MICROSOFT_APP_PASSWORD']);
  });

  it('serves the tenants that are named, and no others', () => {
    const other = 'BBBBBBBB-0000-4000-8000-000000000002';
    expect(parseConfig({ ...REGISTERED, TEAMS_ALLOWED_TENANTS: ` ${other},` }).teams?.tenants).toEqual([
      other.toLowerCase(),
    ]);
    expect(wrongNames({ ...REGISTERED, TEAMS_ALLOWED_TENANTS: 'acme.com' })).toEqual(['TEAMS_ALLOWED_TENANTS']);
    expect(wrongNames({ ...REGISTERED, TEAMS_ALLOWED_TENANTS: ',' })).toEqual(['TEAMS_ALLOWED_TENANTS']);
  });

  it('stays off without an app id, and is refused half configured', () => {
    expect(parseConfig({ MICROSOFT_APP_TENANT_ID: TENANT }).teams).toBeNull();
    expect(wrongNames({ MICROSOFT_APP_PASSWORD: 'shhh', MICROSOFT_APP_TENANT_ID: TENANT })).toEqual([
      'MICROSOFT_APP_ID',
    ]);
    expect(wrongNames({ MICROSOFT_APP_ID: APP_ID })).toEqual(['MICROSOFT_APP_TENANT_ID', 'MICROSOFT_APP_PASSWORD']);
  });

  it('believes strangers only on loopback, without a registered bot, and when it is told to', () => {
    expect(parseConfig({ TEAMS_WITHOUT_AUTH: 'on' })).toMatchObject({
      teams: { registration: null, tenants: null },
      localWorkspace: false,
    });
    expect(wrongNames({ TEAMS_WITHOUT_AUTH: 'on', HOST: '0.0.0.0' })).toEqual(['HOST']);
    expect(wrongNames({ TEAMS_WITHOUT_AUTH: 'on', ...REGISTERED })).toEqual(['TEAMS_WITHOUT_AUTH']);
  });

  it.each([
    ['TEAMS_SERVICE_URL', 'https://evil.example/teams/'],
    ['TEAMS_SERVICE_URL', 'http://smba.trafficmanager.net/teams/'],
    ['TEAMS_OPENID_URL', 'https://login.botframework.com.evil.example/'],
    ['TEAMS_TOKEN_URL', 'https://login.microsoftonline.com/acme/oauth2/v2.0/token'],
  ])('takes no foreign address: %s=%s', (name, url) => {
    expect(wrongNames({ ...REGISTERED, [name]: url })).toEqual([name]);
  });

  it('names people by the ids of Microsoft Entra, too', () => {
    expect(parseConfig({ HANDOVER_ADMINS: `U1A,${APP_ID}` }).admins).toEqual(['U1A', APP_ID]);
  });
});

describe('a wrong value', () => {
  it.each([
    ['PORT', '80a'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['HOST', 'http://localhost'],
    ['NUDGE_HOUR', '18'],
    ['NUDGE_HOUR', '9.5'],
    ['LOG_LEVEL', 'loud'],
    ['DATABASE_PATH', ':memory:'],
    ['DATABASE_PATH', 'data/'],
    ['HANDOVER_INITIATORS', 'everyone,U1A'],
    ['HANDOVER_INITIATORS', '@alice'],
    ['HANDOVER_ADMINS', 'everyone'],
    ['HANDOVER_ADMINS', ','],
  ])('of %s is refused: %s', (name, value) => {
    expect(wrongNames({ [name]: value })).toEqual([name]);
  });

  it('is named beside all the others, each with what is wrong and an example', () => {
    const error = errorFor({ PORT: 'x', HANDOVER_ADMINS: 'U1A,bob', SLACK_APP_TOKEN: APP_TOKEN });
    expect(error.message).toBe(
      [
        'Please correct these variables, in the environment or in .env:',
        '  PORT must be a whole number from 0 to 65535.',
        '    Example: PORT=8080',
        '  HANDOVER_ADMINS must be user ids, separated by commas; number 2 is not a user id.',
        '    Example: HANDOVER_ADMINS=U012AB3CD',
        '  SLACK_BOT_TOKEN is missing: Slack needs it, over HTTP and in Socket Mode.',
        '    Example: SLACK_BOT_TOKEN=xoxb-your-bot-token',
      ].join('\n'),
    );
  });

  it('is never printed, whichever variable it was put into', () => {
    for (const { name } of VARIABLES) {
      const env = { [name]: 'p4ss w0rd/', SLACK_APP_TOKEN: 'xoxb-secret-1', SLACK_SIGNING_SECRET: 'xapp-secret-2' };
      const error = errorFor(env);
      expect(`${error.message}${error.stack}${JSON.stringify(error)}`).not.toMatch(/p4ss|secret-[12]/);
    }
  });

  it('is also a list under a name that lacks its last letter, for it would let everyone in', () => {
    const [problem] = errorFor({ HANDOVER_INITIATOR: 'U1A' }).problems;
    expect(problem).toMatchObject({
      name: 'HANDOVER_INITIATORS',
      what: expect.stringContaining('HANDOVER_INITIATOR '),
    });
    expect(wrongNames({ HANDOVER_ADMIN: 'U1A' })).toEqual(['HANDOVER_ADMINS']);
  });
});
