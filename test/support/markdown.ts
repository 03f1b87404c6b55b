import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './tidy/source-files.js';

export const readText = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** What stands between `<!-- name -->` and `<!-- /name -->`. */
export function part(text: string, name: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const found = text.split(start)[1]?.split(end);
  if (found?.length !== 2 || found[0] === undefined) throw new Error(`there is no one part "${name}"`);
  return found[0];
}

/** The cells of a table's rows, without its heading. */
export function rows(table: string): readonly (readonly string[])[] {
  const lines = table.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** A cell without its code marks. */
export const plain = (cell = ''): string => cell.replaceAll('`', '');
