import type { Outcome, OutgoingMessage } from '../../../src/engine/ports.js';
import { PLATFORMS, type PlatformName } from './chat.js';
import type { Records } from './records.js';
import type { World } from './world.js';

/** Counts what was said, so that nothing is said twice beyond what a platform forces. */
export class Ledger {
  private readonly copies = new Map<string, number>();
  /** Copies that could not be told from a message that never arrived, on a platform without a look-up. */
  private readonly forced = new Map<string, number>();
  /** Posts of which the outbox does not know yet. */
  private readonly unsettled = new Map<number, string>();
  /** Rows that were given up with good reason: a platform refused them, or a person cannot be reached. */
  readonly refusedRows = new Set<number>();
  onPosted: (message: OutgoingMessage) => void = () => undefined;

  constructor(private readonly world: World) {}

  posted(name: PlatformName, message: OutgoingMessage, _at: number): void {
    const { marker, conversation } = message;
    const { world } = this;
    const standing = world.screens.withMarker(conversation, marker).length;
    const allowed = PLATFORMS[name].looksUpMessages ? 0 : (this.forced.get(marker) ?? 0);
    if (standing > allowed) world.breaks('nothing is said twice', `${marker} stands ${standing + 1} times`);
    this.copies.set(marker, standing + 1);
    this.unsettled.set(Number(marker.split('.', 1)[0]), marker);
    this.onPosted(message);
  }

  /** It stands, and the program is not told. */
  lost(marker: string): void {
    if (marker === '') return;
    this.forced.set(marker, (this.forced.get(marker) ?? 0) + 1);
    this.unsettled.delete(Number(marker.split('.', 1)[0]));
  }

  refused(marker: string): void {
    this.refusedRows.add(Number(marker.split('.', 1)[0]));
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
