import { option } from '../table.js';
import { playBursts } from './play-bursts.js';

// Plays some histories in a process of its own, and prints what came of them; with PLANTED_BUG it is a control.
void playBursts(option('histories', 2_000), option('seed', 1)).then((tally) => console.log(JSON.stringify(tally)));
