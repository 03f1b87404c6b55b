import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { openDatabase } from '../../src/store/database.js';
import { DUE, OF_PERSON, RUNNING } from '../../src/store/handovers.js';
import { FIND, PROMOTE, WANT } from '../../src/store/marks.js';
import { DEAD } from '../../src/store/outbox-rows.js';
import { CLAIM, HURRY, NEXT, ROOT } from '../../src/store/outbox-store.js';

const { connection } = openDatabase(':memory:');
const detail = z.object({ detail: z.string() }).transform((row) => row.detail);
const planOf = (sql: string): string => {
  const values = Array.from({ length: sql.split('?').length - 1 }, () => 1);
  const named = Object.fromEntries([...sql.matchAll(/@(\w+)/g)].map(([, name]) => [name ?? '', 1] as const));
  return z
    .array(detail)
    .parse(connection.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values, named))
    .join('; ');
};

describe('the queries that run all the time', () => {
  it.each([
    ['what is due', DUE, 'SEARCH handover USING COVERING INDEX handover_due (due_at>? AND due_at<?)'],
    ['a running handover', RUNNING, 'handover_running (tenant=? AND outgoing=? AND account_key=?)'],
    ['the handovers of a person', OF_PERSON, 'USING COVERING INDEX participant_order (tenant=? AND person=?)'],
    ['what is to be sent', CLAIM, 'SEARCH outbox USING INDEX outbox_head (head_at>? AND head_at<?)'],
    ['when to send next', NEXT, 'SEARCH outbox USING COVERING INDEX outbox_head (head_at>?)'],
    ['what is put off for too long', HURRY, 'SEARCH outbox USING INDEX outbox_head (head_at>?)'],
    ['what was given up', DEAD, 'SCAN outbox USING INDEX outbox_dead'],
    ['whose root message it is', ROOT, 'outbox_root (tenant=? AND conversation=? AND message=?)'],
    ['a message', FIND, 'sqlite_autoindex_outbox_1 (tenant=? AND lane=? AND subject=?)'],
    ['whether a lane has something pending', WANT, 'outbox_pending (tenant=? AND lane=?)'],
    ['the next of a lane', PROMOTE, 'outbox_pending (tenant=? AND lane=?)'],
  ])('find %s by an index alone, without sorting', (_what, sql, plan) => {
    expect(planOf(sql)).toContain(plan);
    expect(planOf(sql)).not.toMatch(/TEMP B-TREE|SCAN outbox(?! USING INDEX outbox_dead)/);
  });

  it('are compiled once: nowhere does a bare limit have SQLite plan anew by each value', () => {
    const sources = readdirSync('src/store', { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    );
    const bare = sources.filter((name) => /LIMIT [?@]/.test(readFileSync(`src/store/${name}`, 'utf8')));
    expect(sources.length).toBeGreaterThan(20);
    expect(bare).toEqual([]);
  });
});
