import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { z } from 'zod';
import { COMMANDS, EVENTS, EVENTS_PATH, EXTRAS, METHODS } from '../../adapters/slack/uses.js';

const root = resolve(__dirname, '../..');
const schemas = resolve(root, '../shared/schemas');

const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

const manifest = z
  .object({
    _metadata: z.object({ major_version: z.number() }),
    // Strict: an assistant's view would turn the conversation into threads in which commands do not work.
    features: z.strictObject({
      bot_user: z.object({ display_name: z.string() }),
      app_home: z.object({ messages_tab_enabled: z.boolean(), messages_tab_read_only_enabled: z.boolean() }),
      slash_commands: z.array(
        z.object({ command: z.string(), url: z.string(), usage_hint: z.string(), should_escape: z.boolean() }),
      ),
    }),
    oauth_config: z.object({ scopes: z.strictObject({ bot: z.array(z.string()) }) }),
    settings: z.object({
      event_subscriptions: z.object({ request_url: z.string(), bot_events: z.array(z.string()) }),
      interactivity: z.object({ is_enabled: z.boolean(), request_url: z.string() }),
      socket_mode_enabled: z.boolean(),
      token_rotation_enabled: z.boolean(),
    }),
  })
  .parse(read(resolve(root, 'manifest.json')));

const { features, settings, oauth_config, _metadata: target } = manifest;

/** All the adapter's source, but the tables themselves. */
const source = readdirSync(resolve(root, 'adapters/slack'))
  .filter((file) => file.endsWith('.ts') && file !== 'uses.ts')
  .map((file) => readFileSync(resolve(root, 'adapters/slack', file), 'utf8'))
  .join('\n');

describe("the Slack app's manifest", () => {
  const schema = resolve(schemas, `slack-manifest.${target.major_version}.json`);
  const itWithSchema = existsSync(schema) ? it : it.skip;

  itWithSchema("validates against Slack's schema, where ../shared/schemas is there", () => {
    const ajv = new Ajv({ strict: false, allErrors: true });
    addFormats(ajv);
    const validate = ajv.compile(z.looseObject({}).parse(read(schema)));
    validate(read(resolve(root, 'manifest.json')));
    expect(validate.errors ?? []).toEqual([]);
  });

  it('asks for exactly the scopes that the code needs', () => {
    const needed = [
      ...Object.values(METHODS),
      ...Object.values(EXTRAS),
      ...Object.values(EVENTS),
      ...Object.values(COMMANDS),
    ];
    expect([...oauth_config.scopes.bot].sort()).toEqual([...new Set(needed.filter((scope) => scope !== null))].sort());
  });

  it('subscribes to exactly the events that the code reads', () => {
    expect([...settings.event_subscriptions.bot_events].sort()).toEqual(Object.keys(EVENTS).sort());
    for (const event of Object.keys(EVENTS)) expect(source).toContain(`event.type === '${event.split('.')[0]}'`);
  });

  it('names exactly the commands that the code answers, with people as mentions', () => {
    expect(features.slash_commands.map(({ command }) => command)).toEqual(Object.keys(COMMANDS));
    for (const { should_escape, usage_hint } of features.slash_commands) {
      expect(should_escape).toBe(true);
      for (const word of ['list', 'status', 'help']) expect(usage_hint).toContain(word);
    }
  });

  it('lists as used only methods that the code calls', () => {
    for (const method of Object.keys(METHODS)) expect(source).toContain(`'${method}'`);
  });

  it('sends everything to the one address that is served', () => {
    const { event_subscriptions, interactivity } = settings;
    const urls = [
      event_subscriptions.request_url,
      interactivity.request_url,
      ...features.slash_commands.map((c) => c.url),
    ];
    expect(new Set(urls)).toEqual(new Set([`https://YOUR-HOST${EVENTS_PATH}`]));
    expect(interactivity.is_enabled).toBe(true);
  });

  it('lets people write to the bot, over HTTP and with a token that lasts', () => {
    expect(features.app_home).toMatchObject({ messages_tab_enabled: true, messages_tab_read_only_enabled: false });
    expect(settings).toMatchObject({ token_rotation_enabled: false, socket_mode_enabled: false });
  });
});
