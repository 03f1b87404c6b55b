/** One thing that can be blanked: the longest that begins at the place where we are. */
const TOKEN = new RegExp(
  [
    /\/\/[^\n]*/,
    /\/\*[\s\S]*?\*\//,
    /'(?:\\.|[^'\\\n])*'/,
    /"(?:\\.|[^"\\\n])*"/,
    // A slash begins a pattern where a value may stand; elsewhere it divides.
    /(?<=(?:^|[(,=:[!&|?{};>]|\breturn)\s*)\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/,
    /[`{}]/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gm',
);

const spaces = (text: string): string => text.replace(/[^\n]/g, ' ');

/** Blanks comments, texts in quotes and patterns, so that words in them are not taken for code. Keeps every line break. */
export function blank(text: string): string {
  let code = '';
  let at = 0;
  /** For each template that we are inside of, how many braces are open in its `${}`. */
  const templates: number[] = [];
  while (at < text.length) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (match === null) break;
    code += text.slice(at, match.index);
    at = match.index + match[0].length;
    const [token] = match;
    const depth = templates.at(-1);
    if (token === '`' || (token === '}' && depth === 0)) {
      if (token === '}') templates.pop();
      const end = templateEnd(text, at);
      code += token + spaces(text.slice(at, end));
      at = end;
      if (text[at] === '`') {
        code += '`';
        at += 1;
      } else if (at < text.length) {
        code += '${';
        at += 2;
        templates.push(0);
      }
    } else if (token === '{' || token === '}') {
      if (depth !== undefined) templates[templates.length - 1] = depth + (token === '{' ? 1 : -1);
      code += token;
    } else {
      code += spaces(token);
    }
  }
  return code + text.slice(at);
}

/** Where the words of a template end: at its closing mark, or at the next `${`. */
function templateEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '`' || text.startsWith('${', at)) return at;
  }
  return text.length;
}
