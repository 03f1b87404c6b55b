import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { part, plain, readText, rows } from '../support/markdown.js';

const locked = z.object({
  dev: z.boolean().default(false),
  license: z.string().default('none'),
  hasInstallScript: z.boolean().default(false),
});
const { packages } = z
  .object({ packages: z.record(z.string(), z.looseObject({})) })
  .parse(JSON.parse(readText('package-lock.json')));
const served = Object.entries(packages)
  .filter(([path]) => path !== '')
  .map(([path, entry]) => ({ name: path.replace(/^.*node_modules\//, ''), ...locked.parse(entry) }))
  .filter(({ dev }) => !dev);

describe('what is installed to serve', () => {
  it('runs one script of others at its installation, and that is the database’s', () => {
    expect(served.filter(({ hasInstallScript }) => hasInstallScript).map(({ name }) => name)).toEqual([
      'better-sqlite3',
    ]);
  });

  it('has the licenses that the README lists, and no others', () => {
    const listed = rows(part(readText('README.md'), 'licenses')).map(([name = '']) => plain(name));
    const found = [...new Set(served.map(({ license }) => license))];
    expect(listed.toSorted()).toEqual(found.toSorted());
  });
});
