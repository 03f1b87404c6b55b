import { drawJournal } from './journal.js';

const drawerOf = (id: string): HTMLElement | null => document.querySelector<HTMLElement>(`.drawer#${id}`);

/** Opens a drawer and closes the others; closes it when it was open. */
export function toggleDrawer(id: string): void {
  const isOpen = drawerOf(id)?.hidden === false;
  closeDrawers();
  const drawer = drawerOf(id);
  if (isOpen || drawer === null) return;
  drawer.hidden = false;
  openerOf(id)?.setAttribute('aria-expanded', 'true');
  drawer.querySelector<HTMLElement>('[data-closes]')?.focus();
  void drawJournal();
}

/** Closes what is open; the focus goes back to where it was opened. Gives whether there was any. */
export function closeDrawers(): boolean {
  const open = [...document.querySelectorAll<HTMLElement>('.drawer')].find(({ hidden }) => !hidden);
  if (open === undefined) return false;
  open.hidden = true;
  const opener = openerOf(open.id);
  opener?.setAttribute('aria-expanded', 'false');
  if (open.contains(document.activeElement) || document.activeElement === document.body) opener?.focus();
  return true;
}

const openerOf = (id: string): HTMLElement | null => document.querySelector<HTMLElement>(`[data-opens="${id}"]`);
