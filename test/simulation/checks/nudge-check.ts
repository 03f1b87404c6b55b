import { localDate, localHour } from '../../../src/core/time.js';
import type { Instant, PersonId, TenantId } from '../../../src/core/ids.js';
import { waitsOf } from '../../../src/core/waits.js';
import type { OutgoingMessage } from '../../../src/engine/ports.js';
import type { Person } from '../world/person.js';
import type { Program } from '../world/program.js';
import type { Records, SubjectRow } from '../world/records.js';
import type { World } from '../world/world.js';

const DAY_MS = 86_400_000;

/** Holds every nudge that arrives to what was promised about nudges. */
export class NudgeCheck {
  private readonly seen = new Map<string, Set<number>>();

  constructor(private readonly world: World) {}

  posted({ conversation, marker }: OutgoingMessage, program: Program, records: Records): void {
    const row = records.subjectOf(Number(marker.split('.', 1)[0]));
    const person = this.world.people.find((one) => one.conversation === conversation);
    if (row?.subject.kind !== 'nudge' || !person) return;
    const day = row.subject.day ?? '';
    // The initiator may ask for one at any time.
    if (!day.includes('/')) this.inTime(row, person, program);
    this.forSomething(row, person, program);
  }

  /** On a working day, in working hours, and once. */
  private inTime(row: SubjectRow, person: Person, { rules }: Program): void {
    const { world } = this;
    // Where somebody is may take a while to be known.
    if (world.now - person.zoneSince < 2 * DAY_MS) return;
    const id = row.lane as PersonId;
    const at = world.now as Instant;
    const today = localDate(at, person.zone);
    const hour = localHour(at, person.zone);
    const where = `${person.name} at ${hour} h on ${today} in ${person.zone}`;
    if (hour < rules.nudgeHourOf(id) || hour >= rules.quietHour) world.breaks('nudges come in working hours', where);
    if (!rules.isWorkingDay(today, id)) world.breaks('nudges come on working days', where);
    const rows = this.seen.get(`${row.lane}/${today}`) ?? new Set<number>();
    this.seen.set(`${row.lane}/${today}`, rows.add(row.row));
    if (rows.size > 1) world.breaks('one nudge a day for each person', where);
  }

  private forSomething(row: SubjectRow, person: Person, program: Program): void {
    const { world } = this;
    const id = row.lane as PersonId;
    const today = localDate(world.now as Instant, person.zone);
    const isAskedFor = row.subject.day?.includes('/') === true;
    const running = program.store.handovers.ofPerson(row.tenant as TenantId, id, 100);
    const waiting = running.flatMap((handover) =>
      handover.paused === null || isAskedFor ? waitsOf(handover).filter(({ on }) => on === id) : [],
    );
    if (waiting.length === 0) world.breaks('nobody is nudged for nothing', person.name);
    const isPutOff = waiting.every(({ wait: { snoozedUntil } }) => snoozedUntil !== null && snoozedUntil > today);
    if (isPutOff && world.now - person.zoneSince > 2 * DAY_MS) world.breaks('a snooze is kept', person.name);
  }
}
