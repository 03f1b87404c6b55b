/** A bug to be planted: in this file, what is found (exactly once) is replaced. */
export interface Bug {
  readonly title: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}
