import { type Compared, graphileWorker } from './graphile.js';
import type { OutboxReport } from './outbox-run.js';
import { report as run } from './processes.js';
import { type Bench, median, type Row, told } from './table.js';

const BATCH = 500;

export const outbox: Bench = {
  name: 'outbox',
  title: `Claiming messages and settling them, ${BATCH} a transaction, synchronous=FULL`,
  async run({ isShort, rounds, folder, tell }) {
    const messages = isShort ? 2_000 : 20_000;
    const found = await run<OutboxReport>('outbox-run', {
      folder,
      messages,
      rounds: Math.max(2, rounds),
      batch: BATCH,
    });
    tell('  graphile-worker ...');
    const peer = isShort
      ? { why: 'left out of the short run' }
      : await graphileWorker(folder, messages, Math.min(rounds, 5));
    return rowsOf(found, peer);
  },
};

const rate = (rates: readonly number[]): string =>
  `${median(rates).toFixed(0)}/s (${Math.min(...rates).toFixed(0)}-${Math.max(...rates).toFixed(0)})`;

function rowsOf({ ours, floor }: OutboxReport, peer: Compared): readonly Row[] {
  return [
    against(median(ours), peer),
    told('ours', rate(ours)),
    told('graphile-worker 0.17.3, tuned as documented, PostgreSQL', 'why' in peer ? peer.why : rate(peer)),
    told('the raw SQLite floor: one table, one index', rate(floor)),
    told('ours against that floor', `${(median(ours) / median(floor)).toFixed(2)}x`),
  ];
}

function against(ours: number, peer: Compared): Row {
  const what = 'against graphile-worker';
  if ('why' in peer) return { what, target: 'at least 2x', figure: 'not compared', passes: null };
  const ratio = ours / median(peer);
  return { what, target: 'at least 2x', figure: `${ratio.toFixed(2)}x`, passes: ratio >= 2 };
}
