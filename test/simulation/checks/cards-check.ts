import { isDeepStrictEqual } from 'node:util';
import { createScenes } from '../../../src/engine/scenes.js';
import { participants } from '../../../src/core/people.js';
import { waitsOf } from '../../../src/core/waits.js';
import type { Handover } from '../../../src/core/handover.js';
import type { CardKey } from '../../../src/core/effect.js';
import type { HandoverId, Instant, PersonId, TenantId } from '../../../src/core/ids.js';
import { renderCard } from '../../../src/view/render-card.js';
import type { Program } from '../world/program.js';
import type { SubjectRow } from '../world/records.js';
import { type Json, wordsIn } from '../world/platforms/json.js';
import { lookAt as lookAtSlack } from '../world/platforms/slack/look.js';
import { lookAt as lookAtTeams } from '../world/platforms/teams/look.js';
import { chatOf } from '../world/platforms/teams/teams-names.js';
import type { Content } from '../world/screens.js';
import type { World } from '../world/world.js';

/** A card that waits for somebody names the people whom the state names, whatever the outbox believes that it has sent. */
export class CardsCheck {
  constructor(private readonly world: World) {}

  look(program: Program, standing: readonly SubjectRow[]): void {
    const { store, platforms } = program;
    const { screens, deleted, people } = this.world;
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
      const shown = conversation && message ? screens.at({ conversation: chatOf(conversation), message }) : null;
      if (subject.kind !== 'card' || !shown || deleted.has(shown.ref.message)) continue;
      const handover = store.handovers.load(tenant as TenantId, subject.handover as HandoverId);
      // What can be pressed leads to deeds; what was only to be read was true when it was said.
      const key = subject.card as unknown as CardKey;
      if (!handover) continue;
      const isRoot =
        key.card === 'root' && handover.status === 'running' && participants(handover).includes(lane as PersonId);
      if (!isRoot && !isWaitedFor(handover, lane, key)) continue;
      drawnAt = shown.drawnAt;
      const reader = people.find((one) => one.conversation === shown.ref.conversation)?.identity;
      if (!reader) continue;
      const card = renderCard(scenes.scene(handover, lane as PersonId), key);
      const json = program.reception.sideOf(reader.workspace).draw(card);
      const what = `${shown.row} ${key.card} of ${handover.id}`;
      const content = reader.platform === 'slack' ? lookAtSlack(json) : lookAtTeams(json);
      const isNameless = NAMELESS.test(JSON.stringify(shown.json));
      if (isRoot && !isNameless && meantBy(shown).join() !== meantBy(content).join()) {
        const words = `${what}: ${meantBy(shown).join()} and not ${meantBy(content).join()}`;
        this.world.breaks('what stands is what is so', words);
      }
      // Somebody whom nobody could look up yet has no name, and cards that say so are not drawn anew for it.
      if (isNameless) continue;
      const wanted = namesOn(json, reader.workspace);
      const there = namesOn(shown.json, reader.workspace);
      if (isDeepStrictEqual(there, wanted)) continue;
      this.world.breaks('a card names the right people', `${what}: ${difference(wordsIn(shown.json), wordsIn(json))}`);
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

/** What only stands there, and what only should. */
const difference = (there: readonly string[], wanted: readonly string[]): string => {
  const [more, missing] = [there.filter((one) => !wanted.includes(one)), wanted.filter((one) => !there.includes(one))];
  return `"${more.join(' | ')}" and not "${missing.join(' | ')}"`;
};

/** In the place of a name. */
const NAMELESS = /(?<!the )\boutgoing employee\b/i;

/** Everybody who is named on a card, in a sentence or a ticket's text: by these names nobody else is called. */
const namesOn = (json: Json, workspace: string): readonly string[] => {
  const text = JSON.stringify(json);
  const names = text.match(/(?:acme|brill)-(?:slack|teams)-\d+/g) ?? [];
  const mentions = [...text.matchAll(/"user_id":"U(\d+)"|<@U(\d+)>/g)].map(
    ([, a, b]) => `${workspace}-${a ?? b ?? ''}`,
  );
  return [...new Set([...names, ...mentions])].toSorted();
};

/** Days and hours, which are those of the moment of drawing and of the zone at that moment. */
const DAYS =
  /(?:, since | on )?\w+day, \w+ \d+(?:, \d{4})?| at \d+:\d+ [AP]M|, (?:in \d+ days|\d+ days ago|yesterday|today|tomorrow)/g;

/** Stands on what may stand twice, and is no part of the card. */
const DOUBT = 'You may see this message twice.';

/**
 * What can be pressed there, and what the overview says, but for the days and the order of what waits: an answer to one
 * of the questions begins another wait without another overview.
 */
const meantBy = ({ json, pressables }: Content): readonly string[] => [
  ...pressables.map(({ action, on, rev }) => `${action} ${on} ${rev}`),
  ...wordsIn([json['blocks'], json['body']])
    .filter((words) => !words.startsWith(DOUBT))
    .map((words) => words.replaceAll(DAYS, ''))
    .toSorted(),
];
