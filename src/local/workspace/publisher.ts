import type { Timer } from '../../engine/ports.js';
import { classOf, type Parts } from './draw/draw-parts.js';

/** How long changes are gathered before they are shown, in milliseconds: one press makes several. */
const GATHER_MS = 25;
/** How often the clock on the page is looked at. */
const CLOCK_MS = 5_000;

/** What the page is told: only what is another than it was told before. See page/update.ts. */
interface Update {
  readonly parts: Record<string, string>;
  readonly items: Record<string, string>;
  /** The order of every column that changed: the ids, each with its class. */
  readonly lists: Record<string, readonly (readonly [string, string])[]>;
}

/** Tells every open page what changed. */
export function createPublisher(draw: () => Parts, timer: Timer) {
  const readers = new Set<Reader>();
  let isGathering = false;
  let cancelClock = (): void => undefined;

  const publish = (): void => {
    cancelClock();
    if (readers.size === 0) return;
    const parts = draw();
    for (const reader of readers) reader.tell(parts);
    // The minute on the clock passes without anybody's doing.
    cancelClock = timer.after(CLOCK_MS, publish);
  };

  return {
    /** Something changed. */
    changed(): void {
      if (isGathering) return;
      isGathering = true;
      timer.after(GATHER_MS, () => {
        isGathering = false;
        publish();
      });
    },
    /** Tells a page everything, and from then on what changes. The result ends it. */
    follow(write: (message: string) => void): () => void {
      const reader = createReader(write);
      readers.add(reader);
      publish();
      return () => void readers.delete(reader);
    },
  };
}

interface Reader {
  tell(parts: Parts): void;
}

/** Remembers what one page was told. */
function createReader(write: (message: string) => void): Reader {
  const told = new Map<string, string>();

  /** The text if it is news. */
  const news = (key: string, text: string): string | null => {
    if (told.get(key) === text) return null;
    told.set(key, text);
    return text;
  };

  return {
    tell({ parts, lists }) {
      const update: Update = { parts: {}, items: {}, lists: {} };
      for (const [id, { html }] of parts) {
        if (news(`part ${id}`, html) !== null) update.parts[id] = html;
      }
      for (const [name, items] of lists) {
        for (const { id, html: body } of items) {
          if (news(`item ${id}`, body.html) !== null) update.items[id] = body.html;
        }
        const order = items.map((item) => [item.id, classOf(item)] as const);
        if (news(`list ${name}`, JSON.stringify(order)) !== null) update.lists[name] = order;
      }
      if ([update.parts, update.items, update.lists].some((some) => Object.keys(some).length > 0))
        write(JSON.stringify(update));
    },
  };
}
