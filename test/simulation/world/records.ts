import { z } from 'zod';
import type { Identity } from '../../../src/engine/ports.js';
import { Sqlite } from '../../../src/sqlite-library.js';

const subjectRow = z.object({
  row: z.number(),
  tenant: z.string(),
  lane: z.string(),
  subject: z.string().transform((json) => subject.parse(JSON.parse(json))),
  conversation: z.string().nullable(),
  message: z.string().nullable(),
});
const subject = z.looseObject({
  kind: z.enum(['card', 'nudge', 'channel', 'reply']),
  handover: z.string().optional(),
  card: z.looseObject({ card: z.string() }).optional(),
  day: z.string().optional(),
});
export type SubjectRow = z.output<typeof subjectRow>;

// Made once: zod takes longer to make a schema than to read a row by it.
const subjectRows = z.array(subjectRow);
const maybeSubject = subjectRow.optional();
const handoverRows = z.array(z.object({ tenant: z.string(), id: z.string(), status: z.string() }));
const journalRows = z.array(z.object({ seq: z.number(), event: z.string(), hash: z.string() }));
const texts = z.array(z.string());
const maybeText = z.string().nullish();
const maybeNumber = z.number().nullish();
const number = z.number();
const lastEvent = z.looseObject({ type: z.string(), at: z.number(), to: z.string().optional() });

const COLUMNS = 'row, tenant, lane, subject, conversation, message';

/** Reads the database file beside the program, without any code of the store: what stands there is what was committed. */
export class Records {
  private readonly connection;
  private readonly selectSubject;
  private readonly selectJournal;
  private readonly selectNextDue;
  private readonly selectStates;
  private readonly selectLast;
  private readonly selectLane;
  private readonly selectNudge;

  constructor(path: string) {
    this.connection = new Sqlite(path, { readonly: true });
    this.selectSubject = this.connection.prepare(`SELECT ${COLUMNS} FROM outbox WHERE row = ?`);
    this.selectNextDue = this.connection
      .prepare(`SELECT min(due_at) FROM handover WHERE status = 'running' AND due_at IS NOT NULL`)
      .pluck();
    this.selectStates = this.connection
      .prepare(`SELECT state FROM handover WHERE tenant = ? AND status = 'running'`)
      .pluck();
    this.selectLast = this.connection
      .prepare('SELECT event FROM journal WHERE tenant = ? AND handover = ? ORDER BY seq DESC LIMIT 20')
      .pluck();
    this.selectLane = this.connection
      .prepare('SELECT person FROM identity WHERE tenant = ? AND platform = ? AND workspace = ? AND user = ?')
      .pluck();
    this.selectNudge = this.connection
      .prepare('SELECT row FROM outbox WHERE tenant = ? AND lane = ? AND subject = ?')
      .pluck();
    this.selectJournal = this.connection.prepare(
      'SELECT seq, event, hash FROM journal WHERE tenant = ? AND handover = ? AND seq > ? ORDER BY seq',
    );
  }

  close(): void {
    this.connection.close();
  }

  private readonly statements = new Map<string, ReturnType<Records['connection']['prepare']>>();

  private prepared(sql: string) {
    const statement = this.statements.get(sql) ?? this.connection.prepare(sql);
    this.statements.set(sql, statement);
    return statement;
  }

  subjectOf(row: number): SubjectRow | null {
    return maybeSubject.parse(this.selectSubject.get(row)) ?? null;
  }

  private rows(where: string): readonly SubjectRow[] {
    return subjectRows.parse(this.prepared(`SELECT ${COLUMNS} FROM outbox WHERE ${where}`).all());
  }

  pending(): readonly SubjectRow[] {
    return this.rows('wanted <> sent AND dead IS NULL');
  }

  /** Lanes whose next message was to be tried before these, or is to be tried only after them. */
  notTriedBetween(from: number, to: number): readonly string[] {
    const sql = 'SELECT tenant || lane FROM outbox WHERE head_at IS NOT NULL AND (head_at < ? OR head_at > ?)';
    return texts.parse(this.prepared(sql).pluck().all(from, to));
  }

  dead(): readonly SubjectRow[] {
    return this.rows('dead IS NOT NULL');
  }

  standing(): readonly SubjectRow[] {
    return this.rows('message IS NOT NULL AND dead IS NULL');
  }

  handovers(): readonly { readonly tenant: string; readonly id: string; readonly status: string }[] {
    return handoverRows.parse(this.prepared('SELECT tenant, id, status FROM handover').all());
  }

  runningCount(): number {
    return number.parse(this.prepared(`SELECT count(*) FROM handover WHERE status = 'running'`).pluck().get());
  }

  dueOf(tenant: string, id: string): number | null {
    const found = this.prepared('SELECT due_at FROM handover WHERE tenant = ? AND id = ?').pluck().get(tenant, id);
    return maybeNumber.parse(found) ?? null;
  }

  /** The states of the running handovers, as they lie there. */
  statesOf(tenant: string): readonly string[] {
    return texts.parse(this.selectStates.all(tenant));
  }

  /** The end of a journal, newest first. */
  lastEvents(tenant: string, id: string) {
    return texts.parse(this.selectLast.all(tenant, id)).map((json) => lastEvent.parse(JSON.parse(json)));
  }

  /** Under which id the program knows somebody; null for nobody it knows. */
  laneOf(tenant: string, { platform, workspace, user }: Identity): string | null {
    return maybeText.parse(this.selectLane.get(tenant, platform, workspace, user)) ?? null;
  }

  /** The row of somebody's message of a day; null when there is none. */
  nudgeOf(tenant: string, lane: string, day: string): number | null {
    const json = JSON.stringify({ day, kind: 'nudge' });
    return maybeNumber.parse(this.selectNudge.get(tenant, lane, json)) ?? null;
  }

  nextDue(): number | null {
    return maybeNumber.parse(this.selectNextDue.get()) ?? null;
  }

  journalAfter(tenant: string, id: string, seq: number) {
    return journalRows.parse(this.selectJournal.all(tenant, id, seq));
  }

  /** The hashes of all entries of all journals, in order. */
  journalHashes(): readonly string[] {
    const all = this.connection.prepare('SELECT hash FROM journal ORDER BY tenant, handover, seq').pluck().all();
    return texts.parse(all);
  }

  /** Notes that are kept more than once. */
  notesTwice(): readonly string[] {
    const sql = `SELECT text FROM said WHERE text LIKE 'Note %' GROUP BY text HAVING count(*) > 1`;
    return texts.parse(this.connection.prepare(sql).pluck().all());
  }

  /** How often these words stand in anything that is kept. */
  occurrences(words: string): number {
    const counts = [
      'SELECT count(*) FROM said WHERE instr(text, ?) > 0',
      'SELECT count(*) FROM journal WHERE instr(event, ?) > 0',
      'SELECT count(*) FROM outbox WHERE instr(subject, ?) > 0',
      'SELECT count(*) FROM handover WHERE instr(state, ?) > 0',
      'SELECT count(*) FROM inbox WHERE instr(coalesce(meaning, delivery), ?) > 0',
    ];
    return counts.reduce((sum, sql) => sum + number.parse(this.prepared(sql).pluck().get(words)), 0);
  }
}
