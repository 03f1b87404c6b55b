import type { Log } from '../../engine/log-port.js';

/** One line of what the bot does, for the page. */
export interface FeedLine {
  /** Milliseconds, the time of the world. */
  readonly at: number;
  readonly text: string;
  /** How often it happened in a row. */
  readonly times: number;
}

const LINES_MAX = 30;

/** Remembers what the bot does about the weather, in words. */
export function createFeed(now: () => number, onChange: () => void) {
  let lines: readonly FeedLine[] = [];

  const tell = (text: string): void => {
    const last = lines.at(-1);
    lines =
      last?.text === text
        ? [...lines.slice(0, -1), { at: now(), text, times: last.times + 1 }]
        : [...lines, { at: now(), text, times: 1 }].slice(-LINES_MAX);
    onChange();
  };

  /** The bot's log: it goes on to the console's, and what matters here is told. */
  const log = (console: Log): Log => {
    const both =
      (level: keyof Log) =>
      (event: string, fields: Readonly<Record<string, unknown>> = {}): void => {
        console[level](event, fields);
        const text = TOLD[event]?.(fields);
        if (text !== undefined) tell(text);
      };
    return { debug: both('debug'), info: both('info'), warn: both('warn'), error: both('error') };
  };

  return { tell, log, lines: (): readonly FeedLine[] => lines };
}

export type Feed = ReturnType<typeof createFeed>;

/** Why somebody gets nothing, by the last word of what the bot logs. */
const LOST: Readonly<Record<string, string>> = {
  blocked: 'the bot is blocked there',
  not_installed: 'the bot is not installed there',
  deactivated: 'their account is deactivated',
  unknown_person: 'nobody there is known by that name',
};

function why({ why: reason }: Readonly<Record<string, unknown>>): string {
  if (typeof reason !== 'string') return 'the reason is unknown';
  return LOST[reason.split(' ').at(-1) ?? ''] ?? reason;
}

/** The events of the bot's log that say what it does about the weather. */
const TOLD: Readonly<Record<string, (fields: Readonly<Record<string, unknown>>) => string>> = {
  started: () => 'The bot started, and goes on where it was.',
  stopping: () => 'The bot stops.',
  message_put_off: () => 'A message did not get through. The bot keeps it and tries again.',
  message_given_up: (fields) =>
    `The bot cannot deliver a message: ${why(fields)}. Whoever started the handover is told, and can act.`,
  slack_answer_not_shown: () => 'The bot could not answer: Slack did not take it.',
  slack_form_not_opened: () => 'A form could not be opened: Slack did not answer in time.',
  slack_answer_refused: () => 'Slack refused an answer of the bot.',
  teams_answer_refused: () => 'The bot could not answer: Teams did not take it.',
  teams_card_not_replaced: () => 'A form stays where it was: Teams did not take what was to replace it.',
};
