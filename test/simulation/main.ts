import { isMainThread } from 'node:worker_threads';
import { huntBugs } from './commands/hunt-bugs.js';
import { runBig } from './commands/run-big.js';
import { runOne } from './commands/run-one.js';
import { optionsFrom } from './commands/options.js';
import { playWhatIsAsked } from './commands/play-what-is-asked.js';

/** `npm run test:sim -- [--seed=N] [--events=N] [--tail=N] [--bugs[=N] [--from=N]]` */
async function main(): Promise<void> {
  const options = optionsFrom(process.argv.slice(2));
  if (options.isChild) return playWhatIsAsked();
  const isFine =
    options.seed !== null
      ? await runOne(options, options.seed, console.log)
      : options.bugs !== null
        ? await huntBugs(options.bugs, options.from, console.log)
        : await runBig(options, console.log);
  if (!isFine) process.exitCode = 1;
}

if (isMainThread) void main();
