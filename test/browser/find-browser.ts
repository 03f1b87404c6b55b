import { existsSync } from 'node:fs';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Debian's Chromium, or another of the same kind. */
export function findBrowser(): string {
  const found = PLACES.find((path) => existsSync(path));
  if (found !== undefined) return found;
  throw new Error(
    [
      `There is no browser to test with. Looked for ${PLACES.join(', ')}.`,
      'On Debian or Ubuntu: apt-get update && apt-get install --yes --no-install-recommends chromium',
    ].join('\n'),
  );
}
