import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { FAULTS } from './faults.js';

describe('the list of planted faults', () => {
  it('fits the code as it stands, each fault at exactly one place', () => {
    const misfits = FAULTS.filter(({ file, find }) => readFileSync(file, 'utf8').split(find).length !== 2);
    expect(misfits).toEqual([]);
  });

  it('says of each what it breaks, once', () => {
    expect(new Set(FAULTS.map(({ title }) => title)).size).toBe(FAULTS.length);
  });
});
