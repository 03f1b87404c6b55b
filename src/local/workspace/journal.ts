import type { CardKey, Effect } from '../../core/effect.js';
import type { HandoverEvent } from '../../core/event.js';
import { evolve } from '../../core/evolve.js';
import type { Handover } from '../../core/handover.js';
import type { HandoverId, PersonId } from '../../core/ids.js';
import { react } from '../../core/react.js';
import { begin } from '../../core/start.js';
import type { JournalEntry } from '../../engine/ports.js';
import type { Records } from './bot.js';
import { NAMES } from './cast.js';
import type { ChatSide } from './chat-side.js';
import { sayCard, sayEvent } from './journal-words.js';
import { castAt } from './waiting.js';

/** A message that an event caused. */
export interface Caused {
  readonly to: string;
  readonly what: string;
  /** Where it stands on the page; null for what is not there, or not yet. */
  readonly item: string | null;
}

export interface JournalLine {
  /** The numbers of the events that it stands for, `7` or `7–15`. */
  readonly seq: string;
  /** Milliseconds. */
  readonly at: number;
  /** Null for what happened by itself. */
  readonly who: string | null;
  readonly what: string;
  readonly caused: readonly Caused[];
}

export interface JournalOfHandover {
  readonly id: HandoverId;
  readonly account: string;
  readonly status: Handover['status'];
  readonly lines: readonly JournalLine[];
}

/** More handovers than these are not shown. */
const HANDOVERS_MAX = 50;

/** Every handover that anybody of the cast takes part in, the running ones first. */
export function handoversIn({ tenant, handovers }: Records, sides: readonly ChatSide[]): readonly Handover[] {
  const found = NAMES.flatMap((name) =>
    sides.flatMap((side) => {
      const person = handovers.personOf(tenant, side.identity(name));
      return person === null ? [] : handovers.ofPerson(tenant, person, HANDOVERS_MAX);
    }),
  );
  const all = [...new Map(found.map((handover) => [handover.id, handover])).values()];
  return all.toSorted((a, b) => rank(a) - rank(b) || b.startedAt - a.startedAt);
}

const rank = ({ status }: Handover): number => (status === 'running' ? 0 : 1);

/** The journal of one handover, with what each event made people see. */
export function journalOf(records: Records, sides: readonly ChatSide[], handover: Handover): JournalOfHandover {
  const { id, account, status } = handover;
  const entries = records.handovers.journal(records.tenant, id);
  const lines: JournalLine[] = [];
  let last: HandoverEvent['type'] | null = null;
  let before: Handover | null = null;
  for (const { seq, event } of entries) {
    const after: Handover = step(handover, before, event);
    const effects = react(before ?? after, event, after);
    const line = lineOf(records, sides, { seq, event }, after, effects);
    const previous = lines.at(-1);
    if (previous !== undefined && last === event.type && IN_ROWS.has(last))
      lines[lines.length - 1] = merged(previous, line);
    else lines.push(line);
    last = event.type;
    before = after;
  }
  return { id, account: account.said, status, lines };
}

/** These come for many steps at once, and are read better on one line. */
const IN_ROWS: ReadonlySet<string> = new Set<HandoverEvent['type']>(['step_planned', 'step_ruled_out']);

/** `Planned step 1`, then `Planned step 2`: `Planned step 1, 2`. */
const merged = (before: JournalLine, line: JournalLine): JournalLine => ({
  ...before,
  seq: `${before.seq.split('–', 1)[0] ?? ''}–${line.seq}`,
  what: `${before.what}, ${line.what.split(' ').at(-1) ?? ''}`,
  caused: [...before.caused, ...line.caused],
});

function step(of: Handover, before: Handover | null, event: HandoverEvent): Handover {
  if (event.type === 'handover_started') return begin({ tenant: of.tenant, id: of.id }, event);
  if (before === null) throw new Error(`the journal of ${of.id} does not begin with its start`);
  return evolve(before, event);
}

function lineOf(
  records: Records,
  sides: readonly ChatSide[],
  { seq, event }: Omit<JournalEntry, 'hash'>,
  after: Handover,
  effects: readonly Effect[],
): JournalLine {
  const nameOf = (person: PersonId): string =>
    records.handovers.person(records.tenant, person)?.profile.name ?? 'somebody';
  const by = 'by' in event ? event.by : null;
  return {
    seq: String(seq),
    at: event.at,
    who: by === null ? null : nameOf(by),
    what: sayEvent(event, after, nameOf),
    caused: effects.flatMap((effect) => {
      // The overview follows every change; naming it each time would hide the rest.
      if (effect.type !== 'show' || (effect.card.card === 'root' && seq > 1)) return [];
      const item = itemOf(records, sides, after, effect.to, effect.card);
      return [{ to: nameOf(effect.to), what: sayCard(effect.card, after), item }];
    }),
  };
}

function itemOf(records: Records, sides: readonly ChatSide[], { id }: Handover, to: PersonId, card: CardKey) {
  const ref = records.outbox.refOf(records.tenant, to, { kind: 'card', handover: id, card });
  const cast = castAt(records, sides, to);
  return ref === null || cast === null ? null : cast.side.itemAt(cast.name, ref);
}
