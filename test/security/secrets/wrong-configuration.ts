import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { VARIABLES } from '../../../src/config/environment.js';
import { SECRETS } from './canaries.js';

const MAIN = join(__dirname, '../../../dist/src/main.js');
/** A path is no secret, and is told when it cannot be used. */
const LEFT_OUT = new Set(['DATABASE_PATH']);

/** What the program says when each secret stands in every variable, such as one that was set under the wrong name. */
export async function sayOfWrongConfiguration(): Promise<string> {
  const outputs = await Promise.all(
    SECRETS.flatMap(({ typed }) =>
      [[], ['doctor']].map((words) => {
        const names = VARIABLES.map(({ name }) => name).filter((name) => !LEFT_OUT.has(name));
        const set = Object.fromEntries(names.map((name) => [name, typed]));
        return said(words, { ...set, HANDOVER_ADMIN: typed });
      }),
    ),
  );
  return outputs.join('\n');
}

const said = (words: readonly string[], environment: Readonly<Record<string, string>>): Promise<string> =>
  new Promise((resolve) => {
    const env = { PATH: process.env['PATH'] ?? '', ...environment };
    execFile(process.execPath, [MAIN, ...words], { env, timeout: 20_000 }, (_, out, err) => resolve(out + err));
  });
