/** One line of a bench's table. */
export interface Row {
  readonly what: string;
  /** As people read it, `at least 0.6x`; empty for a figure that is only told. */
  readonly target: string;
  readonly figure: string;
  /** Null for a figure that is only told. */
  readonly passes: boolean | null;
}

export interface Bench {
  readonly name: string;
  readonly title: string;
  run(options: BenchOptions): Promise<readonly Row[]>;
}

export interface BenchOptions {
  /** A look of seconds, whose figures say little. */
  readonly isShort: boolean;
  /** Rounds in which the variants take turns. */
  readonly rounds: number;
  /** How long the presses at a fixed rate go on, for each of its two parts. */
  readonly minutes: number;
  /** Presses of the bench on memory. */
  readonly presses: number;
  /** A folder of this run's own, removed after it. */
  readonly folder: string;
  /** Tells what is going on. */
  readonly tell: (line: string) => void;
}

const verdict = ({ passes }: Row): string => (passes === null ? '' : passes ? 'pass' : 'falls short');

/** The rows below a title, in columns. A short run says nothing of whether a target is met. */
export function tableOf({ title }: Pick<Bench, 'title'>, rows: readonly Row[], isShort: boolean): string {
  const cells = [
    ['', 'target', 'measured', ''],
    ...rows.map((row) => [row.what, row.target, row.figure, isShort ? '' : verdict(row)]),
  ];
  const widths = [0, 1, 2, 3].map((n) => Math.max(...cells.map((line) => (line[n] ?? '').length)));
  const lines = cells.map((line) =>
    line
      .map((cell, n) => cell.padEnd(widths[n] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [`\n${title}`, ...lines.map((line) => `  ${line}`)].join('\n');
}

/** A figure that is only told. */
export const told = (what: string, figure: string): Row => ({ what, target: '', figure, passes: null });

/** A ratio that has to be at least, or at most, so much. */
export function ratioRow(
  what: string,
  ratios: readonly number[],
  bound: { atLeast: number } | { atMost: number },
): Row {
  const middle = median(ratios);
  const figure = `${middle.toFixed(2)}x (${Math.min(...ratios).toFixed(2)}-${Math.max(...ratios).toFixed(2)})`;
  return 'atLeast' in bound
    ? { what, target: `at least ${bound.atLeast}x`, figure, passes: middle >= bound.atLeast }
    : { what, target: `at most ${bound.atMost}x`, figure, passes: middle <= bound.atMost };
}

export function atMost(what: string, value: number, most: number, unit: string, more = ''): Row {
  const figure = `${value.toFixed(value < 10 ? 2 : 0)} ${unit}${more}`;
  return { what, target: `at most ${most} ${unit}`, figure, passes: value <= most };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** The variants in another order each round, so that none is always the first on a machine that grows warm. */
export const rotated = <T>(all: readonly T[], round: number): readonly T[] =>
  all.map((_, n) => all[(n + round) % all.length] as T);
