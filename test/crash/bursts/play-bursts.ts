import type { HandoverEvent } from '../../../src/core/event.js';
import type { Handover } from '../../../src/core/handover.js';
import type { HandoverId, Instant, PersonId } from '../../../src/core/ids.js';
import type { Input } from '../../../src/core/input.js';
import { DEFAULT_RULES } from '../../../src/core/rules.js';
import { transition } from '../../../src/core/transition.js';
import { formInput, pressInput, readForm } from '../../../src/engine/to-input.js';
import type { Ask } from '../../../src/engine/ports.js';
import type { Press } from '../../../src/view/press.js';
import { Random } from '../../simulation/world/random.js';
import { type BurstName, BURSTS, type Copy } from './bursts.js';
import { type Intent, offered } from './offers.js';
import { OldButtons } from './old-buttons.js';
import { createSmallEngine, identityOf, type SmallEngine, TENANT } from './small-engine.js';

/** What came of many intents that arrived more than once. */
export interface BurstTally {
  readonly histories: number;
  readonly deliveries: number;
  readonly intents: number;
  /** Events that the journals hold of them. */
  readonly effects: number;
  readonly lost: number;
  readonly twice: number;
  readonly byBurst: Readonly<Record<string, number>>;
  readonly examples: readonly string[];
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** How long the program remembers a delivery. */
const REMEMBERED_MS = 2 * DAY_MS;
/** Handovers that are played at once, and how many before memory is given back. */
const AT_ONCE = 6;
const HISTORIES_EACH = 4_000;

/** After these a button has done its work: pressed once more, also by another hand, it must do nothing. */
const DONE_ONCE = new Set<Press['action']>([
  'accept',
  'answer',
  'done',
  'confirm',
  'ticket_resolved',
  'ticket_still_waiting',
  'undo',
]);

const STANDS_AGAIN = 'an old button, its step open again';

interface Letter {
  readonly at: number;
  readonly handover: HandoverId;
  readonly id: string;
  readonly from: string;
  readonly ask: Ask;
  readonly isByAnother: boolean;
  /** The press itself, and not the same once more. */
  readonly isPress: boolean;
  readonly meant: Meant;
}

/** One intent, and whether it had its effect. What was refused may still have it, when it comes again. */
interface Meant {
  readonly intent: Intent;
  readonly burst: BurstName | typeof STANDS_AGAIN;
  isDone: boolean;
}

/** Plays intents, each with the deliveries of a burst, until there were so many; the same for a seed. */
export async function playBursts(histories: number, seed: number): Promise<BurstTally> {
  const random = new Random(seed);
  const total = { histories: 0, deliveries: 0, intents: 0, effects: 0, lost: 0, twice: 0 };
  const byBurst: Record<string, number> = {};
  const examples: string[] = [];
  while (total.histories < histories) {
    const world = new BurstWorld(random, total, byBurst, examples);
    await world.play(Math.min(HISTORIES_EACH, histories - total.histories));
  }
  return { ...total, byBurst, examples };
}

class BurstWorld {
  private readonly time = { now: Date.UTC(2026, 10, 23, 9) as Instant };
  private readonly engine: SmallEngine = createSmallEngine(this.time);
  private readonly underWay: Letter[] = [];
  private readonly handovers: HandoverId[] = [];
  private readonly oldButtons = new OldButtons();
  private number = 0;
  private forgotten = 0;

  constructor(
    private readonly random: Random,
    private readonly total: Record<'histories' | 'deliveries' | 'intents' | 'effects' | 'lost' | 'twice', number>,
    private readonly byBurst: Record<string, number>,
    private readonly examples: string[],
  ) {}

  async play(histories: number): Promise<void> {
    for (let n = 0; n < histories; n += 1) {
      if (this.handovers.length < AT_ONCE) await this.begin();
      else await this.one();
      await this.arriveUntil(this.time.now + this.random.between(1, 90) * MINUTE_MS);
    }
    await this.arriveUntil(Infinity);
    this.engine.close();
  }

