import { expect, it } from '@jest/globals';
import { verdictsOn } from './bench.js';
import { FAULTS } from './faults.js';

// `npm run test:faults`. With FAULTS_EVERY=4 only each fourth fault is planted.
const every = Number(process.env['FAULTS_EVERY'] ?? 1);
const planted = FAULTS.filter((_, n) => n % every === 0);

it('finds every fault that is planted in the core, and none where there is none', async () => {
  const { foundBy, seconds } = await verdictsOn([null, ...planted]);
  const rows = planted.map((fault) => {
    const [first = 'SURVIVED', ...more] = foundBy.get(fault) ?? [];
    return `  ${fault.title}\n      ${first}${more.length > 0 ? ` (and ${more.length} more)` : ''}`;
  });
  const survivors = planted.filter((fault) => foundBy.get(fault)?.length === 0).map(({ title }) => title);
  const figures = `${planted.length - survivors.length} of ${planted.length} found in ${seconds.toFixed(0)} s`;
  process.stdout.write(`${rows.join('\n')}\n${figures}\n`);
  expect(foundBy.get(null)).toEqual([]);
  expect(survivors).toEqual([]);
}, 600_000);
