import { sendAct } from './send-act.js';

/** Sends what somebody wrote in their message box, or the form that they have open. */
export async function sendForm(form: HTMLFormElement): Promise<void> {
  const { composer, form: id, person } = form.dataset;
  if (composer !== undefined) return sayIn(form, composer);
  if (id === undefined) return;
  const act = { kind: 'submit', person, form: id, values: valuesOf(form) };
  await sendAct(JSON.stringify(act), form);
}

/** By the name of the field: a list where several can be chosen. */
function valuesOf(form: HTMLFormElement): Record<string, string | string[]> {
  const entered = new FormData(form);
  const fields = [...form.querySelectorAll<HTMLElement>('[data-field]')];
  return Object.fromEntries(
    fields.map(({ dataset: { field = '' } }, n) => {
      const values = entered.getAll(field).map(String);
      return [field, fields[n]?.querySelector('[type=checkbox]') ? values : (values[0] ?? '')];
    }),
  );
}

async function sayIn(form: HTMLFormElement, person: string): Promise<void> {
  const box = form.querySelector('textarea');
  const text = box?.value.trim() ?? '';
  if (box === null || text === '') return;
  box.value = '';
  grow(box);
  const isSaid = await sendAct(
    JSON.stringify({ kind: 'say', person, text, thread: form.dataset['thread'] ?? null }),
    form,
  );
  if (!isSaid && box.value === '') box.value = text;
}

/** As high as what is written in it. */
export function grow(box: HTMLTextAreaElement): void {
  box.style.height = 'auto';
  box.style.height = `${Math.min(box.scrollHeight + 2, 160)}px`;
}

/** From now on the message box of this column writes into a thread; null: not any more. */
export function replyIn(column: Element | null, thread: string | null): void {
  const form = column?.querySelector<HTMLFormElement>('.composer');
  const sign = column?.querySelector<HTMLElement>('[data-thread-of]');
  if (!form || !sign) return;
  if (thread === null) delete form.dataset['thread'];
  else form.dataset['thread'] = thread;
  sign.hidden = thread === null;
  form.querySelector('textarea')?.focus();
}
