import type { Done, HandoverStore, Work, Write } from './ports.js';

export interface Inbox {
  /** Resolves once it is on the disk. Rejects never: a fault of the disk gives `broken`, and stops the process. */
  submit<T>(work: Work<T>): Promise<Done<T>>;
  /** Stores something else in the same transaction. Resolves once it is on the disk; rejects when it was not stored. */
  write<T>(run: () => T): Promise<T>;
  /** Resolves when all that can be read by now is on the disk. */
  settled(): Promise<void>;
  /** Resolves when nothing is waiting to be stored. */
  idle(): Promise<void>;
}

export interface InboxOptions {
  readonly store: Pick<HandoverStore, 'process' | 'onDisk'>;
  /** Called when works are on the disk: there may be messages to send. */
  readonly onCommit: () => void;
  /** Nothing is certain any more. The caller stops the process; the deliveries will come again. */
  readonly onFatal: (error: Error) => void;
  /** The most that is put into one transaction, so that the loop is never held long. */
  readonly batchMax?: number;
  /** Runs something after this turn of the event loop; `setImmediate` when left out. */
  readonly later?: (run: () => void) => void;
}

interface Waiting {
  readonly work: Work<unknown> | Write<unknown>;
  readonly resolve: (done: Done<unknown>) => void;
}

/**
 * Group commit: what arrives within one turn of the event loop, and while the disk is busy with those before, is stored in
 * one transaction, and every answer goes out once it is on the disk. One durable write costs the same for one press as
 * for fifty.
 */
export function createInbox({
  store,
  onCommit,
  onFatal,
  batchMax = 200,
  later = (run) => void setImmediate(run),
}: InboxOptions): Inbox {
  let waiting: Waiting[] = [];
  let isScheduled = false;
  let syncing: Promise<void> | null = null;
  let onIdle: (() => void)[] = [];

  const flush = (): void => {
    isScheduled = false;
    const batch = waiting.slice(0, batchMax);
    waiting = waiting.slice(batchMax);
    const done = processAll(batch.map(({ work }) => work));
    const onDisk = store.onDisk();
    if (onDisk === null) {
      answer(batch, done);
      return;
    }
    syncing = settle(batch, done, onDisk);
  };

  const settle = async (
    batch: readonly Waiting[],
    done: readonly Done<unknown>[],
    onDisk: Promise<void>,
  ): Promise<void> => {
    const fault = await onDisk.then(
      () => null,
      (error: Error) => error,
    );
    syncing = null;
    if (fault) onFatal(fault);
    answer(batch, fault ? allBroken(batch, fault) : done);
  };

  const answer = (batch: readonly Waiting[], done: readonly Done<unknown>[]): void => {
    if (waiting.length > 0) schedule();
    batch.forEach(({ resolve }, n) => resolve(done[n] ?? { kind: 'broken', error: new Error('no outcome') }));
    if (batch.some(({ work }) => !('run' in work))) onCommit();
    if (waiting.length > 0) return;
    const resolved = onIdle;
    onIdle = [];
    resolved.forEach((resolve) => resolve());
  };

  const processAll = (batch: readonly (Work<unknown> | Write<unknown>)[]): readonly Done<unknown>[] => {
    try {
      return store.process(batch);
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      onFatal(error);
      return allBroken(batch, error);
    }
  };

  const schedule = (): void => {
    if (isScheduled || syncing !== null) return;
    isScheduled = true;
    later(flush);
  };

  const enqueue = <T>(work: Work<T> | Write<T>): Promise<Done<T>> =>
    new Promise((resolve) => {
      // The queue holds works of every kind; each resolver is paired with its own work, so the type comes back intact.
      waiting.push({ work, resolve: (done) => resolve(done as Done<T>) });
      schedule();
    });

  return {
    submit: enqueue,
    async write(run) {
      const done = await enqueue({ run });
      if (done.kind === 'done') return done.result;
      throw done.kind === 'broken' ? done.error : new Error('a write is no delivery');
    },
    settled: () => syncing ?? Promise.resolve(),
    idle: () =>
      waiting.length === 0 && syncing === null ? Promise.resolve() : new Promise((resolve) => onIdle.push(resolve)),
  };
}

const allBroken = (batch: readonly unknown[], error: Error): readonly Done<unknown>[] =>
  batch.map(() => ({ kind: 'broken', error }));
