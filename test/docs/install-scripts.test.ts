import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { readText } from '../support/markdown.js';

const { allowScripts } = z
  .object({ allowScripts: z.record(z.string(), z.boolean()) })
  .parse(JSON.parse(readText('package.json')));
const { packages } = z
  .object({ packages: z.record(z.string(), z.looseObject({ hasInstallScript: z.boolean().optional() })) })
  .parse(JSON.parse(readText('package-lock.json')));

describe('npm’s own list of installation scripts', () => {
  it('lets the database’s run, and no other', () => {
    const allowed = Object.entries(allowScripts).filter(([, isAllowed]) => isAllowed);
    expect(allowed.map(([name]) => name)).toEqual(['better-sqlite3']);
  });

  it('decides on each package that has one, so that a new one is looked at', () => {
    const withScripts = Object.entries(packages)
      .filter(([, entry]) => entry.hasInstallScript === true)
      .map(([path]) => path.replace(/^.*node_modules\//, ''));
    // Some are there on other systems only.
    expect(withScripts.filter((name) => name !== 'fsevents' && !Object.hasOwn(allowScripts, name))).toEqual([]);
  });
});
