declare const slots: unique symbol;

/**
 * A sentence with slots, `{who} confirmed it on {day}.`, that knows the names of its slots. `[done]` in it stands for
 * the label of that button, so that a sentence can never name a button that is called otherwise.
 */
export type Phrase<Slot extends string = never> = string & { readonly [slots]: Slot };

type SlotOf<Text extends string> = Text extends `${string}{${infer Slot}}${infer Rest}` ? Slot | SlotOf<Rest> : never;

/** A catalog as it is written down, with each sentence turned into a {@link Phrase}. */
export type Catalog<T> = T extends string ? Phrase<SlotOf<T>> : { readonly [Key in keyof T]: Catalog<T[Key]> };

/** The only place where plain sentences become phrases: here each one's slots are read from its own text. */
export function catalog<const T extends object>(written: T): Catalog<T>;
export function catalog(written: object): object {
  return written;
}

/** A slot's name, a button's key, or text as it stands. */
export type Piece = { readonly slot: string } | { readonly button: string } | string;

const known = new Map<string, readonly Piece[]>();

/** Kept: there are as many as sentences in the catalogs, and a card says dozens. */
export function piecesOf(phrase: string): readonly Piece[] {
  const before = known.get(phrase);
  if (before) return before;
  const pieces = takeApart(phrase);
  known.set(phrase, pieces);
  return pieces;
}

function takeApart(phrase: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of phrase.matchAll(/\{(\w+)\}|\[(\w+)\]/g)) {
    if (match.index > end) pieces.push(phrase.slice(end, match.index));
    const [whole, slot, button = ''] = match;
    pieces.push(slot === undefined ? { button } : { slot });
    end = match.index + whole.length;
  }
  if (end < phrase.length) pieces.push(phrase.slice(end));
  return pieces;
}
