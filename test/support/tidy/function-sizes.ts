import { lineAt, type SourceFile } from './source-files.js';

export interface FunctionSize {
  readonly name: string;
  /** Where its body begins, counted from 1. */
  readonly line: number;
  /** Lines of its own code: without blank lines, comments, and the bodies of the functions inside it. */
  readonly lines: number;
}

/** What may stand before the brace of a function's body, and what may not. */
const HEAD = /(?:=>|\)\s*(?::[^={};()]*(?:\([^()]*\)[^={};()]*)?)?)\s*$/;
const NOT_A_FUNCTION = /\b(?:if|for|while|switch|catch|with)\s*(?:await\s*)?$/;
const NAME = /(?:function\*?|const|let|readonly)\s+(\w+)|(\w+)\s*[(:=]/;

/** The functions with a body in braces, innermost first. */
export function functionsOf({ code }: SourceFile): readonly FunctionSize[] {
  const codeLines = code.split('\n').map((line) => line.trim() !== '');
  const open: { at: number; isFunction: boolean; inner: number }[] = [];
  const found: FunctionSize[] = [];
  for (let at = 0; at < code.length; at += 1) {
    if (code[at] === '{')
      open.push({ at, isFunction: beginsFunction(code.slice(Math.max(0, at - 600), at)), inner: 0 });
    if (code[at] !== '}') continue;
    const block = open.pop();
    if (block === undefined) continue;
    const [first, last] = [lineAt(code, block.at), lineAt(code, at)];
    // The lines strictly between the braces; a body on one line has none.
    const within = codeLines.slice(first, Math.max(first, last - 1)).filter(Boolean).length;
    const outer = open.at(-1);
    if (outer !== undefined) outer.inner += block.isFunction ? within : block.inner;
    if (!block.isFunction) continue;
    const head = code.slice(code.lastIndexOf('\n', block.at - 1) + 1, block.at);
    const [, declared, called] = NAME.exec(head) ?? [];
    found.push({ name: declared ?? called ?? 'a function', line: first, lines: within - block.inner });
  }
  return found;
}

function beginsFunction(before: string): boolean {
  if (!HEAD.test(before)) return false;
  if (/=>\s*$/.test(before)) return true;
  return !NOT_A_FUNCTION.test(before.slice(0, openingOf(before)));
}

/** Where the parenthesis opens that closes last. */
function openingOf(before: string): number {
  let depth = 0;
  for (let at = before.lastIndexOf(')'); at >= 0; at -= 1) {
    if (before[at] === ')') depth += 1;
    if (before[at] === '(') depth -= 1;
    if (depth === 0) return at;
  }
  return 0;
}
