import { at, isOurs, type Rule } from './rule.js';
import type { Import, SourceFile } from './source-files.js';

/** What each room may import besides itself: "main -> app -> {engine, store, procedures, adapters} -> view -> core". */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  'src/core': [],
  'src/view': ['src/core'],
  'src/ports': ['src/core', 'src/view'],
  'src/procedures': ['src/core'],
  'src/engine': ['src/core', 'src/view', 'src/ports', 'src/procedures'],
  'src/store': ['src/core', 'src/view', 'src/ports', 'src/procedures', 'src/sqlite-library'],
  'adapters/slack': ['src/core', 'src/view', 'src/ports'],
  'adapters/teams': ['src/core', 'src/view', 'src/ports'],
  'src/local': ['src/core', 'src/view', 'src/ports', 'src/sqlite-library'],
  'src/sqlite-library': [],
  'src/log': ['src/ports'],
  'src/config': ['src/core', 'src/log'],
  'src/http-server': ['src/ports'],
  'src/operator': ['src/core', 'src/ports', 'src/config', 'src/store', 'adapters/slack'],
};
const EVERYTHING = [...Object.keys(ROOMS), 'src/app'];
const APP = EVERYTHING.filter((room) => room !== 'src/local');

/** The engine's contracts, which the store and the adapters build against. */
const PORTS = /^src\/engine\/(?:[a-z-]+-port|ports)\.ts$/;

/** `src/core` for a folder, `src/log` for a file at the top, with what lies in a folder of the same name. */
function roomOf(path: string): string {
  if (PORTS.test(path)) return 'src/ports';
  return path.split('/').slice(0, 2).join('/').replace(/\.ts$/, '');
}

function mayImport(room: string): readonly string[] {
  if (room === 'src/main') return EVERYTHING;
  return room === 'src/app' ? APP : (ROOMS[room] ?? []);
}

/** Where each package is imported, beside the tests; null where many may. */
const HOMES: Readonly<Record<string, string | readonly string[] | null>> = {
  '@slack/bolt': 'adapters/slack/slack-platform.ts',
  // The platforms that the local workspace plays are other machines, with a file of their own.
  'better-sqlite3': ['src/sqlite-library.ts', 'src/store/sqlite.ts'],
  'better-sqlite3-prebuilt': 'src/sqlite-library.ts',
  adaptivecards: 'src/local/workspace/page/cards.ts',
  botbuilder: 'adapters/teams/teams-platform.ts',
  dotenv: 'src/main.ts',
  fflate: 'src/operator/teams-package.ts',
  'date-holidays': 'src/engine/calendar.ts',
  'node-cron': 'src/engine/scheduler.ts',
  pino: 'src/log.ts',
  react: 'src/local/workspace/slack/draw-block.ts',
  'react-dom': 'src/local/workspace/slack/draw-block.ts',
  'slack-blocks-to-jsx': 'src/local/workspace/slack/draw-block.ts',
  ws: 'src/local/slack-peer/socket-mode.ts',
  zod: null,
};

const PURE_ROOMS = ['src/core', 'src/view'];

const packageOf = (from: string): string =>
  from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/');

function eachImport(
  files: readonly SourceFile[],
  wrong: (file: SourceFile, imported: Import) => string | null,
): readonly string[] {
  return files.flatMap((file) =>
    file.imports.flatMap((imported) => {
      const what = wrong(file, imported);
      return what === null ? [] : [at(file, imported.line, what)];
    }),
  );
}

/** `paths` are all the files that there are. */
export const importRules = (paths: ReadonlySet<string>): readonly Rule[] => [
  {
    title: 'imports run one way between the rooms',
    find: (files) =>
      eachImport(files.filter(isOurs), (file, { path }) => {
        if (path === null) return null;
        const [from, to] = [roomOf(file.path), roomOf(path)];
        return from === to || mayImport(from).includes(to) ? null : `${from} may not import ${to}`;
      }),
  },
  {
    title: 'the core and the view import nothing but files of ours',
    find: (files) =>
      eachImport(files, (file, { path, from }) =>
        path === null && PURE_ROOMS.includes(roomOf(file.path)) ? `imports ${from}` : null,
      ),
  },
  {
    title: 'a package is imported in its one place',
    find: (files) =>
      eachImport(files.filter(isOurs), (file, { path, from }) => {
        if (path !== null || from.startsWith('node:')) return null;
        const home = HOMES[packageOf(from)];
        if (home === undefined) return `${from} has no place yet: give it one in the tidy test`;
        return home === null || [home].flat().includes(file.path) ? null : `${from} belongs in ${String(home)} alone`;
      }),
  },
  {
    title: 'an import of ours says .js or .json, and leads to a file',
    find: (files) =>
      eachImport(files, (_file, { path, from }) => {
        if (path === null) return null;
        if (!/\.js(?:on)?$/.test(from)) return `${from} has no .js at its end`;
        return paths.has(path) ? null : `${from} leads nowhere`;
      }),
  },
];

/** Every file that is reached from these, themselves included. */
export function reachedFrom(roots: readonly string[], files: readonly SourceFile[]): ReadonlySet<string> {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const reached = new Set<string>();
  const next = [...roots];
  for (let path = next.pop(); path !== undefined; path = next.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    next.push(...(byPath.get(path)?.imports ?? []).flatMap((imported) => imported.path ?? []));
  }
  return reached;
}
