import type { Timer } from '../../engine/ports.js';
import { readAll } from './reading.js';
import type { Change, Workspace } from './state.js';

const DEFAULT_MS = 2000;

export interface WaitLimits {
  /** Milliseconds until it is given up. */
  readonly ms?: number;
  /** What is waited for, for the error. */
  readonly what?: string;
}

/**
 * Resolves with the first value of `look` that is neither null, undefined nor false. It looks at once and after every
 * change; when the time is over it rejects with what everybody sees.
 */
export const waitFor = <T>(
  workspace: Workspace,
  onChange: (listener: (change: Change) => void) => () => void,
  timer: Timer,
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
      end(() => reject(new Error(`${what} did not come within ${ms} ms\n${everything(workspace)}`))),
    );
    tryNow();
  });

/** What everybody sees, and the last things that went to and fro. */
export function everything(workspace: Workspace): string {
  const { users, calls, deliveries } = workspace.state;
  const people = users
    .filter(({ isBot }) => !isBot)
    .flatMap(({ id, name }) => [`== ${name} (${id})`, ...readAll(workspace, id)]);
  const last = calls.slice(-10).map(({ method, user, outcome }) => `${method} ${user ?? ''} ${outcome}`);
  const brought = deliveries
    .slice(-5)
    .map(({ kind, user, outcome, status }) => `${kind} ${user ?? ''} ${outcome} ${status ?? ''}`);
  return [...people, '== last calls', ...last, '== last deliveries', ...brought].join('\n');
}
