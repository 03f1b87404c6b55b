import { z } from 'zod';
import { DOORS, storm } from './storm.js';

// Knocks at one door, in a process of its own. Arguments: whose door, how many requests of each kind, how many right ones.
const [, , door, each, few] = process.argv;
const name = z.enum(Object.keys(DOORS) as (keyof typeof DOORS)[]).parse(door);
// Botbuilder writes a page to standard error for each token whose key it does not know.
console.error = () => undefined;
void storm(name, Number(each), Number(few)).then((tally) => console.log(JSON.stringify(tally)));
