/** A piece of HTML in which everything that people wrote is escaped. */
export interface Html {
  readonly html: string;
}

type Part = Html | string | number | null | undefined | false | readonly (Html | string)[];

/** Writes HTML: texts are escaped, pieces of HTML stand as they are, and null and false leave nothing. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  trusted(strings.map((text, n) => text + (n < parts.length ? written(parts[n]) : '')).join(''));

/** Marks a text as HTML that is safe already. */
export const trusted = (text: string): Html => ({ html: text });

export const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

function written(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  return 'html' in part ? part.html : part.map(written).join('');
}
