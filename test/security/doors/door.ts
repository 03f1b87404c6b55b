import type { Instant } from '../../../src/core/ids.js';
import type { Log } from '../../../src/engine/log-port.js';
import type { Desk } from '../../../src/engine/ports.js';
import { createHttpServer, type HttpHandler } from '../../../src/http-server.js';
import { realTimer } from '../../../src/local/listen.js';
import type { RawRequest } from './pipeline.js';

/** A platform's real door, and what knocks at it. */
export interface Door {
  readonly port: number;
  /** So many deliveries reached the program. */
  readonly runs: () => number;
  /** Each kind of request that has to be refused; `n` varies it. */
  readonly attacks: Readonly<Record<string, (n: number) => RawRequest>>;
  /** A request that has to pass: the control. */
  readonly right: () => RawRequest;
  close(): Promise<void>;
}

const silent = (): void => undefined;
const log: Log = { debug: silent, info: silent, warn: silent, error: silent };

/** What every adapter needs, with a desk that counts what reaches it. */
export function doorOptions() {
  let runs = 0;
  const desk: Desk = {
    receive() {
      runs += 1;
      return Promise.resolve({ kind: 'none' });
    },
  };
  const clock = { now: () => Date.now() as Instant };
  return { runs: () => runs, shared: { desk, clock, wallClock: Date.now, timer: realTimer, log, people: () => null } };
}

/** The real server with one route, on a free port. */
export async function listening(path: string, handle: HttpHandler) {
  const server = createHttpServer({ routes: [{ method: 'POST', path, handle }], isReady: () => [], log });
  const port = await server.listen('127.0.0.1', 0);
  return { port, close: () => server.close(0) };
}
