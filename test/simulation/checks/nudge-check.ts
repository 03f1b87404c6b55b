import type { Ledger, Posted } from '../world/ledger.js';
import { type Person, soleOf } from '../world/person.js';
import type { Records, SubjectRow } from '../world/records.js';
import type { World } from '../world/world.js';
import { isHoliday } from './nudges/days-off.js';
import { type Wall, wallOf } from './nudges/wall-clock.js';
import { type Turn, turnsOf } from './nudges/whose-turn.js';

const MINUTE_MS = 60_000;
/** Nothing is said from this hour on. */
const QUIET_HOUR = 18;
/** A call or two may fail before the morning's message stands. */
const PATIENCE_MINUTES = 30;
/** Between drawing a message and writing down that it leaves. */
const MOMENT_MS = 3;
/** An outage, or a start, that was so long ago holds nothing up any more. */
const HELD_UP_MS = 20 * MINUTE_MS;
/** Before the morning everything has to have been as usual for so long, or nobody can say when the message is due. */
const SETTLED_MS = 120 * MINUTE_MS;

/** Holds every nudge to what was promised about nudges, by rules and a calendar of its own. */
export class NudgeCheck {
  /** The nudges that arrived, by person and day. */
  private readonly seen = new Map<string, Set<number>>();
  private readonly looked = new Set<string>();

  constructor(
    private readonly world: World,
    private readonly ledger: Ledger,
    private readonly records: () => Records | null,
    /** Since when the program runs; null while it does not. */
    private readonly upSince: () => number | null,
  ) {}

  posted({ ref, row: number, json }: Posted): void {
    const row = this.records()?.subjectOf(number);
    const person = this.world.people.find((one) => one.conversation === ref.conversation);
    if (row?.subject.kind !== 'nudge' || !person) return;
    // The initiator may ask for one at any time.
    const isAskedFor = row.subject.day?.includes('/') === true;
    // It was drawn a moment before it was written down, and something may have been stored with that.
    if (this.wasStoredJustNow(row.tenant)) return;
    const mine = this.turnsOf(row.tenant, row.lane);
    this.isAboutTheirs(person, JSON.stringify(json), mine);
    if (mine.length === 0 || (!isAskedFor && mine.every(({ isPaused }) => isPaused))) {
      this.world.breaks('nobody is nudged for nothing', person.name);
    }
    if (!isAskedFor) this.inTime(row, person, mine);
  }

  private turnsOf(tenant: string, lane: string): readonly Turn[] {
    const states = this.records()?.statesOf(tenant) ?? [];
    return states.flatMap(turnsOf).filter(({ on }) => on === lane);
  }

  private isAboutTheirs({ name }: Person, text: string, mine: readonly Turn[]): void {
    for (const account of text.match(/account-\d+/g) ?? []) {
      if (!mine.some((turn) => turn.account === account))
        this.world.breaks('nobody is nudged for what waits on others', `${name} of ${account}`);
    }
  }

  /** On a working day, in working hours, once, not before the day after it was asked, and not while it is put off. */
  private inTime(row: SubjectRow, person: Person, mine: readonly Turn[]): void {
    const { world } = this;
    // It was decided a moment ago, and by the clock of the program.
    const now = world.clock.now();
    if (world.clock.setAt > world.now - MINUTE_MS) return;
    const walls = [...person.zones].map((zone) => wallOf(now, zone));
    const where = `${person.name} at ${new Date(now).toISOString()} in ${[...person.zones].join(' or ')}`;
    const isHourFine = ({ hour }: Wall): boolean => hour >= Math.min(...person.hours) && hour < QUIET_HOUR;
    const open = walls.filter((wall) => isHourFine(wall) && this.works(person, wall));
    if (!walls.some(isHourFine)) world.breaks('nudges come in working hours', where);
    else if (open.length === 0) world.breaks('nudges come on working days', where);
    const day = row.subject.day ?? '';
    if (!walls.some((wall) => wall.day === day)) world.breaks('a nudge is of its day', `${where}, of ${day}`);
    const rows = this.seen.get(`${person.name}/${day}`) ?? new Set<number>();
    this.seen.set(`${person.name}/${day}`, rows.add(row.row));
    if (rows.size > 1) world.breaks('one nudge a day for each person', where);
    const running = mine.filter(({ isPaused }) => !isPaused);
    const isOwed = ({ since, snoozedUntil }: Turn): boolean =>
      [...person.zones].some((zone) => {
        const today = wallOf(now, zone).day;
        return wallOf(since, zone).day < today && (snoozedUntil === null || snoozedUntil <= today);
      });
    // What it was for may have been done while it was held up, and other things may wait by now.
    if (running.some(isOwed) || this.wasHeldUp(row)) return;
    const isPutOff = running.every(
      ({ snoozedUntil }) => snoozedUntil !== null && !walls.some((w) => snoozedUntil <= w.day),
    );
    world.breaks(isPutOff ? 'a snooze is kept' : 'nobody is nudged on the day they are asked', where);
  }

