import { createHash } from 'node:crypto';
import type { Instant } from '../../../src/core/ids.js';
import { Agenda } from './agenda.js';
import { MachineClock } from './machine-clock.js';
import { makePeople, type Person } from './person.js';
import { Random } from './random.js';
import type { Client } from './platforms/client.js';
import { Openers } from './platforms/openers.js';
import { SlackClient } from './platforms/slack/slack-client.js';
import { TeamsClient } from './platforms/teams/teams-client.js';
import { Screens } from './screens.js';
import { Weather } from './weather.js';

/** What happened that counts as an event, by kind. */
export const EVENT_KINDS = {
  press: 'somebody pressed, typed, or filled in a form',
  delivery: 'the platform brought something to the program, for the first time or again',
  call: 'the program called a platform',
  answer: 'an answer arrived, of a platform at the program or of the program at a person',
  settle: 'the outbox noted what became of a message',
  tick: 'a tick of the clock that found something due',
  commit: 'a transaction of the inbox',
  kill: 'the program was killed, or started again',
  weather: 'a platform went down, or the clock of the program was set',
  news: 'somebody moved, left, or came back',
} as const;
export type EventKind = keyof typeof EVENT_KINDS;

/** A promise that was broken. */
export class Violation extends Error {
  override readonly name = 'Violation';
  constructor(
    readonly check: string,
    detail: string,
  ) {
    super(`${check}: ${detail}`);
  }
}

const TAIL = 60;
/** So many characters go into the hash at once: each call of it has its price. */
const UNTRACED_MAX = 10_000;
const FIRST_DAY = Date.UTC(2026, 0, 5, 6);
const DAY_MS = 86_400_000;

/** All that there is outside the program: people, platforms, time and chance, under one seed. */
export class World {
  readonly random: Random;
  readonly agenda = new Agenda();
  readonly screens = new Screens();
  /** What people did that may open a form. */
  readonly openers = new Openers();
  /** The app in which people read and press, on each platform. */
  readonly clients = { slack: new SlackClient(this), teams: new TeamsClient(this) };
  readonly weather: Weather;
  readonly clock = new MachineClock(this);
  readonly people: readonly Person[];
  readonly counts: Record<EventKind, number> = {
    press: 0,
    delivery: 0,
    call: 0,
    answer: 0,
    settle: 0,
    tick: 0,
    commit: 0,
    kill: 0,
    weather: 0,
    news: 0,
  };
  now: number;
  /** Messages that somebody deleted, and of which the program could not know yet. */
  readonly deleted = new Set<string>();
  /** What Teams' adapter said by itself, in answer to somebody: on no screen, but there. */
  readonly spoken = new Set<string>();
  /** Teams can keep what belongs together in a thread; a preview, in some worlds. */
  readonly teamsHasThreads: boolean;
  /** In some worlds people take their time: there what waits is nudged for, told of, and escalated. */
  readonly slowness: number;
  /** Nobody presses and nothing fails, until all that is owed has arrived. */
  isCalm = false;
  /** The first broken promise. */
  violation: Violation | null = null;
  private readonly tail: { readonly at: number; readonly what: string }[] = [];
  private readonly trace = createHash('sha256');
  private untraced = '';
  private made = 0;
  private counted = 0;

  constructor(
    readonly seed: number,
    private readonly tailLines = TAIL,
  ) {
    this.random = new Random(seed);
    this.slowness = this.random.pick([1, 1, 12, 40]);
    this.teamsHasThreads = this.random.chance(0.25);
    // Any day of two years: every change of every clock comes up.
    this.now = FIRST_DAY + this.random.between(0, 730) * DAY_MS + this.random.between(0, DAY_MS);
    this.weather = new Weather(this);
    this.people = makePeople(this.random, this.now);
  }

  /** So many events happened. */
  get events(): number {
    return this.counted;
  }

  get instant(): Instant {
    return this.now as Instant;
  }

  /** A number that was not given before. */
  nextNumber(): number {
    this.made += 1;
    return this.made;
  }

  clientOf({ identity }: Person): Client {
    return this.clients[identity.platform === 'slack' ? 'slack' : 'teams'];
  }

  after(ms: number, run: () => void): void {
    this.agenda.add(Math.round(this.now + ms), run);
  }

  count(kind: EventKind, what: string): void {
    this.counts[kind] += 1;
    this.counted += 1;
    this.note(`${kind} ${what}`);
  }

  note(what: string): void {
    this.untraced += `${this.now} ${what}\n`;
    if (this.untraced.length > UNTRACED_MAX) this.traceOn();
    this.tail.push({ at: this.now, what });
    if (this.tail.length > 4 * this.tailLines) this.tail.splice(0, 3 * this.tailLines);
  }

  breaks(check: string, detail: string): void {
    this.note(`BROKEN ${check}: ${detail}`);
    this.violation ??= new Violation(check, detail);
  }

  lastLines(): readonly string[] {
    return this.tail.slice(-this.tailLines).map(({ at, what }) => `${new Date(at).toISOString()} ${what}`);
  }

  private traceOn(): void {
    this.trace.update(this.untraced);
    this.untraced = '';
  }

  traceHash(): string {
    this.traceOn();
    return this.trace.copy().digest('hex');
  }
}
