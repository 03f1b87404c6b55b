import type { Fault } from './schedules.js';

/** A platform's answer to one request; `drop`: the connection breaks. */
export type Carry = (url: URL, init: RequestInit) => Promise<Response | 'drop'>;

export interface Wire {
  /** Gives these faults to the next posts, one each; resolves when one of them is a crash. */
  expect(schedule: readonly Fault[]): Promise<void>;
  /** Resolves at the next crash. */
  again(): Promise<void>;
  /** Posts since the faults were given. */
  posts(): number;
}

/** Takes the place of the network under the platforms' own clients; faults hit posts alone. */
export function createWire(carry: Carry, isPost: (url: URL, init: RequestInit) => boolean): Wire {
  let left: Fault[] = [];
  let posts = 0;
  let crash: () => void = () => undefined;
  const watch = (): Promise<void> =>
    new Promise((resolve) => {
      crash = resolve;
    });

  const carried = async (url: URL, init: RequestInit): Promise<Response> => {
    const reply = await carry(url, init);
    if (reply === 'drop') throw broken('ECONNRESET');
    return reply;
  };
  /** The process is gone: nothing comes back, and nobody waits for it. */
  const gone = (): Promise<Response> => {
    crash();
    return new Promise(() => undefined);
  };

  globalThis.fetch = async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const isOne = isPost(url, init);
    if (isOne) posts += 1;
    switch (isOne ? left.shift() : undefined) {
      case 'reply_lost':
        await carried(url, init);
        throw broken('ECONNRESET');
      case 'server_error':
        return new Response('<h1>down</h1>', { status: 503 });
      case 'throttled':
        return new Response('{"ok":false,"error":"ratelimited"}', { status: 429, headers: { 'retry-after': '1' } });
      case 'refused':
        throw broken('ECONNREFUSED');
      case 'crash_before':
        return gone();
      case 'crash_after':
        await carried(url, init);
        return gone();
      default:
        return carried(url, init);
    }
  };

  return {
    expect(schedule) {
      left = [...schedule];
      posts = 0;
      return watch();
    },
    again: watch,
    posts: () => posts,
  };
}

export const broken = (code: string): TypeError =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });

/** What a client sends, as text. */
export const bodyOf = ({ body }: RequestInit): string =>
  typeof body === 'string' ? body : body instanceof URLSearchParams ? body.toString() : '';
