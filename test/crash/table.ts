/** Prints a table whose columns are as wide as what stands in them. */
export function printTable(title: string, rows: readonly (readonly (string | number)[])[]): void {
  const widths = (rows[0] ?? []).map((_, n) => Math.max(...rows.map((row) => String(row[n] ?? '').length)));
  const line = (row: readonly (string | number)[]): string =>
    row
      .map((cell, n) => (n === 0 ? String(cell).padEnd(widths[n] ?? 0) : String(cell).padStart(widths[n] ?? 0)))
      .join('  ');
  console.log(`\n${title}\n${rows.map(line).join('\n')}`);
}

/** What a run promises, and whether it was kept. */
export interface Verdict {
  readonly promise: string;
  readonly isKept: boolean;
}

/** Says what was not kept; gives the exit code. */
export function concluded(verdicts: readonly Verdict[]): number {
  const broken = verdicts.filter(({ isKept }) => !isKept);
  console.log(
    broken.length === 0
      ? `\nAll ${verdicts.length} promises kept, and every control failed as it must.`
      : `\nNOT KEPT:\n${broken.map(({ promise }) => `  ${promise}`).join('\n')}`,
  );
  return broken.length === 0 ? 0 : 1;
}

/** A number given as `--name=12`, or what stands for it. */
export function option(name: string, otherwise: number): number {
  const given = process.argv.find((word) => word.startsWith(`--${name}=`));
  return given === undefined ? otherwise : Number(given.slice(name.length + 3));
}
