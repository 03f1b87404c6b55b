import { isDeepStrictEqual } from 'node:util';
import { createScenes } from '../../../src/engine/scenes.js';
import { participants } from '../../../src/core/people.js';
import { waitsOf } from '../../../src/core/waits.js';
import type { Handover } from '../../../src/core/handover.js';
import type { CardKey } from '../../../src/core/effect.js';
import type { HandoverId, Instant, PersonId, TenantId } from '../../../src/core/ids.js';
import type { Card } from '../../../src/view/card.js';
import { renderCard } from '../../../src/view/render-card.js';
import type { Program } from '../world/program.js';
import type { SubjectRow } from '../world/records.js';
import { pressablesOf } from '../world/screens.js';
import type { World } from '../world/world.js';

/** A card that waits for somebody names the people whom the state names, whatever the outbox believes that it has sent. */
export class CardsCheck {
  constructor(private readonly world: World) {}

  look({ store, platforms }: Program, standing: readonly SubjectRow[]): void {
    const { screens, deleted } = this.world;
    let drawnAt = 0;
    const scenes = createScenes({
      store: store.handovers,
      outbox: store.outbox,
      platforms,
      // Words like "3 days ago" are of the moment at which a card was drawn.
      clock: { now: () => drawnAt as Instant },
      sealOf: () => () => '',
    });
    for (const { tenant, lane, subject, conversation, message } of standing) {
      const shown = conversation && message ? screens.at({ conversation, message }) : null;
      if (subject.kind !== 'card' || !shown || deleted.has(shown.ref.message)) continue;
      const handover = store.handovers.load(tenant as TenantId, subject.handover as HandoverId);
      // What can be pressed leads to deeds; what was only to be read was true when it was said.
      const key = subject.card as unknown as CardKey;
      if (!handover) continue;
      const isRoot =
        key.card === 'root' && handover.status === 'running' && participants(handover).includes(lane as PersonId);
      if (!isRoot && !isWaitedFor(handover, lane, key)) continue;
      drawnAt = shown.drawnAt;
      const card = renderCard(scenes.scene(handover, lane as PersonId), key);
      const what = `${shown.marker.split('.', 1)[0] ?? ''} ${key.card} of ${handover.id}`;
      if (isRoot && meantBy(shown.card).join() !== meantBy(card).join()) {
        const words = `${what}: ${meantBy(shown.card).join()} and not ${meantBy(card).join()}`;
        this.world.breaks('what stands is what is so', words);
      }
      const wanted = namesOn(card);
      const there = namesOn(shown.card);
      if (isDeepStrictEqual(there, wanted)) continue;
      this.world.breaks('a card names the right people', `${what}: ${there.join()} and not ${wanted.join()}`);
    }
  }
}

/** The reader is waited on, and this is the card with which the wait ends; all others were true when they were drawn. */
function isWaitedFor(handover: Handover, lane: string, card: CardKey): boolean {
  const place = 'step' in card ? card.step : card.card === 'invite' ? 'acceptance' : card.card;
  return waitsOf(handover).some(({ key, on }) => {
    if (on !== lane || key !== place) return false;
    const step = key === 'acceptance' || key === 'intake' ? undefined : handover.steps[key];
    return step === undefined || (step.state === 'awaiting_confirmation') === (card.card === 'confirm');
  });
}

/** Everybody who is named on a card, in a sentence or a ticket's text: by these names nobody else is called. */
const namesOn = ({ blocks }: Card): readonly string[] =>
  [...new Set(JSON.stringify(blocks).match(/(?:acme|brill)-(?:slack|teams)-\d+/g))].toSorted();

/** Days and weekdays, which are those of the moment of drawing and of the zone at that moment. */
const DAYS = /(?:, since | on )?\w+day, \w+ \d+(?:, \d{4})?|, (?:in \d+ days|\d+ days ago|yesterday|today|tomorrow)/g;

/**
 * What can be pressed there, and what the overview says, but for the days and the order of what waits: an answer to one
 * of the questions begins another wait without another overview.
 */
const meantBy = (card: Card): readonly string[] => [
  ...pressablesOf(card).map(({ action, on, rev }) => `${action} ${on} ${rev}`),
  ...card.blocks
    .flatMap((block) => (block.type === 'text' ? block.text : []))
    .map((piece) => JSON.stringify(piece).replaceAll(DAYS, ''))
    .toSorted(),
];
