/** A clock that stands still while the program works, and jumps to whatever is due next. */
export interface Agenda {
  now(): number;
  /** Runs something so many milliseconds from now. Calling the result cancels it. */
  after(ms: number, run: () => void): () => void;
  wait(ms: number): Promise<void>;
  /** Tells that something happened: the clock stands still for a while longer. */
  stir(): void;
  /** Goes on until `until`, or until nothing is due any more. */
  run(until: number): Promise<void>;
}

interface Entry {
  readonly at: number;
  readonly run: () => void;
}

/** So many turns of the event loop without a stir, and the program waits for nothing but the clock. */
const QUIET_TURNS = 4;

export function createAgenda(start: number): Agenda {
  let now = start;
  let isStirred = false;
  // Soonest last, so that taking it is cheap; most of what is added is due soon.
  const entries: Entry[] = [];
  const placeOf = (at: number): number => {
    let place = entries.length;
    while (place > 0 && (entries[place - 1]?.at ?? 0) <= at) place -= 1;
    return place;
  };
  const after = (ms: number, run: () => void): (() => void) => {
    const entry = { at: now + Math.max(0, Math.ceil(ms)), run };
    entries.splice(placeOf(entry.at), 0, entry);
    isStirred = true;
    return () => {
      const place = entries.indexOf(entry);
      if (place >= 0) entries.splice(place, 1);
    };
  };
  const settle = async (): Promise<void> => {
    for (let quiet = 0; quiet < QUIET_TURNS; quiet += 1) {
      isStirred = false;
      // oxlint-disable-next-line no-await-in-loop -- one turn after the other
      await new Promise(setImmediate);
      if (isStirred) quiet = -1;
    }
  };
  return {
    now: () => now,
    after,
    wait: (ms) => new Promise((resolve) => void after(ms, resolve)),
    stir: () => {
      isStirred = true;
    },
    async run(until) {
      for (let entry = entries.at(-1); entry && entry.at <= until; entry = entries.at(-1)) {
        now = Math.max(now, entry.at);
        for (let due = entries.at(-1); due && due.at <= now; due = entries.at(-1)) {
          entries.pop();
          due.run();
        }
        // oxlint-disable-next-line no-await-in-loop -- one moment after the other
        await settle();
      }
      now = Math.max(now, until);
    },
  };
}
