const SHOWN_MS = 6_000;
let hide = 0;

/** Tells something in passing. */
function toast(text: string): void {
  const place = document.querySelector<HTMLElement>('.toast');
  if (place === null) return;
  place.textContent = text;
  place.hidden = false;
  clearTimeout(hide);
  hide = setTimeout(() => (place.hidden = true), SHOWN_MS);
}

/** The last thing that each person did: what they do arrives in the order in which they did it. */
const last = new Map<string, Promise<unknown>>();

/** Asks the server for it; what pressed it is busy until the answer is there. Gives whether it was done. */
export async function sendAct(act: string, source: HTMLElement | null): Promise<boolean> {
  if (source?.ariaBusy === 'true') return false;
  source?.setAttribute('aria-busy', 'true');
  const { person = '' } = JSON.parse(act) as { readonly person?: string };
  const sending = (last.get(person) ?? Promise.resolve()).then(() => post(act));
  last.set(person, sending);
  const isDone = await sending;
  source?.removeAttribute('aria-busy');
  return isDone;
}

/** Never rejects. */
async function post(act: string): Promise<boolean> {
  try {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch('/act', { method: 'POST', headers, body: act });
    if (!response.ok) toast(await response.text());
    return response.ok;
  } catch {
    toast('The workspace does not answer. Is it still running?');
    return false;
  }
}
