import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CalmCheck } from '../checks/calm-check.js';
import { JournalCheck } from '../checks/journal-check.js';
import { NudgeCheck } from '../checks/nudge-check.js';
import { Acts } from './acts.js';
import { Intents } from './intents.js';
import { Ledger } from './ledger.js';
import { liveOn } from './lives.js';
import { Program } from './program.js';
import { Records } from './records.js';
import { Transport } from './transport.js';
import { Turns } from './turns.js';
import { World } from './world.js';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** All that is owed has to arrive in this time once nothing fails any more. */
const CALM_MAX_MS = 2 * HOUR_MS;

/** What is to be tried again is tried in this time, though every call of others before it may take its time. */
const OVERDUE_MS = 5 * MINUTE_MS;

/** Nothing is put off for longer, whatever becomes of the clock. */
const PUT_OFF_MAX_MS = 10 * MINUTE_MS;

/** How often something happens, in events. */
const EVERY = { kill: 600, strike: 1_500, clock: 1_500, audit: 1_500, calm: 5_000 };

export interface Ran {
  readonly seed: number;
  readonly events: number;
  readonly counts: World['counts'];
  readonly journalHash: string;
  readonly traceHash: string;
  readonly journalEntries: number;
  readonly handovers: number;
  readonly virtualDays: number;
  readonly violation: string | null;
  readonly tail: readonly string[];
}

/** In memory where the machine has such a folder: losing power is not what is played here. */
const FOLDER = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** The program among people and platforms, under one seed. */
export class Simulation {
  private readonly world: World;
  private readonly folder = mkdtempSync(join(FOLDER, 'handover-simulation-'));
  private readonly path = join(this.folder, 'handover.db');
  private readonly intents = new Intents();
  private readonly ledger: Ledger;
  private readonly transport: Transport;
  private readonly acts: Acts;
  private readonly turns = new Turns();
  private program: Program | null = null;
  private upSince = 0;
  private records: Records | null = null;
  private readonly due = { ...EVERY };
  private readonly journals: JournalCheck;
  private readonly calm: CalmCheck;
  private readonly nudges: NudgeCheck;

  /** `tailLines`: so many of the last things that happened are told. */
  constructor(seed: number, tailLines?: number) {
    const world = new World(seed, tailLines);
    this.world = world;
    this.ledger = new Ledger(world);
    this.transport = new Transport(world, () => this.program);
    this.acts = new Acts(world, this.transport, this.intents);
    this.journals = new JournalCheck(world, this.intents);
    this.calm = new CalmCheck(world, this.intents, this.acts, this.ledger);
    const upSince = (): number | null => (this.program ? this.upSince : null);
    this.nudges = new NudgeCheck(world, this.ledger, () => this.records, upSince);
    this.ledger.onPosted = (message) => this.nudges.posted(message);
  }

  /** Runs until so many events have happened, or a promise is broken, and ends with everything delivered. */
  async run(events: number): Promise<Ran> {
    const { world } = this;
    const begun = world.now;
    try {
      this.start();
      this.tick();
      this.nudges.watch();
      liveOn(world, this.acts, () => this.records);
      while (world.violation === null && world.events < events) {
        await this.step();
        await this.turnsUp();
      }
      if (world.violation === null) await this.settleDown();
      return this.result(begun);
    } finally {
      this.program?.kill();
      this.records?.close();
      rmSync(this.folder, { recursive: true, force: true });
    }
  }

  private async step(): Promise<void> {
    const { world } = this;
    const next = world.agenda.take();
    if (!next) throw new Error('nothing is to happen any more');
    world.now = Math.max(world.now, next.at);
    next.run();
    // Whatever was awaited runs now; nothing in the program waits for real time.
    await this.turns.end();
  }

  /** What comes not by the clock, but with so many events. */
  private async turnsUp(): Promise<void> {
    const { world, due, program } = this;
    const { events, random } = world;
    if (events >= due.kill && program) {
      due.kill = events + random.between(EVERY.kill / 2, EVERY.kill * 2);
      program.killIn = random.between(1, 80);
    }
    if (events >= due.strike) {
      due.strike = events + random.between(EVERY.strike / 2, EVERY.strike * 2);
      this.strike();
    }
    if (events >= due.clock) {
      due.clock = events + random.between(EVERY.clock / 2, EVERY.clock * 2);
      world.weather.setClock();
    }
    if (events >= due.audit) {
      due.audit = events + EVERY.audit;
      this.audit();
    }
    if (events >= due.calm) {
      due.calm = events + EVERY.calm;
      // What failed at the very end has to be remembered by the program alone: nothing else happens from then on.
      if (random.chance(0.5)) await this.stormBefore();
      await this.settleDown();
    }
  }

