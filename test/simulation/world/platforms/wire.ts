import type { Ledger } from '../ledger.js';
import type { Program } from '../program.js';
import type { World } from '../world.js';

/** How the library of a platform says that a call failed. */
export interface Faults {
  readonly limited: (waitMs: number) => Error;
  /** Nothing was done, for certain. */
  readonly unavailable: () => Error;
  /** The answer never came. */
  readonly silent: () => Error;
  readonly refused: () => Error;
}

export interface Call {
  readonly what: string;
  /** The conversation, or whom it is about. */
  readonly where: string;
  readonly isPost?: boolean;
  /** Of the message that is posted; empty for none of the outbox's. */
  readonly marker?: string;
}

export type Wire = <T>(call: Call, apply: () => T) => Promise<T>;

/** The adapters' own limit for one call. */
const TIMEOUT_MS = 3_000;

const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

/** Calls of one run of the program: what a call does is done at once, and the answer takes its time or never comes. */
export function createWire(name: string, world: World, program: Program, ledger: Ledger, faults: Faults): Wire {
  const { weather, random } = world;
  return <T>({ what, where, isPost = false, marker = '' }: Call, apply: () => T): Promise<T> => {
    if (!program.step()) return never();
    world.count('call', `${name} ${what} ${where}`);
    const fate = weather.fateOf(name, isPost);
    const outcome = outcomeOf(fate, apply, faults, () => weather.limit(where));
    if (fate === 'refused') ledger.refused(marker);
    if (fate === 'unknown_done' && outcome.isDone) ledger.lost(marker);
    if (!program.step()) return never();
    const delay = fate.startsWith('unknown') ? TIMEOUT_MS : random.between(20, 400);
    return new Promise<T>((resolve, reject) =>
      world.after(delay, () => {
        if (!program.isAlive) return;
        world.count('answer', `${name} ${what} ${where} ${fate}`);
        if ('ok' in outcome) resolve(outcome.ok);
        else reject(outcome.error);
      }),
    );
  };
}

type Outcome<T> = { readonly isDone: boolean } & ({ readonly ok: T } | { readonly error: Error });

function outcomeOf<T>(
  fate: ReturnType<World['weather']['fateOf']>,
  apply: () => T,
  faults: Faults,
  limit: () => number,
): Outcome<T> {
  const failed = (error: Error): Outcome<T> => ({ isDone: false, error });
  switch (fate) {
    case 'limited':
      return failed(faults.limited(limit()));
    case 'refused':
      return failed(faults.refused());
    case 'unavailable':
      return failed(faults.unavailable());
    case 'unknown_undone':
      return failed(faults.silent());
    default: {
      const outcome = applied(apply);
      return fate === 'done' ? outcome : { isDone: outcome.isDone, error: faults.silent() };
    }
  }
}

function applied<T>(apply: () => T): Outcome<T> {
  try {
    return { isDone: true, ok: apply() };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { isDone: false, error };
  }
}
