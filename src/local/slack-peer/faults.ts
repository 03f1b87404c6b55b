import type { Timer } from '../../engine/ports.js';

/** What goes wrong with a call. */
export type Fault =
  /** An HTTP error. `isStored`: only after the call was carried out. */
  | { readonly status: number; readonly isStored?: boolean }
  /** Slack's own error answer. */
  | { readonly error: string; readonly isStored?: boolean }
  /** 429 with `Retry-After`, in seconds. */
  | { readonly rateLimitedFor: number }
  /** The connection breaks before or after the call is carried out. */
  | { readonly drop: 'before' | 'after' }
  /** Carried out and answered only after so many milliseconds. */
  | { readonly delayMs: number }
  /** Carried out and answered only when it is released. */
  | { readonly hang: true };

export interface FaultLimits {
  /** How many calls it hits; 1 unless said otherwise, Infinity until it is lifted. */
  readonly times?: number;
  /** Only calls about this person: their direct conversation or profile. */
  readonly user?: string;
  readonly channel?: string;
}

/** A fault that was ordered. */
export interface OrderedFault {
  /** How many calls it hit. */
  readonly hits: () => number;
  /** Calls that it holds go on; later ones are spared. */
  readonly lift: () => void;
}

interface Order {
  readonly method: string;
  readonly fault: Fault;
  readonly limits: FaultLimits;
  hits: number;
  isLifted: boolean;
  readonly held: Set<() => void>;
  readonly timers: Set<() => void>;
}

/** The subject of a call, as far as faults look at it. */
export interface FaultTarget {
  readonly method: string;
  readonly user: string | null;
  readonly channel: string;
}

/** Faults in the order in which they were ordered; each call meets the first that fits. */
export function createFaults(timer: Timer) {
  let orders: readonly Order[] = [];

  const lift = (order: Order): void => {
    order.isLifted = true;
    for (const release of order.held) release();
  };

  /** Waits as a fault that only slows down wants it. */
  const hold = (order: Order): Promise<void> =>
    new Promise((resolve) => {
      const release = (): void => {
        cancel();
        order.held.delete(release);
        resolve();
      };
      const cancel = 'delayMs' in order.fault ? timer.after(order.fault.delayMs, release) : () => undefined;
      order.held.add(release);
      order.timers.add(cancel);
    });

  return {
    /** `method` may be `*` for all of them. */
    order: (method: string, fault: Fault, limits: FaultLimits = {}): OrderedFault => {
      const order = {
        method,
        fault,
        limits,
        hits: 0,
        isLifted: false,
        held: new Set<() => void>(),
        timers: new Set<() => void>(),
      };
      orders = [...orders, order];
      return { hits: () => order.hits, lift: () => lift(order) };
    },
    /** The fault that this call meets, after the time for which it is held; null for none. */
    meet: async (target: FaultTarget): Promise<Fault | null> => {
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

export type Faults = ReturnType<typeof createFaults>;

const fits = ({ method, limits, hits, isLifted }: Order, target: FaultTarget): boolean =>
  !isLifted &&
  hits < (limits.times ?? 1) &&
  (method === '*' || method === target.method) &&
  (limits.user === undefined || limits.user === target.user) &&
  (limits.channel === undefined || limits.channel === target.channel);
