import type { HandoverId, PersonId, TenantId } from '../../../src/core/ids.js';
import { DEFAULT_RULES, type Rules } from '../../../src/core/rules.js';
import { createCalendar } from '../../../src/engine/calendar.js';
import { createEngine, type Engine } from '../../../src/engine/engine.js';
import type {
  ChatPlatform,
  Done,
  HandoverStore,
  Ids,
  Outbox,
  OutboxRow,
  Outcome,
  Timer,
  Work,
  Write,
} from '../../../src/engine/ports.js';
import type { Log } from '../../../src/engine/log-port.js';
import { huaweiCloud } from '../../../src/procedures/load-procedure.js';
import { openStore, type Store } from '../../../src/store/open-store.js';
import type { Ledger } from './ledger.js';
import { DEPLOYMENT } from './person.js';
import { connect } from './platforms/connect.js';
import { Reception } from './reception.js';
import type { World } from './world.js';

/** Thrown into what is still running of a program that was killed. */
class Killed extends Error {
  override readonly name = 'Killed';
}

/** One run of the program, from its start to its sudden end. */
export class Program {
  readonly store: Store;
  readonly engine: Engine;
  readonly rules: Rules;
  readonly platforms: ReadonlyMap<string, ChatPlatform>;
  readonly reception: Reception;
  isAlive = true;
  /** Ends the program at the so many-th step from now. */
  killIn: number | null = null;
  private readonly lanes = new Set<string>();
  /** What the transaction that is open now holds of messages. */
  private readonly settled: { readonly row: OutboxRow; readonly outcome: Outcome }[] = [];

  constructor(
    private readonly world: World,
    private readonly ledger: Ledger,
    path: string,
    private readonly onKilled: () => void,
  ) {
    const { random } = world;
    this.store = openStore({ path, ids: idsOf(world) });
    this.rules = rulesFor(this.store.handovers);
    const silent = (): void => undefined;
    const handovers = this.watchedStore();
    const platforms = new Map<string, ChatPlatform>();
    const { clock } = world;
    const timer: Timer = {
      after: (ms, run) => {
        let isCancelled = false;
        world.after(ms, () => (this.isAlive && !isCancelled ? run() : undefined));
        return () => {
          isCancelled = true;
        };
      },
    };
    const log: Log = {
      debug: silent,
      info: silent,
      warn: (event, fields) => world.note(`  log ${event} ${JSON.stringify(fields)}`),
      error: (event, fields) => this.logged(event, fields),
    };
    this.engine = createEngine({
      store: handovers,
      outbox: this.watchedOutbox(),
      platforms,
      procedure: huaweiCloud(),
      rules: this.rules,
      sealKey: this.store.ownValue('seal_key', () => random.hex(32)),
      mayStart: () => true,
      starters: () => [],
      clock,
      timer,
      ids: idsOf(world),
      random: () => random.next(),
      log,
      onFatal: (error) => {
        if (this.isAlive) world.breaks('the database is never in doubt', error.message);
      },
      later: (run) => world.after(random.between(0, 2), () => (this.isAlive ? run() : undefined)),
    });
    const { cardAt } = this.engine;
    const endIn = (steps: number): void => void (this.killIn ??= steps);
    this.reception = new Reception(world, this.engine.desk, () => this.step(), endIn);
    const { desk } = this.reception;
    const connected = connect({ world, program: this, ledger, handovers, desk, cardAt, clock, timer, log });
    for (const platform of connected.platforms) platforms.set(platform.name, platform);
    this.platforms = platforms;
    this.reception.sides = connected.sides;
  }

  /** A fault of the program's own; what a dead one says is not heard. */
  private logged(event: string, fields: unknown): void {
    if (!this.isAlive) return;
    this.world.note(`  log ${event} ${JSON.stringify(fields)}`);
    const isFault = event === 'send_failed' || event === 'tick_failed' || event === 'delivery_broken';
    if (isFault) this.world.breaks('the program has no faults of its own', `${event} ${JSON.stringify(fields)}`);
  }

  /** Between any two steps it may end. False: it is over. */
  step(): boolean {
    if (!this.isAlive) return false;
    if (this.killIn === null) return true;
    this.killIn -= 1;
    if (this.killIn > 0) return true;
    this.kill();
    return false;
  }

