import { lineAt, type SourceFile } from './source-files.js';

/** One thing that holds everywhere. */
export interface Rule {
  /** A sentence about all the files. */
  readonly title: string;
  /** Everyone who breaks it, as `path:line what is wrong`. */
  readonly find: (files: readonly SourceFile[]) => readonly string[];
}

export const at = ({ path }: SourceFile, line: number, what: string): string => `${path}:${line} ${what}`;

/** Where a pattern, which must be global, occurs in a file's code or in its whole text. */
export function occurrences(file: SourceFile, pattern: RegExp, within: 'code' | 'text', what: string): string[] {
  return [...file[within].matchAll(pattern)].map(({ index }) => at(file, lineAt(file.text, index), what));
}

export const isIn = (folder: string) => (file: SourceFile) => file.path.startsWith(folder);
export const isOurs = ({ path }: SourceFile): boolean => path.startsWith('src/') || path.startsWith('adapters/');
/** A peer plays another machine, which has a clock and ids of its own. */
export const isPeer = isIn('src/local/');
