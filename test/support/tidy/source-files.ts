import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { blank } from './blank-code.js';

export const ROOT = join(__dirname, '../../..');

/** A file of ours, as the tidy test looks at it. */
export interface SourceFile {
  /** From the top of the repository, with slashes. */
  readonly path: string;
  readonly text: string;
  readonly lines: readonly string[];
  /** The text with comments, and what stands in quotes, blanked out; line for line as long as the text. */
  readonly code: string;
  readonly imports: readonly Import[];
}

export interface Import {
  /** As it is written: `./ids.js`, `zod`, `node:fs`. */
  readonly from: string;
  /** The path of our file that it means; null for a package. */
  readonly path: string | null;
  /** Counted from 1. */
  readonly line: number;
}

const IMPORT = /\b(?:from|import|require)\s*\(?\s*(['"])([^'"\n]+)\1/g;

export function sourceFile(path: string, text: string): SourceFile {
  const code = path.endsWith('.ts') ? blank(text) : text;
  // Quotes are blanked in the code, so a match that starts in a comment or in words is told by its first letter.
  const imports = [...text.matchAll(IMPORT)]
    .filter(({ index }) => code[index] !== ' ')
    .map(({ index, 2: from = '' }) => ({ from, path: meant(path, from), line: lineAt(text, index) }));
  return { path, text, lines: text.split('\n'), code, imports: path.endsWith('.ts') ? imports : [] };
}

function meant(path: string, from: string): string | null {
  return from.startsWith('.') ? posix.join(posix.dirname(path), from).replace(/\.js$/, '.ts') : null;
}

export const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;

/** Every file with one of these endings in these folders, in order; declarations of others' types are not code. */
export function readSourceFiles(folders: readonly string[], endings: readonly string[]): readonly SourceFile[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((path) =>
        posix.join(folder, path.replaceAll('\\', '/')),
      ),
    )
    .filter((path) => endings.some((ending) => path.endsWith(ending)) && !path.endsWith('.d.ts'))
    .toSorted()
    .map((path) => sourceFile(path, readFileSync(join(ROOT, path), 'utf8')));
}
