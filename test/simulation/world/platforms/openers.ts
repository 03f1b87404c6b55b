import type { Form } from './client.js';

/** What somebody did that a form may be opened for. */
export interface Opener {
  readonly at: number;
  readonly show: (form: Form) => void;
}

const HOUR_MS = 3_600_000;

/** By the name that the platform gave it: Slack's trigger, or Teams' activity. */
export class Openers {
  private readonly all = new Map<string, Opener>();

  add(name: string, opener: Opener): void {
    const [oldest] = this.all;
    if (oldest && oldest[1].at < opener.at - HOUR_MS) this.all.delete(oldest[0]);
    this.all.set(name, opener);
  }

  /** Null for one that is unknown. */
  find(name: string): Opener | null {
    return this.all.get(name) ?? null;
  }

  /** It is good for once. */
  take(name: string): Opener | null {
    const found = this.find(name);
    this.all.delete(name);
    return found;
  }
}
