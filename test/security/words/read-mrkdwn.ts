import type { Run } from './reading.js';

// Slack's mrkdwn, read by what Slack's page says about it, apart from the code under test. Where the page leaves room it
// is read as formatting. https://docs.slack.dev/messaging/formatting-message-text

const ANGLE = /<(?<inner>[^<>]*)>/;
const MARKS = [
  ['```', 'preformatted', /```(?<inner>[\s\S]+?)```/],
  ['`', 'code', /`(?<inner>[^`\n]+)`/],
  ['*', 'bold', /\*(?<inner>[^*\n]+)\*/],
  ['_', 'italic', /_(?<inner>[^_\n]+)_/],
  ['~', 'strike', /~(?<inner>[^~\n]+)~/],
  [':', 'emoji', /:(?<inner>[\p{L}\p{N}_+'-]+):/u],
] as const;
/** What Slack looks for itself where a text does not say `verbatim`. */
const FOUND_BY_ITSELF = /(?<inner>https?:\/\/\S+|[@#][\p{L}\p{N}._-]+)/u;

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** `nameOf`: what is read where somebody is mentioned. */
export function readMrkdwn(source: string, isVerbatim: boolean, nameOf: (user: string) => string): readonly Run[] {
  return source.split('\n').flatMap((line, n) => {
    const before: readonly Run[] = n > 0 ? [{ text: '\n' }] : [];
    const quoted = /^\s*(?:&gt;|>)/.exec(line)?.[0];
    if (quoted === undefined) return [...before, ...readLine(line, isVerbatim, nameOf)];
    return [...before, { text: '', style: 'quote' }, ...readLine(line.slice(quoted.length), isVerbatim, nameOf)];
  });
}

/** A notification, and what a screen reader says: nothing is formatted in it, but whoever is mentioned is called in. */
export function readNotification(source: string, nameOf: (user: string) => string): readonly Run[] {
  const match = ANGLE.exec(source);
  if (!match) return [{ text: unescaped(source) }];
  const rest = readNotification(source.slice(match.index + match[0].length), nameOf);
  return [
    { text: unescaped(source.slice(0, match.index)) },
    ...runsOf('angle', match.groups?.['inner'] ?? '', nameOf),
    ...rest,
  ];
}

function readLine(line: string, isVerbatim: boolean, nameOf: (user: string) => string): readonly Run[] {
  if (line === '') return [];
  const found = [
    ...MARKS.map(([, style, pattern]) => ({ style, match: pattern.exec(line) })),
    { style: 'angle', match: ANGLE.exec(line) },
    ...(isVerbatim ? [] : [{ style: 'found', match: FOUND_BY_ITSELF.exec(line) }]),
  ].filter(({ match }) => match !== null);
  const first = found.toSorted((a, b) => (a.match?.index ?? 0) - (b.match?.index ?? 0))[0];
  if (!first?.match) return [{ text: unescaped(line) }];
  const { index, 0: whole, groups } = first.match;
  const inner = groups?.['inner'] ?? '';
  const rest = readLine(line.slice(index + whole.length), isVerbatim, nameOf);
  return [{ text: unescaped(line.slice(0, index)) }, ...runsOf(first.style, inner, nameOf), ...rest];
}

function runsOf(style: string, inner: string, nameOf: (user: string) => string): readonly Run[] {
  if (style === 'found') return [{ text: unescaped(inner), link: unescaped(inner) }];
  if (style !== 'angle') return [{ text: unescaped(inner), style }];
  const [target = '', label] = inner.split('|');
  if (target.startsWith('@')) return [{ text: nameOf(target.slice(1)), mention: target.slice(1) }];
  if (/^[!#]/.test(target)) return [{ text: label ?? target, mention: target }];
  return [{ text: unescaped(label ?? target), link: unescaped(target) }];
}
