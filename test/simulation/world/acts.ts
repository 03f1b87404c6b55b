import type { Answer } from '../../../src/engine/ports.js';
import type { Action } from '../../../src/view/press.js';
import { fill } from './filling.js';
import type { Intent, Intents } from './intents.js';
import type { Person } from './person.js';
import type { Form, Sent, Tick } from './platforms/client.js';
import { type Pressable, pressableAt, type ShownMessage } from './screens.js';
import type { Transport } from './transport.js';
import { Typing } from './typing.js';
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

const SECOND_MS = 1_000;

/** Buttons of a message that stand there as others by now, as an old window still shows them. */
function outdated({ stale, pressables }: ShownMessage): readonly Pressable[] {
  const old = stale.filter(({ code }) => pressables.every((one) => one.code !== code));
  const isReplaced = ({ action, on, rev }: Pressable): boolean =>
    pressables.some((one) => one.action === action && one.on === on && one.rev !== rev);
  const replaced = old.filter(isReplaced);
  return replaced.length > 0 ? replaced : old;
}

/** What somebody has in mind with a press. */
interface Wanted {
  /** Since when what they saw stood there. */
  readonly since: number;
  /** A note's words. */
  readonly words?: string;
  readonly ticks?: readonly Tick[];
  /** The checklist beside the button, whose lines come along. */
  readonly list?: Pressable | null;
}

/** A button, and the message on which it stands or stood. */
interface Spot {
  readonly message: ShownMessage;
  readonly pressable: Pressable;
}

/** What people do at their screens. */
export class Acts {
  readonly typing: Typing;

  constructor(
    private readonly world: World,
    private readonly transport: Transport,
    private readonly intents: Intents,
  ) {
    this.typing = new Typing(world, intents, (person, sent, isRepeated = false) =>
      this.send(person, sent, { isRepeated }),
    );
  }

  /** Somebody looks at their messages, and does something about one of them. */
  look(person: Person): void {
    const { world } = this;
    const { random } = world;
    if (person.conversation === null) return;
    const left = world.screens.forms().find(({ ref }) => ref.conversation === person.conversation);
    if (left?.form && random.chance(0.5)) return this.sees(person, left.form, left.drawnAt, false);
    const roll = random.next();
    if (roll < 0.02) return this.typing.type(person);
    if (roll < 0.05) return this.typing.command(person);
    if (roll < 0.07) return this.meddle(person);
    const messages = this.messagesOf(person);
    const isOdd = random.chance(0.08);
    const stale = isOdd
      ? messages.flatMap((message) => outdated(message).map((pressable) => ({ message, pressable })))
      : [];
    if (stale.length > 0) return this.pressOne(person, stale, true);
    this.pressOne(person, spotsOn(messages));
  }

  /** `isOld`: who pressed it did not see what stands there now. */
  private pressOne(person: Person, spots: readonly Spot[], isOld = false): void {
    const chosen = this.world.random.weighted(spots, weightOf);
    if (chosen) this.press(person, chosen, isOld ? 0 : chosen.message.drawnAt);
  }

  private messagesOf(person: Person): readonly ShownMessage[] {
    return person.conversation === null ? [] : this.world.screens.pressableIn(person.conversation);
  }

  /** Presses what stands on somebody else's screen: the platform's word on who pressed is not to be changed by that. */
  private meddle(person: Person): void {
    const { random, people } = this.world;
    const { platform } = person.identity;
    const others = people.filter((one) => one.identity.platform === platform);
    const other = random.pick(others.filter(({ tenant }) => tenant === person.tenant || random.chance(0.1)));
    this.pressOne(person, spotsOn(this.messagesOf(other)), true);
  }

  /** `isAlone`: nobody else looks at the same handover at this moment, or they are told of already. */
  press(person: Person, spot: Spot, since: number, isAlone = false): void {
    const { world } = this;
    const { random } = world;
    const { pressable, message } = spot;
    world.count('press', `${person.name} ${pressable.action} ${pressable.on}`);
    const ticks = this.ticksFor(person, spot);
    const wanted = { since, ticks, list: listBeside(person, spot) };
    const send = (): void =>
      this.bring(person, () => world.clientOf(person).press(person, message, pressable, ticks), pressable, wanted);
    send();
    if (!isAlone && random.chance(0.15)) this.others(person, pressable);
    if (pressable.action === 'tick' && person.identity.platform === 'slack') this.tickMore(person, spot, since);
    // A double click, which the platform tells of as two.
    if (random.chance(0.03)) world.after(120, send);
  }

  /** How the lines of the checklist stand when somebody presses: on Teams all of the card's come along. */
  private ticksFor(person: Person, spot: Spot): readonly Tick[] {
    const { pressable } = spot;
    const { random } = this.world;
    const tick =
      (share: number) =>
      (line: { readonly key: string; readonly isTicked: boolean }): Tick => ({
        item: line.key,
        isTicked: line.isTicked || random.chance(share),
      });
    if (pressable.lines !== null && person.identity.platform === 'slack') {
      // A click on a box changes it, whatever it was.
      return pressable.lines.map(({ key, isTicked }) => ({ item: key, isTicked: !isTicked }));
    }
    if (pressable.lines !== null) return pressable.lines.map(tick(0.85));
    const list = listBeside(person, spot);
    if (!list) return [];
    return (list.lines ?? []).map(tick(random.chance(0.8) ? 1 : 0.5));
  }

