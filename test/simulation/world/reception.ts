import { isDeepStrictEqual } from 'node:util';
import type { Answer, Delivery, Desk } from '../../../src/engine/ports.js';
import type { Sent } from './platforms/client.js';
import type { Acknowledged, Side } from './platforms/side.js';
import type { Letter } from './transport.js';
import type { World } from './world.js';

/** Something that a platform brings, and what the desk said to it. */
interface Arriving {
  readonly sent: Sent;
  answer: Answer | null;
}

/** Ends the id of what an adapter tells of its own accord with a delivery. */
const NEWS = '/profile';

/** Where the adapters of one run of the program take what is brought: they ask the desk for what people did, and for nothing else. */
export class Reception {
  sides: readonly Side[] = [];
  readonly desk: Desk;
  /** What is arriving now; all that an adapter does before it asks the desk is done in this turn. */
  private arriving: Arriving | null = null;
  /** What somebody did waits until the news of where they are is stored; others arrive in the meantime. */
  private readonly behindNews = new Map<string, Arriving>();

  constructor(
    private readonly world: World,
    desk: Desk,
    step: () => boolean,
    /** Ends the program at the so many-th step from now. */
    private readonly endIn: (steps: number) => void,
  ) {
    this.desk = {
      receive: async (delivery) => {
        const arriving = this.behind(delivery);
        const answer = await desk.receive(delivery);
        if (arriving) arriving.answer = answer;
        return step() ? answer : new Promise<Answer>(() => undefined);
      },
    };
  }

  /** Hands the adapter of that workspace what its platform brings. */
  async take({ person, sent }: Letter): Promise<Acknowledged & { readonly answer: Answer | null }> {
    const { workspace, platform } = person.identity;
    const arriving: Arriving = { sent, answer: null };
    this.arriving = arriving;
    const acknowledged = await this.sideOf(workspace).receive(sent.payload);
    // Whether the app is there is not asked for when something newer of that person was heard.
    if (sent.ask !== null && sent.ask.kind !== 'reach' && arriving.answer === null)
      this.world.breaks('what people do is understood', platform);
    return { ...acknowledged, answer: arriving.answer };
  }

  sideOf(workspace: string): Side {
    const side = this.sides.find((one) => one.workspace === workspace);
    if (!side) throw new Error(`there is no workspace ${workspace}`);
    return side;
  }

  /** What somebody did that leads to this delivery; null for news that comes with it. */
  private behind({ id, ask }: Delivery): Arriving | null {
    const arriving = this.behindNews.get(id) ?? this.arriving;
    this.behindNews.delete(id);
    if (id.endsWith(NEWS)) {
      // It is rare and kept in several places, so that an end between them is played more often than it comes about.
      const { random, isCalm } = this.world;
      if (!isCalm && random.chance(0.3)) this.endIn(random.between(1, 12));
      if (arriving) this.behindNews.set(id.slice(0, -NEWS.length), arriving);
      return null;
    }
    if (arriving && !isDeepStrictEqual(ask, arriving.sent.ask)) {
      const [came, was] = [ask, arriving.sent.ask].map((one) => JSON.stringify(one));
      this.world.breaks('what people do is understood', `${came ?? ''} and not ${was ?? ''}`);
    }
    return arriving;
  }
}
