/** What arrived in a column, new or drawn anew. */
interface News {
  readonly item: HTMLElement;
  readonly isNew: boolean;
}

const MARGIN = 12;
/** For so long what arrived is kept in view, while what stands above it is still being drawn anew. */
const HOLD_MS = 1_500;
const unread = new Map<string, Set<string>>();
/** What was revealed last, in each column. */
const revealed = new Map<string, { readonly item: HTMLElement; readonly until: number }>();
let attended = '';

/** The columns are narrow: one at a time is shown. */
const isNarrow = (): boolean => matchMedia('(max-width: 1099px)').matches;

const nameOf = (element: Element): string => element.closest<HTMLElement>('[data-column]')?.dataset['column'] ?? '';

/** Scrolls to what is new, says it, and marks it where nobody looks. */
export function arrived(news: readonly News[]): void {
  for (const { item, isNew } of news) {
    const name = nameOf(item);
    if (isNew) revealed.set(name, { item, until: performance.now() + HOLD_MS });
    const last = revealed.get(name);
    if (last !== undefined && last.until > performance.now()) reveal(last.item);
    if (name === attended) continue;
    item.classList.add('is-new');
    const marked = unread.get(name) ?? new Set<string>();
    unread.set(name, marked.add(item.id));
  }
  showUnread();
  announce(news.filter(({ isNew }) => isNew).map(({ item }) => item));
}

/** Scrolls the item's own column, and never the page. */
function reveal(item: HTMLElement): void {
  const list = item.parentElement;
  if (list === null) return;
  const bottom = item.offsetTop + item.offsetHeight + MARGIN - list.clientHeight;
  const top = item.offsetTop - MARGIN;
  if (bottom > list.scrollTop || top < list.scrollTop) list.scrollTo({ top: Math.min(top, bottom) });
}

function announce(items: readonly HTMLElement[]): void {
  const announcer = document.querySelector('[data-announcer]');
  const said = items.map((item) => {
    const column = item.closest('[data-column]')?.querySelector('h2')?.textContent ?? '';
    return `For ${column}: ${item.querySelector('article')?.getAttribute('aria-label') ?? ''}`;
  });
  if (announcer !== null && said.length > 0) announcer.textContent = said.join('. ');
}

function showUnread(): void {
  for (const badge of document.querySelectorAll<HTMLElement>('[data-unread]')) {
    const count = unread.get(badge.dataset['unread'] ?? '')?.size ?? 0;
    badge.hidden = count === 0;
    badge.textContent = String(count);
    badge.title = `${count} unread`;
  }
}

function attend(name: string): void {
  attended = name;
  for (const id of unread.get(name) ?? []) document.getElementById(id)?.classList.remove('is-new');
  unread.delete(name);
  showUnread();
}

/** Shows a person's column where only one is shown. */
export function choose(name: string): void {
  document.body.dataset['person'] = name;
  for (const tab of document.querySelectorAll<HTMLElement>('[data-tab]')) {
    tab.setAttribute('aria-current', String(tab.dataset['tab'] === name));
  }
  attend(name);
}

/** Leads to an item, wherever it stands. */
export function goTo(id: string): void {
  const item = document.getElementById(id);
  if (item === null) return;
  if (isNarrow()) choose(nameOf(item));
  item.parentElement?.scrollTo({ top: item.offsetTop - MARGIN });
  item.focus({ preventScroll: true });
}

/** A column is attended while the pointer or the focus is in it. */
export function watchAttention(): void {
  for (const kind of ['pointerover', 'focusin'] as const) {
    document.addEventListener(kind, ({ target }) => {
      const name = target instanceof Element ? nameOf(target) : '';
      if (name !== '' && name !== attended) attend(name);
    });
  }
  const [first] = document.querySelectorAll<HTMLElement>('[data-tab]');
  choose(first?.dataset['tab'] ?? '');
}
