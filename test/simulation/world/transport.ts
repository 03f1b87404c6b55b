import type { Answer, Ask } from '../../../src/engine/ports.js';
import { knows, mayThink } from './beliefs.js';
import type { Person } from './person.js';
import type { Form, Sent } from './platforms/client.js';
import type { Program } from './program.js';
import { pressableAt } from './screens.js';
import type { World } from './world.js';

/** Something on its way from a person, or from the platform itself, to the program. */
export interface Letter {
  readonly id: string;
  readonly person: Person;
  readonly sent: Sent;
  /** The platform brings it again until it is acknowledged; else the person sees that it failed. */
  readonly isRepeated: boolean;
  /** What the program answered, if it was asked anything. */
  readonly onAnswer: (answer: Answer | null) => void;
  /** A form opens in answer to it, or the same stands there again. */
  readonly onForm: (form: Form) => void;
  readonly onLost: () => void;
  /** It came before; no platform brings anything again for longer than a day or so. */
  readonly isAgain?: true;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** What comes twice is told by the revision of its button, whatever the program remembers of deliveries. */
function isGuarded(ask: Ask | null): boolean {
  if (ask?.kind !== 'press') return ask?.kind !== 'form' && ask?.kind !== 'message';
  const action = pressableAt(ask.press, {})?.action ?? '';
  return !['nudge_now', 'pause', 'resume', 'snooze', 'tick'].includes(action);
}

/** What a platform tells of somebody, not what they do. */
const isTold = ({ ask }: Sent): boolean => ask?.kind === 'reach' || ask?.kind === 'profile_changed';

/** Brings what people do to the program: late, out of order, twice, again after hours, or never. */
export class Transport {
  private readonly underWay = new Set<Letter>();
  private readonly answering = new Map<Letter, Program>();
  /** The newest that a platform tells of somebody, and since when. */
  private readonly told = new Map<Person, { readonly sent: Sent; readonly at: number }>();

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
    if (isTold(letter.sent)) this.told.set(letter.person, { sent: letter.sent, at: world.now });
    const opener = world.clientOf(letter.person).openerOf(letter.sent.payload);
    if (opener !== '') world.openers.add(opener, { at: world.now, show: letter.onForm });
    world.after(random.chance(0.03) ? random.between(1_000, 20_000) : random.between(5, 300), () =>
      this.arrive(letter),
    );
  }

  /** The same once more, although it was acknowledged: the acknowledgement was lost, or somebody clicked twice. */
  private repeat(letter: Letter): void {
    const { world } = this;
    const { random } = world;
    const { ask, payload } = letter.sent;
    const wait = random.chance(isGuarded(ask) ? 0.15 : 0.5)
      ? random.between(20, 30) * HOUR_MS
      : random.between(500, 10 * MINUTE_MS);
    const isRenamed = ask?.kind === 'press' && random.chance(0.4);
    const id = isRenamed ? `${letter.id}-again${world.nextNumber()}` : letter.id;
    const sent = isRenamed ? { ...letter.sent, payload: world.clientOf(letter.person).renamed(payload) } : letter.sent;
    const ignored = (): void => undefined;
    const unheard = { onAnswer: ignored, onForm: ignored, onLost: ignored };
    world.after(wait, () => {
      if (!world.isCalm) this.arrive({ ...letter, id, sent, isAgain: true, isRepeated: false, ...unheard });
    });
  }

  private arrive(letter: Letter): void {
    const { world } = this;
    const program = this.running();
    if (!program) return this.fail(letter);
    const { person, id, sent } = letter;
    const { ask } = sent;
    world.count(
      'delivery',
      `${id} ${person.name} ${ask?.kind ?? 'close'}${ask && 'press' in ask ? ` ${ask.press}` : ''}`,
    );
    mayThink(person, sent, world.now);
    this.answering.set(letter, program);
    void this.brought(letter, program);
  }

  private async brought(letter: Letter, program: Program): Promise<void> {
    const { world } = this;
    const { person, id, sent } = letter;
    const taken = await program.reception.take(letter).catch(() => null);
    if (!program.step()) return;
    if (taken === null) return this.refused(letter);
    const { answer, ack, afterwards } = taken;
    this.answering.delete(letter);
    this.underWay.delete(letter);
    const isKept = program.store.handovers.personOf(person.tenant, person.identity) !== null;
    knows(person, sent, isKept, world.now);
    world.count('answer', `${id} ${answer?.kind ?? 'nothing'}`);
    if (!letter.isAgain && world.random.chance(isGuarded(sent.ask) ? 0.03 : 0.2)) this.repeat(letter);
    letter.onAnswer(answer);
    // The app has had its answer to this already, or has given up.
    const form = letter.isAgain ? null : world.clientOf(letter.person).obey(person, sent, ack);
    if (form) letter.onForm(form);
    await afterwards?.();
  }

  /** It was not acknowledged, and has to come again. */
  private refused(letter: Letter): void {
    const { world } = this;
    this.answering.delete(letter);
    world.count('answer', `${letter.id} not acknowledged`);
    if (!letter.isRepeated && !letter.isAgain) world.breaks('what people do is understood', letter.id);
    this.fail(letter);
  }

  /** What was not acknowledged by a program that is dead now. */
  killed(program: Program): void {
    for (const [letter, by] of this.answering) {
      if (by !== program) continue;
      this.answering.delete(letter);
      if (this.underWay.has(letter)) this.fail(letter);
    }
  }

  /** No platform brings for days what was followed by something newer long ago. */
  private isOutdated({ person, sent }: Letter): boolean {
    const newest = this.told.get(person);
    return isTold(sent) && newest?.sent !== sent && (newest?.at ?? 0) < this.world.now - HOUR_MS;
  }

  private fail(letter: Letter): void {
    const { world } = this;
    if (letter.isRepeated && !this.isOutdated(letter)) {
      world.after(world.random.between(1, 5) * MINUTE_MS, () => this.arrive(letter));
      return;
    }
    this.underWay.delete(letter);
    letter.onLost();
  }
}
