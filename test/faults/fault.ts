/** A bug planted on purpose: one text of one file replaced by another. */
export interface Fault {
  /** What it breaks, as somebody who suffers from it would say. */
  readonly title: string;
  /** From the top of the repository. */
  readonly file: string;
  /** Occurs once in the file. */
  readonly find: string;
  readonly replace: string;
}
