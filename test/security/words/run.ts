import { option } from '../../crash/table.js';
import { judgeWords } from './tally.js';

// Judges a few hostile texts and prints what came of them; with PLANTED_BUG it is the control.
void judgeWords(option('texts', 250), option('seed', 1), option('places', 0)).then((tallies) =>
  console.log(JSON.stringify(tallies)),
);
