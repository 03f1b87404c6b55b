import type { Bug } from './bug.js';

/** In what is kept. */
export const STORE_BUGS: readonly Bug[] = [
  {
    title: 'A delivery is not known again by its id, nor by its meaning',
    file: 'src/store/process.ts',
    find: `tables.deliveries.record(tenant, deliveryId, moved && meaning, at);`,
    replace: `tables.deliveries.record(tenant, null, null, at);`,
  },
  {
    title: 'The next moment is not stored when nothing moved',
    file: 'src/store/process.ts',
    find: `    tables.handovers.setDue(tenant, target.id, change.dueAt);`,
    replace: ``,
  },
  {
    title: 'The chain of the journal skips the hash before',
    file: 'src/store/journal.ts',
    find: `        head = sha256(head + json);`,
    replace: `        head = sha256(json);`,
  },
  {
    title: 'The last event of a move is not written',
    file: 'src/store/journal.ts',
    find: `      for (const { seq, at, json, hash, texts } of entries) {
        insert.run(`,
    replace: `      for (const { seq, at, json, hash, texts } of entries) {
        if (entries.length > 3 && seq === entries.at(-1)?.seq) continue;
        insert.run(`,
  },
  {
    title: 'What was marked while it was being sent is forgotten',
    file: 'src/store/marks.ts',
    find: `      if (found.wanted === sending.drawn) wantAgain.run(next(), row);`,
    replace: ``,
  },
  {
    title: 'Nobody is next in a lane after a message',
    file: 'src/store/outbox-store.ts',
    find: `    marks.promote(row.tenant, laneName(row.to), restUntil ?? at);`,
    replace: ``,
  },
  {
    title: 'Dead letters are not shown',
    file: 'src/store/outbox-rows.ts',
    find: `FROM outbox WHERE dead IS NOT NULL ORDER`,
    replace: `FROM outbox WHERE dead IS NOT NULL AND attempts > 0 ORDER`,
  },
  {
    title: 'The numbers of the outbox begin anew with each start',
    file: 'src/store/meta.ts',
    find: `NUMBERS_A_RUN = 2 ** 32;`,
    replace: `NUMBERS_A_RUN = 0;`,
  },
  {
    title: 'A start drops what was under way',
    file: 'src/store/outbox-store.ts',
    find: `  const next = connection.prepare(NEXT);`,
    replace: `  connection.exec('UPDATE outbox SET sent = wanted, head_at = NULL WHERE unknown_since IS NOT NULL AND message IS NULL');
  const next = connection.prepare(NEXT);`,
  },
  {
    title: 'A message that is put off lets the next one overtake it',
    file: 'src/store/outbox-store.ts',
    find: '  later: `attempts = attempts + 1, head_at = @until, shown = NULL,',
    replace: '  later: `attempts = attempts + 1, head_at = NULL, wanted = wanted + 1000000 + 0 * @until, shown = NULL,',
  },
];
