import { isDeepStrictEqual } from 'node:util';
import type { Effect } from '../../../src/core/effect.js';
import { evolve } from '../../../src/core/evolve.js';
import type { Handover } from '../../../src/core/handover.js';
import type { HandoverEvent } from '../../../src/core/event.js';
import { react } from '../../../src/core/react.js';
import { begin } from '../../../src/core/start.js';
import { openReader } from '../../../src/store/open-reader.js';
import { laneName, subjectKey } from '../../../src/store/outbox-rows.js';
import { Sqlite } from '../../../src/sqlite-library.js';
import type { Wanted } from './next-press.js';
import { HANDOVER, type Stage, TENANT } from './stage.js';

/** What is stored after a crash. */
export interface Found {
  readonly handover: Handover;
  readonly events: readonly HandoverEvent[];
  /** Messages still to be sent. */
  readonly pending: number;
}

/** Reads what is stored. @throws when the file is damaged, a chain is broken, or the journal tells another story than the state. */
export function readStored({ path }: Pick<Stage, 'path'>): Found {
  const reader = openReader(path);
  try {
    const fault = reader.fault();
    if (fault !== null) throw new Error(`damaged: ${fault}`);
    const [handover] = reader.handovers();
    if (!handover) throw new Error('the handover is gone');
    const events = reader.journal(TENANT, HANDOVER).map(({ event }) => event);
    if (!isDeepStrictEqual(foldOf(handover, events), handover))
      throw new Error('the journal tells another story than the state');
    return { handover, events, pending: reader.pending() };
  } finally {
    reader.close();
  }
}

function foldOf(of: Handover, [first, ...rest]: readonly HandoverEvent[]): Handover {
  if (first?.type !== 'handover_started') throw new Error('the journal has no beginning');
  return rest.reduce(evolve, begin(of, first));
}

/** How often each of these presses stands in the journal, other than once. */
export function wrongEffects(events: readonly HandoverEvent[], acknowledged: readonly Wanted[]) {
  const times = acknowledged.map(({ isEffect }) => events.filter(isEffect).length);
  return { lost: times.filter((count) => count === 0).length, twice: times.filter((count) => count > 1).length };
}

/** The messages that the journal asks for and the outbox does not have. */
export function missingMessages({ path }: Pick<Stage, 'path'>, { handover, events }: Found): number {
  const wanted = new Set<string>();
  const want = (effects: readonly Effect[]): void => {
    for (const effect of effects) {
      if (effect.type !== 'show') continue;
      const subject = subjectKey({ kind: 'card', handover: handover.id, card: effect.card });
      wanted.add(`${laneName({ person: effect.to })}\n${subject}`);
    }
  };
  const [first, ...rest] = events;
  if (first?.type !== 'handover_started') throw new Error('the journal has no beginning');
  let before = begin(handover, first);
  want(react(before, first, before));
  for (const event of rest) {
    const after = evolve(before, event);
    want(react(before, event, after));
    before = after;
  }
  const connection = new Sqlite(path, { readonly: true });
  const kept = new Set(connection.prepare('SELECT lane || char(10) || subject FROM outbox').pluck().all().map(String));
  connection.close();
  return [...wanted].filter((one) => !kept.has(one)).length;
}

/** Messages that stand more than once in Slack, by the marker that each carries. */
export function copiesInSlack({ peer }: Pick<Stage, 'peer'>): number {
  const seen = new Map<string, number>();
  for (const { isFromBot, isTombstone, metadata } of peer.state.messages) {
    if (!isFromBot || isTombstone || metadata === null) continue;
    const marker = JSON.stringify(metadata);
    seen.set(marker, (seen.get(marker) ?? 0) + 1);
  }
  return [...seen.values()].reduce((sum, count) => sum + count - 1, 0);
}
