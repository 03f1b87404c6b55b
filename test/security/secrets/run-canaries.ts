import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type PlatformName, type RealProcess, startProcess } from '../../support/real-process.js';
import { type Canary, personal, SECRETS } from './canaries.js';
import { typeCanaries } from './play-secrets.js';

/** Where canaries are looked for. */
export const PLACES = ['log', 'http answers', 'database', 'journal and operator', 'what the bot says'] as const;
type Place = (typeof PLACES)[number];

/** A canary that turned up where it must not. */
export interface Leak {
  readonly place: Place;
  readonly kind: string;
  readonly around: string;
}

const MAIN = join(__dirname, '../../../dist/src/main.js');
const PLANT = join(__dirname, 'plant.cjs');

/** What people write about an account, themselves or a step is kept, and shown to those who take part. */
const KEPT = (['account', 'reason', 'name', 'display'] as const).map(personal);
/** An address that somebody typed is looked up at the platforms, and stands in the field that it was typed into. */
const LOOKED_UP: readonly Canary[] = [personal('email')];
const NOT_KEPT = (['chat', 'command', 'request', 'platform'] as const).map(personal);
const FORBIDDEN: Readonly<Record<Place, readonly Canary[]>> = {
  log: [...SECRETS, ...KEPT, ...NOT_KEPT, ...LOOKED_UP],
  'http answers': [...SECRETS, ...KEPT, ...NOT_KEPT, ...LOOKED_UP],
  database: [...SECRETS, ...NOT_KEPT, ...LOOKED_UP],
  'journal and operator': [...SECRETS, ...NOT_KEPT, ...LOOKED_UP],
  'what the bot says': [...SECRETS, ...NOT_KEPT],
};

/** A bug to be planted into a compiled file. */
export interface CompiledBug {
  readonly title: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** Plays with the program as it is installed, and looks for what was typed. */
export async function runCanaries(
  platform: PlatformName,
  level: string,
  bugs: readonly CompiledBug[] = [],
): Promise<readonly Leak[]> {
  const environment = {
    LOG_LEVEL: level,
    PORT: String(await freePort()),
    ...(bugs.length === 0 ? {} : { NODE_OPTIONS: `--require ${PLANT}`, PLANTED_BUGS: JSON.stringify(bugs) }),
  };
  // With both, somebody can be named by an address, and then forms have a field for it; people sit on one of them.
  const people = { slack: ['zoe'], teams: ['zoe'], [platform]: ['ines', 'alice', 'bob', 'carol', 'mallory'] };
  const run = await startProcess(['slack', 'teams'], environment, people);
  try {
    const answers = await typeCanaries(run, platform).catch((error: unknown) => {
      // A program that takes what it must not goes other ways than the play; what it kept until then is looked for.
      if (bugs.length === 0) throw error;
      return [];
    });
    const found: Readonly<Record<Place, string>> = {
      'http answers': answers.join('\n'),
      'journal and operator': await operatorReads(run),
      database: bytesOf(run),
      'what the bot says': saidBy(run),
      log: run.output(),
    };
    return PLACES.flatMap((place) => leaksIn(place, found[place]));
  } finally {
    await run.close();
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

export function leaksIn(place: Place, text: string): readonly Leak[] {
  // What only looks like a secret stands in the field of the form that asks whether it is one.
  const besideFields = place === 'what the bot says' ? text.replace(FIELD, '') : text;
  return FORBIDDEN[place].flatMap(({ kind, core, isLikely = false }) => {
    const words = isLikely ? besideFields : text;
    const at = shapesOf(core)
      .map((shape) => words.indexOf(shape))
      .find((index) => index >= 0);
    return at === undefined
      ? []
      : [{ place, kind, around: JSON.stringify(words.slice(Math.max(0, at - 120), at + 80)) }];
  });
}

/** In JSON, and in JSON within JSON. */
const FIELD = /\\*"(?:initial_value|value)\\*":\s*\\*"(?:[^"\\]|\\+[^"\\])*\\*"/g;

/** As it stands, and as it would stand in an address. */
const shapesOf = (core: string): readonly string[] => [...new Set([core, encodeURIComponent(core)])];

/** All files, as they lie on the disk while the program runs. */
const bytesOf = ({ databaseFolder }: RealProcess): string =>
  readdirSync(databaseFolder)
    .map((name) => readFileSync(join(databaseFolder, name), 'latin1'))
    .join('\n');

/** All that left for the platforms, and each answer to a delivery. */
const saidBy = ({ slack, teams }: RealProcess): string =>
  [
    ...slack.calls().map(({ args }) => JSON.stringify(args)),
    ...slack.state.deliveries.map(({ answer }) => answer),
    ...teams.calls().map(({ body }) => JSON.stringify(body)),
    ...teams.state.deliveries.map(({ answer }) => answer),
  ].join('\n');

async function operatorReads({ databasePath }: RealProcess): Promise<string> {
  const commands = [['journal', 'acme'], ['journal', 'nothing'], ['dead'], ['doctor']];
  const outputs = await Promise.all(
    commands.map(
      (words) =>
        new Promise<string>((resolve) => {
          const env = { PATH: process.env['PATH'] ?? '', DATABASE_PATH: databasePath };
          execFile(process.execPath, [MAIN, ...words], { env }, (_, stdout, stderr) => resolve(stdout + stderr));
        }),
    ),
  );
  return outputs.join('\n');
}
