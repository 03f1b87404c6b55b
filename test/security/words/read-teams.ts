import type { Run } from './reading.js';

// What a person reads of an Adaptive Card: its texts as CommonMark with strikethrough, by mdast, which shares no code
// with the program. https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format

type NameOf = (user: string) => string;

interface Node {
  readonly type: string;
  readonly value?: string | undefined;
  readonly url?: string | undefined;
  readonly alt?: string | null | undefined;
  readonly children?: readonly Node[] | undefined;
}
export type ReadMarkdown = (markdown: string) => Node;

/** Loads the Markdown parser, which is an ES module. */
export async function loadMarkdown(): Promise<ReadMarkdown> {
  const { fromMarkdown } = await import('mdast-util-from-markdown');
  const { gfmStrikethrough } = await import('micromark-extension-gfm-strikethrough');
  const { gfmStrikethroughFromMarkdown } = await import('mdast-util-gfm-strikethrough');
  const reading = { extensions: [gfmStrikethrough()], mdastExtensions: [gfmStrikethroughFromMarkdown()] };
  const known = new Map<string, Node>();
  return (markdown) => {
    const read = known.get(markdown) ?? fromMarkdown(markdown, reading);
    // Most lines of a card are our own, and come again and again.
    if (known.size > 5_000) known.clear();
    known.set(markdown, read);
    return read;
  };
}

const PLAIN = new Set(['text', 'paragraph', 'root', 'break']);
/** A function of a card, which runs before anything else: `{{DATE(2026-11-23T10:00:00Z)}}`. */
const FUNCTION = /\{\{(?:DATE|TIME)\(/;
/** Texts that are Markdown: https://adaptivecards.io/explorer/TextBlock.html, and the titles of toggles and open choices. */
const isMarkdown = (type: string, key: string): boolean =>
  (type === 'TextBlock' && key === 'text') || (key === 'title' && (type === 'Input.Toggle' || type === 'Choice'));
const READ = new Set(['text', 'title', 'label', 'placeholder', 'errorMessage', 'altText']);
const UNREAD = new Set(['data', 'msteams', 'fallback', 'choices.data']);

export function createTeamsReader(markdown: ReadMarkdown, nameOf: NameOf) {
  return function readTeams(card: Readonly<Record<string, unknown>>): readonly Run[] {
    const mentions = mentionsOf(card);
    const read = (part: unknown, type = ''): readonly Run[] => {
      if (Array.isArray(part)) return part.flatMap((one) => read(one, type));
      if (typeof part !== 'object' || part === null) return [];
      const own = String(Reflect.get(part, 'type') ?? type);
      const isOpen = Reflect.get(part, 'style') === 'expanded';
      return Object.entries(part).flatMap(([key, value]): readonly Run[] => {
        if (UNREAD.has(key)) return [];
        if (key === 'choices') return read(value, isOpen ? 'Choice' : 'MenuChoice');
        if (typeof value !== 'string') return read(value, own);
        if (key === 'value' && own === 'Input.Text') return [{ text: value }, { text: '\n' }];
        if (!READ.has(key)) return [];
        return [...(isMarkdown(own, key) ? textRuns(value) : [{ text: value }]), { text: '\n' }];
      });
    };
    const textRuns = (text: string): readonly Run[] => {
      const made: Run[] = FUNCTION.test(text) ? [{ text: '', style: 'function' }] : [];
      const pattern = new RegExp([...mentions.keys()].map(escapeRegExp).join('|') || '(?!)', 'g');
      // The platform puts people in before it reads the Markdown.
      const people: string[] = [];
      const marked = text.replace(pattern, (at) => `\uE000${people.push(mentions.get(at) ?? '') - 1}\uE001`);
      const runs = runsOf(markdown(marked), null);
      return [...made, ...runs.flatMap((run) => withPeople(run, people, nameOf))];
    };
    return read(card['body']);
  };
}

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);

function mentionsOf(card: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  const entities: unknown = Reflect.get(Object(card['msteams']), 'entities');
  const all: readonly unknown[] = Array.isArray(entities) ? entities : [];
  return new Map(
    all.map((one) => [
      String(Reflect.get(Object(one), 'text')),
      String(Reflect.get(Object(Reflect.get(Object(one), 'mentioned')), 'id')),
    ]),
  );
}

function runsOf(node: Node, style: string | null, link?: string): readonly Run[] {
  const own = PLAIN.has(node.type) || node.type === 'link' ? style : [style, node.type].filter(Boolean).join('+');
  const to = node.type === 'link' || node.type === 'image' ? (node.url ?? '') : link;
  if (!node.children) {
    const text = node.value ?? node.alt ?? (node.type === 'break' ? '\n' : '');
    return [{ text, ...(own ? { style: own } : {}), ...(to === undefined ? {} : { link: to }) }];
  }
  const inner = node.children.flatMap((child) => runsOf(child, own, to));
  return inner.length > 0 || PLAIN.has(node.type) ? inner : [{ text: '', style: own ?? node.type }];
}

/** Cuts a run at the people in it. */
const withPeople = (run: Run, people: readonly string[], nameOf: NameOf): readonly Run[] =>
  run.text.split(/\uE000(\d+)\uE001/).map((piece, n) => {
    if (n % 2 === 0) return { ...run, text: piece };
    const user = people[Number(piece)] ?? '';
    return { ...run, text: nameOf(user), mention: user };
  });
