// Reads the Markdown of an Adaptive Card as CommonMark says it, apart from the code under test.
// https://spec.commonmark.org/0.31.2/

/** One piece of what is read. */
export interface Piece {
  readonly text: string;
  readonly mention?: string;
  readonly link?: string;
  readonly isStyled?: boolean;
}

/** Text that a sign in front of it protects, kept out of sight while the rest is read. */
const KEPT = /\uE000(\d+)\uE001/g;

const DATES = String.raw`(?<date>\{\{(?:DATE|TIME)\([^)]*\)\}\})`;
const MENTION = String.raw`(?<at><at>.*?<\/at>)`;
const LINK = String.raw`\[(?<label>[^\]\n]*)\]\((?<address>[^()\s]*)\)`;
const AUTOLINK = String.raw`<(?<auto>https?:[^\s<>]*)>`;
const CODE = '(?<code>`+)(?<inner>[^`]+)\\k<code>';
const OPEN = String.raw`(?<![\w*_])`;
const STRONG = String.raw`(?<strong>\*\*(?=\S)(?:[^*\n]|\*(?!\*))+?(?<=\S)\*\*|__(?=\S)[^_\n]+(?<=\S)__(?!\w))`;
const EMPHASIS = String.raw`(?<em>\*(?=[^\s*])[^*\n]*(?<=[^\s*])\*|(?<!\w)_(?=[^\s_])[^_\n]*(?<=[^\s_])_(?!\w))`;
const STRIKE = String.raw`(?<strike>~~?(?=\S)[^~\n]+(?<=\S)~~?)`;
const HTML = String.raw`(?<html><\/?[A-Za-z][^<>]*>)`;
const TOKENS = new RegExp(
  [
    DATES,
    MENTION,
    LINK,
    AUTOLINK,
    CODE,
    OPEN + STRONG,
    EMPHASIS,
    STRIKE,
    HTML,
    String.raw`(?<entity>&(?:#\d+|\w+);)`,
  ].join('|'),
  'g',
);

/** `mentioned`: who stands behind the text of a mention; null for nobody. */
export function readMarkdown(text: string, mentioned: (at: string) => string | null): readonly Piece[] {
  return text.split('\n').flatMap((line, n) => [...(n > 0 ? [{ text: '\n' }] : []), ...readLine(line, mentioned)]);
}

function readLine(line: string, mentioned: (at: string) => string | null): readonly Piece[] {
  const kept: string[] = [];
  const hidden = line.replace(/\\([!-/:-@[-`{-~])/g, (_, sign: string) => `\uE000${kept.push(sign) - 1}\uE001`);
  const shown = (text: string): string => text.replace(KEPT, (_, n: string) => kept[Number(n)] ?? '');
  const block = /^ {0,3}(?:#{1,6}(?: |$)|>|[-+*] |\d{1,9}[.)] |(?:[-*_] *){3,}$|\t| {4})/.exec(hidden)?.[0] ?? '';
  const pieces: Piece[] = block === '' ? [] : [{ text: '', isStyled: true }];
  const rest = hidden.slice(block.length);
  let end = 0;
  for (const match of rest.matchAll(TOKENS)) {
    pieces.push({ text: shown(rest.slice(end, match.index)) }, pieceOf(match, shown, mentioned));
    end = match.index + match[0].length;
  }
  return [...pieces, { text: shown(rest.slice(end)) }];
}

function pieceOf(
  { 0: whole, groups = {} }: RegExpExecArray,
  shown: (text: string) => string,
  mentioned: (at: string) => string | null,
): Piece {
  const { at, label, address, auto, inner, strong, em, strike, entity } = groups;
  if (at !== undefined) {
    const who = mentioned(at);
    return who === null ? { text: shown(at) } : { text: at.slice(4, -5), mention: who };
  }
  if (address !== undefined) return { text: shown(label ?? ''), link: decoded(shown(address)) };
  if (auto !== undefined) return { text: shown(auto), link: shown(auto) };
  if (entity !== undefined) return { text: '?', isStyled: true };
  const styled = inner ?? strong?.slice(2, -2) ?? em?.slice(1, -1) ?? strike?.replaceAll('~', '') ?? whole;
  return { text: shown(styled), isStyled: true };
}

const decoded = (address: string): string => address.replace(/%(28|29|2A|5F)/g, (hex) => decodeURIComponent(hex));
