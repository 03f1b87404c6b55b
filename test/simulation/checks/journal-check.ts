import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { HandoverId, TenantId } from '../../../src/core/ids.js';
import { nextDue } from '../../../src/core/schedule.js';
import { waitsOf } from '../../../src/core/waits.js';
import { type Intent, type Intents, LEADS_TO } from '../world/intents.js';
import type { Program } from '../world/program.js';
import type { Records } from '../world/records.js';
import type { World } from '../world/world.js';

const rawEvent = z.looseObject({
  type: z.string(),
  at: z.number(),
  by: z.string().nullish(),
  step: z.string().optional(),
  question: z.string().optional(),
  help: z.number().optional(),
  wait: z.string().nullish(),
  items: z.array(z.string()).default([]),
});
type RawEvent = z.output<typeof rawEvent>;

interface Seen {
  seq: number;
  hash: string;
  at: number;
  /** Its last event came after this. */
  after: number;
  /** Who reported a step last, by step. */
  readonly reportedBy: Map<string, string>;
  /** Waits of which the initiator was told, and nothing has happened since. */
  readonly told: Set<string>;
  /** Every line of a step's checklist that ever stood ticked. */
  readonly ticked: Map<string, Set<string>>;
  /** When each thing was done, by what, whom and on what. */
  readonly done: Map<string, number[]>;
}

const DAY_MS = 86_400_000;
const LATE_MS = 150_000;
/** From when something is dated until it is stored. */
const STORED_MS = 1_000;
/** The longest that somebody is left in peace: the longest row of days off, and a vendor's second day. */
const SILENCE_MS = 12 * DAY_MS;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const onOf = ({ type, step, question, help, wait }: RawEvent): string =>
  step ?? question ?? (help === undefined ? undefined : String(help)) ?? (type === 'snoozed' ? wait : null) ?? '';

/** After these everything is waited for as before. */
const LEAVES_WAITS = new Set([
  'nudged',
  'nudge_wanted',
  'snoozed',
  'zone_changed',
  'person_reachable',
  'person_unreachable',
  'escalated',
  'help_asked',
  'help_answered',
  'items_ticked',
  'deadline_told',
  'ticket_still_waiting',
  'ticket_more_asked',
]);

/** What happens to one step ends its own wait, and what happens to the whole may end any. */
function forgetTold(told: Set<string>, { step, question }: RawEvent): void {
  if (step !== undefined) told.delete(step);
  else if (question !== undefined) told.delete('intake');
  else told.clear();
}

/** Holds the journals to be gapless, whole, and to tell what people did: each thing that was taken, and nothing else. */
export class JournalCheck {
  private readonly seen = new Map<string, Seen>();
  private open: Intent[] = [];
  private auditedAt = -Infinity;
  private known = 0;

  constructor(
    private readonly world: World,
    private readonly intents: Intents,
  ) {}

  audit(program: Program, records: Records, upForMs: number): void {
    const all = records.handovers();
    const ids = new Set(all.map(({ tenant, id }) => `${tenant}/${id}`));
    for (const key of this.seen.keys()) if (!ids.has(key)) this.world.breaks('nothing committed is lost', key);
    for (const { tenant, id, status } of all) {
      this.read(tenant, id, records);
      if (status === 'running') this.goesOn(tenant, id, program, records, upForMs);
    }
    this.nothingLost(program);
    this.auditedAt = this.world.now;
  }

  private read(tenant: string, id: string, records: Records): void {
    const { world } = this;
    const key = `${tenant}/${id}`;
    const seen = this.seen.get(key) ?? {
      seq: 0,
      hash: sha256(key),
      at: 0,
      after: this.auditedAt,
      reportedBy: new Map<string, string>(),
      told: new Set<string>(),
      ticked: new Map<string, Set<string>>(),
      done: new Map<string, number[]>(),
    };
    this.seen.set(key, seen);
    for (const { seq, event: json, hash } of records.journalAfter(tenant, id, seen.seq)) {
      if (seq !== seen.seq + 1) world.breaks('the journal has no gaps', `${key} ${seq} after ${seen.seq}`);
      seen.seq = seq;
      seen.hash = sha256(seen.hash + json);
      if (hash !== seen.hash) world.breaks('the chain of the journal is whole', `${key} ${seq}`);
      const event = rawEvent.parse(JSON.parse(json));
      if (event.at < seen.at && !world.clock.wasSetBackSince(seen.after)) {
        world.breaks('the journal is in order of time', `${key} ${seq}`);
      }
      const { first, last } = world.clock.shownBetween(this.auditedAt, world.now);
      if (event.at < first - STORED_MS || event.at > last)
        world.breaks('events are dated by the clock', `${key} ${seq}`);
      [seen.at, seen.after] = [event.at, this.auditedAt];
      this.note(key, event, seen);
    }
  }