  /** One box after the other, as a checklist is gone through. */
  private tickMore(person: Person, { message, pressable }: Spot, since: number): void {
    const { world } = this;
    const open = ({ code, lines }: Pressable): boolean => code === pressable.code && lines?.[0]?.isTicked === false;
    const rest = message.pressables.filter((one) => one !== pressable && open(one) && world.random.chance(0.85));
    rest.forEach((one, n) => {
      world.after((n + 1) * world.random.between(150, 1_500), () => {
        if (world.isCalm) return;
        world.count('press', `${person.name} ticks ${one.on}`);
        const ticks = (one.lines ?? []).map(({ key }) => ({ item: key, isTicked: true }));
        this.bring(person, () => world.clientOf(person).press(person, message, one, ticks), one, { since, ticks });
      });
    });
  }

  /** Others look at the same handover at this moment: what one does changes a card that is under way for another. */
  private others(person: Person, { handover }: Pressable): void {
    const { world } = this;
    for (const other of world.people) {
      if (other === person || other.tenant !== person.tenant || other.isDeactivated) continue;
      const spots = spotsOn(this.messagesOf(other)).filter(({ pressable }) => pressable.handover === handover);
      const chosen = world.random.weighted(spots, weightOf);
      if (!chosen) continue;
      const { drawnAt } = chosen.message;
      world.after(world.random.between(20, 1_500), () => {
        if (!world.isCalm && other.conversation !== null) this.press(other, chosen, drawnAt, true);
      });
    }
  }

  private wanted(person: Person, { action, handover, on, rev }: Pressable, wanted: Wanted): Intent {
    // The form that asks whether the right people were found belongs to the one before it.
    const place = on === 'found' ? '' : on;
    const { since, words = '', ticks = [] } = wanted;
    const ticked = action === 'tick' ? ticks.filter(({ isTicked }) => isTicked).map(({ item }) => item) : [];
    return this.intents.add({ person, action, handover, on: place, rev, since, words, ticked });
  }

  private bring(person: Person, make: () => Sent, pressable: Pressable, wanted: Wanted): void {
    const { world } = this;
    const { since, list = null } = wanted;
    const all = [pressable, ...(list ? [list] : [])].map((one) => this.wanted(person, one, wanted));
    const send = (tries: number): void =>
      this.send(person, make(), {
        onAnswer: (answer) => {
          if (answer?.kind === 'none') for (const intent of all) intent.takenAt = world.now;
        },
        since,
        onLost: () => {
          if (tries < 3 && world.random.chance(0.6)) world.after(30 * SECOND_MS, () => send(tries + 1));
          else
            person.awayUntil = Math.max(person.awayUntil, world.now + world.random.between(60, 360) * 60 * SECOND_MS);
        },
      });
    send(0);
  }

  private send(
    person: Person,
    sent: Sent,
    {
      onAnswer = () => undefined,
      onLost = () => undefined,
      since = this.world.now,
      isRepeated = false,
    }: {
      readonly onAnswer?: (answer: Answer | null) => void;
      readonly onLost?: () => void;
      /** Since when what they saw stood there. */
      readonly since?: number;
      readonly isRepeated?: boolean;
    } = {},
  ): void {
    const id = `d${this.world.nextNumber()}`;
    const onForm = (form: Form): void => this.sees(person, form, since, sent.ask?.kind === 'form');
    this.transport.send({ id, person, sent, isRepeated, onAnswer, onForm, onLost });
  }

  /** A form opens: it is filled in after a while, or closed. One that is refused again and again is given up. */
  private sees(person: Person, form: Form, since: number, isAgain: boolean): void {
    const { world } = this;
    const isGivenUp = world.random.chance(isAgain ? 0.4 : 0.1);
    world.after(world.random.between(3, 90) * SECOND_MS, () => {
      if (isGivenUp || world.isCalm) this.close(person, form);
      else this.submit(person, form, since);
    });
  }

  private close(person: Person, form: Form): void {
    const closed = form.close(person);
    if (closed) this.send(person, closed);
  }

  /** Nobody has a form left open in the place of a message. */
  closeForms(): void {
    for (const { ref, form } of this.world.screens.forms()) {
      const person = this.world.people.find(({ conversation }) => conversation === ref.conversation);
      if (person && form) this.close(person, form);
    }
  }

  private submit(person: Person, form: Form, since: number): void {
    const { world } = this;
    const pressable = pressableAt(form.press, {});
    if (!pressable) return;
    const { values, words, secret } = fill(form, person, world);
    if (secret !== null) this.intents.secrets.push(secret);
    world.count('press', `${person.name} submits ${pressable.action} ${pressable.on}`);
    this.bring(person, () => form.send(person, values), pressable, { since, words: secret === null ? words : '' });
  }

  /** The platform tells of somebody, until it is heard. */
  tell(person: Person, sent: Sent): void {
    this.send(person, sent, { isRepeated: true });
  }
}

/** On Teams the lines of a card's checklist come along with each of its buttons. */
const listBeside = ({ identity }: Person, { message, pressable }: Spot): Pressable | null =>
  identity.platform === 'teams' && pressable.lines === null
    ? (message.pressables.find(({ lines }) => lines !== null) ?? null)
    : null;

const spotsOn = (messages: readonly ShownMessage[]): readonly Spot[] =>
  messages.flatMap((message) => message.pressables.map((pressable) => ({ message, pressable })));

/** On Slack each line of a checklist is something to press; together they draw as one. */
function weightOf({ message, pressable: { action, code, lines } }: Spot): number {
  if (lines === null) return WEIGHTS[action] ?? 0;
  const share = message.pressables.filter((one) => one.code === code).length || 1;
  return (lines.every(({ isTicked }) => isTicked) ? 0.3 : (WEIGHTS[action] ?? 0)) / share;
}
