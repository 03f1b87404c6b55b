import type { Answer, Ask } from '../../../src/engine/ports.js';
import type { ChangeWord } from '../../../src/engine/command-port.js';
import type { Dialog } from '../../../src/view/card.js';
import type { Action } from '../../../src/view/press.js';
import { fill, freshSecret } from './filling.js';
import type { Intent, Intents } from './intents.js';
import type { Person } from './person.js';
import { type Pressable, readCode, type ShownMessage } from './screens.js';
import type { Transport } from './transport.js';
import type { World } from './world.js';

/** How much people are drawn to a button. */
const WEIGHTS: Readonly<Partial<Record<Action, number>>> = {
  accept: 40,
  decline: 1,
  choose_successor: 3,
  answer: 30,
  name: 12,
  change_answer: 1,
  tick: 30,
  done: 40,
  not_applicable: 1,
  ask_help: 3,
  answer_help: 25,
  snooze: 5,
  confirm: 40,
  send_back: 3,
  ticket_submitted: 30,
  ticket_resolved: 12,
  ticket_still_waiting: 4,
  ticket_more_asked: 3,
  ticket_refused: 2,
  escalate: 0.3,
  cancel: 0.2,
  choose_administrator: 0.3,
  pause: 0.6,
  resume: 10,
  nudge_now: 1,
  say_gone: 0.2,
  extend: 1,
  reopen: 0.2,
  undo: 0.8,
};

const WORDS: readonly ChangeWord[] = ['pause', 'resume', 'extend', 'reassign', 'nudge', 'reopen'];
const TEXTS = ['hello?', 'status', 'help', 'what do I have to do', 'thanks'];
const SECOND_MS = 1_000;

/** Buttons of a message that stand there as others by now, as an old window still shows them. */
function outdated({ stale, pressables }: ShownMessage): readonly Pressable[] {
  const old = stale.filter(({ code }) => pressables.every((one) => one.code !== code));
  const isReplaced = ({ action, on, rev }: Pressable): boolean =>
    pressables.some((one) => one.action === action && one.on === on && one.rev !== rev);
  const replaced = old.filter(isReplaced);
  return replaced.length > 0 ? replaced : old;
}

/** What people do at their screens. */
export class Acts {
  constructor(
    private readonly world: World,
    private readonly transport: Transport,
    private readonly intents: Intents,
  ) {}

  /** Somebody looks at their messages, and does something about one of them. */
  look(person: Person): void {
    const { world } = this;
    const { random } = world;
    const roll = random.next();
    if (roll < 0.02) return this.type(person);
    if (roll < 0.05) return this.command(person);
    if (roll < 0.07) return this.meddle(person);
    const messages = this.messagesOf(person);
    const all = messages.flatMap((message) => message.pressables.map((pressable) => ({ message, pressable })));
    const isOdd = random.chance(0.08);
    const stale = isOdd
      ? messages.flatMap((message) => outdated(message).map((pressable) => ({ message, pressable })))
      : [];
    const from = stale.length > 0 ? stale : all;
    const chosen = random.weighted(from, ({ pressable }) => this.weightOf(pressable));
    if (chosen) this.press(person, chosen.pressable, chosen.message, from === stale ? 0 : chosen.message.drawnAt);
  }

  private weightOf({ action, items }: Pressable): number {
    if (items?.every(({ ticked }) => ticked) === true) return 0.3;
    return WEIGHTS[action] ?? 0;
  }

  private messagesOf(person: Person): readonly ShownMessage[] {
    return person.conversation === null ? [] : this.world.screens.pressableIn(person.conversation);
  }

  /** Presses what stands on somebody else's screen: the platform's word on who pressed is not to be changed by that. */
  private meddle(person: Person): void {
    const { random, people } = this.world;
    const colleagues = people.filter(({ tenant }) => tenant === person.tenant || random.chance(0.1));
    const other = random.pick(colleagues);
    const all = this.messagesOf(other).flatMap((message) =>
      message.pressables.map((pressable) => ({ message, pressable })),
    );
    const chosen = random.weighted(all, ({ pressable }) => this.weightOf(pressable));
    if (chosen) this.press(person, chosen.pressable, chosen.message, 0);
  }

  press(person: Person, pressable: Pressable, message: ShownMessage, since: number): void {
    const { world } = this;
    const { random } = world;
    const { code, items } = pressable;
    const sendsTicks = person.identity.platform === 'slack';
    const ticks = (items ?? []).map(({ key, ticked }) => ({ item: key, isTicked: ticked || random.chance(0.85) }));
    const list = message.pressables.find((one) => one.items !== null);
    const isTouched = !sendsTicks && items === null && list !== undefined;
    const touched = isTouched
      ? { touched: { save: list.code, ticks: (list.items ?? []).map(({ key }) => ({ item: key, isTicked: true })) } }
      : {};
    if (isTouched) this.wanted(person, list, since, '');
    const ask: Ask = { kind: 'press', press: code, ticks, pressedAt: world.instant, ...touched };
    world.count('press', `${person.name} ${pressable.action} ${pressable.on}`);
    this.bring(person, ask, pressable, since);
    if (random.chance(0.15)) this.others(person, pressable);
    // A double click, which the platform tells of as two.
    if (random.chance(0.03))
      this.bring(person, { ...ask, pressedAt: (world.now + 120) as typeof ask.pressedAt }, pressable, since);
  }

