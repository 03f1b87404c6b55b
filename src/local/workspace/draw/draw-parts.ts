import { CAST } from '../cast.js';
import type { Doer } from '../do-act.js';
import { html, type Html } from '../html.js';
import type { World } from '../world.js';
import { drawClock } from './draw-clock.js';
import { drawHead } from './draw-head.js';
import { drawHint } from './draw-hint.js';
import { drawWeather } from './draw-weather.js';
import { waitingItems } from '../waiting.js';

/** A message in somebody's column. */
export interface ListItem {
  readonly id: string;
  readonly html: Html;
  readonly isReply: boolean;
  readonly isWaiting: boolean;
}

/** Everything on the page that changes, in pieces that are replaced one by one. */
export interface Parts {
  readonly parts: ReadonlyMap<string, Html>;
  readonly lists: ReadonlyMap<string, readonly ListItem[]>;
}

export function drawParts(world: World, doer: Pick<Doer, 'isBusy'>): Parts {
  const handovers = world.handovers();
  const isRunning = handovers.some(({ status }) => status === 'running');
  const records = world.bot.current()?.records;
  const waiting = records === undefined ? new Set<string>() : waitingItems(records, world.sides, handovers);
  const columns = CAST.map((member) => ({ member, column: world.sideOf(member.name).column(member.name) }));
  const parts = new Map<string, Html>([
    ['clock', drawClock(world, handovers, doer.isBusy())],
    ['hint', drawHint(world, handovers, doer.isBusy())],
    ['weather', drawWeather(world, doer.isBusy())],
  ]);
  for (const { member, column } of columns) {
    parts.set(
      `head-${member.name}`,
      drawHead(
        world,
        member,
        column.items.filter(({ id }) => waiting.has(id)),
        isRunning,
      ),
    );
    parts.set(`form-${member.name}`, column.form ?? html``);
  }
  return {
    parts,
    lists: new Map(
      columns.map(({ member, column }) => [
        member.name,
        column.items.map((item) => ({ ...item, isWaiting: waiting.has(item.id) })),
      ]),
    ),
  };
}

/** How an item stands in its column. */
export const classOf = ({ isReply, isWaiting }: ListItem): string =>
  `${isReply ? 'reply' : 'root'}${isWaiting ? ' is-waiting' : ''}`;