  /** What was not committed is gone: an open transaction ends with its connection. */
  kill(): void {
    if (!this.isAlive) return;
    this.isAlive = false;
    this.world.count('kill', 'killed');
    this.ledger.killed();
    this.store.close();
    this.onKilled();
  }

  /** Breaks a promise when two calls are under way in one conversation. */
  async alone<T>(where: string, call: () => Promise<T>): Promise<T> {
    if (this.lanes.has(where)) this.world.breaks('one message at a time in a conversation', where);
    this.lanes.add(where);
    try {
      return await call();
    } finally {
      this.lanes.delete(where);
    }
  }

  private stepOrThrow(): void {
    if (!this.step()) throw new Killed();
  }

  private watchedStore(): HandoverStore {
    const { handovers } = this.store;
    const around = <A extends readonly unknown[], R>(run: (...asked: A) => R) => {
      return (...asked: A): R => {
        this.stepOrThrow();
        const result = run(...asked);
        this.stepOrThrow();
        return result;
      };
    };
    const within = <T>(work: Work<T> | Write<T>): Work<T> | Write<T> =>
      'run' in work
        ? work
        : {
            ...work,
            decide: (loaded) => {
              const change = work.decide(loaded);
              this.stepOrThrow();
              return change;
            },
          };
    return {
      ...handovers,
      process: <T>(batch: readonly (Work<T> | Write<T>)[]): readonly Done<T>[] => {
        this.stepOrThrow();
        this.settled.length = 0;
        const done = handovers.process(batch.map((work) => within(work)));
        for (const { row, outcome } of this.settled) this.ledger.settled(row.row, outcome);
        this.stepOrThrow();
        this.world.count('commit', done.map(({ kind }) => kind).join());
        const broken = done.find((one) => one.kind === 'broken');
        if (broken) this.world.breaks('no work is broken', broken.error.message);
        return done;
      },
      // Losing power is not what is played here, and a real disk would answer at another moment in each run.
      onDisk: () => null,
      ofPerson: (...asked) => (this.isAlive ? handovers.ofPerson(...asked) : []),
      personOf: (...asked) => (this.isAlive ? handovers.personOf(...asked) : null),
      person: (...asked) => (this.isAlive ? handovers.person(...asked) : null),
      knownAs: (...asked) => (this.isAlive ? handovers.knownAs(...asked) : null),
      rooms: (...asked) => (this.isAlive ? handovers.rooms(...asked) : []),
      keepRoom: around(handovers.keepRoom),
      learn: around(handovers.learn),
      setConversation: around(handovers.setConversation),
      setPreferences: around(handovers.setPreferences),
    };
  }

  /** What only the relay calls never throws: the relay of a dead program simply has nothing more to do. */
  private watchedOutbox(): Outbox {
    const { outbox } = this.store;
    return {
      ...outbox,
      claim: (...asked) => (this.step() ? outbox.claim(...asked) : []),
      nextAt: () => (this.isAlive ? outbox.nextAt() : null),
      begin: (row, at) => {
        this.stepOrThrow();
        outbox.begin(row, at);
        this.stepOrThrow();
      },
      settle: (row, outcome, at) => {
        if (!this.step()) return;
        outbox.settle(row, outcome, at);
        this.world.count('settle', `${row.row} ${outcome.kind}`);
        this.settled.push({ row, outcome });
        this.step();
      },
      revive: (tenant, person, at) => {
        if (this.step()) outbox.revive(tenant, person, at);
      },
      reply: (tenant, to, subject, at) => {
        this.stepOrThrow();
        outbox.reply(tenant, to, subject, at);
        this.stepOrThrow();
      },
    };
  }
}

const TENANTS = ['acme', 'brill'] as TenantId[];

/** Ids of people are unique in all tenants. */
function rulesFor(store: HandoverStore): Rules {
  const homes = new Map<PersonId, TenantId>();
  const preferencesOf = (person: PersonId) => {
    const tenant = homes.get(person) ?? TENANTS.find((one) => store.person(one, person) !== null);
    if (tenant !== undefined) homes.set(person, tenant);
    return tenant === undefined ? { nudgeHour: null, holidays: null } : store.preferences(tenant, person);
  };
  return { ...DEFAULT_RULES, ...createCalendar({ ...DEPLOYMENT, preferencesOf }) };
}

const idsOf = (world: World): Ids => ({
  handover: () => `h${world.nextNumber()}` as HandoverId,
  person: () => `p${world.nextNumber()}` as PersonId,
  secret: () => world.random.hex(32),
});
