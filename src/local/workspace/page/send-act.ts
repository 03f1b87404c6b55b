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

/** Asks the server for it; what pressed it is busy until the answer is there. Gives whether it was done. */
export async function sendAct(act: string, source: HTMLElement | null): Promise<boolean> {
  if (source?.ariaBusy === 'true') return false;
  source?.setAttribute('aria-busy', 'true');
  try {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch('/act', { method: 'POST', headers, body: act });
    if (!response.ok) toast(await response.text());
    return response.ok;
  } catch {
    toast('The workspace does not answer. Is it still running?');
    return false;
  } finally {
    source?.removeAttribute('aria-busy');
  }
}
