import { describe, expect, it } from '@jest/globals';
import { parse } from 'dotenv';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { COMMANDS, EVENTS, EVENTS_PATH, EXTRAS, METHODS } from '../../adapters/slack/uses.js';
import { parseConfig } from '../../src/config.js';
import { VARIABLES } from '../../src/config/environment.js';
import { COMMANDS as OPERATOR } from '../../src/operator/operate.js';
import { usageCard } from '../../src/view/usage-card.js';
import { buttons } from '../../src/view/words/en/buttons.js';
import { alice, MONDAY } from '../support/a-handover.js';
import { audienceOf, nameOf } from '../support/a-scene.js';
import { asText } from '../support/card-text.js';
import { part, plain, readText, rows } from '../support/markdown.js';
import { ROOT } from '../support/tidy/source-files.js';

const readme = readText('README.md');
const names = z.record(z.string(), z.string());
const packageJson = z
  .object({ scripts: names, dependencies: names, devDependencies: names, engines: z.object({ node: z.string() }) })
  .parse(JSON.parse(readText('package.json')));

const firstCells = (name: string): string[] => rows(part(readme, name)).map(([first]) => plain(first));

describe('the README', () => {
  it('describes every variable as the code does', () => {
    const code = (text: string | null): string => (text === null ? '' : `\`${text}\``);
    const expected = VARIABLES.map(({ name, meaning, fallback, example, isSecret }) => [
      code(name),
      isSecret ? `${meaning} _Secret._` : meaning,
      code(fallback),
      code(example),
    ]);
    expect(rows(part(readme, 'configuration'))).toEqual(expected);
  });

  it('names every scope that the code needs, and what for', () => {
    const uses = [
      ...Object.values(METHODS),
      ...Object.values(EXTRAS),
      ...Object.values(EVENTS),
      ...Object.values(COMMANDS),
    ];
    const needed = new Set(uses.filter((scope) => scope !== null));
    expect(firstCells('scopes')).toEqual([...needed].toSorted((a, b) => a.localeCompare(b)));
  });

  it('shows the commands that the bot itself shows', () => {
    const shown = asText(usageCard(audienceOf(alice, MONDAY), Object.keys(COMMANDS)[0] ?? ''), nameOf);
    const commands = [...shown.matchAll(/`(\/[^`]+)`/g)].map(([, command]) => command);
    expect(commands.length).toBeGreaterThan(0);
    expect(firstCells('commands')).toEqual(commands);
  });

  it('lists the operator’s commands as they are', () => {
    const expected = Object.values(OPERATOR).map(({ typed, meaning }) => [`\`npm run handover -- ${typed}\``, meaning]);
    expect(rows(part(readme, 'operator'))).toEqual(expected);
  });

  it('shows buttons by the names that they have', () => {
    const shown = [...part(readme, 'conversation').matchAll(/\[([^\]]+)\]/g)].map(([, label]) => label);
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.filter((label) => !Object.values<unknown>(buttons).includes(label))).toEqual([]);
  });

  it.each(['dependencies', 'devDependencies'] as const)('gives a reason for each of the %s', (kind) => {
    const listed = rows(part(readme, kind));
    expect(listed.map(([name]) => plain(name))).toEqual(Object.keys(packageJson[kind]).toSorted());
    expect(listed.filter(([, reason = '']) => reason.length < 5)).toEqual([]);
  });

  it('opens with two commands, a small picture of what they show, and the way to one’s own Slack', () => {
    const [opening = ''] = readme.split('## What it looks like');
    expect(opening).toContain('\nnpm ci && npm start\n');
    expect(opening).toContain('](#create-the-slack-app)');
    const [, picture = ''] = /!\[[^\]]+\]\(([^)]+)\)/.exec(opening) ?? [];
    expect(statSync(join(ROOT, picture)).size).toBeLessThan(250_000);
  });

  it('runs and tests with two commands, and npm scripts that there are', () => {
    expect(readme).toContain('\nnpm ci && npm start\n');
    expect(readme).toContain('\nnpm ci && npm test\n');
    const scripts = [...readme.matchAll(/npm (?:run )?([a-z:]+)/g)].map(([, name = '']) => name);
    expect(scripts.filter((name) => !['ci', 'sbom', ...Object.keys(packageJson.scripts)].includes(name))).toEqual([]);
  });

  it('says which Node it needs, and which paths it serves', () => {
    expect(readme).toContain(`Node ${packageJson.engines.node.replace('>=', '')} or newer`);
    expect(readme).toContain(`POST ${EVENTS_PATH}`);
  });

  it('has no link that leads nowhere', () => {
    const heading = (text: string): string =>
      `#${text
        .toLowerCase()
        .replace(/[^a-z0-9 -]/g, '')
        .replaceAll(' ', '-')}`;
    const headings = [...readme.matchAll(/^#+ (.+)$/gm)].map(([, text = '']) => heading(text));
    const links = [...readme.matchAll(/\]\(([^)]+)\)/g)].map(([, to = '']) => to);
    const leadsSomewhere = (to: string): boolean =>
      to.startsWith('#') ? headings.includes(to) : to.startsWith('https://') || existsSync(join(ROOT, to));
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((to) => !leadsSomewhere(to))).toEqual([]);
  });
});

describe('.env.example', () => {
  const example = parse(readText('.env.example'));

  it('has every variable once, in the order of the table', () => {
    expect(Object.keys(example)).toEqual(VARIABLES.map(({ name }) => name));
  });

  it('changes nothing as it stands', () => {
    expect(parseConfig(example)).toEqual(parseConfig({}));
  });
});
