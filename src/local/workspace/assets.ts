import { readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';

export interface Asset {
  /** A MIME type. */
  readonly type: string;
  readonly body: string;
}

/** By the path under which the page asks for it. */
export type Assets = ReadonlyMap<string, Asset>;

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
};

/** Microsoft's library that draws Adaptive Cards, as it ships for browsers. */
const CARDS = 'adaptivecards/dist/adaptivecards.min.js';

/** Reads all that the page is made of into memory. The build lays ours beside this file. */
export function readAssets(): Assets {
  const folder = join(__dirname, 'page');
  const own = readdirSync(folder).map((name) => join(folder, name));
  const all = [...own, require.resolve(CARDS)].filter((path) => extname(path) in TYPES);
  return new Map(
    all.map((path): [string, Asset] => [
      `/${basename(path)}`,
      { type: TYPES[extname(path)] ?? '', body: readFileSync(path, 'utf8') },
    ]),
  );
}