  /** At once, or just before something is due, so that it is held up. */
  private strike(): void {
    const { world } = this;
    const ahead = (this.nextDue() ?? 0) - world.now;
    if (ahead < MINUTE_MS || world.random.chance(0.5)) return world.weather.strike();
    world.after(ahead - 5 * SECOND_MS, () => {
      if (world.isCalm) return;
      if (world.random.chance(0.6)) world.weather.cutOff();
      else world.weather.strike();
    });
  }

  private async stormBefore(): Promise<void> {
    const { world } = this;
    world.weather.strike();
    const until = world.events + world.random.between(5, 60);
    while (world.violation === null && world.events < until) await this.step();
  }

  private start(): void {
    const { world } = this;
    this.upSince = world.now;
    const program: Program = new Program(world, this.ledger, this.path, () => this.killed(program));
    this.program = program;
    this.records ??= new Records(this.path);
    void program.engine.scheduler.tick();
    program.engine.relay.wake();
  }

  private killed(program: Program): void {
    const { world } = this;
    const { random } = world;
    this.program = null;
    world.weather.forgetLimits();
    this.transport.killed(program);
    const roll = random.next();
    const hours = roll < 0.85 ? 0 : roll < 0.97 ? random.between(1, 14) : roll < 0.995 ? 80 : 24 * 30;
    const wait = world.isCalm ? SECOND_MS : hours * HOUR_MS + random.between(1, 90) * SECOND_MS;
    world.after(wait, () => {
      if (this.program) return;
      world.count('kill', 'started again');
      this.start();
      this.audit();
    });
  }

  /** When the clock of the program shows what it waits for. */
  private nextDue(): number | null {
    const due = this.records?.nextDue() ?? null;
    return due === null ? null : due - this.world.clock.ahead;
  }

  /** The cron of the program: each minute, left out where nothing could come of it. */
  private tick(): void {
    const { world, program } = this;
    const due = this.nextDue();
    if (program) {
      if (due !== null && due <= world.now) world.count('tick', '');
      void program.engine.scheduler.tick();
    }
    // What is done now may make something due in the next minute.
    const isBusy = due !== null && due <= world.now;
    const ahead = isBusy ? world.now : Math.min(world.agenda.nextAt(), due ?? Number.POSITIVE_INFINITY);
    const next = Number.isFinite(ahead) ? Math.max(world.now + 1, ahead) : world.now + 1;
    world.agenda.add(Math.ceil(next / MINUTE_MS) * MINUTE_MS, () => this.tick());
  }

  private audit(): void {
    const { program, records } = this;
    if (!program || !records) return;
    const { now, clock } = this.world;
    const upForMs = now - Math.max(this.upSince, clock.setAt);
    this.journals.audit(program, records, upForMs);
    if (upForMs <= OVERDUE_MS) return;
    const [late] = records.notTriedBetween(clock.now() - OVERDUE_MS, clock.now() + PUT_OFF_MAX_MS);
    if (late !== undefined) this.world.breaks('what was put off is tried again', late);
  }

  /** Lets everything arrive that is owed, with nothing in its way, and looks at what people see then. */
  private async settleDown(): Promise<void> {
    const { world } = this;
    world.isCalm = true;
    world.weather.clear();
    if (this.program) this.program.killIn = null;
    else {
      world.count('kill', 'started again');
      this.start();
    }
    this.acts.closeForms();
    const since = world.now;
    const isOver = (): boolean =>
      world.now - since > 2 * MINUTE_MS && this.transport.isEmpty && (this.records?.pending().length ?? 0) === 0;
    while (!isOver() && world.now - since < CALM_MAX_MS && world.violation === null) {
      // Looked at now and then, and before a pause: what the next morning brings is not owed yet.
      let n = 0;
      do {
        await this.step();
        n += 1;
      } while (n < 20 && world.agenda.nextAt() < world.now + MINUTE_MS);
    }
    const { program, records } = this;
    if (program && records && world.violation === null) {
      this.audit();
      this.calm.look(program, records);
    }
    world.isCalm = false;
  }

  private result(begun: number): Ran {
    const { world, records } = this;
    const hashes = records?.journalHashes() ?? [];
    return {
      seed: world.seed,
      events: world.events,
      counts: world.counts,
      journalHash: createHash('sha256').update(hashes.join('\n')).digest('hex'),
      traceHash: world.traceHash(),
      journalEntries: hashes.length,
      handovers: records?.handovers().length ?? 0,
      virtualDays: Math.round((world.now - begun) / DAY_MS),
      violation: world.violation?.message ?? null,
      tail: world.lastLines(),
    };
  }
}
