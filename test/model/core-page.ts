import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Edge } from './diagram.js';

const PAGE = resolve(__dirname, '../../src/core/README.md');

export type DiagramName = 'handover' | 'step';

const marks = (name: DiagramName) => ({ begin: `<!-- diagram: ${name} -->\n\n`, end: `\n\n<!-- end: ${name} -->` });

/** The diagram that stands in the core's page. */
export function drawn(name: DiagramName): string {
  const { begin, end } = marks(name);
  const [, rest = ''] = readFileSync(PAGE, 'utf8').split(begin);
  const [text = '', after] = rest.split(end);
  if (after === undefined) throw new Error(`the core's page has no place for the diagram of a ${name}`);
  return text;
}

/** Puts a diagram into its place in the core's page. */
export function draw(name: DiagramName, text: string): void {
  const { begin, end } = marks(name);
  const before = readFileSync(PAGE, 'utf8');
  writeFileSync(
    PAGE,
    before.replace(`${begin}${drawn(name)}${end}`, () => `${begin}${text}${end}`),
  );
}

/** The arrows of a diagram, each label with its own. */
export const arrowsOf = (text: string): readonly Edge[] =>
  [...text.matchAll(/^ {4}(\S+) --> (\S+): (.+)$/gm)].flatMap(([, from = '', to = '', labels = '']) =>
    labels.split(', ').map((label) => ({ from, to, label })),
  );
