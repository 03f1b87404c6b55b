import { readMrkdwn } from './read-mrkdwn.js';
import type { Run } from './reading.js';

// What a person reads of Slack's blocks, by Slack's reference: https://docs.slack.dev/reference/block-kit

type Piece = ReadonlyMap<string, unknown>;

const wordsOf = (piece: Piece, key: string): string => {
  const words = piece.get(key);
  return typeof words === 'string' ? words : '';
};

type NameOf = (user: string) => string;

/** Text objects and rich text, in the order in which they stand; keys that nobody reads are left out. */
export function readSlack(part: unknown, nameOf: NameOf): readonly Run[] {
  if (Array.isArray(part)) return part.flatMap((one) => readSlack(one, nameOf));
  if (typeof part !== 'object' || part === null) return [];
  const piece: Piece = new Map<string, unknown>(Object.entries(part));
  const type = wordsOf(piece, 'type');
  const text = wordsOf(piece, 'text');
  const end: Run = { text: '\n' };
  if (type === 'plain_text') {
    const isWithEmoji = piece.get('emoji') !== false;
    const emoji = isWithEmoji ? /:[^\s:]+:/.exec(text) : null;
    return [{ text: text }, ...(emoji ? [{ text: '', style: 'emoji' }] : []), end];
  }
  if (type === 'mrkdwn') return [...readMrkdwn(text, piece.get('verbatim') === true, nameOf), end];
  if (RICH.has(type) && !piece.has('elements')) return [richRun(type, piece, nameOf)];
  const inner = [...piece].filter(([key]) => !UNREAD.has(key)).flatMap(([, value]) => readSlack(value, nameOf));
  const typed = piece.get('initial_value');
  const whole = type === 'rich_text_preformatted' ? inner.map((run) => ({ ...run, style: 'preformatted' })) : inner;
  return [...whole, ...(typeof typed === 'string' ? [{ text: typed }, end] : []), ...(BLOCKS.has(type) ? [end] : [])];
}

const RICH = new Set(['text', 'link', 'user', 'usergroup', 'broadcast', 'channel', 'emoji', 'team', 'date', 'color']);
const BLOCKS = new Set(['rich_text_section', 'rich_text_preformatted']);
/** What comes again elsewhere, or goes back to the program alone. */
const UNREAD = new Set([
  'initial_options',
  'initial_option',
  'value',
  'action_id',
  'block_id',
  'private_metadata',
  'url',
]);

function richRun(type: string, piece: Piece, nameOf: NameOf): Run {
  const text = wordsOf(piece, 'text');
  if (type === 'text') {
    const style = Object.entries(piece.get('style') ?? {})
      .filter(([, is]) => is === true)
      .map(([name]) => name)
      .join('+');
    return style === '' ? { text } : { text, style };
  }
  if (type === 'link') return { text, link: wordsOf(piece, 'url') };
  if (type === 'user') return { text: nameOf(wordsOf(piece, 'user_id')), mention: wordsOf(piece, 'user_id') };
  return { text, mention: `!${type}`, style: type };
}
