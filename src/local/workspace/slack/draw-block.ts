import type { JsonObject } from '../../json.js';
import { isObject, textOf } from '../../json.js';
import type { SlackUser } from '../../slack-peer/state.js';
import { escaped, type Html, trusted } from '../html.js';

/** Draws one block that holds nothing to press. */
export type DrawBlock = (block: JsonObject, users: readonly SlackUser[]) => Html;

/**
 * Loads slack-blocks-to-jsx, and React to write its elements as HTML. Only when it is needed: a bot that serves a real
 * workspace never does. The file is named in full, because the package's CommonJS build asks for modules that an
 * older Node 20 cannot require.
 */
export async function loadDrawBlock(): Promise<DrawBlock> {
  const [{ createElement }, { renderToStaticMarkup }, { Message }] = await Promise.all([
    import('react'),
    import('react-dom/server'),
    import('slack-blocks-to-jsx/dist/index.mjs'),
  ]);
  const DATE = new Date(0);
  return remembering((block, users) => {
    const { kept, texts } = withoutPlainTexts(block);
    const drawn = createElement(Message, {
      // What the bot sent was checked against Block Kit's rules by the peer before it was stored.
      blocks: [kept] as unknown as Parameters<typeof Message>[0]['blocks'],
      logo: '',
      name: '',
      time: DATE,
      withoutWrapper: true,
      data: { users: users.map(({ id, displayName }) => ({ id, name: displayName })), channels: [] },
    });
    return trusted(tidied(renderToStaticMarkup(drawn), texts));
  });
}

/** Blocks that are kept; the oldest is forgotten first. */
const KEPT_MAX = 1_000;

/** A card that changes is drawn anew, and most of its blocks are as before. */
function remembering(draw: DrawBlock): DrawBlock {
  const known = new Map<string, Html>();
  return (block, users) => {
    const key = JSON.stringify([block, users.map(({ id, displayName }) => [id, displayName])]);
    const html = known.get(key) ?? draw(block, users);
    known.delete(key);
    known.set(key, html);
    const [oldest] = known.keys();
    if (known.size > KEPT_MAX && oldest !== undefined) known.delete(oldest);
    return html;
  };
}

/** Characters that nobody can type: https://www.unicode.org/faq/private_use */
const mark = (n: number): string => `\uE000${n}\uE001`;
const MARK = /\uE000(\d+)\uE001/g;

/** The library reads markup in plain text too, where Slack shows it letter for letter. So it gets a mark instead. */
function withoutPlainTexts(block: JsonObject): { readonly kept: JsonObject; readonly texts: readonly string[] } {
  const texts: string[] = [];
  const keep = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(keep);
    if (!isObject(value)) return value;
    // To the library "verbatim" means without any markup; to Slack, that only links and names are not made up.
    if (value['type'] === 'mrkdwn') return { type: 'mrkdwn', text: textOf(value, 'text') };
    if (value['type'] === 'plain_text') return { ...value, text: mark(texts.push(textOf(value, 'text')) - 1) };
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, keep(one)]));
  };
  const kept = keep(block);
  return { kept: isObject(kept) ? kept : {}, texts };
}

/** Ids would stand twice on one page, and styles within the text are the page's own business. */
const tidied = (markup: string, texts: readonly string[]): string =>
  markup
    .replaceAll(/ (?:id|style|class|data-theme)="(?:slack_blocks_to_jsx|light|[^"]*)"/g, (attribute) =>
      attribute.startsWith(' class=') ? shortClass(attribute) : '',
    )
    .replaceAll(MARK, (_, n: string) => escaped(texts[Number(n)] ?? ''));

/** Of the classes only those that say what something is are kept; how it looks is the page's. */
function shortClass(attribute: string): string {
  const names = attribute.slice(' class="'.length, -1).split(/\s+/);
  const kept = names.filter((name) => name.startsWith('slack_') && !/--|_jsx$/.test(name));
  const bold = names.includes('font-semibold') ? ['is-bold'] : [];
  const all = [...kept, ...bold].map((name) => name.replace(/^slack_blocks_to_jsx_+/, 'slack_'));
  return all.length === 0 ? '' : ` class="${all.join(' ')}"`;
}
