import { createHash, createHmac } from 'node:crypto';
import type { TenantId } from '../core/ids.js';
import type { Procedure } from '../core/procedure.js';
import type { Rules } from '../core/rules.js';
import type { Seal } from '../view/press.js';
import { createCardAt } from './card-at.js';
import { createDesk, type DeskOptions } from './desk.js';
import { createDraw } from './draw.js';
import { createGiver } from './giver.js';
import { createInbox, type Inbox } from './inbox.js';
import type { Log } from './log-port.js';
import type { ChatPlatform, Clock, Desk, HandoverStore, Ids, Outbox, Timer } from './ports.js';
import { createMoved } from './moved.js';
import { createReach } from './reach.js';
import { createRelay, type Relay } from './relay.js';
import { createScenes } from './scenes.js';
import { createScheduler, type Scheduler } from './scheduler.js';
import { createRepair } from './repair.js';
import { createSender, type SenderOptions } from './sender.js';

export interface EngineOptions extends Pick<DeskOptions, 'mayStart' | 'starters'> {
  readonly store: HandoverStore;
  readonly outbox: Outbox;
  /** By name. It may be filled after the engine is made, and before anything is sent. */
  readonly platforms: ReadonlyMap<string, ChatPlatform>;
  readonly procedure: Procedure;
  readonly rules: Rules;
  /** The deployment's own key, with which buttons and messages are sealed. */
  readonly sealKey: string;
  readonly clock: Clock;
  readonly timer: Timer;
  readonly ids: Ids;
  /** In [0, 1). */
  readonly random: () => number;
  readonly log: Log;
  /** The disk failed, or something else made everything uncertain: the process has to end. */
  readonly onFatal: (error: Error) => void;
  /** Days after the end of a handover at which what was typed in it is erased; null or left out: never. */
  readonly retentionDays?: number | null;
  /** Runs something after this turn of the event loop; `setImmediate` when left out. */
  readonly later?: (run: () => void) => void;
}

/** Everything between the platforms and the store. */
export interface Engine {
  readonly desk: Desk;
  readonly cardAt: ReturnType<typeof createCardAt>;
  readonly inbox: Inbox;
  readonly relay: Relay;
  readonly scheduler: Scheduler;
}

/** As people type it. */
const COMMAND = '/handover';

/** Puts the rooms of the engine together. */
export function createEngine(options: EngineOptions): Engine {
  const { store, outbox, platforms, rules, clock, log } = options;
  const sealOf = sealWith(options.sealKey);
  const scenes = createScenes({ store, outbox, platforms, clock, sealOf });
  const onCommit = (): void => relay.wake();
  const { later, onFatal } = options;
  const inbox = createInbox({ store, onCommit, onFatal, ...(later && { later }) });
  const giver = createGiver({ store, inbox, rules, clock });
  const reach = createReach(giver, outbox, clock, onCommit);
  const moved = createMoved(store, giver);
  const desk = createDesk({ ...options, inbox, scenes, sealOf, command: COMMAND, giver, reach, moved, onCommit });
  const draw = createDraw(store, scenes, { command: COMMAND, rules, clock });
  const markerOf: SenderOptions['markerOf'] = ({ tenant, row }) => `${row}.${sealOf(tenant)(`message/${row}`)}`;
  const sender = createSender({
    store,
    begin: (row) => inbox.write(() => outbox.begin(row, clock.now())),
    settled: inbox.settled,
    platforms,
    clock,
    draw,
    digest: (text) => createHash('sha256').update(text).digest('base64url').slice(0, 22),
    markerOf,
    onReach: reach.report,
    moved,
  });
  const { timer, random } = options;
  const relay = createRelay({ outbox, write: inbox.write, sender, clock, timer, random, log, ...(later && { later }) });
  const repair = createRepair({ store, outbox, platforms, clock, draw, markerOf, log });
  const scheduler = createScheduler({
    store,
    clock,
    log,
    retentionDays: options.retentionDays ?? null,
    ring: (tenant, id) => giver.give(tenant, id, { type: 'clock' }, null),
    repair: () => {
      relay.catchUp();
      return repair();
    },
  });
  return { desk, cardAt: createCardAt({ store, scenes, sealOf }), inbox, relay, scheduler };
}

/** Seals that are kept, of some hundred bytes each. */
const SEALS_MAX = 5_000;

/**
 * A short seal over what a button carries, bound to the tenant and to this deployment's own key. The last ones are kept:
 * a card is drawn again with most of its buttons as they were.
 */
function sealWith(key: string): (tenant: TenantId) => Seal {
  const kept = new Map<string, string>();
  return (tenant) => (text) => {
    const bound = `${tenant}\n${text}`;
    const before = kept.get(bound);
    if (before !== undefined) return before;
    const seal = createHmac('sha256', key).update(bound).digest('base64url').slice(0, 12);
    if (kept.size >= SEALS_MAX) kept.clear();
    kept.set(bound, seal);
    return seal;
  };
}
