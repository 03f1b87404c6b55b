import { z } from 'zod';
import type { Connection } from './sqlite.js';

/** Small values of the deployment as a whole, by name. */
export interface Meta {
  get(key: string): string | null;
  set(key: string, value: string): void;
  /** The value, made and kept when there is none yet. */
  own(key: string, make: () => string): string;
}

export function createMeta(connection: Connection): Meta {
  const select = connection.prepare('SELECT value FROM meta WHERE key = ?').pluck();
  const upsert = connection.prepare(
    'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  const get: Meta['get'] = (key) => z.string().optional().parse(select.get(key)) ?? null;
  const set: Meta['set'] = (key, value) => void upsert.run(key, value);
  const own: Meta['own'] = (key, make) => {
    const known = get(key);
    if (known !== null) return known;
    const made = make();
    set(key, made);
    return made;
  };
  return { get, set, own };
}

/** Numbers that one run of the program may use up: more than it can in years. */
const NUMBERS_A_RUN = 2 ** 32;

/**
 * Numbers that only ever grow, also over restarts, without a write for each: every run of the program begins a new
 * range. There is room for two million runs below 2^53.
 */
export function createSequence(meta: Meta): () => number {
  const run = Number(meta.get('runs') ?? 0) + 1;
  meta.set('runs', String(run));
  let last = run * NUMBERS_A_RUN;
  return () => {
    last += 1;
    return last;
  };
}
