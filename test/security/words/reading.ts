/** One piece of what a person reads: text, and what the platform makes of it. */
export interface Run {
  readonly text: string;
  /** Such as `bold`, `code`, `heading`, `emoji`; empty for plain text. */
  readonly style?: string;
  readonly link?: string;
  /** Whom it calls in: a person's id, or a broadcast such as `!channel`. */
  readonly mention?: string;
}

/** What a whole message comes to. */
export interface Reading {
  readonly text: string;
  readonly mentions: readonly string[];
  readonly links: readonly string[];
  /** Each piece that is formatted: how, and what it says. */
  readonly styled: readonly { readonly style: string; readonly text: string }[];
}

/** Space is not compared: platforms fold it, and a line may end where it does. Nor are signs that CommonMark replaces. */
export const folded = (text: string): string =>
  text
    .replaceAll('\0', '\uFFFD')
    .replace(/[\s\u0085]+/g, ' ')
    .replace(/[ \uD800-\uDBFF]+(?=…)/g, '')
    .trim();

export function readingOf(runs: readonly Run[]): Reading {
  return {
    text: folded(runs.map(({ text }) => text).join('')),
    mentions: runs.flatMap(({ mention }) => (mention === undefined ? [] : [mention])),
    links: runs.flatMap(({ link, text }) => (link === undefined ? [] : [folded(`${link} ${text}`)])),
    styled: runs.flatMap(({ style, text }) => (style === undefined ? [] : [{ style, text: folded(text) }])),
  };
}
