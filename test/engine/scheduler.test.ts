import { expect, it } from '@jest/globals';
import type { HandoverId, Instant } from '../../src/core/ids.js';
import { createScheduler } from '../../src/engine/scheduler.js';
import { MONDAY } from '../support/a-handover.js';
import { acme } from '../conformance/works.js';

const silent = (): void => undefined;

/** A store with so many handovers due, some of which stay due whatever is done. */
function setUp(count: number, broken: readonly string[] = []) {
  const due = Array.from({ length: count }, (_, n) => ({ tenant: acme, id: `h${n}` as HandoverId }));
  const rung: string[] = [];
  const together: number[] = [];
  let underWay = 0;
  const scheduler = createScheduler({
    store: {
      due: (_now, limit) => due.slice(0, limit),
      forgetDeliveries: () => 0,
      eraseEnded: () => 0,
    },
    clock: { now: (): Instant => MONDAY },
    log: { debug: silent, info: silent, warn: silent, error: silent },
    retentionDays: null,
    async ring(_tenant, id) {
      underWay += 1;
      together.push(underWay);
      await Promise.resolve();
      rung.push(id);
      underWay -= 1;
      const at = due.findIndex((one) => one.id === id);
      if (!broken.includes(id)) due.splice(at, 1);
    },
  });
  return { scheduler, rung, most: () => Math.max(...together) };
}

it('looks at few handovers in one turn however many are due, so that the loop is not held', async () => {
  const { scheduler, rung, most } = setUp(203);
  await scheduler.tick();
  expect(new Set(rung).size).toBe(203);
  expect(rung).toHaveLength(203);
  expect(most()).toBe(1);
});

it('is not kept from the others by those that stay due', async () => {
  const broken = ['h0', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'h20'];
  const { scheduler, rung, most } = setUp(40, broken);
  await scheduler.tick();
  expect(rung.toSorted()).toEqual(Array.from({ length: 40 }, (_, n) => `h${n}`).toSorted());
  expect(most()).toBeLessThanOrEqual(2);
});
