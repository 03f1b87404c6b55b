/** Per conversation: so many calls in so many seconds. https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit */
export type RateLimits = readonly (readonly [calls: number, seconds: number])[];

export const SEND_LIMITS: RateLimits = [
  [7, 1],
  [8, 2],
  [60, 30],
  [1800, 3600],
];

/** Counts the calls of each conversation within sliding windows. */
export function createRateLimiter(limits: RateLimits, now: () => number) {
  const taken = new Map<string, readonly number[]>();

  return {
    /** Null when the call may go through, which counts it; else the seconds to wait. */
    restFor: (conversation: string): number | null => {
      const at = now();
      const longest = Math.max(0, ...limits.map(([, seconds]) => seconds * 1000));
      const recent = (taken.get(conversation) ?? []).filter((one) => one > at - longest);
      const waits = limits.map(([calls, seconds]) => {
        const first = recent.at(-calls);
        return first === undefined ? 0 : first + seconds * 1000 - at;
      });
      const wait = Math.max(0, ...waits);
      taken.set(conversation, wait > 0 ? recent : [...recent, at]);
      return wait > 0 ? Math.ceil(wait / 1000) : null;
    },
  };
}
