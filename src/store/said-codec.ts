import { type Said, said } from '../core/ids.js';
import { sha256 } from './canonical.js';

/** One text that was taken out of an event; `n` is its place in it. Null once it is erased. */
export interface SaidText {
  readonly n: number;
  readonly salt: string | null;
  readonly text: string | null;
}

/** Stands in an event where a text was. The salt keeps short texts from being guessed after they are erased. */
interface Commitment {
  readonly said_ref: number;
  readonly commitment: string;
}

/** What is read where a text was erased. */
export const ERASED: Said = said('[erased]');

const commit = (salt: string, text: string): string => sha256(salt + text);

/** Replaces every text a person typed by a commitment to it. `newSalt` gives at least 128 bits. */
export function takeOutSaid(event: object, newSalt: () => string): { without: unknown; texts: readonly SaidText[] } {
  const texts: SaidText[] = [];
  const without = mapObjects(event, (value): Commitment | null => {
    if (!isSaid(value)) return null;
    const [n, salt, text] = [texts.length, newSalt(), value.said];
    texts.push({ n, salt, text });
    return { said_ref: n, commitment: commit(salt, text) };
  });
  return { without, texts };
}

/** The opposite. @throws when a text is missing, or is not the one that was committed to. */
export function putBackSaid(without: unknown, texts: readonly SaidText[]): unknown {
  return mapObjects(without, (value): Said | null => {
    if (!isCommitment(value)) return null;
    const found = texts.find(({ n }) => n === value.said_ref);
    if (!found) throw new Error(`the text ${value.said_ref} is missing`);
    if (found.text === null || found.salt === null) return ERASED;
    if (commit(found.salt, found.text) !== value.commitment) throw new Error(`the text ${found.n} was changed`);
    return said(found.text);
  });
}

const isSaid = (value: object): value is Said =>
  'said' in value && typeof value.said === 'string' && Object.keys(value).length === 1;

const isCommitment = (value: object): value is Commitment =>
  'said_ref' in value && typeof value.said_ref === 'number' && 'commitment' in value;

/** Walks a JSON value, outermost objects first, and replaces those for which `replace` gives another. */
function mapObjects(value: unknown, replace: (value: object) => object | null): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((inner) => mapObjects(inner, replace));
  const replaced = replace(value);
  if (replaced !== null) return replaced;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapObjects(inner, replace)]));
}
