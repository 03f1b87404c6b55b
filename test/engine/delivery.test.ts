import { afterAll, describe, expect, it } from '@jest/globals';
import { deliver } from '../crash/delivery/deliver.js';

// `npm run test:crash -- delivery` goes through every schedule of up to six faults.
const DEPTH = 2;
const network = globalThis.fetch;
afterAll(() => {
  globalThis.fetch = network;
});

describe('a message whose post fails, by every schedule of two faults', () => {
  it('stands exactly once in Slack', async () => {
    expect(await deliver({ policy: 'as it is', depth: DEPTH, first: [] })).toMatchObject({
      schedules: 43,
      lost: 0,
      twice: 0,
      worst: 1,
      shownWrongly: 0,
    });
  });

  it('stands once in Slack after the repair, when the look-up lags', async () => {
    const found = await deliver({ policy: 'look-up one message behind', depth: DEPTH, first: [] });
    expect(found).toMatchObject({ schedules: 43, lost: 0, worst: 2, unrepaired: 0 });
  });

  it('is never lost in Teams, and tells its reader and the operator when it may stand twice', async () => {
    const { lost, unknown, shown, shownWrongly } = await deliver({ policy: 'Teams', depth: DEPTH, first: [] });
    expect({ lost, shown, shownWrongly }).toEqual({ lost: 0, shown: unknown, shownWrongly: 0 });
    expect(unknown).toBeGreaterThan(0);
  });

  it.each(['never looks up', 'never tries again'] as const)('shows what a relay does wrong that %s', async (policy) => {
    const { lost, twice } = await deliver({ policy, depth: DEPTH, first: [] });
    expect(lost + twice).toBeGreaterThan(0);
  });
});
