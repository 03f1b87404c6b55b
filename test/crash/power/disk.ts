import type { Step } from './trace.js';

/** The smallest part of a file that a disk writes as a whole, in bytes. */
const SECTOR = 512;
/** No file of these runs grows beyond. */
const CAPACITY = 16 * 1024 * 1024;

/** The bytes of a file, with room behind them. */
interface Contents {
  readonly room: Buffer;
  length: number;
}

/** A file as far as it is on the disk for sure, and what was done to it since. */
interface File {
  readonly durable: Contents;
  readonly pending: Exclude<Step, { kind: 'sync' | 'sync_begun' | 'acknowledged' }>[];
  /** How much of `pending` each sync under way will have brought to the disk, by its thread. */
  readonly begun: Map<string, number>;
}

/** A disk of which the power may be cut at any moment: a sync that returned is honest, and all else is left to chance. */
export class Disk {
  private readonly files: ReadonlyMap<string, File>;
  private readonly scratch = Buffer.alloc(CAPACITY);

  constructor(
    names: readonly string[],
    /** In [0, 1). */
    private readonly random: () => number,
  ) {
    const empty = (): File => ({ durable: { room: Buffer.alloc(CAPACITY), length: 0 }, pending: [], begun: new Map() });
    this.files = new Map(names.map((name) => [name, empty()]));
  }

  do(step: Step): void {
    if (step.kind === 'acknowledged') return;
    const file = this.files.get(step.file);
    if (!file) return;
    if (step.kind === 'sync_begun') file.begun.set(step.thread, file.pending.length);
    else if (step.kind !== 'sync') file.pending.push(step);
    else {
      const count = step.thread === null ? file.pending.length : (file.begun.get(step.thread) ?? 0);
      for (const one of file.pending.splice(0, count)) apply(file.durable, one, () => true);
      file.begun.delete(step.thread ?? '');
      for (const [thread, before] of file.begun) file.begun.set(thread, Math.max(0, before - count));
    }
  }

  /** What is on the disk after a power cut now: of what was not synced, any sectors and any lengths. */
  image(write: (name: string, bytes: Buffer) => void): void {
    // From nothing to everything, so that both ends are met often.
    const share = [0, 0.5, 0.9, 1][Math.floor(this.random() * 4)] ?? 1;
    const keeps = (): boolean => share === 1 || this.random() < share;
    for (const [name, { durable, pending }] of this.files) {
      const contents = { room: this.scratch, length: durable.length };
      durable.room.copy(this.scratch, 0, 0, durable.length);
      for (const step of pending) apply(contents, step, keeps);
      write(name, this.scratch.subarray(0, contents.length));
    }
  }
}

function apply(contents: Contents, step: File['pending'][number], keeps: () => boolean): void {
  if (step.kind === 'truncate') {
    if (keeps()) contents.length = step.length;
    return;
  }
  const { room } = contents;
  for (let from = 0; from < step.bytes.length; from += SECTOR) {
    if (!keeps()) continue;
    const start = step.offset + from;
    const part = step.bytes.subarray(from, from + SECTOR);
    // What lies between the old end and the new one reads as zeros.
    if (start > contents.length) room.fill(0, contents.length, start);
    part.copy(room, start);
    contents.length = Math.max(contents.length, start + part.length);
  }
}
