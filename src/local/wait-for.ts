import type { Timer } from '../engine/ports.js';

const DEFAULT_MS = 2000;

export interface WaitLimits {
  /** Milliseconds until it is given up. */
  readonly ms?: number;
  /** What is waited for, for the error. */
  readonly what?: string;
}

/** A place where something is waited for. */
export interface Scene {
  /** Calls the listener after every change; the result ends it. */
  readonly onChange: (listener: () => void) => () => void;
  readonly timer: Timer;
  /** What everybody sees there, for an error. */
  readonly everything: () => string;
}

/**
 * Resolves with the first value of `look` that is neither null, undefined nor false. It looks at once and after every
 * change; when the time is over it rejects with what everybody sees.
 */
export const waitFor = <T>(
  { onChange, timer, everything }: Scene,
  look: () => T | null | undefined | false,
  { ms = DEFAULT_MS, what = 'what was waited for' }: WaitLimits = {},
): Promise<T> =>
  new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      stopListening();
      cancel();
      settle();
    };
    const tryNow = (): void => {
      try {
        const value = look();
        if (value !== null && value !== undefined && value !== false) end(() => resolve(value));
      } catch (error) {
        end(() => reject(error instanceof Error ? error : new Error('the look failed', { cause: error })));
      }
    };
    const stopListening = onChange(tryNow);
    const cancel = timer.after(ms, () =>
      end(() => reject(new Error(`${what} did not come within ${ms} ms\n${everything()}`))),
    );
    tryNow();
  });
