import type { Person } from '../../src/local/slack-peer/person.js';
import type { SlackPeer } from '../../src/local/slack-peer/slack-peer.js';
import type { SlackMessage } from '../../src/local/slack-peer/state.js';

export type Name = 'ines' | 'alice' | 'bob' | 'carol' | 'dave' | 'mallory';

/** Long enough for a machine that does other things too; nobody waits longer than it takes. */
const WAIT_MS = 15_000;

/** What people do in a handover, through Slack alone: they see messages, and press what stands on them. */
export function createCast(peer: SlackPeer, clock: () => number = Date.now) {
  const of = (name: Name): Person => peer.user(name);
  const shows = (person: Person, message: SlackMessage, words: string): boolean =>
    person.readMessage(message).join('\n').includes(words);

  /** The newest message of a person that shows all of these words. */
  const seen = (name: Name, ...words: readonly string[]): SlackMessage | null =>
    of(name)
      .messages()
      .findLast((message) => words.every((word) => shows(of(name), message, word))) ?? null;

  const sees = (name: Name, ...words: readonly string[]): Promise<SlackMessage> =>
    peer.waitFor(() => seen(name, ...words), { ms: WAIT_MS, what: `${name} to see ${words.join(' + ')}` });

  /** What a message says now; an update replaces it in Slack's state. */
  const now = (name: Name, { ts, channel }: SlackMessage): string => {
    const same = of(name)
      .messages()
      .find((one) => one.ts === ts && one.channel === channel);
    return same ? of(name).readMessage(same).join('\n') : '';
  };

  /** Presses a button of a message, and waits until the bot has redrawn it. */
  const press = async (name: Name, label: string, ...words: readonly string[]): Promise<void> => {
    const message = await sees(name, `[${label}]`, ...words);
    const before = now(name, message);
    await of(name).press(label, { in: message });
    await peer.waitFor(() => of(name).openView() !== null || now(name, message) !== before, { ms: WAIT_MS });
  };

  /** Presses a button that opens a form, fills it in, and waits until the message is redrawn or answered. */
  const fill = async (
    name: Name,
    label: string,
    entries: Parameters<Person['submit']>[0],
    ...words: readonly string[]
  ): Promise<void> => {
    const message = await sees(name, `[${label}]`, ...words);
    const before = now(name, message);
    await of(name).press(label, { in: message });
    await peer.waitFor(() => of(name).openView(), { ms: WAIT_MS });
    await of(name).submit(entries);
    await peer.waitFor(() => of(name).openView() !== null || now(name, message) !== before, { ms: WAIT_MS });
  };

  /** Ticks every line of a step that is not ticked yet. */
  const tickAll = async (name: Name, message: SlackMessage): Promise<void> => {
    const lines = of(name).readMessage(message);
    const open = lines.filter((line) => line.startsWith('[ ] ')).map((line) => line.slice(4));
    await of(name).tick(open, { in: message });
  };

  return {
    of,
    seen,
    sees,
    press,
    fill,

    async start(account: string, entries: Parameters<Person['submit']>[0] = {}): Promise<void> {
      await of('ines').command('/handover @alice @bob');
      await peer.waitFor(() => of('ines').openView(), { ms: WAIT_MS });
      const form = {
        'Why?': 'Resigned',
        'Last working day': inDays(clock(), 20),
        Account: account,
        Administrator: 'carol',
      };
      await of('ines').submit({ ...form, ...entries });
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
      await tickAll(name, message);
      await press(name, 'Done', heading);
    },

    confirm: (name: Name, step: string, heading = `Confirm step ${step}:`): Promise<void> =>
      press(name, 'Confirm', heading),
  };
}

export type Cast = ReturnType<typeof createCast>;

const DAY_MS = 86_400_000;
/** A date, so many days after an instant. */
const inDays = (from: number, days: number): string => new Date(from + days * DAY_MS).toISOString().slice(0, 10);
