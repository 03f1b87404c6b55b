import type { Answer, Ask } from '../../../src/engine/ports.js';
import { knows, mayThink } from './beliefs.js';
import type { Person } from './person.js';
import type { Program } from './program.js';
import { readCode } from './screens.js';
import type { World } from './world.js';

/** Something on its way from a person, or from the platform itself, to the program. */
export interface Letter {
  readonly id: string;
  readonly person: Person;
  readonly ask: Ask;
  /** The platform brings it again until it is acknowledged; else the person sees that it failed. */
  readonly isRepeated: boolean;
  readonly onAnswer: (answer: Answer) => void;
  readonly onLost: () => void;
  /** It came before; no platform brings anything again for longer than a day or so. */
  readonly isAgain?: true;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** What comes twice is told by the revision of its button, whatever the program remembers of deliveries. */
function isGuarded(ask: Ask): boolean {
  if (ask.kind !== 'press') return ask.kind !== 'form' && ask.kind !== 'message';
  const action = readCode(ask.press)?.action ?? '';
  return !['nudge_now', 'pause', 'resume', 'snooze', 'tick'].includes(action);
}

/** Brings what people do to the program: late, out of order, twice, again after hours, or never. */
export class Transport {
  private readonly underWay = new Set<Letter>();
  private readonly answering = new Map<Letter, Program>();

  constructor(
    private readonly world: World,
    private readonly running: () => Program | null,
  ) {}

  get isEmpty(): boolean {
    return this.underWay.size === 0;
  }

  send(letter: Letter): void {
    const { world } = this;
    const { random } = world;
    this.underWay.add(letter);
    world.after(random.chance(0.03) ? random.between(1_000, 20_000) : random.between(5, 300), () =>
      this.arrive(letter),
    );
  }

  /** The same once more, although it was acknowledged: the acknowledgement was lost, or somebody clicked twice. */
  private repeat(letter: Letter): void {
    const { world } = this;
    const { random } = world;
    const wait = random.chance(isGuarded(letter.ask) ? 0.15 : 0.5)
      ? random.between(20, 30) * HOUR_MS
      : random.between(500, 10 * MINUTE_MS);
    const isRenamed = letter.ask.kind === 'press' && random.chance(0.4);
    const id = isRenamed ? `${letter.id}-again${world.nextNumber()}` : letter.id;
    const ignored = (): void => undefined;
    world.after(wait, () => {
      if (world.isCalm) return;
      this.arrive({ ...letter, id, isAgain: true, isRepeated: false, onAnswer: ignored, onLost: ignored });
    });
  }

  private arrive(letter: Letter): void {
    const { world } = this;
    const program = this.running();
    if (!program) return this.fail(letter);
    const { person, id, ask } = letter;
    const { tenant, identity, conversation } = person;
    world.count('delivery', `${id} ${person.name} ${ask.kind}${'press' in ask ? ` ${ask.press}` : ''}`);
    mayThink(person, ask, world.now);
    const told = identity.platform === 'teams' && conversation !== null ? { conversation } : {};
    this.answering.set(letter, program);
    const receive = async (): Promise<void> => {
      const answer = await program.engine.desk.receive({
        tenant,
        id,
        at: world.instant,
        from: identity,
        ask,
        ...told,
      });
      if (!program.step()) return;
      this.answering.delete(letter);
      this.underWay.delete(letter);
      knows(person, ask);
      world.count('answer', `${id} ${answer.kind}`);
      if (!letter.isAgain && world.random.chance(isGuarded(ask) ? 0.03 : 0.2)) this.repeat(letter);
      letter.onAnswer(answer);
    };
    void receive();
  }

  /** What was not acknowledged by a program that is dead now. */
  killed(program: Program): void {
    for (const [letter, by] of this.answering) {
      if (by !== program) continue;
      this.answering.delete(letter);
      if (this.underWay.has(letter)) this.fail(letter);
    }
  }

  private fail(letter: Letter): void {
    const { world } = this;
    if (letter.isRepeated) {
      world.after(world.random.between(1, 5) * MINUTE_MS, () => this.arrive(letter));
      return;
    }
    this.underWay.delete(letter);
    letter.onLost();
  }
}
