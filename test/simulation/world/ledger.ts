import type { MessageRef, Outcome } from '../../../src/engine/ports.js';
import type { Json } from './platforms/json.js';
import type { Records } from './records.js';
import { rowOf } from './screens.js';
import type { World } from './world.js';

/** A message as it arrives. */
export interface Posted {
  readonly ref: MessageRef;
  readonly row: number;
  readonly json: Json;
}

/** Counts what was said, so that nothing is said twice beyond what a platform forces. */
export class Ledger {
  /** Copies that could not be told from a message that never arrived, on a platform without a look-up. */
  private readonly forced = new Map<string, number>();
  /** Posts of which the outbox does not know yet. */
  private readonly unsettled = new Map<number, string>();
  /** Rows that were given up with good reason: a platform refused them, or a person cannot be reached. */
  readonly refusedRows = new Set<number>();
  onPosted: (message: Posted) => void = () => undefined;

  constructor(private readonly world: World) {}

  posted(platform: 'slack' | 'teams', ref: MessageRef, marker: string, json: Json): void {
    const { world } = this;
    const standing = world.screens.withMarker(ref.conversation, marker).length;
    // In a channel nothing is looked up, nor anywhere on Teams.
    const isLookedUp = platform === 'slack' && ref.conversation.startsWith('D');
    const allowed = isLookedUp ? 0 : (this.forced.get(marker) ?? 0);
    if (standing > allowed) world.breaks('nothing is said twice', `${marker} stands ${standing + 1} times`);
    this.unsettled.set(rowOf(marker), marker);
    this.onPosted({ ref, row: rowOf(marker), json });
  }

  /** It stands, and the program is not told. */
  lost(marker: string): void {
    if (marker === '') return;
    this.forced.set(marker, (this.forced.get(marker) ?? 0) + 1);
    this.unsettled.delete(rowOf(marker));
  }

  refused(marker: string): void {
    if (marker !== '') this.refusedRows.add(rowOf(marker));
  }

  /** The message of this day was refused by the platform, not forgotten by the program. */
  refusedNudge(records: Records, tenant: string, lane: string, day: string): boolean {
    const row = records.nudgeOf(tenant, lane, day);
    return row !== null && this.refusedRows.has(row);
  }

  settled(row: number, outcome: Outcome): void {
    if (outcome.kind === 'sent') this.unsettled.delete(row);
  }

  killed(): void {
    for (const marker of this.unsettled.values()) this.lost(marker);
    this.unsettled.clear();
  }
}
