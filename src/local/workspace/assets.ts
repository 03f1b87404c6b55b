import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

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

/** Reads all that the page is made of into memory. The build lays it beside this file. */
export function readAssets(): Assets {
  const folder = join(__dirname, 'page');
  const names = readdirSync(folder).filter((name) => extname(name) in TYPES);
  return new Map(
    names.map((name): [string, Asset] => [
      `/${name}`,
      { type: TYPES[extname(name)] ?? '', body: readFileSync(join(folder, name), 'utf8') },
    ]),
  );
}
