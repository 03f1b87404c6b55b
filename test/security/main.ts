import { concluded, type Verdict } from '../crash/table.js';
import { knockOnDoors } from './doors.js';
import { hideCanaries } from './secrets.js';
import { writeHostileWords } from './words.js';

// npm run test:security [-- --short] [doors words secrets]: who gets in, and what words and secrets come to.
// --requests=1000000 for each door, --texts=5000
const PARTS = { doors: knockOnDoors, words: writeHostileWords, secrets: hideCanaries };

async function main(): Promise<void> {
  const verdicts: Verdict[] = [];
  const named = Object.entries(PARTS).filter(([name]) => process.argv.includes(name));
  for (const [, part] of named.length > 0 ? named : Object.entries(PARTS))
    await part((promise, isKept) => void verdicts.push({ promise, isKept }));
  process.exit(concluded(verdicts));
}

void main();
