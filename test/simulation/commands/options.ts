export interface Options {
  /** Null: as many seeds as are needed. */
  readonly seed: number | null;
  readonly events: number | null;
  /** So many of the last things that happened are printed. */
  readonly tail: number;
  /** So many bugs are hunted, evenly spread over the list; null: none. */
  readonly bugs: number | null;
  /** The first bugs of the list are left out. */
  readonly from: number;
  /** Seeds are asked for by another process. */
  readonly isChild: boolean;
}

/** @throws with words for whoever typed it. */
export function optionsFrom(typed: readonly string[]): Options {
  const known = ['seed', 'events', 'tail', 'bugs', 'from', 'child'];
  const found = new Map<string, string>();
  for (const one of typed) {
    const [, name = '', value = ''] = /^--([a-z]+)(?:=(\d+))?$/.exec(one) ?? [];
    if (!known.includes(name))
      throw new Error(`${one} is unknown. Known: --seed=N --events=N --tail=N --bugs[=N] --from=N`);
    found.set(name, value);
  }
  const number = (name: string): number | null => {
    const value = found.get(name);
    return value === undefined || value === '' ? null : Number(value);
  };
  return {
    seed: number('seed'),
    events: number('events'),
    tail: number('tail') ?? 40,
    bugs: found.has('bugs') ? (number('bugs') ?? Number.POSITIVE_INFINITY) : null,
    from: number('from') ?? 0,
    isChild: found.has('child'),
  };
}
