import { draftsIn, drawCards } from './cards.js';

/** Draws a piece of the page anew. Where somebody is, what they opened and what they typed stays. */
export function replace(holder: HTMLElement, html: string): void {
  const focused = keyOf(document.activeElement, holder);
  const opened = [...holder.querySelectorAll<HTMLDetailsElement>('details')].map(({ open }) => open);
  const before = holder.querySelector<HTMLFormElement>('form[data-form]');
  const typed = before === null ? null : new FormData(before);
  const drafts = draftsIn(holder);
  holder.innerHTML = html;
  drawCards(holder, drafts);
  const after = holder.querySelector<HTMLFormElement>('form[data-form]');
  if (after !== null && typed !== null && after.dataset['form'] === before?.dataset['form'])
    fill(after, typed, namesIn(before));
  const details = [...holder.querySelectorAll<HTMLDetailsElement>('details')];
  if (details.length === opened.length) details.forEach((one, n) => (one.open = opened[n] ?? false));
  moveFocus(holder, focused, before, after);
}

/** Null when the focus is elsewhere; empty when what has it cannot be found again. */
function keyOf(focused: Element | null, holder: HTMLElement): string | null {
  if (focused === null || !holder.contains(focused)) return null;
  return focused instanceof HTMLElement ? (focused.dataset['key'] ?? '') : '';
}

function moveFocus(
  holder: HTMLElement,
  key: string | null,
  before: HTMLFormElement | null,
  after: HTMLFormElement | null,
): void {
  if (after !== null && after.dataset['form'] !== before?.dataset['form']) {
    return after.querySelector<HTMLElement>('input, select, textarea, button')?.focus();
  }
  const wrong = after?.querySelector<HTMLElement>('[data-invalid]');
  if (wrong) return (wrong.querySelector('input') ?? wrong).focus();
  if (key === null) return undefined;
  const same = key === '' ? null : holder.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  if (same !== null) return same.focus({ preventScroll: true });
  // What had the focus is gone: a form that was sent leads back to the message box, a button to its message.
  const column = holder.closest('[data-column]');
  const box = before !== null && after === null ? column?.querySelector<HTMLElement>('.composer textarea') : null;
  const next = box ?? (holder instanceof HTMLLIElement ? holder : column?.querySelector<HTMLElement>('.items'));
  return next?.focus({ preventScroll: true });
}

const namesIn = (form: HTMLFormElement | null): ReadonlySet<string> =>
  new Set(Array.from(form?.elements ?? [], (field) => field.getAttribute('name') ?? ''));

/** `names`: of the fields that were there before. What a new field begins with stays. */
function fill(form: HTMLFormElement, typed: FormData, names: ReadonlySet<string>): void {
  for (const field of form.elements) {
    if (!names.has(field.getAttribute('name') ?? '')) continue;
    if (field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio')) {
      field.checked = typed.getAll(field.name).includes(field.value);
    } else if (
      field instanceof HTMLInputElement ||
      field instanceof HTMLTextAreaElement ||
      field instanceof HTMLSelectElement
    ) {
      const value = typed.get(field.name);
      if (typeof value === 'string') field.value = value;
    }
  }
}
