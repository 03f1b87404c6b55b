import { describe, expect, it } from '@jest/globals';
import { Simulation } from './world/simulation.js';

const short = (seed: number, events: number) => new Simulation(seed).run(events);

describe('The whole program under one seed', () => {
  it.each([[3], [8]])('keeps every promise (seed %i)', async (seed) => {
    const { violation, tail, counts } = await short(seed, 1_500);
    expect(violation === null ? '' : tail.join('\n')).toBe('');
    expect(counts.kill).toBeGreaterThan(0);
  });

  it('runs the same way every time', async () => {
    const [first, second] = [await short(11, 700), await short(11, 700)];
    expect(second.journalHash).toBe(first.journalHash);
    expect(second.traceHash).toBe(first.traceHash);
    expect(first.journalEntries).toBeGreaterThan(10);
  });
});
