import { existsSync } from 'node:fs';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Debian's Chromium, or another of the same kind; BROWSER_PATH names one that lies elsewhere. */
export function findBrowser(): string {
  const named = process.env['BROWSER_PATH'];
  const places = named === undefined ? PLACES : [named];
  const found = places.find((path) => existsSync(path));
  if (found !== undefined) return found;
  throw new Error(
    [
      `There is no browser to test with. Looked for ${places.join(', ')}.`,
      'On Debian or Ubuntu: apt-get update && apt-get install --yes --no-install-recommends chromium',
    ].join('\n'),
  );
}
