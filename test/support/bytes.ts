import { existsSync, readFileSync } from 'node:fs';

/** Which of these texts stand, in any case and also as UTF-16, in a database file or in what lies beside it. */
export function textsInFiles(path: string, texts: readonly string[]): readonly string[] {
  const files = [path, `${path}-wal`, `${path}-shm`, `${path}-journal`, `${path}.lock`].filter(existsSync);
  const bytes = Buffer.concat(files.map((file) => readFileSync(file)));
  const lower = bytes.toString('latin1').toLowerCase();
  const forms = (text: string): string[] =>
    ['utf8', 'utf16le'].map((encoding) =>
      Buffer.from(text.toLowerCase(), encoding as BufferEncoding).toString('latin1'),
    );
  return texts.filter((text) => forms(text).some((form) => lower.includes(form.toLowerCase())));
}
