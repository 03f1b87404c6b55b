import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { strFromU8, unzipSync } from 'fflate';
import { z } from 'zod';
import { commandAsk } from '../../../adapters/teams/parse.js';
import { appIdFrom } from '../../../src/config.js';
import { packageTeamsApp } from '../../../src/operator/teams-package.js';
import { drawColorIcon, drawOutlineIcon } from '../../support/icons/draw-icons.js';
import { readPng, writePng } from '../../support/icons/png.js';
import { ROOT } from '../../support/tidy/source-files.js';

const FOLDER = join(ROOT, 'adapters/teams/app-package');
const APP_ID = '11111111-2222-4333-8444-555555555555';
const SCHEMA = resolve(ROOT, '../shared/schemas/teams-manifest.1.29.json');
const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

const command = z.object({ title: z.string() });
const manifestShape = z.object({
  manifestVersion: z.string(),
  id: z.string(),
  bots: z.array(
    z.object({
      botId: z.string(),
      scopes: z.array(z.string()),
      supportsTargetedMessages: z.boolean(),
      commandLists: z.array(
        z.object({ scopes: z.array(z.string()), triggers: z.array(z.string()).optional(), commands: z.array(command) }),
      ),
    }),
  ),
  composeExtensions: z.array(
    z.object({ botId: z.string(), commands: z.array(z.object({ type: z.string(), fetchTask: z.boolean() })) }),
  ),
});

let folder: string;
let before: string;
beforeEach(() => {
  before = process.cwd();
  folder = mkdtempSync(join(tmpdir(), 'handover-package-'));
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

/** What the operator reads. */
function makePackage(env: Readonly<Record<string, string>>, host = ''): readonly string[] {
  const lines: string[] = [];
  const say = (line: string): void => void lines.push(line);
  packageTeamsApp({ appId: () => appIdFrom(env), appPackage: FOLDER, say }, host);
  return lines;
}

const unpacked = (): Readonly<Record<string, Uint8Array>> =>
  unzipSync(readFileSync(join(folder, 'handover-teams.zip')));

describe('the Teams app package', () => {
  it('holds the manifest with the app id in it, and both icons, at its top', () => {
    const [said] = makePackage({ MICROSOFT_APP_ID: APP_ID }, 'handover.example.com');
    expect(said).toContain('handover-teams.zip is written');
    const files = unpacked();
    expect(Object.keys(files).toSorted()).toEqual(['color.png', 'manifest.json', 'outline.png']);
    const text = strFromU8(files['manifest.json'] ?? new Uint8Array());
    expect(text).not.toMatch(/00000000-|YOUR-HOST/);
    const manifest = manifestShape.parse(JSON.parse(text));
    expect([manifest.id, manifest.bots[0]?.botId, manifest.composeExtensions[0]?.botId]).toEqual([
      APP_ID,
      APP_ID,
      APP_ID,
    ]);
  });

  const itWithSchema = existsSync(SCHEMA) ? it : it.skip;
  itWithSchema("validates against Microsoft's schema, where ../shared/schemas is there", () => {
    makePackage({ MICROSOFT_APP_ID: APP_ID });
    const ajv = new Ajv({ strict: false, allErrors: true });
    addFormats(ajv);
    const validate = ajv.compile(z.looseObject({}).parse(read(SCHEMA)));
    validate(JSON.parse(strFromU8(unpacked()['manifest.json'] ?? new Uint8Array())));
    expect(validate.errors ?? []).toEqual([]);
  });

  it('says what to do when the app id is missing or is none', () => {
    expect(() => makePackage({})).toThrow(/MICROSOFT_APP_ID is missing: it is the "Application \(client\) ID"/);
    expect(() => makePackage({ MICROSOFT_APP_ID: 'handover' })).toThrow(/MICROSOFT_APP_ID must be an id/);
    expect(() => makePackage({ MICROSOFT_APP_ID: APP_ID }, 'https://x/')).toThrow('is no name of a host');
    expect(existsSync(join(folder, 'handover-teams.zip'))).toBe(false);
  });

  it('is the same file every time', () => {
    makePackage({ MICROSOFT_APP_ID: APP_ID });
    const first = readFileSync(join(folder, 'handover-teams.zip'));
    makePackage({ MICROSOFT_APP_ID: APP_ID });
    expect(readFileSync(join(folder, 'handover-teams.zip')).equals(first)).toBe(true);
  });
});

describe("the Teams app's manifest", () => {
  const manifest = manifestShape.parse(read(join(FOLDER, 'manifest.json')));
  const [bot] = manifest.bots;

  it('serves personal chats, channels and group chats, and can be asked for slash commands', () => {
    expect(bot).toMatchObject({ scopes: ['personal', 'team', 'groupChat'], supportsTargetedMessages: true });
    expect(bot?.commandLists.find(({ scopes }) => scopes.includes('team'))?.triggers).toContain('slash');
    expect(manifest.composeExtensions[0]?.commands).toMatchObject([{ type: 'action', fetchTask: true }]);
  });

  it('names commands that the bot answers as it says', () => {
    for (const { commands } of bot?.commandLists ?? []) {
      expect(commands.map(({ title }) => title)).toEqual(['handover', 'list', 'status', 'help']);
    }
    for (const slash of ['', '/']) {
      expect(['list', 'status', 'help'].map((word) => commandAsk(`${slash}${word}`, [], null).kind)).toEqual([
        'list',
        'status',
        'help',
      ]);
    }
  });

  it.each([
    ['color.png', drawColorIcon()],
    ['outline.png', drawOutlineIcon()],
  ])('%s is as it is drawn', (name, drawn) => {
    const { width, height, pixels } = readPng(readFileSync(join(FOLDER, name)));
    expect(readPng(writePng(drawn)).pixels).toEqual(drawn.pixels);
    expect([width, height]).toEqual([drawn.width, drawn.height]);
    expect(Buffer.from(pixels).equals(Buffer.from(drawn.pixels))).toBe(true);
  });

  it('has an outline of white on nothing', () => {
    const { pixels } = drawOutlineIcon();
    const colors = Array.from({ length: pixels.length / 4 }, (_, n) => [...pixels.subarray(n * 4, n * 4 + 4)]);
    expect(colors.every(([red, green, blue]) => red === 255 && green === 255 && blue === 255)).toBe(true);
    expect(colors.filter(([, , , opacity]) => opacity === 0).length).toBeGreaterThan(500);
    expect(colors.filter(([, , , opacity]) => opacity === 255).length).toBeGreaterThan(60);
  });
});
