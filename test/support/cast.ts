import type { Person } from '../../src/local/slack-peer/person.js';
import type { SlackPeer } from '../../src/local/slack-peer/slack-peer.js';
import type { SlackMessage } from '../../src/local/slack-peer/state.js';
import type { Entries, Seat, Seating } from './seats/seat.js';
import { slackSeats } from './seats/slack-seats.js';

export type Name = 'ines' | 'alice' | 'bob' | 'carol' | 'dave' | 'mallory';

/** Long enough for a machine that does other things too; nobody waits longer than it takes. */
const WAIT_MS = 30_000;

/** What people do in a handover, wherever they sit: they see messages, and press what stands on them. */
export function createPlay<Message>(seating: Seating<Message>, clock: () => number = Date.now) {
  const seat = (name: Name): Seat<Message> => seating.seat(name);

  const sees = (name: Name, ...words: readonly string[]): Promise<Message> =>
    seating.waitFor(name, () => seat(name).seen(words), { ms: WAIT_MS, what: `${name} to see ${words.join(' + ')}` });

  /** Resolves once the message says something else, or a form has opened. */
  const isAnswered = async (name: Name, message: Message, before: string): Promise<void> => {
    const isOther = (): boolean => seat(name).isFormOpen() || seat(name).now(message) !== before;
    await seating.waitFor(name, isOther, { ms: WAIT_MS, what: `an answer to ${name}` });
  };

  /** Presses a button of a message, and waits until the bot has redrawn it. */
  const press = async (name: Name, label: string, ...words: readonly string[]): Promise<void> => {
    const message = await sees(name, `[${label}]`, ...words);
    const before = seat(name).now(message);
    await seat(name).press(label, message);
    await isAnswered(name, message, before);
  };

  /** Presses a button that opens a form, fills it in, and waits until the message is redrawn or answered. */
  const fill = async (name: Name, label: string, entries: Entries, ...words: readonly string[]): Promise<void> => {
    const message = await sees(name, `[${label}]`, ...words);
    const before = seat(name).now(message);
    await seat(name).press(label, message);
    await seating.waitFor(name, () => seat(name).isFormOpen(), { ms: WAIT_MS, what: `the form of ${name}` });
    await seat(name).submit(entries);
    await isAnswered(name, message, before);
  };

  return {
    seat,
    seen: (name: Name, ...words: readonly string[]): Message | null => seat(name).seen(words),
    sees,
    /** Waits for what is said to this person alone. */
    told: (name: Name, ...words: readonly string[]): Promise<Message> =>
      seating.waitFor(name, () => seat(name).told(words), { ms: WAIT_MS, what: `${name} to be told ${words.join()}` }),
    press,
    fill,

    /** `named`: in the command. `entries`: beside what every form needs. Confirms whom an address led to. */
    async start(account: string, entries: Entries = {}, named: readonly Name[] = ['alice', 'bob']): Promise<void> {
      await seat('ines').start(named);
      await seating.waitFor('ines', () => seat('ines').isFormOpen(), { ms: WAIT_MS, what: 'the form to start' });
      const form = {
        'Why?': 'Resigned',
        'Last working day': inDays(clock(), 20),
        Account: account,
        Administrator: 'carol',
      };
      await seat('ines').submit({ ...form, ...entries });
      if (Object.keys(entries).some((label) => label.startsWith('Or by e-mail'))) {
        await seating.waitFor('ines', () => seat('ines').isFormOpen('Please check'), {
          ms: WAIT_MS,
          what: 'the question',
        });
        await seat('ines').submit({});
      }
      await sees('ines', `Handover of ${account}`);
    },

    /** Answers the intake, question by question. */
    async answer(labels: readonly string[]): Promise<void> {
      for (const [n, label] of labels.entries()) {
        await press('alice', label, `Question ${n + 1} of`);
      }
    },

    /** Ticks everything on a step, and presses *Done*. */
    async do(name: Name, step: string, heading = `Step ${step}:`): Promise<void> {
      const message = await sees(name, heading, '[Done]');
      await seat(name).tickAll(message);
      await press(name, 'Done', heading);
    },

    confirm: (name: Name, step: string, heading = `Confirm step ${step}:`): Promise<void> =>
      press(name, 'Confirm', heading),
  };
}

export type Play<Message> = ReturnType<typeof createPlay<Message>>;

/** The same at Slack, with what only Slack's people can do. */
export function createCast(peer: SlackPeer, clock: () => number = Date.now) {
  return { ...createPlay(slackSeats(peer), clock), of: (name: Name): Person => peer.user(name) };
}

export type Cast = Play<SlackMessage> & { readonly of: (name: Name) => Person };

const DAY_MS = 86_400_000;
/** A date, so many days after an instant. */
const inDays = (from: number, days: number): string => new Date(from + days * DAY_MS).toISOString().slice(0, 10);
