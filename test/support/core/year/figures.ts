import type { WallTable } from './wall-table.js';

export interface Figures {
  readonly ticks: number;
  readonly due: number;
  readonly sent: number;
  /** Those of them that only draw the message of a day anew, because it begins again somewhere else. */
  readonly redrawn: number;
  readonly early: number;
  /** By more than the tick in which it could first be sent, or never. */
  readonly late: number;
  readonly onDaysOff: number;
  readonly twice: number;
}

const NOTHING: Figures = { ticks: 0, due: 0, sent: 0, redrawn: 0, early: 0, late: 0, onDaysOff: 0, twice: 0 };

export function sumOf(all: readonly Figures[]): Figures {
  return all.reduce(
    (sum, one) => ({
      ticks: sum.ticks + one.ticks,
      due: sum.due + one.due,
      sent: sum.sent + one.sent,
      redrawn: sum.redrawn + one.redrawn,
      early: sum.early + one.early,
      late: sum.late + one.late,
      onDaysOff: sum.onDaysOff + one.onDaysOff,
      twice: sum.twice + one.twice,
    }),
    NOTHING,
  );
}

/**
 * Holds what is sent to what ought to be: in the first tick in which somebody may be written to, when the last time was on
 * a day before. A second one for the same day draws the message anew, and is no other message.
 */
export class Judge {
  private readonly figures = { ...NOTHING };
  private readonly messages = new Set<string>();
  /** So many messages came on a day, as the person's calendar shows it. */
  private readonly onDay = new Map<string, number>();

  constructor(private last: number) {}

  /** One tick: the clock of the machine, where the person is, and the days whose messages were sent in it. */
  look(at: number, wall: WallTable, days: readonly string[]): void {
    const { figures, messages, onDay } = this;
    figures.ticks += 1;
    const isOpen = wall.isOpen(at);
    const isDue = isOpen && wall.day(at) > wall.day(this.last);
    if (isDue) {
      figures.due += 1;
      this.last = at;
      if (days.length === 0) figures.late += 1;
    }
    figures.early += Math.max(0, days.length - Number(isDue));
    for (const day of days) {
      figures.sent += 1;
      if (!isOpen) figures.onDaysOff += 1;
      if (messages.has(day)) figures.redrawn += 1;
      else onDay.set(wall.day(at), (onDay.get(wall.day(at)) ?? 0) + 1);
      messages.add(day);
    }
  }

  result(): Figures {
    return { ...this.figures, twice: [...this.onDay.values()].filter((many) => many > 1).length };
  }
}

/** One row of the table that the tests print. */
export function row(name: string, { ticks, due, sent, redrawn, early, late, onDaysOff, twice }: Figures): string {
  const numbers = [ticks, due, sent, redrawn, early, late, onDaysOff, twice];
  return [name.padEnd(22), ...numbers.map((one) => one.toLocaleString('en-US').padStart(11))].join('');
}

export const HEADING = [
  'a year of minutes'.padEnd(22),
  ...['ticks', 'due', 'sent', 'redrawn', 'early', 'late', 'days off', 'twice'].map((one) => one.padStart(11)),
].join('');
