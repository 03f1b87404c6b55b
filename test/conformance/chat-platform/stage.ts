import type { Instant, PersonId, TenantId, Zone } from '../../../src/core/ids.js';
import type { Answer, Delivery, Identity, KnownPerson, MessageRef } from '../../../src/engine/ports.js';
import type { Card } from '../../../src/view/card.js';
import { ALICE, BOB, ERIN, aCard } from './cards.js';
import type { MakeDriver, PlatformDriver, SeenMessage, Who } from './driver.js';

export const TENANT = 'acme' as TenantId;

type DeskAnswer = Answer | ((delivery: Delivery) => Promise<Answer>);

/** A driver, a desk that writes down what it gets and answers what the test says, and the people. */
export interface Stage {
  readonly driver: PlatformDriver;
  /** All that the desk was given. */
  readonly received: readonly Delivery[];
  /** The last that the desk was given. */
  last(): Delivery;
  answers(answer: DeskAnswer): void;
  /** Gives the person who is only on another platform this name. */
  renameErin(name: string): void;
  /** Alice's direct conversation. */
  readonly conversation: string;
  post(card: Card, thread?: MessageRef | null, marker?: string): Promise<MessageRef>;
  update(ref: MessageRef, card: Card): Promise<void>;
  /** The newest message that Alice sees. */
  newest(): SeenMessage;
}

export async function openStage(make: MakeDriver): Promise<Stage> {
  const received: Delivery[] = [];
  let answer: DeskAnswer = { kind: 'none' };
  const known = new Map<PersonId, KnownPerson>();
  const learn = (person: PersonId, name: string, identity: Identity): void => {
    known.set(person, { person, conversation: null, profile: aProfile(name, identity) });
  };
  const driver = await make({
    desk: {
      receive: async (delivery) => {
        received.push(delivery);
        return typeof answer === 'function' ? answer(delivery) : answer;
      },
    },
    tenant: TENANT,
    now: () => Date.now() as Instant,
    people: (person) => known.get(person) ?? null,
  });
  const elsewhere = { platform: 'elsewhere', workspace: 'other', user: driver.identity('bob').user };
  learn(ALICE, 'Alice', driver.identity('alice'));
  learn(BOB, 'Bob', driver.identity('bob'));
  learn(ERIN, 'Erin Elsewhere', elsewhere);
  const conversation = await driver.platform.openConversation(driver.identity('alice'));

  return {
    driver,
    received,
    conversation,
    last: () => found(received.at(-1)),
    answers: (to) => {
      answer = to;
    },
    renameErin: (name) => learn(ERIN, name, elsewhere),
    post: (card, thread = null, marker = 'marker-1') => driver.platform.post({ conversation, thread, card, marker }),
    update: (ref, card) => driver.platform.update(ref, { conversation, thread: null, card, marker: 'marker-1' }),
    newest: () => found(driver.sees('alice').at(-1)),
  };
}

const aProfile = (name: string, identity: Identity): KnownPerson['profile'] => ({
  identity,
  name,
  zone: 'UTC' as Zone,
  locale: 'en-US',
  isBot: false,
  isForeign: false,
  isDeactivated: false,
  email: null,
});

export function found<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('there is none');
  return value;
}

/** Alice presses *Done* on a card of her own. */
export async function pressDone(stage: Stage, who: Who = 'alice'): Promise<MessageRef> {
  const ref = await stage.post(aCard());
  await stage.driver.presses(who, ref, 'Done');
  return ref;
}
