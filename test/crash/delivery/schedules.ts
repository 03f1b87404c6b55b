/** What can happen to one try of a post. */
export const FAULTS = ['reply_lost', 'server_error', 'throttled', 'refused', 'crash_before', 'crash_after'] as const;
export type Fault = (typeof FAULTS)[number];

/** What became of one schedule. */
export interface Played<T> {
  readonly found: T;
  /** Tries of the post: those that met a fault, and those behind them. */
  readonly posts: number;
}

/** So many schedules of up to `depth` faults there are. */
export const countOf = (depth: number): number =>
  Array.from({ length: depth + 1 }, (_, length) => FAULTS.length ** length).reduce((sum, count) => sum + count, 0);

/**
 * Plays every schedule of up to `depth` faults that begins with these, and tells of each what was found and for how many it stands.
 *
 * Where nothing was posted any more after the last fault, no other fault behind it would be met: everything is
 * deterministic (one clock, one random number, faults given out in order), and no part of the program knows of a fault
 * that was not given out. So all longer schedules that begin like this one end like it, and are counted unplayed.
 */
export async function everySchedule<T>(
  depth: number,
  first: readonly Fault[],
  play: (schedule: readonly Fault[]) => Promise<Played<T>>,
  tell: (found: T, schedules: number) => void,
): Promise<void> {
  const descend = async (begun: readonly Fault[]): Promise<void> => {
    const { found, posts } = await play(begun);
    const isOver = posts <= begun.length;
    tell(found, isOver ? countOf(depth - begun.length) : 1);
    if (isOver || begun.length === depth) return;
    // oxlint-disable-next-line no-await-in-loop -- one world, one play at a time
    for (const fault of FAULTS) await descend([...begun, fault]);
  };
  await descend(first);
}
