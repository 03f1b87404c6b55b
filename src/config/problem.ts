import { VARIABLES, type VariableName } from './environment.js';

/** What is wrong with one variable: "`name` `what`". Holds no values, so it may be printed. */
export interface ConfigProblem {
  readonly name: string;
  readonly what: string;
  readonly example: string;
}

/** The variables that were set, as they were. */
export type Given = Readonly<Partial<Record<VariableName, string>>>;

export function problemWith(name: string, what: string): ConfigProblem {
  return { name, what, example: VARIABLES.find((variable) => variable.name === name)?.example ?? '' };
}
