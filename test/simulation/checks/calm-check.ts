import type { Handover } from '../../../src/core/handover.js';
import type { HandoverId, PersonId, TenantId } from '../../../src/core/ids.js';
import { isNamed } from '../../../src/core/people.js';
import { type OpenWait, waitsOf } from '../../../src/core/waits.js';
import { revOf } from '../../../src/core/decide-whole.js';
import type { Acts } from '../world/acts.js';
import type { Intents } from '../world/intents.js';
import type { Ledger } from '../world/ledger.js';
import { type Person, soleOf } from '../world/person.js';
import type { Program } from '../world/program.js';
import type { Records, SubjectRow } from '../world/records.js';
import type { ShownMessage } from '../world/screens.js';
import type { World } from '../world/world.js';
import { CardsCheck } from './cards-check.js';
import { StateCheck } from './state-check.js';
import { WordsCheck } from './words-check.js';

/** Once everything has arrived: what people see is what is so, and what could not arrive can be seen too. */
export class CalmCheck {
  private readonly states: StateCheck;
  private readonly words: WordsCheck;
  private readonly cards: CardsCheck;
  private standing: readonly SubjectRow[] = [];

  constructor(
    private readonly world: World,
    intents: Intents,
    acts: Acts,
    private readonly ledger: Ledger,
  ) {
    this.states = new StateCheck(world, intents, acts);
    this.words = new WordsCheck(world, intents);
    this.cards = new CardsCheck(world);
  }

  look(program: Program, records: Records): void {
    const { world } = this;
    const [pending] = records.pending();
    if (pending) world.breaks('all that is owed arrives', `${pending.lane} ${JSON.stringify(pending.subject)}`);
    const all = records.handovers();
    this.states.look(program, all);
    const dead = records.dead();
    this.standing = records.standing();
    for (const { tenant, id, status } of all) {
      const handover = program.store.handovers.load(tenant as TenantId, id as HandoverId);
      if (!handover || status !== 'running') continue;
      for (const open of waitsOf(handover)) this.seesButton(handover, open, program, dead);
    }
    this.deadLetters(dead, program);
    this.zones(all, program, records);
    this.words.look(program, records);
    this.cards.look(program, this.standing);
  }

  private personBehind(tenant: TenantId, id: PersonId, program: Program): Person | null {
    const identity = program.store.handovers.person(tenant, id)?.profile.identity;
    const isSame = ({ identity: one }: Person): boolean =>
      one.platform === identity?.platform && one.workspace === identity.workspace && one.user === identity.user;
    return this.world.people.find(isSame) ?? null;
  }

  /** Whoever is waited on sees the button that ends the wait. */
  private seesButton(handover: Handover, open: OpenWait, program: Program, dead: readonly SubjectRow[]): void {
    const { tenant, id } = handover;
    // With nobody left but the doer, the initiator has to bring somebody in.
    const isStuck = isOwn(handover, open);
    const person = this.personBehind(tenant, isStuck ? handover.people.initiator : open.on, program);
    if (!person || person.isDeactivated || person.conversation === null) return;
    if (dead.some((row) => row.tenant === tenant && row.lane === open.on && row.subject.handover === id)) return;
    const wanted = isStuck
      ? { actions: ['choose_successor', 'choose_administrator'], on: '', rev: null }
      : buttonsFor(handover, open);
    const messages: readonly ShownMessage[] = this.world.screens.pressableIn(person.conversation);
    const isThere = messages.some(({ pressables }) =>
      pressables.some(
        (one) =>
          one.handover === id &&
          wanted.actions.includes(one.action) &&
          one.on === wanted.on &&
          (wanted.rev ?? one.rev) === one.rev,
      ),
    );
    if (isThere) return;
    const what = `${person.name} ${wanted.actions.join('/')} on "${wanted.on}" at ${wanted.rev} of ${id}`;
    const theirs = this.standing.filter(({ lane, subject }) => lane === open.on && subject.handover === id);
    if (theirs.some(({ message }) => message !== null && this.world.deleted.has(message))) return;
    this.world.breaks('who is waited on sees the button', what);
  }

  /** Every running handover knows where somebody is of whom nothing is in doubt. */
  private zones(all: ReturnType<Records['handovers']>, { store: { handovers } }: Program, records: Records): void {
    const { world } = this;
    for (const { tenant, identity, zones, name } of world.people) {
      const [zone, lane] = [soleOf(zones), records.laneOf(tenant, identity)];
      if (zone === null || lane === null) continue;
      for (const { id, status, tenant: of } of all) {
        const handover = of === tenant && status === 'running' ? handovers.load(tenant, id as HandoverId) : null;
        const known = handover && isNamed(handover, lane as PersonId) ? handover.zones[lane as PersonId] : undefined;
        if (known !== undefined && known !== zone)
          world.breaks('handovers know where people are', `${name} in ${zone}, and not ${known}, of ${id}`);
      }
    }
  }

  /** A message is given up only for a reason, the operator sees it, and so does the initiator. */
  private deadLetters(dead: readonly SubjectRow[], program: Program): void {
    const { world } = this;
    const shown = new Set(program.store.outbox.dead(100_000).map(({ row }) => row.row));
    for (const { row, lane, tenant, subject } of dead) {
      const what = `${row} to ${lane}`;
      if (!shown.has(row)) world.breaks('every dead letter is shown', what);
      if (lane.startsWith('#')) continue;
      const person = this.personBehind(tenant as TenantId, lane as PersonId, program);
      const isReachable = person && !person.isDeactivated && person.conversation !== null;
      if (isReachable && !this.ledger.refusedRows.has(row)) world.breaks('nothing is given up without need', what);
      const id = subject.handover;
      const handover = id && program.store.handovers.load(tenant as TenantId, id as HandoverId);
      if (!handover || handover.status !== 'running') continue;
      const isTold = handover.unreachable[lane as PersonId] !== undefined;
      const hasPart = Object.values(handover.people).includes(lane as PersonId);
      if (hasPart && !isTold) world.breaks('the initiator hears of every dead letter', `${what} of ${handover.id}`);
    }
  }
}

/** Nobody confirms their own step, and there is nobody else. */
function isOwn({ steps }: Handover, { key, on }: OpenWait): boolean {
  const step = key === 'acceptance' || key === 'intake' ? undefined : steps[key];
  return step?.state === 'awaiting_confirmation' && step.by === on;
}

function buttonsFor(handover: Handover, { key, isVendor }: OpenWait) {
  const { acceptance, intake } = handover;
  if (key === 'acceptance') {
    const actions = acceptance.state === 'asked' ? ['accept'] : ['choose_successor'];
    return { actions, on: '', rev: acceptance.rev };
  }
  if (key === 'intake') {
    const on = intake.state === 'asking' ? intake.question : '';
    return { actions: ['answer', 'name'], on, rev: revOf(handover, 'intake') };
  }
  const step = handover.steps[key];
  const rev = step?.rev ?? 0;
  if (isVendor) return { actions: ['ticket_resolved'], on: key, rev };
  const actions = step?.state === 'awaiting_confirmation' ? ['confirm'] : ['done', 'ticket_submitted'];
  return { actions, on: key, rev };
}
