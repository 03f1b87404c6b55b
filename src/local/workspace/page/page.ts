import { choose, goTo, watchAttention } from './attention.js';
import { closeDrawers, toggleDrawer } from './drawers.js';
import { grow, replyIn, sendForm } from './forms.js';
import { sendAct } from './send-act.js';
import { followServer } from './update.js';

/** Everything on the page that is pressed says by its attributes what it does. */
function press(target: HTMLElement, event: Event): void {
  const { act, goto, opens, closes, tab, reply, leaveThread } = target.dataset;
  if (act !== undefined) void pressAct(target, act);
  else if (goto !== undefined) {
    event.preventDefault();
    goTo(goto);
  } else if (opens !== undefined) toggleDrawer(opens);
  else if (closes !== undefined) closeDrawers();
  else if (tab !== undefined) choose(tab);
  else if (reply !== undefined) replyIn(target.closest('[data-column]'), reply);
  else if (leaveThread !== undefined) replyIn(target.closest('[data-column]'), null);
}

async function pressAct(target: HTMLElement, act: string): Promise<void> {
  const menu = target.closest<HTMLDetailsElement>('details.menu');
  if (menu !== null) menu.open = false;
  const isDone = await sendAct(act, target);
  // A box that was clicked in vain goes back to what it was.
  if (!isDone && target instanceof HTMLInputElement) target.checked = !target.checked;
}

const PRESSABLE = '[data-act], [data-goto], [data-opens], [data-closes], [data-tab], [data-reply], [data-leave-thread]';

document.addEventListener('click', (event) => {
  const target = event.target instanceof Element ? event.target.closest<HTMLElement>(PRESSABLE) : null;
  if (target !== null) press(target, event);
  for (const menu of document.querySelectorAll<HTMLDetailsElement>('details.menu[open]')) {
    if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener('submit', (event) => {
  event.preventDefault();
  if (event.target instanceof HTMLFormElement) void sendForm(event.target);
});

document.addEventListener('change', ({ target }) => {
  if (!(target instanceof HTMLSelectElement) || target.dataset['home'] === undefined) return;
  const act = { kind: 'platform', person: target.dataset['home'], platform: target.value };
  void sendAct(JSON.stringify(act), target);
});

document.addEventListener('input', ({ target }) => {
  if (target instanceof HTMLTextAreaElement && target.closest('.composer') !== null) grow(target);
});

document.addEventListener('keydown', (event) => {
  const { target, key } = event;
  if (!(target instanceof HTMLElement)) return;
  if (key === 'Enter' && !event.shiftKey && !event.isComposing && target.matches('.composer textarea')) {
    event.preventDefault();
    target.closest('form')?.requestSubmit();
  }
  if (key === 'Escape') escape(target);
});

/** Closes the nearest thing that can be closed. */
function escape(target: HTMLElement): void {
  const menu = target.closest<HTMLDetailsElement>('details.menu[open]');
  if (menu !== null) {
    menu.open = false;
    menu.querySelector('summary')?.focus();
    return;
  }
  const close = target.closest('form[data-form]')?.querySelector<HTMLElement>('[data-close]');
  if (close) close.click();
  else closeDrawers();
}

watchAttention();
followServer();