  private works({ places }: Person, { day, isWeekend }: Wall): boolean {
    return !isWeekend && ![...places].every((place) => isHoliday(day, place));
  }

  private wasStoredJustNow(tenant: string): boolean {
    const records = this.records();
    const since = this.world.clock.now() - MOMENT_MS;
    const isNew = ({ type, at }: { readonly type: string; readonly at: number }): boolean =>
      type !== 'nudged' && at >= since;
    return (
      records?.handovers().some((one) => one.tenant === tenant && records.lastEvents(tenant, one.id).some(isNew)) ===
      true
    );
  }

  private wasHeldUp({ tenant, lane }: SubjectRow): boolean {
    const { clock } = this.world;
    const states = this.records()?.handovers() ?? [];
    return states.some(({ tenant: of, id }) =>
      this.records()
        ?.lastEvents(of, id)
        .some(
          ({ type, to, at }) =>
            of === tenant && type === 'nudged' && to === lane && (at < clock.now() - MINUTE_MS / 6 || at > clock.now()),
        ),
    );
  }

  /** Every half hour: whoever had their morning a while ago, and is waited on, has their message. */
  watch(): void {
    for (const person of this.world.people) this.hasTheirs(person);
    this.world.after(PATIENCE_MINUTES * MINUTE_MS, () => this.watch());
  }

  private hasTheirs(person: Person): void {
    const { world } = this;
    const records = this.records();
    const [zone, place, wanted] = [soleOf(person.zones), soleOf(person.places), soleOf(person.hours)];
    if (!records || zone === null || place === null || wanted === null) return;
    const { ahead, setAt } = world.clock;
    const wall = wallOf(world.clock.now(), zone);
    const minutes = (wall.hour - wanted) * 60 + wall.minute;
    const name = `${person.name}/${wall.day}`;
    if (minutes < PATIENCE_MINUTES || minutes >= 3 * PATIENCE_MINUTES || this.looked.has(name)) return;
    this.looked.add(name);
    if (!this.works(person, wall) || person.isDeactivated || person.conversation === null) return;
    // To the minute: those who were asked in this very one have their message.
    const morning = (Math.floor(world.now / MINUTE_MS) - minutes) * MINUTE_MS;
    const { platform } = person.identity;
    // Whatever was in its way before, it had time enough since.
    const isFree = [this.upSince() ?? Infinity, world.weather.downUntilOf(platform)].every(
      (at) => at < world.now - HELD_UP_MS,
    );
    const isUsual = isFree && [person.changedAt, setAt].every((at) => at < morning - SETTLED_MS);
    const lane = isUsual && !this.seen.has(name) ? records.laneOf(person.tenant, person.identity) : null;
    if (lane === null || this.ledger.refusedNudge(records, person.tenant, lane, wall.day)) return;
    const isOwed = ({ handover, isPaused, isVendor, since, askedAt, snoozedUntil }: Turn): boolean =>
      !isPaused &&
      !isVendor &&
      wallOf(since, zone).day < wall.day &&
      (wallOf(askedAt, zone).day < wall.day || askedAt >= morning + ahead) &&
      (snoozedUntil === null || snoozedUntil <= wall.day) &&
      records
        .lastEvents(person.tenant, handover)
        .every(({ type, at }) => type === 'nudged' || at < morning + ahead - SETTLED_MS);
    const owed = this.turnsOf(person.tenant, lane).filter(isOwed);
    if (owed.length > 0) world.breaks('what waits is told in the morning', `${name} of ${owed[0]?.account ?? ''}`);
  }
}
