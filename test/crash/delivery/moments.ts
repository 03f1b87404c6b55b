import type { Connection } from '../../../src/store/sqlite.js';
import type { Fault } from './schedules.js';

/** A moment right after a start of the program: in the beginning, or after a crash. */
interface Moment {
  /** The faults that led to it. */
  readonly met: readonly Fault[];
  /** The most copies that had stood at any moment. */
  readonly most: number;
}

/** Remembers something as it is now; what it gives brings it back. */
type Keep = () => () => void;

/**
 * A crash leaves nothing but what is stored, what the platform knows and what time it is. So whatever begins with the
 * same faults up to a crash can go on from there, and need not be played from the beginning.
 */
export function createMoments(keeps: readonly Keep[]) {
  const kept: (Moment & { readonly back: readonly (() => void)[] })[] = [];
  return {
    keep(met: readonly Fault[], most: number): void {
      kept.push({ met, most, back: keeps.map((keep) => keep()) });
    },
    /** Goes back to the last moment that this schedule leads to. */
    goTo(schedule: readonly Fault[]): Moment {
      const leadsTo = ({ met }: Moment): boolean => met.every((fault, place) => schedule[place] === fault);
      while (kept.length > 1 && !kept.slice(-1).every(leadsTo)) kept.pop();
      const last = kept.at(-1);
      if (last === undefined) throw new Error('nothing was kept');
      for (const goBack of last.back) goBack();
      return last;
    },
  };
}

/** The messages, as they are stored. */
export function keepOutbox(connection: Connection): Keep {
  const select = connection.prepare('SELECT * FROM outbox');
  const clear = connection.prepare('DELETE FROM outbox');
  const columns = select.columns().map(({ name }) => name);
  const insert = connection.prepare(
    `INSERT INTO outbox (${columns.join(', ')}) VALUES (${columns.map((name) => `@${name}`).join(', ')})`,
  );
  return () => {
    const rows = select.all();
    return () => {
      clear.run();
      for (const row of rows) insert.run(row);
    };
  };
}
