const FIRST_MS = 1_000;
const LAST_MS = 300_000;

/**
 * How long to wait before the next try: doubling from one second to five minutes, with the upper half left to chance so
 * that what failed together does not come back together. `random` is in [0, 1).
 */
export function backoffMs(attempts: number, random: number): number {
  const full = Math.min(LAST_MS, FIRST_MS * 2 ** Math.min(attempts, 20));
  return Math.round(full / 2 + (full / 2) * random);
}
