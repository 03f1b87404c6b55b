import { isDeepStrictEqual } from 'node:util';
import { evolve } from '../../../src/core/evolve.js';
import type { HandoverEvent } from '../../../src/core/event.js';
import type { Handover } from '../../../src/core/handover.js';
import type { HandoverId, StepKey, TenantId } from '../../../src/core/ids.js';
import { isNamed } from '../../../src/core/people.js';
import { begin } from '../../../src/core/start.js';
import { type Intents, LEADS_TO } from '../world/intents.js';
import { TurnCheck } from './turn-check.js';
import type { Acts } from '../world/acts.js';
import type { Program } from '../world/program.js';
import type { World } from '../world/world.js';

/** What is typed behind the command leads to the same as the button. */
const TYPED: Readonly<Record<string, string>> = {
  pause: 'handover_paused',
  resume: 'handover_resumed',
  nudge: 'nudge_wanted',
};
/** May be typed below the overview, where nobody counts it. */
const UNCOUNTED = 'help_answered';

/** Follows each handover through its journal: to the stored state, with no event that nobody asked for. */
export class StateCheck {
  private readonly folded = new Map<string, Handover>();
  private readonly done = new Map<string, number>();
  private readonly wanted = new Map<string, number>();
  private known = 0;
  private readonly turns;
  private readonly types = new Set(Object.values(LEADS_TO).map((leads) => leads.type));

  constructor(
    private readonly world: World,
    private readonly intents: Intents,
    private readonly acts: Acts,
  ) {
    this.turns = new TurnCheck(world);
  }

  look({ store: { handovers } }: Program, ids: readonly { readonly tenant: string; readonly id: string }[]): void {
    this.countWanted(handovers.personOf);
    for (const { tenant, id } of ids) {
      const key = `${tenant}/${id}`;
      const stored = handovers.load(tenant as TenantId, id as HandoverId);
      const before = this.folded.get(key);
      if (!stored || before?.version === stored.version) continue;
      const entries = this.journal(() => handovers.journal(stored.tenant, stored.id));
      let handover = before;
      for (const { event } of entries.slice(before?.version ?? 0)) {
        if (handover) {
          this.isWanted(key, event, handover);
          this.turns.look(key, event, handover);
        }
        handover = handover ? evolve(handover, event) : begun(stored, event);
      }
      if (!handover) continue;
      this.folded.set(key, handover);
      if (!isDeepStrictEqual(handover, stored)) this.world.breaks('the journal leads to the state', key);
    }
  }

  private journal<T>(read: () => readonly T[]): readonly T[] {
    try {
      return read();
    } catch (error) {
      this.world.breaks('the chain of the journal is whole', error instanceof Error ? error.message : '');
      return [];
    }
  }

  private countWanted(personOf: Program['store']['handovers']['personOf']): void {
    const { all } = this.intents;
    for (const { person, action, handover, on, rev } of all.slice(this.known)) {
      const type = LEADS_TO[action]?.type;
      const by = personOf(person.tenant, person.identity);
      if (type)
        add(this.wanted, `${person.tenant}/${handover}/${type}/${by ?? ''}/${on}/${isDrawnFrom(type) ? rev : ''}`);
    }
    this.known = all.length;
  }

  /** As many things are done as somebody wanted, from the button as it was drawn. */
  private isWanted(key: string, event: HandoverEvent, before: Handover): void {
    const { world } = this;
    if (!('by' in event) || event.by === null) return;
    // The end names who confirmed the ticket, who may have handed their role over since.
    const isEnd = event.type === 'handover_completed';
    if (!isEnd && !isNamed(before, event.by)) world.breaks('only who is named takes part', `${key} ${event.type}`);
    if (!this.types.has(event.type) || event.type === UNCOUNTED) return;
    const { on, rev } = placeOf(event, before);
    const what = `${key}/${event.type}/${event.by}/${on}/${isDrawnFrom(event.type) ? rev : ''}`;
    const typed = this.typed(event, before);
    if (add(this.done, what) > (this.wanted.get(what) ?? 0) + typed) {
      world.breaks('nothing happens that nobody wanted', what);
    }
  }

  private typed({ type }: HandoverEvent, { tenant }: Handover): number {
    return this.acts.typing.commands.filter(({ change, person }) => person.tenant === tenant && TYPED[change] === type)
      .length;
  }
}

function add(to: Map<string, number>, key: string): number {
  const count = (to.get(key) ?? 0) + 1;
  to.set(key, count);
  return count;
}

function begun(stored: Handover, event: HandoverEvent): Handover {
  if (event.type !== 'handover_started') throw new Error('a handover begins with handover_started');
  return begin(stored, event);
}

/** Events of a step or a question belong to the revision that their button showed. */
const isDrawnFrom = (type: string): boolean =>
  (type === 'items_ticked' || type.startsWith('step_') || type.startsWith('ticket_') || type.startsWith('question_')) &&
  type !== 'help_asked';

function placeOf(event: HandoverEvent, before: Handover): { readonly on: string; readonly rev: number } {
  if ('step' in event) return { on: event.step, rev: before.steps[event.step]?.rev ?? 0 };
  if ('question' in event) return { on: event.question, rev: before.answers[event.question]?.rev ?? 0 };
  if (event.type === 'snoozed') return { on: event.wait, rev: before.steps[event.wait as StepKey]?.rev ?? 0 };
  return { on: '', rev: 0 };
}
