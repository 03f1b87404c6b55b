import { english } from './en.js';
import type { Words } from './words.js';

/** The catalog for a reader: English wherever the reader's language has none of its own yet. */
export function wordsFor(locale: string): Words {
  const language = locale.toLowerCase().split('-', 1)[0] ?? '';
  return CATALOGS[language] ?? english;
}

const CATALOGS: Readonly<Record<string, Words>> = { en: english };
