import { describe, expect, it } from '@jest/globals';
import { Simulation } from './world/simulation.js';

/** A busy machine takes its time. */
const PATIENCE_MS = 120_000;

describe('The whole program under one seed', () => {
  it(
    'keeps every promise, and runs the same way every time',
    async () => {
      const [first, second] = [await new Simulation(8).run(900), await new Simulation(8).run(900)];
      expect(first.violation === null ? '' : first.tail.join('\n')).toBe('');
      expect(first.counts.kill).toBeGreaterThan(0);
      expect(first.journalEntries).toBeGreaterThan(10);
      expect([second.journalHash, second.traceHash]).toEqual([first.journalHash, first.traceHash]);
    },
    PATIENCE_MS,
  );
});
