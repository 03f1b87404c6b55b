import { join } from 'node:path';
import { Sqlite } from '../../../src/sqlite-library.js';
import { backUp } from '../../../src/store/backup.js';

// Makes copies one after the other, and says of each which handovers it has and how their journals end. Arguments: the
// database, the folder for the copies, and how many.
async function main(): Promise<void> {
  const [, , source = '', folder = '', copies = '0'] = process.argv;
  for (let n = 0; n < Number(copies); n += 1) {
    const target = join(folder, 'copy.db');
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await backUp(source, target);
    const copy = new Sqlite(target, { readonly: true });
    const heads = copy.prepare('SELECT id, version, head FROM handover').raw().all();
    copy.close();
    console.log(JSON.stringify(heads));
  }
}

void main();
