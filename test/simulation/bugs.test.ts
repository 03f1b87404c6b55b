import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { BUGS } from './bugs/bugs.js';

it('the bugs to be hunted fit the code as it stands, each at exactly one place', () => {
  const misfits = BUGS.filter(({ file, find }) => readFileSync(file, 'utf8').split(find).length !== 2);
  expect(misfits).toEqual([]);
});
