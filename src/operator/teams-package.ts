import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { type Operation, OperatorFault } from './operation.js';

/** Its files lie at the top of the package, by Teams' rule. */
const FILES = ['manifest.json', 'color.png', 'outline.png'] as const;
/** Stand in the manifest for the app's id and for the address of whoever runs it. */
const NO_ID = '00000000-0000-0000-0000-000000000000';
const NO_HOST = 'YOUR-HOST';
const TARGET = 'handover-teams.zip';
/** The earliest that a zip can say: the same content always makes the same file. */
const DATED = new Date(1980, 0, 1);

/** Writes the app package for Teams, with the app's id in it, and the host if one is named. */
export function packageTeamsApp(
  { appId, appPackage, say }: Pick<Operation, 'appId' | 'appPackage' | 'say'>,
  host: string,
): number {
  if (host !== '' && !/^(?!-)[a-z0-9.-]+$/i.test(host)) {
    throw new OperatorFault(`"${host}" is no name of a host. Example: npm run teams:package handover.example.com`);
  }
  const id = appId();
  const filled = readFileSync(join(appPackage, 'manifest.json'), 'utf8')
    .replaceAll(NO_ID, id)
    .replaceAll(NO_HOST, host === '' ? NO_HOST : host);
  const entries = FILES.map((name): [string, Uint8Array] => [
    name,
    name === 'manifest.json' ? strToU8(filled) : readFileSync(join(appPackage, name)),
  ]);
  const path = resolve(TARGET);
  writeFileSync(path, zipSync(Object.fromEntries(entries), { mtime: DATED }));
  say(`${path} is written, for the app ${id}. Upload it in the Teams admin center, under Manage apps.`);
  if (host === '') {
    say(`Its addresses for people still say ${NO_HOST}: name yours, as in npm run teams:package handover.example.com`);
  }
  return 0;
}
