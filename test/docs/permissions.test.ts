import { expect, it } from '@jest/globals';
import { PERMISSIONS, statesInWords } from '../support/core/permission-table.js';
import { part, readText, rows } from '../support/markdown.js';

it('prints the table of who may do what as it is', () => {
  const expected = Object.values(PERMISSIONS).map(({ what, who }) => [
    what,
    Object.entries(who)
      .map(([role, states]) => `${role}: ${statesInWords(states)}`)
      .join('; '),
  ]);
  expect(rows(part(readText('src/core/permissions.md'), 'permissions'))).toEqual(expected);
});
