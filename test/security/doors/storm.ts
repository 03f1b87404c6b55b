import type { Door } from './door.js';
import { openSlackDoor } from './slack-door.js';
import { openTeamsDoor } from './teams-door.js';
import { type RawRequest, sendAll } from './pipeline.js';

export const DOORS = { Slack: openSlackDoor, Teams: openTeamsDoor } as const satisfies Record<
  string,
  () => Promise<Door>
>;
export type DoorName = keyof typeof DOORS;

/** What came of one kind of request. */
export interface KindTally {
  readonly requests: number;
  readonly reached: number;
  /** How many were answered with which status; 0 for a connection that was cut off. */
  readonly answers: Readonly<Record<string, number>>;
}

export interface StormTally {
  readonly kinds: Readonly<Record<string, KindTally>>;
  readonly right: KindTally;
  /** By how much the heap is larger after all of them than after the first few, in MB. */
  readonly grownMb: number;
}

const WARM = 100;

function heapMb(): number {
  if (!globalThis.gc) throw new Error('node has to be started with --expose-gc');
  globalThis.gc();
  return process.memoryUsage().heapUsed / 1024 ** 2;
}

/** Knocks at a door with every kind of attack, so many of each, and then with `few` right requests. */
export async function storm(name: DoorName, each: number, few: number): Promise<StormTally> {
  const door = await DOORS[name]();
  const knock = async (count: number, make: (n: number) => RawRequest): Promise<KindTally> => {
    const before = door.runs();
    const statuses = await sendAll(door.port, count, make);
    return { requests: count, reached: door.runs() - before, answers: Object.fromEntries(statuses) };
  };
  // What is made once is made here.
  for (const make of Object.values(door.attacks)) await sendAll(door.port, WARM, make);
  const before = heapMb();
  const kinds: Record<string, KindTally> = {};
  for (const [kind, make] of Object.entries(door.attacks)) kinds[kind] = await knock(each, make);
  const grownMb = heapMb() - before;
  const right = await knock(few, door.right);
  await door.close();
  return { kinds, right, grownMb };
}