  /** A handover is started, by a form that comes up to eleven times more, and now and then by two forms at once. */
  private async begin(): Promise<void> {
    const { random, engine } = this;
    const account = `acme-${(this.number += 1)}`;
    const before = engine.begun();
    const values = { ...START, account, last_day: new Date(this.time.now + 60 * DAY_MS).toISOString().slice(0, 10) };
    const copies = 1 + (random.chance(0.5) ? random.between(1, 11) : 0);
    const letters: (readonly [string, Ask])[] = [];
    for (let form = 0; form < (random.chance(0.3) ? 2 : 1); form += 1) {
      const opened = await engine.desk.receive(this.delivery(`o${this.number}/${form}`, 'ines', OPEN));
      if (opened.kind !== 'open') throw new Error('no form');
      const ask: Ask = { kind: 'form', press: opened.dialog.press, values };
      const isRenamed = random.chance(0.3);
      for (let n = 0; n < copies; n += 1) letters.push([`s${this.number}/${form}${isRenamed ? `/${n}` : ''}`, ask]);
    }
    await Promise.all(letters.map(([id, ask]) => engine.desk.receive(this.delivery(id, 'ines', ask))));
    const found = this.running(before);
    this.total.histories += 1;
    this.byBurst['a form that starts one'] = (this.byBurst['a form that starts one'] ?? 0) + 1;
    this.count(
      letters.length,
      1,
      found.length,
      () => `${letters.length} forms for one account began ${found.length} handovers`,
    );
    this.handovers.push(...found.slice(0, 1));
  }

  /** Of those begun since, the ones that are there: an id may be drawn and not used. */
  private running(before: number): readonly HandoverId[] {
    return Array.from({ length: this.engine.begun() - before }, (_, n) => `h${before + n + 1}` as HandoverId).filter(
      (id) => this.engine.store.load(TENANT, id) !== null,
    );
  }

  /** One intent, and when each of its deliveries arrives. */
  private async one(): Promise<void> {
    const { random } = this;
    const id = random.pick(this.handovers);
    const handover = this.engine.store.load(TENANT, id);
    const old = handover ? this.oldButtons.standingAgain(handover) : [];
    if (old.length > 0 && random.chance(0.3)) return this.pressOld(id, random.pick(old));
    const intent = handover && offered(this.engine, handover, this.time.now, random);
    if (!intent) {
      this.handovers.splice(this.handovers.indexOf(id), 1);
      return this.handovers.length < AT_ONCE ? this.begin() : undefined;
    }
    const burst = random.pick(burstsFor(intent));
    const meant: Meant = { intent, burst, isDone: false };
    this.byBurst[burst] = (this.byBurst[burst] ?? 0) + 1;
    this.total.histories += 1;
    const key = `d${(this.number += 1)}`;
    const letter = (copy: Copy | null, n: number): Letter => ({
      at: this.time.now + (copy?.after ?? 0),
      handover: id,
      id: copy?.isRenamed ? `${key}/${n}` : key,
      from: copy?.isByAnother ? this.another(intent.by) : this.userOf(intent.by),
      ask:
        copy?.isPressedAgain && intent.ask.kind === 'press'
          ? { ...intent.ask, pressedAt: (intent.ask.pressedAt + copy.after + 1) as Instant }
          : intent.ask,
      isByAnother: copy?.isByAnother ?? false,
      isPress: copy === null || copy.isPressedAgain,
      meant,
    });
    this.underWay.push(letter(null, 0), ...BURSTS[burst](random).map((copy, n) => letter(copy, n + 1)));
  }

  /** Somebody finds a card of the time before a step was sent back, and presses it: that is out of date. */
  private pressOld(handover: HandoverId, intent: Intent): void {
    const meant: Meant = { intent, burst: STANDS_AGAIN, isDone: true };
    this.byBurst[meant.burst] = (this.byBurst[meant.burst] ?? 0) + 1;
    this.total.histories += 1;
    const ask = intent.ask.kind === 'press' ? { ...intent.ask, pressedAt: this.time.now } : intent.ask;
    const [at, id, from] = [this.time.now, `d${(this.number += 1)}`, this.userOf(intent.by)];
    this.underWay.push({ at, handover, id, from, ask, isByAnother: false, isPress: true, meant });
  }

  private userOf(person: PersonId): string {
    return this.engine.store.person(TENANT, person)?.profile.identity.user ?? 'nobody';
  }

  private another(than: PersonId): string {
    return this.random.pick(PEOPLE.filter((user) => user !== this.userOf(than)));
  }

