import { arrived } from './attention.js';
import { drawJournal } from './journal.js';
import { replace } from './replace.js';

/** What the server says has changed. */
interface Update {
  readonly parts: Readonly<Record<string, string>>;
  readonly items: Readonly<Record<string, string>>;
  readonly lists: Readonly<Record<string, readonly (readonly [string, string])[]>>;
}

/** The drawn items by id, also those whose place in a column is not known yet. */
const items = new Map<string, HTMLLIElement>();
let isFirst = true;

/** Follows the server, and brings the page up to date with each message. The browser reconnects by itself. */
export function followServer(): void {
  const source = new EventSource('/events');
  source.addEventListener('open', () => {
    // A new connection is told everything.
    isFirst = true;
    document.body.classList.remove('is-offline');
  });
  source.addEventListener('error', () => document.body.classList.add('is-offline'));
  source.addEventListener('message', ({ data }: MessageEvent<string>) => {
    apply(JSON.parse(data) as Update);
    isFirst = false;
    document.body.dataset['told'] = '';
    void drawJournal();
  });
}

function apply({ parts, items: changed, lists }: Update): void {
  for (const [id, html] of Object.entries(parts)) {
    const part = document.querySelector<HTMLElement>(`[data-part="${id}"]`);
    if (part !== null) replace(part, html);
  }
  const news = Object.entries(changed).map(([id, html]) => {
    const item = items.get(id) ?? itemOnPage(id);
    items.set(id, item);
    const isNew = item.childElementCount === 0;
    replace(item, html);
    return { item, isNew };
  });
  for (const [name, order] of Object.entries(lists)) arrange(name, order);
  if (!isFirst) arrived(news.filter(({ item }) => item.isConnected));
}

function itemOnPage(id: string): HTMLLIElement {
  const there = document.getElementById(id);
  const item = there instanceof HTMLLIElement ? there : document.createElement('li');
  item.id = id;
  // What is pressed may vanish with the press: then the focus stays with the message.
  item.tabIndex = -1;
  return item;
}

/** Puts the items of a column into their order, moving only those that stand elsewhere. */
function arrange(name: string, order: readonly (readonly [string, string])[]): void {
  const list = document.querySelector<HTMLOListElement>(`[data-list="${name}"]`);
  if (list === null) return;
  const wanted = order.map(([id, standing]) => {
    const item = items.get(id) ?? itemOnPage(id);
    item.className = `${standing}${item.classList.contains('is-new') ? ' is-new' : ''}`;
    return item;
  });
  const kept = new Set<Element>(wanted);
  const gone = Array.from(list.children).filter((child) => !kept.has(child));
  for (const old of gone) {
    old.remove();
    items.delete(old.id);
  }
  wanted.forEach((item, n) => {
    if (list.children[n] !== item) list.insertBefore(item, list.children[n] ?? null);
  });
}
