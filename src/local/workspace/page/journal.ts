import { replace } from './replace.js';

let isAsking = false;
let isOld = false;

/** Brings the journal up to date, if it is open. */
export async function drawJournal(): Promise<void> {
  const part = document.querySelector<HTMLElement>('[data-part="journal"]');
  if (part === null || part.closest<HTMLElement>('.drawer')?.hidden !== false) return;
  isOld = true;
  if (isAsking) return;
  isAsking = true;
  while (isOld) {
    isOld = false;
    const response = await fetch('/journal').catch(() => null);
    const html = response?.ok === true ? await response.text() : part.innerHTML;
    if (html !== part.dataset['drawn']) replace(part, html);
    part.dataset['drawn'] = html;
  }
  isAsking = false;
}