  /** All that arrives until then; the deliveries of one intent in one moment come in one turn of the loop. */
  private async arriveUntil(until: number): Promise<void> {
    this.underWay.sort((a, b) => a.at - b.at);
    for (let first = this.underWay[0]; first && first.at <= until; first = this.underWay[0]) {
      const { at, meant } = first;
      const batch: Letter[] = [];
      // All of one moment lie together at the beginning.
      for (let n = 0; n < this.underWay.length && this.underWay[n]?.at === at;) {
        if (this.underWay[n]?.meant === meant) batch.push(...this.underWay.splice(n, 1));
        else n += 1;
      }
      this.time.now = at as Instant;
      await this.arrive(first.handover, meant, batch);
    }
    if (until !== Infinity) this.time.now = until as Instant;
    if (this.time.now - this.forgotten > DAY_MS) {
      this.forgotten = this.time.now;
      this.engine.store.forgetDeliveries((this.time.now - REMEMBERED_MS) as Instant, 1_000_000);
    }
  }

  private async arrive(id: HandoverId, meant: Meant, batch: readonly Letter[]): Promise<void> {
    const { store, desk } = this.engine;
    const before = store.load(TENANT, id);
    if (!before) throw new Error('a handover is gone');
    const own = meant.isDone ? [] : batch.filter(({ isByAnother }) => !isByAnother);
    const possible = own.length > 0 ? this.eventsOf(before, meant.intent).length : 0;
    await Promise.all(
      shuffled(batch, this.random).map((one) => desk.receive(this.delivery(one.id, one.from, one.ask))),
    );
    const found = (store.load(TENANT, id)?.version ?? 0) - before.version;
    // What was refused and is brought again need not be done; when it is, then once.
    const wanted = found === 0 && !own.some(({ isPress }) => isPress) ? 0 : possible;
    if (wanted > 0) {
      meant.isDone = true;
      this.oldButtons.keep(id, meant.intent);
    }
    const intents = wanted > 0 ? 1 : 0;
    const effects = found === wanted ? intents : found > wanted ? intents + 1 : 0;
    this.count(batch.length, intents, effects, () => {
      const { press, ask } = meant.intent;
      return `${meant.burst}: ${batch.length} times ${press.action} (${ask.kind}), ${wanted} events meant, ${found} found`;
    });
  }

  /** What the core makes of it alone: the one effect that there has to be. */
  private eventsOf(handover: Handover, intent: Intent): readonly HandoverEvent[] {
    const input = inputOf(intent);
    const result = input && transition(handover, input, this.time.now, DEFAULT_RULES);
    return result?.kind === 'moved' ? result.events : [];
  }

  private count(deliveries: number, intents: number, effects: number, what: () => string): void {
    const { total } = this;
    total.deliveries += deliveries;
    total.intents += intents;
    total.effects += effects;
    if (effects < intents) total.lost += 1;
    if (effects > intents) total.twice += 1;
    if (effects !== intents && this.examples.length < 5) this.examples.push(what());
  }

  private delivery(id: string, from: string, ask: Ask) {
    return { tenant: TENANT, id, at: this.time.now, from: identityOf(from), ask };
  }
}

const PEOPLE = ['ines', 'alice', 'bob', 'carol', 'mallory'];
const OPEN: Ask = { kind: 'open_start', outgoing: null, successor: null, channel: null };
const START = {
  outgoing: identityOf('alice'),
  successor: identityOf('bob'),
  administrator: identityOf('carol'),
  reason: 'resigned',
  confidential: true,
};

/** A form brings words of its own each time, so it comes again only as the same delivery. */
function burstsFor({ press, ask }: Intent): readonly BurstName[] {
  if (ask.kind === 'form') return ['once', 'again with the same id'];
  const brought: readonly BurstName[] = [
    'again with the same id',
    'again with new ids',
    'again after 5 minutes',
    'again after 24 hours',
  ];
  if (!DONE_ONCE.has(press.action)) return brought;
  return [
    ...brought,
    'pressed twice',
    'pressed by two people at once',
    'an old button, days later',
    'an old button, days later',
  ];
}

function inputOf({ press, by, ask }: Intent): Input | null {
  if (ask.kind === 'press') return pressInput(press, by, ask);
  return formInput(press, by, { ...readForm(ask.values), person: null });
}

function shuffled<T>(all: readonly T[], random: Random): readonly T[] {
  return all
    .map((one) => ({ one, place: random.next() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ one }) => one);
}
