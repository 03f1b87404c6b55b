import { z } from 'zod';
import type { Outbox } from '../../../src/engine/ports.js';
import type { UnderWay } from '../../../src/store/marks.js';
import { instant } from '../../../src/store/rows/values.js';
import type { Connection } from '../../../src/store/sqlite.js';

// Behind another message of its channel it has no time of its own: then it is due.
const first = z.object({ row: z.int(), at: z.int().nullable() });
const ALL = 1_000_000;

/** The outbox as a single queue: nothing is sent before the oldest message is. */
export function inGlobalOrder(outbox: Outbox, connection: Connection, underWay: UnderWay): Outbox {
  const select = connection.prepare(
    'SELECT row, head_at AS at FROM outbox WHERE row >= ? AND wanted <> sent AND dead IS NULL ORDER BY row LIMIT 1',
  );
  // Each message is a new row, and is sent once: what lies before the oldest stays sent.
  let from = 0;
  const head = () => {
    const found = first.optional().parse(select.get(from));
    from = found?.row ?? from;
    return found;
  };
  return {
    ...outbox,
    claim(now, busy, limit) {
      const oldest = head();
      if (busy.size > 0 || limit === 0 || oldest === undefined || (oldest.at ?? 0) > now) return [];
      const due = outbox.claim(now, busy, ALL);
      for (const { row } of due) if (row !== oldest.row) underWay.delete(row);
      return due.filter(({ row }) => row === oldest.row);
    },
    nextAt: () => {
      const oldest = head();
      return oldest === undefined ? null : instant.parse(oldest.at ?? 0);
    },
  };
}