  private note(key: string, event: RawEvent, seen: Seen): void {
    const { type, by, at } = event;
    const on = onOf(event);
    if (type.startsWith('step_reported') && by) seen.reportedBy.set(on, by);
    if (type === 'step_confirmed' && seen.reportedBy.get(on) === by) {
      this.world.breaks('nobody confirms their own step', `${key} ${on} ${by ?? ''}`);
    }
    if (type === 'initiator_told' && event.wait) {
      if (seen.told.has(event.wait)) this.world.breaks('each rung once a wait', `${key} ${event.wait}`);
      seen.told.add(event.wait);
    } else if (!LEAVES_WAITS.has(type)) forgetTold(seen.told, event);
    if (type === 'items_ticked') seen.ticked.set(on, new Set([...(seen.ticked.get(on) ?? []), ...event.items]));
    if (!by) return;
    const what = `${type}/${by}/${on}`;
    const times = seen.done.get(what);
    if (times) times.push(at);
    else seen.done.set(what, [at]);
  }

  /** Somebody is waited on, and the clock knows when to look again. */
  private goesOn(tenant: string, id: string, program: Program, records: Records, upForMs: number): void {
    const { world } = this;
    const key = `${tenant}/${id}`;
    const handover = program.store.handovers.load(tenant as TenantId, id as HandoverId);
    if (!handover) return world.breaks('nothing committed is lost', key);
    if (handover.version !== this.seen.get(key)?.seq) world.breaks('state and journal agree', key);
    const waits = waitsOf(handover);
    if (waits.length === 0) world.breaks('somebody is waited on', key);
    if (handover.paused !== null) return;
    const due = records.dueOf(tenant, id);
    const now = world.clock.now();
    const wanted = nextDue(handover, now, program.rules);
    if (due === null) return world.breaks('there is a next moment', key);
    if (wanted !== null && wanted > now && due > wanted)
      world.breaks('the next moment is the right one', `${key} ${due} > ${wanted}`);
    // What happens to a handover may make something due that lies in the past.
    const since = Math.max(due, this.seen.get(key)?.at ?? 0);
    if (upForMs > LATE_MS && since < now - LATE_MS) world.breaks('what is due is done', `${key} ${due}`);
    for (const {
      key: wait,
      wait: { askedAt, snoozedUntil },
      on,
    } of waits) {
      const quiet = Math.min(now - Math.max(askedAt, Date.parse(snoozedUntil ?? '1970-01-01')), upForMs);
      if (quiet > SILENCE_MS) world.breaks('nudges do not stop', `${key} ${wait} ${on}`);
    }
  }

  /** What the program took without a word of refusal stands in the journal. */
  private nothingLost({ store }: Program): void {
    const { all } = this.intents;
    this.open.push(...all.slice(this.known));
    this.known = all.length;
    const still: Intent[] = [];
    for (const intent of this.open) {
      const { person, action, handover, on, takenAt, since } = intent;
      const leads = LEADS_TO[action];
      if (takenAt === null) {
        if (this.world.now - since < 3 * DAY_MS) still.push(intent);
        continue;
      }
      const seen = this.seen.get(`${person.tenant}/${handover}`);
      const lost = intent.ticked.filter((item) => seen?.ticked.get(on)?.has(item) !== true);
      if (lost.length > 0) {
        this.world.breaks(
          'what was acknowledged is kept',
          `${person.name} ticked ${lost.join()} on ${on} of ${handover}`,
        );
      }
      if (!leads || leads.mayChangeNothing) continue;
      const by = store.handovers.personOf(person.tenant, person.identity) ?? '';
      const done = seen?.done.get(`${leads.type}/${by}/${on}`) ?? [];
      const { first, last } = this.world.clock.shownBetween(since, takenAt);
      if (!done.some((at) => at >= first && at <= last)) {
        this.world.breaks('what was acknowledged is kept', `${person.name} ${action} ${on} of ${handover}`);
      }
    }
    this.open = still;
  }
}