  /** Others look at the same handover at this moment: what one does changes a card that is under way for another. */
  private others(person: Person, { handover }: Pressable): void {
    const { world } = this;
    for (const other of world.people) {
      if (other === person || other.tenant !== person.tenant || other.isDeactivated) continue;
      const all = this.messagesOf(other).flatMap((message) => {
        return message.pressables
          .filter((one) => one.handover === handover)
          .map((pressable) => ({ message, pressable }));
      });
      const chosen = world.random.weighted(all, ({ pressable }) => this.weightOf(pressable));
      if (!chosen) continue;
      const { drawnAt } = chosen.message;
      world.after(world.random.between(20, 1_500), () => {
        if (!world.isCalm) this.press(other, chosen.pressable, chosen.message, drawnAt);
      });
    }
  }

  private wanted(person: Person, { action, handover, on, rev }: Pressable, since: number, words: string): Intent {
    // The form that asks whether the right people were found belongs to the one before it.
    const place = on === 'found' ? '' : on;
    return this.intents.add({ person, action, handover, on: place, rev, since, words });
  }

  private bring(person: Person, ask: Ask, pressable: Pressable, since: number, words = ''): void {
    const { world } = this;
    const intent = this.wanted(person, pressable, since, words);
    const send = (tries: number): void =>
      this.transport.send({
        id: `d${world.nextNumber()}`,
        person,
        ask,
        isRepeated: false,
        onAnswer: (answer) => this.answered(person, answer, intent, ask),
        onLost: () => {
          if (tries < 3 && world.random.chance(0.6)) world.after(30 * SECOND_MS, () => send(tries + 1));
        },
      });
    send(0);
  }

  private answered(person: Person, answer: Answer, intent: Intent | null, ask: Ask): void {
    const { world } = this;
    if (answer.kind === 'none' && intent) intent.takenAt = world.now;
    if (answer.kind !== 'open' && answer.kind !== 'correct' && answer.kind !== 'replace') return;
    // Forms that are refused again and again are given up.
    if (world.random.chance(ask.kind === 'form' ? 0.4 : 0.1)) return;
    const wait = world.random.between(3, 90) * SECOND_MS;
    world.after(wait, () => this.submit(person, answer.dialog, intent?.since ?? world.now));
  }

  private submit(person: Person, dialog: Dialog, since: number): void {
    const { world } = this;
    const pressable = readCode(dialog.press);
    if (!pressable || world.isCalm) return;
    const { values, words, secret } = fill(dialog, person, world);
    if (secret !== null) this.intents.secrets.push(secret);
    world.count('press', `${person.name} submits ${pressable.action} ${pressable.on}`);
    this.bring(person, { kind: 'form', press: dialog.press, values }, pressable, since, secret === null ? words : '');
  }

  /** Something that changes nothing by itself, or that no button stands behind. */
  private ask(person: Person, ask: Ask, isRepeated = false): void {
    this.transport.send({
      id: `d${this.world.nextNumber()}`,
      person,
      ask,
      isRepeated,
      onAnswer: (answer) => this.answered(person, answer, null, ask),
      onLost: () => undefined,
    });
  }

  private type(person: Person): void {
    const { world } = this;
    const { random } = world;
    const isSecret = random.chance(0.2);
    const secret = freshSecret(world);
    if (isSecret) this.intents.secrets.push(secret);
    const thread = random.chance(0.5) ? random.pick([null, ...this.messagesOf(person)]) : null;
    const text = isSecret ? `here: ${secret}` : random.pick(TEXTS);
    world.count('press', `${person.name} types`);
    this.ask(person, { kind: 'message', text, thread: thread?.ref.message ?? null }, true);
  }

  private command(person: Person): void {
    const { world } = this;
    const { random } = world;
    world.count('press', `${person.name} types a command`);
    const which = random.chance(0.5) ? '' : `account-${random.between(1, 2000)}`;
    const ask = random.pick<Ask>([
      { kind: 'list' },
      { kind: 'status', which: '' },
      { kind: 'help' },
      { kind: 'prefer', what: 'hour', value: String(random.between(6, 12)) },
      { kind: 'prefer', what: 'holidays', value: random.pick(['DE', 'GB', 'none', 'nowhere']) },
    ]);
    if (random.chance(0.6)) return this.ask(person, ask);
    const change = random.pick(WORDS);
    this.commands.push({ person, change, at: world.now });
    this.ask(person, { kind: 'change', change, which });
  }

  /** What was typed instead of pressed; the handover that it meant is the program's to find. */
  readonly commands: { readonly person: Person; readonly change: ChangeWord; readonly at: number }[] = [];

  start(person: Person): void {
    const { world } = this;
    world.count('press', `${person.name} starts`);
    const channel = world.random.chance(0.3) ? `C-${person.identity.platform}-${person.identity.workspace}` : null;
    this.ask(person, { kind: 'open_start', outgoing: null, successor: null, channel });
  }

  /** The platform tells of somebody, until it is heard. */
  tell(person: Person, ask: Ask): void {
    this.ask(person, ask, true);
  }
}
