import { z } from 'zod';
import { Simulation } from '../world/simulation.js';

const asked = z.object({ seed: z.number(), events: z.number() });

/** Plays each seed that the process which started this one asks for, until that process has enough. */
export function playWhatIsAsked(): void {
  process.on('message', (message) => void play(asked.parse(message)));
}

async function play({ seed, events }: z.output<typeof asked>): Promise<void> {
  const ran = await new Simulation(seed).run(events);
  process.send?.(ran.violation === null ? { ...ran, tail: [] } : ran);
}
