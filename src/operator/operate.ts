import { backUp } from '../store/backup.js';
import { listDead } from './dead.js';
import { examine } from './doctor.js';
import { erase } from './erase.js';
import { printJournal } from './journal.js';
import { packageTeamsApp } from './teams-package.js';
import { counted, type Operation, OperatorFault } from './operation.js';

interface Command {
  /** As it is typed, with what follows. */
  readonly typed: string;
  readonly meaning: string;
  /** What follows, if anything must. */
  readonly wants: string | null;
  /** Gives the exit code. */
  readonly run: (operation: Operation, word: string) => Promise<number> | number;
}

/** The README's table is made of these. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  doctor: {
    typed: 'doctor',
    meaning: 'Says what is wrong with the configuration, the database and the way to Slack, and how to mend it.',
    wants: null,
    run: examine,
  },
  backup: {
    typed: 'backup FILE',
    meaning: 'Copies the database, also while Handover runs, and looks the copy through.',
    wants: 'the file to write, such as handover-backup.db',
    run: async ({ config, say }, file) => {
      const { path, handovers, entries } = await backUp(config().databasePath, file);
      say(`${path} holds ${counted(handovers, 'handover')} with ${entries} journal entries, and is intact.`);
      return 0;
    },
  },
  journal: {
    typed: 'journal HANDOVER',
    meaning: 'Prints who did and confirmed what and when, and checks that nothing of it was changed.',
    wants: "a handover's id, or a part of its account's name",
    run: printJournal,
  },
  dead: {
    typed: 'dead',
    meaning: 'Lists the messages that were given up, and why, and those that may stand twice.',
    wants: null,
    run: listDead,
  },
  erase: {
    typed: 'erase PERSON',
    meaning: 'Erases who somebody is and what they typed. Handover has to be stopped for it.',
    wants: "the person's user id, such as U012AB3CD, or their pseudonym in the journal",
    run: erase,
  },
  'teams-package': {
    typed: 'teams-package',
    meaning: 'Writes the app package for Teams; `npm run teams:package HOST` is the same.',
    wants: null,
    run: packageTeamsApp,
  },
};

const usage = (): string =>
  Object.values(COMMANDS)
    .map(({ typed, meaning }) => `  npm run handover -- ${typed.padEnd(17)} ${meaning}`)
    .join('\n');

/** Does what the operator asked for. Gives the exit code: 0 done, 1 something is wrong. */
export async function operate(words: readonly string[], operation: Operation): Promise<number> {
  const [name = '', ...rest] = words;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    operation.say(`${name === 'help' ? 'The commands' : `"${name}" is none of the commands`}:\n${usage()}`);
    return name === 'help' ? 0 : 1;
  }
  try {
    const word = rest.join(' ').trim();
    if (command.wants !== null && word === '') throw new OperatorFault(`Name ${command.wants} behind "${name}".`);
    return await command.run(operation, word);
  } catch (error) {
    operation.say(error instanceof Error ? error.message : String(error));
    return 1;
  }
}
