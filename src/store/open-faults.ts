import { sqliteCode } from './sqlite.js';

/** A fault of the database file that a person has to mend. Its message says what is wrong and what to do. */
export class DatabaseFault extends Error {
  override readonly name = 'DatabaseFault';
}

const CURES: readonly (readonly [code: RegExp, sentence: (path: string) => string])[] = [
  [
    /^(ENOENT|ENOTDIR|EEXIST)$/,
    (path) => `The folder of ${path} does not exist and could not be made. Create the folder.`,
  ],
  [/^EISDIR$/, (path) => `${path} is a folder. Name a file inside it, such as ${path}/handover.db.`],
  [
    /^(EACCES|EPERM|EROFS|SQLITE_READONLY.*|SQLITE_CANTOPEN.*|SQLITE_PERM|SQLITE_AUTH)$/,
    (path) =>
      `${path} cannot be written. Give this user the right to write the file and its folder, or name another one.`,
  ],
  [/^SQLITE_NOTADB$/, (path) => `${path} is not a database. Name another file, or restore this one from a backup.`],
  [/^SQLITE_CORRUPT.*$/, (path) => `${path} is damaged. Keep a copy of it, then restore the file from a backup.`],
  [
    /^(SQLITE_FULL|ENOSPC|EDQUOT)$/,
    (path) => `The disk that holds ${path} is full. Free some space, then start again.`,
  ],
  [
    /^(SQLITE_IOERR.*|EIO)$/,
    (path) =>
      `The disk that holds ${path} failed. Check the disk, then start again; nothing that was acknowledged is lost.`,
  ],
  [
    /^(SQLITE_BUSY|SQLITE_LOCKED|SQLITE_PROTOCOL).*$/,
    (path) => `Another program holds ${path}. Close that program, then start again.`,
  ],
];

/** The same error in words that name the cure, for those that have one. */
export function explained(error: unknown, path: string): Error {
  const code = sqliteCode(error) ?? systemCode(error);
  const cure = CURES.find(([pattern]) => pattern.test(code));
  if (cure) return new DatabaseFault(`${cure[1](path)} (${code})`, { cause: error });
  return error instanceof Error ? error : new Error(String(error));
}

/** The system's code of a failed call on a file, such as `EACCES`. */
const systemCode = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
