import type { Timer } from '../engine/ports.js';

/** What can go wrong with a call on any platform; each peer adds the errors of its own. */
export type CommonFault =
  /** The connection breaks before or after the call is carried out. */
  | { readonly drop: 'before' | 'after' }
  /** Carried out and answered only after so many milliseconds. */
  | { readonly delayMs: number }
  /** Carried out and answered only when it is released. */
  | { readonly hang: true };

/** The subject of a call, as far as faults look at it: its method, whom it is about, and so on. */
export interface FaultTarget {
  readonly method: string;
}

/** Which calls a fault hits: those with these values. */
export type FaultLimits<Target extends FaultTarget> = Partial<Omit<Target, 'method'>> & {
  /** How many calls it hits; 1 unless said otherwise, Infinity until it is lifted. */
  readonly times?: number;
};

/** A fault that was ordered. */
export interface OrderedFault {
  /** How many calls it hit. */
  readonly hits: () => number;
  /** Calls that it holds go on; later ones are spared. */
  readonly lift: () => void;
}

interface Order<Fault> {
  readonly method: string;
  readonly fault: Fault;
  readonly times: number;
  /** What a call has to be about, by key. */
  readonly about: readonly (readonly [string, unknown])[];
  hits: number;
  isLifted: boolean;
  readonly held: Set<() => void>;
  readonly timers: Set<() => void>;
}

/** Faults in the order in which they were ordered; each call meets the first that fits. */
export function createFaults<Fault extends object, Target extends FaultTarget>(timer: Timer) {
  let orders: readonly Order<Fault>[] = [];

  const lift = (order: Order<Fault>): void => {
    order.isLifted = true;
    for (const release of order.held) release();
  };

  /** Waits as a fault that only slows down wants it. */
  const hold = ({ fault, held, timers }: Order<Fault>): Promise<void> =>
    new Promise((resolve) => {
      const release = (): void => {
        cancel();
        held.delete(release);
        resolve();
      };
      const delayMs = 'delayMs' in fault && typeof fault.delayMs === 'number' ? fault.delayMs : null;
      const cancel = delayMs === null ? () => undefined : timer.after(delayMs, release);
      held.add(release);
      timers.add(cancel);
    });

  return {
    /** `method` may be `*` for all of them. */
    order: (method: string, fault: Fault, limits: FaultLimits<Target> = {}): OrderedFault => {
      const { times = 1, ...about } = limits;
      const order = {
        method,
        fault,
        times,
        about: Object.entries(about).filter(([, wanted]) => wanted !== undefined),
        hits: 0,
        isLifted: false,
        held: new Set<() => void>(),
        timers: new Set<() => void>(),
      };
      orders = [...orders, order];
      return { hits: () => order.hits, lift: () => lift(order) };
    },
    /** The fault that this call meets, after the time for which it is held; null for none. */
    meet: async (target: Target): Promise<Fault | null> => {
      const order = orders.find((one) => fits(one, target));
      if (order === undefined) return null;
      order.hits += 1;
      if ('delayMs' in order.fault || 'hang' in order.fault) await hold(order);
      return order.fault;
    },
    /** Forgets all of them, and the calls that they hold: those are never carried out. */
    abandon: (): void => {
      for (const order of orders) for (const cancel of order.timers) cancel();
      orders = [];
    },
    /** Lifts all of them. */
    heal: (): void => {
      for (const order of orders) lift(order);
      orders = [];
    },
  };
}

export type Faults<Fault extends object, Target extends FaultTarget> = ReturnType<typeof createFaults<Fault, Target>>;

function fits({ method, times, about, hits, isLifted }: Order<object>, target: FaultTarget): boolean {
  const facts = new Map<string, unknown>(Object.entries(target));
  return (
    !isLifted &&
    hits < times &&
    (method === '*' || method === target.method) &&
    about.every(([key, wanted]) => facts.get(key) === wanted)
  );
}
